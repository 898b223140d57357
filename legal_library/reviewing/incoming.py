"""A text that an editor pastes or uploads: read, parsed, and kept with its lines."""

import re
from contextlib import suppress
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ..exporting.reading_back import NotOurs, read_akoma_ntoso, read_json, read_word
from ..parsing import (
    Attributes,
    Confidence,
    ParsedDocument,
    parse,
    read_attributes,
)
from ..reading import UnreadableFile, parse_readings
from ..reading.apart import read_apart
from .locating import SourceLine, lines_of_text, lines_of_tree, source_lines

MOST_BYTES = 50 * 1024 * 1024
_MOST_SECONDS = 60  # somebody waits; a code of 800 pages takes a fifth
# What may stand behind a link “Tải bản gốc”: nothing that could act as a page of the portal.
KEPT = {"docx": "docx", "pdf": "pdf", "doc": "doc", "rtf": "rtf", "odt": "odt", "text": "txt"}
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Incoming:
    """A text as it came, for the draft and for its review."""

    parsed: ParsedDocument | None  # None of a scan, which has no text
    attributes: Attributes = field(default_factory=Attributes)
    lines: tuple[SourceLine, ...] = ()
    name: str = ""
    kind: str = "text"
    pages: int = 0
    messages: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def kept_as(self) -> str:
        """The ending with which the file is kept as the original; empty for what is not kept."""
        return KEPT.get(self.kind, "")


def pasted(text: str) -> Incoming:
    parsed = parse(text)
    return Incoming(parsed, read_attributes(parsed), tuple(lines_of_text(text)))


def uploaded(name: str, data: bytes) -> Incoming:
    """What a file holds, told by its content; UnreadableFile says what to do when it cannot be.

    Scans are not read here, which would take minutes: they are kept without a text.
    """
    if len(data) > MOST_BYTES:
        size = MOST_BYTES // (1024 * 1024)
        raise UnreadableFile(_("Tệp lớn quá %d MB. Hãy dùng “Tải nhiều tệp”.") % size)
    if not data.strip():
        raise UnreadableFile(_("Tệp trống, không có gì để đọc."))
    if found := _copy_in(data):
        parsed = found.parsed
        attributes = _facts(found.facts)
        return Incoming(parsed, attributes, tuple(lines_of_tree(parsed)), name, _kind(data))
    reading = read_apart(data, ocr=False, seconds=_MOST_SECONDS)
    if _UNSTORABLE.search(reading.text):
        raise UnreadableFile(_("Tệp có ký tự hỏng (NUL hoặc nửa cặp UTF-16)."))
    if not reading.has_text:
        if reading.kind != "pdf":
            raise UnreadableFile(_("Tệp trống, không có gì để đọc."))
        return Incoming(None, name=name, kind="pdf", pages=reading.pages, messages=reading.messages)
    parsed = parse_readings([reading])
    return Incoming(
        parsed,
        read_attributes(parsed),
        tuple(source_lines(reading.lines)),
        name,
        reading.kind,
        reading.pages,
        reading.messages,
    )


def _copy_in(data: bytes):
    """The copy in a file that a library wrote, told by how it begins; None in any other."""
    start = data[:300].lstrip()
    if start.startswith(b"PK"):
        with suppress(NotOurs):
            return read_word(data)
        return None
    try:
        if start.startswith(b"{") and b'"format"' in data[:300]:
            return read_json(data)
        if start.startswith((b"<?xml", b"<akomaNtoso")) and b"akomaNtoso" in data[:2000]:
            return read_akoma_ntoso(data)
    except NotOurs as error:
        raise UnreadableFile(str(error)) from error
    return None


def _kind(data: bytes) -> str:
    return "docx" if data.startswith(b"PK") else "copy"


def _facts(facts) -> Attributes:
    """What a copy says of its document, which an editor once approved."""
    names = ("number", "type_name", "issuers", "issued_on", "title", "signer", "signer_title")
    values = {name: getattr(facts, name) for name in (*names, "effective_from")}
    return Attributes(
        **values, confidence={name: Confidence.HIGH for name, value in values.items() if value}
    )
