"""What citations lead to: documents of the library and places in their texts."""

from .catalogue import Catalogue, Entry, MemoryCatalogue
from .citing import Finding, find_and_resolve
from .named_acts import NamedActs, named_acts
from .resolving import Reason, Resolution, resolve

__all__ = [
    "Catalogue",
    "Entry",
    "Finding",
    "MemoryCatalogue",
    "NamedActs",
    "Reason",
    "Resolution",
    "find_and_resolve",
    "named_acts",
    "resolve",
]
