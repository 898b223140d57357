"""How well readers and parser do on real documents, measured against what these say themselves.

corpora.py    texts with their own fields, and the codification
outlines.py   PDF with reviewed outlines of articles and clauses
files.py      Word files, old files and scans: nothing lost, never a traceback
floors.py     the table of all this, and what each row must reach
"""

from .corpora import CodifiedArticle, Report, evaluate, read_codification, read_records
from .files import FilesReport, evaluate_files
from .floors import Row, table_of
from .outlines import OutlineReport, evaluate_outlines

__all__ = [
    "CodifiedArticle",
    "FilesReport",
    "OutlineReport",
    "Report",
    "Row",
    "evaluate",
    "evaluate_files",
    "evaluate_outlines",
    "read_codification",
    "read_records",
    "table_of",
]
