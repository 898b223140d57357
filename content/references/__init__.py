"""How Vietnamese law is cited: numbers of documents and places inside them. Pure Python."""

from .numbers import NumberMatch, find_numbers, normalize_number, number_key, number_terms

__all__ = ["NumberMatch", "find_numbers", "normalize_number", "number_key", "number_terms"]
