"""A text out of the library, as a file for people or for machines. Pure Python.

Each module writes one kind of file from a `Copy`: the tree of a text and the facts about
its document. `reading_back.py` reads them again and gives the same `Copy`.
"""

from .copies import Copy, Facts

__all__ = ["Copy", "Facts"]
