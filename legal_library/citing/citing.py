"""The citations of a text with what each leads to."""

from dataclasses import dataclass
from datetime import date

from content.references.citations import Citation, find_citations

from .catalogue import Catalogue, Entry
from .named_acts import NamedActs
from .resolving import Resolution, resolve


@dataclass(frozen=True, slots=True)
class Finding:
    citation: Citation
    resolution: Resolution

    def as_dict(self) -> dict:
        resolution, resolved = self.resolution, None
        if resolution.is_resolved:
            resolved = {
                "document": resolution.entry.key,
                "number": resolution.entry.number or None,
                "slug": resolution.entry.slug or None,
                "expression_date": _iso(resolution.expression_date),
                "eid": resolution.eid or None,
            }
        found = self.citation.as_dict()
        found |= {"resolved": resolved, "reason": str(resolution.reason)}
        if resolution.number and not (self.citation.act and self.citation.act.number):
            found["meant"] = resolution.number
        return found


def find_and_resolve(
    text: str,
    catalogue: Catalogue,
    laws: NamedActs,
    *,
    as_of: date,
    home: Entry | None = None,
) -> list[Finding]:
    """Each citation of *text*, as of the day it was written; *home* is its own document."""
    citations = find_citations(text, laws.names, in_act=home is not None)
    return [
        Finding(citation, resolve(citation, catalogue, laws, as_of=as_of, home=home))
        for citation in citations
    ]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
