from .log import AskedQuery, OpenedResult
from .outbox import IndexChange
from .pins import PinnedResult

__all__ = ["AskedQuery", "IndexChange", "OpenedResult", "PinnedResult"]
