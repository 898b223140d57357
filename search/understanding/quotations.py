"""Words in quotation marks, which must stand together as they are typed. Pure Python."""

import re

from ..analysis import Phrase, phrase

_QUOTED = re.compile(r"[\"“”„‟«»]([^\"“”„‟«»]{1,300})[\"“”„‟«»]")
MOST = 5


def quoted(query: str) -> tuple[Phrase, ...]:
    """What stands between quotation marks of any kind; a mark without its partner is none."""
    found = (phrase(match[1]) for match in _QUOTED.finditer(query))
    return tuple(dict.fromkeys(item for item in found if item))[:MOST]
