"""Files in, one stream of lines out, whatever kind they are.

    kind_of → read_docx | read_pdf | read_html | read_plain | read_with_office → Reading

A Reading goes to `parse_readings`. Every refusal is an UnreadableFile whose message says
in Vietnamese what to do.
"""

from .kinds import kind_of
from .pdf import read_pdf
from .plain import read_plain
from .scans import recognise, without_text
from .stream import Reading, UnreadableFile, parse_readings
from .web import read_html
from .word import read_docx
from .word97 import read_with_office

__all__ = ["Reading", "UnreadableFile", "parse_readings", "read"]

_LEAST_LETTERS_A_PAGE = 25  # a scan has the words of a stamp as text, at most


def read(data: bytes, *, ocr: bool = True) -> Reading:
    """The lines of a file; UnreadableFile when it cannot be read or must not be opened.

    A scan comes without lines, or with *ocr* with those that a machine recognised.
    """
    kind = kind_of(data)
    if kind == "docx":
        return read_docx(data)
    if kind == "pdf":
        return _pdf(data, ocr=ocr)
    if kind == "html":
        return read_html(data)
    if kind == "text":
        return read_plain(data)
    return read_with_office(data, kind)


def _pdf(data: bytes, *, ocr: bool) -> Reading:
    reading = read_pdf(data)
    if len(reading.characters) >= _LEAST_LETTERS_A_PAGE * max(reading.pages, 1):
        return reading
    return recognise(data, reading) if ocr else without_text(reading)
