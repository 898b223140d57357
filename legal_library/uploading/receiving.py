"""Takes in what somebody sends at once: each file checked by content, kept or refused in words."""

import hashlib
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.models import Action
from audit.recording import record as log

from ..models import UploadBatch, UploadedFile, UploadState
from ..reading import UnreadableFile
from ..reading.kinds import MOST_BYTES, kind_of
from ..sources import CORPUS_SUFFIXES, in_parts
from .tables import Row, TableError, is_table, read_table
from .unpacking import is_plain_package, safe_name, unpack


class Sent(Protocol):
    """A file of a form."""

    name: str
    size: int

    def read(self) -> bytes: ...


class NothingToTake(ValueError):
    """No file can be taken; the message says why."""


@dataclass(slots=True)
class _Taken:
    """A file, or a row, on its way into the batch."""

    name: str
    stored_name: str = ""
    size: int = 0
    sha256: str = ""
    refusal: str = ""
    row: Row | None = None
    part_of: "_Taken | None" = None
    row_saved: UploadedFile | None = None


@dataclass(slots=True)
class _Desk:
    """All that came at once, one after the other; what is good goes to *folder*."""

    folder: Path
    taken: list[_Taken] = field(default_factory=list)
    rows: list[Row] | None = None
    seen: dict[str, str] = field(default_factory=dict)
    unpacked: int = 0

    def take_all(self, files: Iterable[Sent]) -> None:
        for file in files:
            name = safe_name(file.name)
            if file.size > MOST_BYTES:
                self.refuse(name, _too_large())
                continue
            try:
                self._take(name, file.read())
            except (UnreadableFile, TableError) as error:
                self.refuse(name, str(error))

    def refuse(self, name: str, why: str) -> None:
        self.taken.append(_Taken(name, refusal=why))

    def _take(self, name: str, data: bytes, *, is_packed: bool = False) -> None:
        if not data.strip(b"\0 \r\n\t"):
            raise UnreadableFile(_("Tệp trống, không có gì để nhập."))
        digest = hashlib.sha256(data).hexdigest()
        if digest in self.seen:
            message = _("Giống hệt tệp “%s” trong cùng lượt, nên chỉ nhập một lần.")
            raise UnreadableFile(message % self.seen[digest])
        if name.lower().endswith(CORPUS_SUFFIXES):
            message = _(
                "Kho văn bản .jsonl chỉ nhập được trên máy chủ, bằng lệnh import_documents."
            )
            raise UnreadableFile(message)
        if is_table(data):
            self._take_table(data)
        elif is_plain_package(data):
            if is_packed:
                raise UnreadableFile(_("Gói nén nằm trong gói nén. Hãy giải nén nó trước."))
            self._take_package(name, data)
        else:
            kind_of(data)
            self._keep(name, data, digest)
        self.seen[digest] = name

    def _keep(self, name: str, data: bytes, digest: str) -> None:
        # A folder for each, because names repeat.
        stored_name = f"{len(self.taken)}/{name}"
        path = self.folder / stored_name
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
        self.taken.append(_Taken(name, stored_name, len(data), digest))

    def _take_package(self, name: str, data: bytes) -> None:
        room = settings.UPLOADS["MOST_UNPACKED"] - self.unpacked
        for file in unpack(data, most_files=settings.UPLOADS["MOST_FILES"], most_bytes=room):
            self.unpacked += file.size
            try:
                if file.size > MOST_BYTES:
                    raise UnreadableFile(_too_large())
                self._take(file.name, file.read(), is_packed=True)
            except (UnreadableFile, TableError) as error:
                self.refuse(file.name, str(error))

    def _take_table(self, data: bytes) -> None:
        if self.rows is not None:
            message = _("Mỗi lượt nhận một bảng thuộc tính. Hãy tải bảng thứ hai ở lượt sau.")
            raise UnreadableFile(message)
        self.rows = read_table(data, most_rows=settings.UPLOADS["MOST_ROWS"])


