"""Citations in running text: which act, which place in it. Pure Python, without input or output."""

from .finding import find_citations
from .model import Act, Citation, Place
from .names import ActNames, name_key

__all__ = ["Act", "ActNames", "Citation", "Place", "find_citations", "name_key"]
