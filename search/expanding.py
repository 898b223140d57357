"""The synonyms of the portal, read into queries: an edit counts with the next search."""

from datetime import date

from .analysis import QueryTerms
from .models import SynonymSet
from .synonyms import SynonymTable, expanded

# What this process made of the sets, and of which state of them on which day.
_known: tuple[object, SynonymTable] = (None, SynonymTable())


def expand(text: str, *, day: date) -> QueryTerms:
    """The terms of *text* with what the synonym sets of *day* say that it means."""
    return expanded(text, synonym_table(day))


def synonym_table(day: date) -> SynonymTable:
    """The synonyms of *day*; made anew only when a set of any process was changed."""
    global _known  # one table for all threads: each replaces it as a whole
    state = (SynonymSet.objects.state(), day)
    if _known[0] != state:
        sets = SynonymSet.objects.valid_on(day)
        _known = (state, SynonymTable(synonym for one in sets for synonym in one.synonyms()))
    return _known[1]
