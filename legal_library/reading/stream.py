"""What every reader gives: one stream of lines with hints, whatever the file was. Pure Python."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..parsing import NOTE_SIGN, Furniture, Line, ParsedDocument, nonblank, parse_lines


class UnreadableFile(ValueError):
    """A file that cannot be read, or must not; the message says in Vietnamese what to do."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as lines in reading order; running heads and page numbers are furniture."""

    kind: str  # "docx", "pdf", "html", "text", "doc"
    lines: tuple[Line, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    pages: int = 0
    encoding: str = ""  # the legacy encoding it was converted from
    machine_read: bool = False  # recognised from images of pages
    wrapped: bool | None = False  # lines are broken inside sentences; None: see for yourself
    messages: tuple[str, ...] = ()  # for the editor

    @property
    def has_text(self) -> bool:
        """The file holds more than images of pages."""
        return bool(self.lines)

    @property
    def continues(self) -> bool:
        """The file goes on with a document that another file begins."""
        return any("Tiếp theo Công báo" in item.text for item in self.furniture[:8])

    @property
    def text(self) -> str:
        """The lines as plain text, for a preview and for search by eye."""
        return "\n".join(line.text for line in self.lines)

    @property
    def characters(self) -> str:
        """All characters that must come out of the parser again, in order."""
        body = (line.text for line in self.lines if not line.note)
        notes = (line.text for line in self.lines if line.note)
        return nonblank("\n".join([*body, *notes]))


def parse_readings(readings: Iterable[Reading]) -> ParsedDocument:
    """The structure of one document that came in several files, in their order.

    The warnings name the file and count lines within it.
    """
    # The gazette says on which of its issues a document goes on.
    readings = sorted(readings, key=lambda reading: reading.continues)
    if len(readings) == 1:
        (reading,) = readings
        return parse_lines(reading.lines, furniture=reading.furniture, wrapped=reading.wrapped)
    lines: list[Line] = []
    places: dict[int, tuple[int, int]] = {}
    for part, reading in enumerate(readings, start=1):
        for line in reading.lines:
            number = len(lines) + 1
            places[number] = (part, line.number)
            lines.append(replace(line, number=number))
    furniture = [item for reading in readings for item in reading.furniture]
    wrapped = None if any(reading.wrapped is None for reading in readings) else False
    document = parse_lines(lines, furniture=furniture, wrapped=wrapped)
    warnings = (
        replace(item, line=number, message=f"Tệp {part}: {item.message}")
        for item in document.warnings
        for part, number in [places.get(item.line, (1, item.line))]
    )
    return replace(document, warnings=tuple(warnings))


def collapse(text: str) -> str:
    """*text* in NFC with single blanks; the blank before the number of a footnote stays."""
    text = unicodedata.normalize("NFC", text)
    if NOTE_SIGN not in text:
        return " ".join(text.split())
    return NOTE_SIGN.join(" ".join(part.split()) for part in text.split(NOTE_SIGN))