def receive(*, files: Iterable[Sent], unit, by, uuid: UUID, credit: str = "") -> UploadBatch:
    """Keep *files* as a batch of *unit* whose rows say what is taken and what is refused.

    The same *uuid* from the same person is the batch that exists. Raises NothingToTake.
    """
    sent = UploadBatch.objects.filter(uuid=uuid, created_by=by)
    if existing := sent.first():
        return existing
    batch = UploadBatch(uuid=uuid, owner_unit=unit, created_by=by, source_credit=credit)
    try:
        _fill(batch, files)
    except IntegrityError as error:  # sent twice at the same moment
        batch.remove_files()
        if existing := sent.first():
            return existing
        message = _("Biểu mẫu đã cũ. Hãy mở lại trang rồi chọn tệp lần nữa.")
        raise NothingToTake(message) from error
    except BaseException:
        batch.remove_files()
        raise
    return batch


def _fill(batch: UploadBatch, files: Iterable[Sent]) -> None:
    desk = _Desk(batch.folder)
    desk.take_all(files)
    most = settings.UPLOADS["MOST_FILES"]
    if len(desk.taken) > most:
        message = _("Có %(count)d tệp, mỗi lượt nhận nhiều nhất %(most)d. Hãy chia nhiều lượt.")
        raise NothingToTake(message % {"count": len(desk.taken), "most": most})
    taken = list(_in_order(desk))
    if not taken:
        raise NothingToTake(_("Chưa có tệp nào. Hãy chọn tệp rồi bấm lại."))
    first = UploadState.PROPOSED if desk.rows is not None else UploadState.WAITING
    with transaction.atomic():
        batch.save()
        for position, item in enumerate(taken, start=1):
            item.row_saved = _row_of(batch, position, item, first)
            item.row_saved.save()
        log(Action.IMPORTED, actor=batch.created_by, instance=batch, number=len(taken))


def _in_order(desk: _Desk) -> Iterator[_Taken]:
    """Rows of the table with the originals that they name, then files, parts behind the first."""
    originals = {item.name.casefold(): item for item in desk.taken if not item.refusal}
    for row in desk.rows or ():
        yield _taken_row(desk, row, originals.get(safe_name(row.file_name).casefold()))
    waiting = defaultdict(deque)
    for item in desk.taken:
        if not item.refusal:
            waiting[item.name].append(item)
    for group in in_parts(PurePosixPath(name) for name in waiting for _same in waiting[name]):
        first, *more = (waiting[path.name].popleft() for path in group)
        yield first
        for part in more:
            part.part_of = first
            yield part
    yield from (item for item in desk.taken if item.refusal)


def _taken_row(desk: _Desk, row: Row, original: _Taken | None) -> _Taken:
    """*row* with the file that it names, which is then no document of its own."""
    item = _Taken(row.label, row=row, refusal=row.refusal)
    if not row.file_name:
        return item
    if original is None or original not in desk.taken:
        item.refusal = item.refusal or row.without_file()
    elif item.refusal:
        message = _("%s của bảng ghi tệp này có lỗi. Hãy sửa bảng, rồi tải lại cả hai.")
        original.refusal = message % row.label
    else:
        desk.taken.remove(original)
        item.name = f"{row.label}: {original.name}"
        item.stored_name, item.size = original.stored_name, original.size
        item.sha256 = original.sha256
    return item


def _row_of(batch: UploadBatch, position: int, item: _Taken, first: UploadState) -> UploadedFile:
    state = UploadState.REFUSED if item.refusal else first
    notes = list(item.row.notes) if item.row else []
    return UploadedFile(
        batch=batch,
        position=position,
        name=item.name,
        stored_name="" if item.refusal else item.stored_name,
        size=item.size,
        sha256=item.sha256,
        attributes=item.row.attributes if item.row else None,
        part_of=item.part_of.row_saved if item.part_of else None,
        state=UploadState.PART if item.part_of else state,
        message=item.refusal,
        notes=notes,
        note_count=len(notes),
    )


def _too_large() -> str:
    return _("Tệp lớn quá %d MB. Hãy chia nhỏ hoặc giảm cỡ ảnh.") % (MOST_BYTES // 1024**2)
