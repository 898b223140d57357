"""Documents as their sources give them: files of all kinds and corpora, one after the other."""

import hashlib
import io
import json
import lzma
import re
import zipfile
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path, PurePath

from django.utils.translation import gettext as _

from content import validity
from content.text import compose

from .exporting import Copy
from .exporting.reading_back import NotOurs, read_akoma_ntoso, read_json, read_word
from .exporting.structured import write_text
from .reading import Reading, UnreadableFile, read
from .reading.apart import read_apart

CORPUS_SUFFIXES = (".jsonl", ".jsonl.xz")
FILE_SUFFIXES = (".txt", ".docx", ".doc", ".rtf", ".odt", ".pdf", ".html", ".htm")
# The longest code is under 2 MB; what is much longer is not one legal document.
MAX_TEXT_LENGTH = 5_000_000

# The longest value that a field may have; a longer one is no such thing, whatever the database.
_LONGEST = {"number": 120, "issuer": 255, "file": 255, "url": 500}
# A document printed over several issues of the gazette: “nd-104-part-1.pdf”, “luat phần 2.pdf”.
_PART = re.compile(r"(?P<name>.+?)[\W_]*(?:part|phan|phần|tap|tập)[\W_]*(?P<number>\d{1,2})$")
# PostgreSQL stores no NUL, and no database half a pair of UTF-16.
_UNSTORABLE = re.compile(r"[\0\ud800-\udfff]")
# What the library writes itself; given by name, because folders hold other XML and JSON.
_STRUCTURED = {".xml": read_akoma_ntoso, ".json": read_json}
_BROKEN_FILE = (OSError, EOFError, lzma.LZMAError, UnicodeDecodeError)
_STATUSES = {
    "Còn hiệu lực": validity.IN_FORCE,
    "Hết hiệu lực toàn bộ": validity.EXPIRED,
    "Hết hiệu lực một phần": validity.PARTLY_EXPIRED,
    "Chưa có hiệu lực": validity.NOT_YET_IN_FORCE,
    "Ngưng hiệu lực": validity.SUSPENDED,
    "Không còn phù hợp": validity.NO_LONGER_SUITABLE,
}


class SourceError(ValueError):
    """A file or record that cannot be read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One document as a source describes it; a field is empty where the source is silent."""

    source_name: str
    key: str
    sha256: str
    text: str = ""
    title: str = ""
    number: str = ""
    type_name: str = ""
    issuer_names: tuple[str, ...] = ()
    issued_on: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    stated_status: str = ""
    signer: str = ""
    url: str = ""
    readings: tuple[Reading, ...] = ()  # of a formatted file, or of each of its parts
    original: tuple[str, bytes] | None = None  # the name and content of the file itself
    copy: Copy | None = None  # of a file that a library wrote: its tree needs no reading
    is_stated: bool = False  # a person wrote the attributes, which count before those read


@dataclass(frozen=True, slots=True)
class KnownRecord:
    """A file that was imported before and has not changed since; it is not read again."""

    key: str
    sha256: str


@dataclass(frozen=True, slots=True)
class BrokenRecord:
    """A record that could not be read, and where it stands."""

    place: str
    message: str


@dataclass(slots=True)
class SourceFile:
    """A file to import; `records` opens it anew each time."""

    path: Path
    name: str = ""  # below the folder that was asked for: two of its files may be called alike
    more: tuple[Path, ...] = ()  # the other parts of a document that came in several files
    size: int = field(init=False)

    def __post_init__(self):
        self.name = self.name or self.path.name
        self.size = sum(path.stat().st_size for path in (self.path, *self.more))

    @property
    def is_corpus(self) -> bool:
        return self.path.name.endswith(CORPUS_SUFFIXES)

    def count(self) -> int:
        """How many records there are, for the progress bar; of a broken file those it still has."""
        if not self.is_corpus:
            return 1
        found = 0
        with suppress(*_BROKEN_FILE), _open_corpus(self.path) as lines:
            for line in lines:
                found += bool(line.strip())
        return found

    def records(
        self, *, known: Container[tuple[str, str]] = (), ocr: bool = True
    ) -> Iterator[SourceRecord | KnownRecord | BrokenRecord]:
        """Every record in order; what cannot be read comes out as a BrokenRecord.

        Files whose key and hash are *known* are not read again.
        """
        if not self.is_corpus:
            yield _file_record(self, known, partial(read, ocr=ocr))
            return
        name = self.path.name.removesuffix(".xz").removesuffix(".jsonl")
        is_empty = True
        try:
            with _open_corpus(self.path) as lines:
                for number, line in enumerate(lines, start=1):
                    if line.strip():
                        is_empty = False
                        yield _corpus_record(name, number, line)
        except _BROKEN_FILE as error:
            yield BrokenRecord(self.name, _("Tệp hỏng: %s") % error)
        else:
            if is_empty:
                yield BrokenRecord(self.name, _("Tệp trống, không có gì để nhập."))

    def record_apart(self, *, ocr: bool, seconds: float) -> SourceRecord | BrokenRecord:
        """The one document of a file that somebody sent: see `read_apart`."""
        return _file_record(self, (), partial(read_apart, ocr=ocr, seconds=seconds))


