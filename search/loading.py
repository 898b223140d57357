"""Bringing the starting list of synonyms into the database."""

from collections.abc import Iterable

from .models import SynonymSet
from .starting_synonyms import StartingSet


def load_synonyms(lines: Iterable[StartingSet], *, save: bool = True) -> int:
    """Add the lines that are not there yet; how many. What an editor changed stays changed."""
    known = set(
        SynonymSet.objects.exclude(starting_key=None).values_list("starting_key", flat=True)
    )
    missing = [
        SynonymSet(
            kind=line.kind,
            terms="\n".join(line.spellings),
            meanings="\n".join(line.meanings),
            starting_key=line.key,
        )
        for line in lines
        if line.key not in known
    ]
    if save:
        SynonymSet.objects.bulk_create(missing)
    return len(missing)
