"""From which day an amending act's orders take effect, where it tells them apart. Pure Python."""

import re
from datetime import date

from content.references.citations import find_citations

from ..addresses import is_quoted
from ..parsing import ParsedDocument

_EFFECT = re.compile(
    r"có\s+hiệu\s+lực\s+(?:thi\s+hành\s+)?(?:kể\s+)?từ\s+ngày\s+"
    r"(?P<day>\d{1,2})\s*(?:tháng\s+|/)(?P<month>\d{1,2})\s*(?:năm\s+|/)(?P<year>\d{4})",
    re.IGNORECASE,
)
_NOT_THESE = re.compile(r"trừ\s+(?:các\s+)?(?:trường\s+hợp|quy\s+định)", re.IGNORECASE)


def days_of_effect(parsed: ParsedDocument) -> list[tuple[str, date]]:
    """The provisions of the act that take effect on a day of their own, the narrowest first."""
    found = []
    for body in parsed.bodies:
        for top in body.nodes:
            for node in top.walk():
                if is_quoted(node.eid):
                    continue
                match = _EFFECT.search(node.text)
                if not match:
                    continue
                day = _day(match)
                words = node.text[: match.start()]
                if day is None or _NOT_THESE.search(words):
                    continue
                for citation in find_citations(words, in_act=True):
                    is_own = citation.this == "act" or citation.act is None
                    if is_own and citation.place.article and not citation.quoted:
                        found.append((citation.place.eid, day))
    return sorted(found, key=lambda pair: -len(pair[0]))


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
