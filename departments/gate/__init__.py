"""The gate of the admin: every address has a rule, and no rule means no entry.

Wagtail's screens mostly ask whether somebody may edit *some* question or *some* image. The gate
asks about the very one in the request, before the screen runs, so that a forged address, key or
list of keys ends here. An app puts its own addresses under rules with `admit`, beside the code
that registers them.
"""

from .asking import Asked, Check
from .rules import (
    Rule,
    anywhere,
    every,
    look,
    model_of,
    nobody,
    of_object,
    of_page,
    open_to_all,
    own,
    province,
    staff,
)
from .table import admit

__all__ = [
    "Asked",
    "Check",
    "Rule",
    "admit",
    "anywhere",
    "every",
    "look",
    "model_of",
    "nobody",
    "of_object",
    "of_page",
    "open_to_all",
    "own",
    "province",
    "staff",
]
