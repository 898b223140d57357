"""What a query asks for beyond its words, and what of it was not meant as typed."""

from .naming import DOCUMENTS, PROVISIONS, Named, find_named
from .reading import (
    NAMES,
    SPACING,
    SYNONYMS,
    TYPING,
    Correction,
    Understanding,
    literally,
    understand,
)
from .wording import WordFilter

__all__ = [
    "DOCUMENTS",
    "NAMES",
    "PROVISIONS",
    "SPACING",
    "SYNONYMS",
    "TYPING",
    "Correction",
    "Named",
    "Understanding",
    "WordFilter",
    "find_named",
    "literally",
    "understand",
]
