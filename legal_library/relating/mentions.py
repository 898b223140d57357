"""The acts that a sentence names: each with its places, and which stand inside another's title.

“Thông tư số 5 sửa đổi Thông tư số 2 và Thông tư số 3; Thông tư số 8” lists two acts: the ones
in between belong to the title of the first. Pure Python.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from content.references.citations import Act, ActNames, find_citations

_JOINS = re.compile(r"[\s,;]*(?:và|hoặc|cùng|với)?[\s,;]*(?:các|những)?\s*$")
_LISTS = re.compile(r"(?:[,;]|\bvà)\s*(?:các|những|toàn bộ)?\s*$")
_NEXT = re.compile(r";\s*(?:và)?\s*$")  # another item; titles of acts have semicolons inside


@dataclass(frozen=True, slots=True)
class Mention:
    start: int
    end: int
    words: str
    act: Act | None
    eids: tuple[str, ...] = ()
    is_self: bool = False

    @property
    def is_foreign(self) -> bool:
        """Names another act than the one in which it stands."""
        return not self.is_self and self.act is not None and self.act.is_named


def mentions(text: str, names: ActNames) -> list[Mention]:
    """All of them in order; a list of places of one act is one mention."""
    found = [
        citation for citation in find_citations(text, names, in_act=True) if not citation.quoted
    ]
    grouped = groupby(found, key=lambda citation: (citation.reference, citation.act))
    return [
        Mention(
            start=start,
            end=end,
            words=text[start:end],
            act=act,
            eids=tuple(filter(None, (citation.place.eid for citation in group))),
            is_self=group[0].is_self,
        )
        for ((start, end), act), run in grouped
        for group in [list(run)]
    ]


def listed(text: str, found: Iterable[Mention]) -> list[Mention]:
    """Those of *found* that are told side by side with the first; titles of acts are skipped."""
    tops, is_top, before = [], True, None
    for mention in found:
        if before is not None:
            between = text[before.end : mention.start]
            if not _JOINS.fullmatch(between):
                is_next = bool(_NEXT.search(between))
                is_top = is_next or (is_top and bool(_LISTS.search(between)))
        before = mention
        if is_top and mention.is_foreign:
            tops.append(mention)
    return tops