def in_parts(paths: Iterable[PurePath]) -> Iterator[list[PurePath]]:
    """*paths* in order, those together that are the parts of one document by their names."""
    groups: dict[tuple, list[tuple[int, PurePath]]] = {}
    for path in paths:
        match = _PART.fullmatch(path.stem.lower())
        key = (path.parent, match["name"], path.suffix.lower()) if match else (path,)
        groups.setdefault(key, []).append((int(match["number"]) if match else 0, path))
    for group in groups.values():
        numbers = sorted(number for number, _path in group)
        if numbers == list(range(1, len(group) + 1)):
            yield [path for _number, path in sorted(group)]
        else:
            yield from ([path] for _number, path in group)


def find_files(paths: list[Path]) -> Iterator[SourceFile]:
    """The files at *paths*; of a folder, what can be read in order of name, parts together."""
    for path in paths:
        if path.is_dir():
            readable = (*FILE_SUFFIXES, *CORPUS_SUFFIXES)
            inside = [inner for inner in path.rglob("*") if _is_readable(inner, readable)]
            files = sorted(inner for inner in inside if inner.is_file())
            if not files:
                message = _("Thư mục %(folder)s không có tệp nào đọc được (%(kinds)s).")
                raise SourceError(message % {"folder": path, "kinds": ", ".join(readable)})
            for first, *more in in_parts(files):
                yield SourceFile(first, str(first.relative_to(path)), tuple(more))
        elif path.is_file():
            yield SourceFile(path)
        else:
            raise SourceError(_("Không tìm thấy tệp %s.") % path)


def _is_readable(path: Path, suffixes: tuple[str, ...]) -> bool:
    """Word leaves a hidden “~$…” beside a document that is open."""
    name = path.name.lower()
    return name.endswith(suffixes) and not name.startswith(("~$", "."))


def _file_record(
    file: SourceFile, known: Container[tuple[str, str]], reader: Callable[[bytes], Reading]
) -> SourceRecord | KnownRecord | BrokenRecord:
    paths = (file.path, *file.more)
    try:
        contents = [path.read_bytes() for path in paths]
        sha256 = hashlib.sha256(b"".join(contents)).hexdigest()
        if (file.name, sha256) in known:
            return KnownRecord(file.name, sha256)
        if copy := _copy_in(file.path, contents):
            return _copied_record(file, sha256, copy, contents)
        readings = [_read_file(data, reader) for data in contents]
    except (OSError, SourceError, UnreadableFile, NotOurs) as error:
        return BrokenRecord(file.name, str(error))
    text = "\n".join(reading.text for reading in readings)
    if len(text) > MAX_TEXT_LENGTH:
        message = _("Văn bản dài quá 5 triệu ký tự. Hãy chia thành nhiều tệp.")
        return BrokenRecord(file.name, message)
    kind = readings[0].kind
    return SourceRecord(
        source_name=kind,
        key=file.name,
        sha256=sha256,
        text=text,
        title="" if text.strip() else file.path.stem,
        readings=tuple(readings),
        original=None if kind in ("text", "html") else _original(paths, contents, kind),
    )


def _copy_in(path: Path, contents: list[bytes]) -> Copy | None:
    """The copy in a file that a library wrote. Its XML and JSON are nothing else; a Word file
    of other hands, or changed since, is read like any.
    """
    if len(contents) > 1:
        return None
    kind = path.suffix.lower()
    if kind in _STRUCTURED:
        return _STRUCTURED[kind](contents[0])
    if kind == ".docx":
        with suppress(NotOurs):
            return read_word(contents[0])
    return None


