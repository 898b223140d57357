"""Short names that laws give, proposed as synonyms of search; an editor makes them count."""

from collections.abc import Iterable, Iterator

from content.text import fold
from search.models import SynonymSet

from ..addresses import place_name
from ..models import Definition

# “gọi chung là” names a group of things, not one thing in short.
_COLLECTIVE = "gọi chung là"
_LONGEST_KEY = 200


def propose(definitions: Iterable[Definition], *, save: bool = True) -> list[SynonymSet]:
    """Sets not in use yet, one for each short name; what was proposed before is not again.

    A set that an editor has changed, used or switched off stays as it is.
    """
    proposed = {each.starting_key: each for each in _sets(definitions)}
    known = set(
        SynonymSet.objects.filter(starting_key__in=proposed).values_list("starting_key", flat=True)
    )
    said = {
        (fold(spelling), fold(meaning))
        for each in SynonymSet.objects.all()
        for spelling in each.spellings
        for meaning in each.readings
    }
    new = [
        each
        for key, each in proposed.items()
        if key not in known and (fold(each.terms), fold(each.meanings)) not in said
    ]
    if save:
        SynonymSet.objects.bulk_create(new)
    return new


def _sets(definitions: Iterable[Definition]) -> Iterator[SynonymSet]:
    for row in definitions:
        if not row.abbreviation or _COLLECTIVE in row.text.lower():
            continue
        is_letters = row.abbreviation.isupper() and " " not in row.abbreviation
        kinds = SynonymSet.Kind
        yield SynonymSet(
            kind=kinds.ABBREVIATION if is_letters else kinds.SYNONYM,
            terms=row.abbreviation,
            meanings=row.term,
            is_active=False,
            note=f"{place_name(row.eid)} {row.document.citation_name}",
            starting_key=f"definition:{fold(row.abbreviation)}={fold(row.term)}"[:_LONGEST_KEY],
        )
