"""What a query asks for beyond its words, and what of it was not meant as typed."""

from .naming import DOCUMENTS, PROVISIONS, Understanding, understand

__all__ = ["DOCUMENTS", "PROVISIONS", "Understanding", "understand"]
