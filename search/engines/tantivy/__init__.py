"""The embedded engine: two Tantivy indexes, one of records and one of their passages."""

from .engine import TantivyEngine

__all__ = ["TantivyEngine"]
