from .log import AskedQuery, OpenedResult
from .outbox import IndexChange
from .pins import PinnedResult
from .synonyms import SynonymSet

__all__ = ["AskedQuery", "IndexChange", "OpenedResult", "PinnedResult", "SynonymSet"]
