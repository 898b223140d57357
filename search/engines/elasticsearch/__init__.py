"""The engine of a server: Elasticsearch 8 or 9, an index of records and one of their passages."""

from .engine import ElasticsearchEngine

__all__ = ["ElasticsearchEngine"]
