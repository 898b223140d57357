"""The articles of an edition by the documents that they come from.

A document is scattered over the subjects of the codification, so the lines are written to a
temporary file first and only their places are kept in memory.
"""

import lzma
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from .reading import BrokenLine, CodifiedText, read_line

_LONGEST_LINE = 20_000_000  # bytes; the longest article of the corpora has under 1 MB
_SHOWN = 20


class UnreadableEdition(ValueError):
    """The file as a whole cannot be read."""


@dataclass(slots=True)
class _Document:
    """Where the lines of one document stand, and how it is told from others of its number."""

    places: list[int] = field(default_factory=list)
    items: set[str] = field(default_factory=set)
    days: set[date] = field(default_factory=set)


@dataclass(slots=True)
class Edition:
    """A file that was read once; `documents` reads it again, a document at a time."""

    sha256: str
    articles: int = 0
    empty: int = 0
    subjects: dict[str, str] = field(default_factory=dict)
    broken: Counter = field(default_factory=Counter)
    broken_lines: list[str] = field(default_factory=list)
    _lines: BinaryIO | None = None
    _documents: list[_Document] = field(default_factory=list)

    @property
    def document_count(self) -> int:
        return len(self._documents)

    def documents(self, start: int = 0, stop: int | None = None) -> Iterator[list[CodifiedText]]:
        """The articles of each document, in the order of the file."""
        for document in self._documents[start:stop]:
            yield [self._read(place) for place in document.places]

    def _read(self, place: int) -> CodifiedText:
        self._lines.seek(place)
        return read_line(self._lines.readline().decode("utf-8"))


def open_edition(path: Path, stack: ExitStack) -> Edition:
    """The edition in *path*; its temporary file lives as long as *stack*."""
    spool = stack.enter_context(TemporaryFile(prefix="phap-dien-"))  # noqa: SIM115 - the stack closes it
    digest, by_number = sha256(), defaultdict(list)
    edition = Edition("", _lines=spool)
    try:
        with (lzma.open if path.suffix == ".xz" else open)(path, "rb") as lines:
            for number, line in enumerate(iter(lambda: lines.readline(_LONGEST_LINE), b""), 1):
                digest.update(line)
                if line.strip():
                    _take(edition, by_number, number, line)
    except (OSError, EOFError, lzma.LZMAError) as error:
        raise UnreadableEdition(str(error)) from error
    edition.sha256 = digest.hexdigest()
    edition._documents = [one for group in by_number.values() for one in group]
    return edition


def _take(edition: Edition, by_number: dict, number: int, line: bytes) -> None:
    try:
        article = read_line(line.decode("utf-8-sig"))
    except (BrokenLine, UnicodeDecodeError) as error:
        message = str(error) if isinstance(error, BrokenLine) else "không phải UTF-8"
        edition.broken[message.partition(":")[0]] += 1
        if len(edition.broken_lines) < _SHOWN:
            edition.broken_lines.append(f"dòng {number}: {message}")
        return
    place = edition._lines.tell()
    edition._lines.write(line.removeprefix(b"\xef\xbb\xbf").rstrip(b"\r\n") + b"\n")
    edition.articles += 1
    edition.empty += not article.text
    edition.subjects.setdefault(article.subject, article.subject_name)
    _place(by_number[(article.type_name.lower(), article.number_key)], article, place)


def _place(documents: list[_Document], article: CodifiedText, place: int) -> None:
    """Put the line with the document that has its key or its day; two that it joins are one.

    Old numbers begin anew each year, so a number alone does not make a document.
    """
    same = [one for one in documents if _is_of(one, article)]
    home = same[0] if same else _Document()
    if not same:
        documents.append(home)
    for other in same[1:]:
        home.places = sorted(home.places + other.places)
        home.items |= other.items
        home.days |= other.days
        documents.remove(other)
    home.places.append(place)
    home.items.update(filter(None, [article.item]))
    home.days.update(filter(None, [article.effective_from]))


def _is_of(document: _Document, article: CodifiedText) -> bool:
    if article.item and article.item in document.items:
        return True
    if article.effective_from:
        return article.effective_from in document.days
    return not article.item
