"""How Vietnamese law is cited: numbers of documents and places inside them. Pure Python."""

from .numbers import NumberMatch, find_numbers, normalize_number, number_key, number_terms
from .provisions import ProvisionReference, find_provisions

__all__ = [
    "NumberMatch",
    "ProvisionReference",
    "find_numbers",
    "find_provisions",
    "normalize_number",
    "number_key",
    "number_terms",
]