def _copied_record(
    file: SourceFile, sha256: str, copy: Copy, contents: list[bytes]
) -> SourceRecord:
    facts = copy.facts
    kind = file.path.suffix.lower().removeprefix(".")
    return SourceRecord(
        source_name=kind,
        key=file.name,
        sha256=sha256,
        text=write_text(copy).decode(),
        title=facts.title,
        number=facts.number,
        type_name=facts.type_name,
        issuer_names=facts.issuers,
        issued_on=facts.issued_on,
        effective_from=facts.effective_from,
        effective_to=facts.effective_to,
        signer=facts.signer,
        original=_original((file.path,), contents, kind) if kind == "docx" else None,
        copy=copy,
    )


def _read_file(data: bytes, reader: Callable[[bytes], Reading]) -> Reading:
    reading = reader(data)
    if not reading.has_text and reading.kind != "pdf":
        raise SourceError(_("Tệp trống, không có gì để nhập."))
    if _UNSTORABLE.search(reading.text):
        raise SourceError(_("Tệp có ký tự hỏng (NUL hoặc nửa cặp UTF-16)."))
    return reading


def _original(paths: tuple[Path, ...], contents: list[bytes], kind: str) -> tuple[str, bytes]:
    """The file as it came; several parts packed together.

    Its ending is that of what it holds: a PDF called “.html” would be served as a page.
    """
    if len(paths) == 1:
        is_named = paths[0].suffix.lower() == f".{kind}"
        return paths[0].name if is_named else f"{paths[0].name}.{kind}", contents[0]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for path, data in zip(paths, contents, strict=True):
            # Without the time of packing, the same parts give the same file.
            package.writestr(zipfile.ZipInfo(path.name), data)
    return f"{paths[0].stem}.zip", packed.getvalue()


def _open_corpus(path: Path) -> io.TextIOBase:
    opener = lzma.open if path.name.endswith(".xz") else open
    return opener(path, "rt", encoding="utf-8-sig")


def _corpus_record(name: str, line_number: int, line: str) -> SourceRecord | BrokenRecord:
    """A line of a corpus with the fields of `laws_full` or `vbpl_documents`."""
    place = _("%(name)s, dòng %(number)d") % {"name": name, "number": line_number}
    try:
        record = _read_line(line)
        title = " ".join(_string(record, "title").split())
        # Without a full text the field holds the navigation of the page it was taken from.
        text = _string(record, "text") if record.get("has_full_text", True) else ""
        if not title and not text:
            raise SourceError(_("nguồn không có văn bản này (trống tên và nội dung)"))
        if len(text) > MAX_TEXT_LENGTH:
            raise SourceError(_("văn bản dài quá 5 triệu ký tự"))
        dates = record.get("dates") or {}
        if not isinstance(dates, dict):
            raise SourceError(_("trường %s phải là một đối tượng JSON") % "dates")
        sha256 = hashlib.sha256(line.strip().encode()).hexdigest()
        return SourceRecord(
            source_name=name,
            key=_string(record, "file") or _string(record, "number") or title[:255] or sha256,
            sha256=sha256,
            text=text,
            title=title,
            number=_string(record, "number"),
            type_name=_string(record, "type"),
            issuer_names=tuple(filter(None, [_string(record, "issuer")])),
            issued_on=_date(record, "issued") or _date(dates, "Ngày ban hành"),
            effective_from=_date(dates, "Ngày có hiệu lực"),
            effective_to=_date(dates, "Ngày hết hiệu lực"),
            stated_status=_STATUSES.get(_string(record, "status"), ""),
            signer=_string(record, "signer"),
            url=_string(record, "url"),
        )
    except SourceError as error:
        return BrokenRecord(place, str(error))


def _read_line(line: str) -> dict:
    try:
        record = json.loads(line)
    # A number of thousands of digits is a ValueError, a thousand brackets are a RecursionError.
    except (ValueError, RecursionError) as error:
        raise SourceError(_("JSON hỏng: %s") % error) from error
    if not isinstance(record, dict):
        raise SourceError(_("không phải một đối tượng JSON"))
    return record


def _string(record: dict, name: str) -> str:
    value = record.get(name) or ""
    if not isinstance(value, str):
        raise SourceError(_("trường %s phải là chữ") % name)
    if _UNSTORABLE.search(value):
        raise SourceError(_("trường %s có ký tự hỏng (NUL hoặc nửa cặp UTF-16)") % name)
    value = compose(value).strip()
    if len(value) > _LONGEST.get(name, len(value)):
        raise SourceError(_("trường %s dài quá mức") % name)
    return value


def _date(record: dict, name: str) -> date | None:
    """dd/mm/yyyy or yyyy-mm-dd; None for what is not a date, such as “--”."""
    value = _string(record, name)
    for pattern in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(value, pattern).date()
        except ValueError:
            continue
    return None
