"""Reads the files of a batch, each in a task: ended once, taken up again after a stop."""

import hashlib
import json
import logging
from dataclasses import replace
from datetime import date, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task
from django_tasks.backends.immediate import ImmediateBackend

from audit.models import Action
from audit.recording import record as log
from departments.rights import Area, may

from ..models import UploadBatch, UploadedFile, UploadState
from ..models.uploads import REPEATABLE
from ..sources import BrokenRecord, SourceError, SourceFile, SourceRecord
from .drafting import Drafted, draft_record

MOST_ATTEMPTS = 3
_ASK_AGAIN = timedelta(minutes=10)  # a task that did not come by then is lost
_TABLE = "xlsx"
logger = logging.getLogger(__name__)


@task()
def read_upload(pk: int) -> None:
    """Read one file beside the requests."""
    read_file(pk, seconds=settings.UPLOADS["SECONDS_A_FILE"], ocr=True)


def has_worker() -> bool:
    """Whether tasks run beside the requests; a portal without a worker reads on its page."""
    return not isinstance(read_upload.get_backend(), ImmediateBackend)


def hand_over(batch: UploadBatch, *, again: bool = False) -> None:
    """Give what waits to the worker, if there is one; *again* whatever was given before."""
    if not has_worker():
        return
    files = batch.files.claimable()
    if not again:
        files = files.filter(queued_at__isnull=True)
    keys = list(files.values_list("pk", flat=True))
    batch.files.filter(pk__in=keys).update(queued_at=timezone.now())
    transaction.on_commit(lambda: [read_upload.enqueue(pk) for pk in keys])


def read_next(batch: UploadBatch) -> bool:
    """Read one waiting file now, in the request of a portal without a worker; whether one was."""
    key = batch.files.claimable().values_list("pk", flat=True).first()
    if key is None:
        return False
    read_file(key, seconds=settings.UPLOADS["SECONDS_AT_ONCE"], ocr=False)
    return True


def read_file(pk: int, *, seconds: float, ocr: bool) -> None:
    """Read the file with this key and write its draft, unless somebody is at it or it is done."""
    begun = timezone.now()
    is_mine = (
        UploadedFile.objects.filter(pk=pk)
        .claimable()
        .update(state=UploadState.READING, started_at=begun, attempts=F("attempts") + 1)
    )
    if not is_mine:
        return
    file = UploadedFile.objects.select_related("batch__owner_unit", "batch__created_by").get(pk=pk)
    if file.attempts > MOST_ATTEMPTS:
        message = _(
            "Máy đã dừng %d lần khi đọc tệp này. Hãy lưu lại tệp bằng Word rồi tải lên mới."
        )
        _end(file, Drafted(UploadState.FAILED, message % MOST_ATTEMPTS))
        return
    try:
        _read(file, seconds=seconds, ocr=ocr)
    except SourceError as error:
        _end(file, Drafted(UploadState.FAILED, str(error)))
    except Exception:
        logger.exception("upload %s, %s", file.pk, file.name)
        message = _("Cổng gặp lỗi khi nhập tệp này, quản trị đã được ghi lại. Hãy thử lại sau.")
        _end(file, Drafted(UploadState.FAILED, message))


def _read(file: UploadedFile, *, seconds: float, ocr: bool) -> None:
    batch = file.batch
    # Roles end, and the rights of the day count.
    unit_id = batch.owner_unit_id
    if batch.created_by is None or not may(batch.created_by, Area.CONTENT, "add", unit_id):
        raise SourceError(_("Người tải lên không còn quyền soạn văn bản ở đơn vị này."))
    record = _record_of(file, seconds=seconds, ocr=ocr)
    for is_last in (False, True):
        try:
            # Drafted and ended, or neither: whatever stops, the file is read exactly once.
            with transaction.atomic():
                if not _is_still_mine(file):
                    return
                drafted = draft_record(
                    record, unit=batch.owner_unit, by=batch.created_by, credit=batch.source_credit
                )
                _end(file, drafted)
            break
        except IntegrityError:  # another process has just made the same document
            if is_last:
                raise
    if file.state != UploadState.FAILED:
        _forget(file)


def _is_still_mine(file: UploadedFile) -> bool:
    """Whether nobody has taken it over meanwhile; nobody can until the transaction ends."""
    same = UploadedFile.objects.filter(
        pk=file.pk, state=UploadState.READING, attempts=file.attempts
    )
    return bool(same.update(started_at=file.started_at))


def _record_of(file: UploadedFile, *, seconds: float, ocr: bool) -> SourceRecord:
    parts = [part.path for part in file.parts.select_related("batch").order_by("position")]
    if not file.stored_name:
        return _with_attributes(_bare(file), file)
    if not all(path.is_file() for path in (file.path, *parts)):
        raise SourceError(_("Tệp không còn được giữ. Hãy tải lên lại."))
    source = SourceFile(file.path, more=tuple(parts))
    record = source.record_apart(ocr=ocr, seconds=seconds)
    if isinstance(record, BrokenRecord):
        raise SourceError(record.message)
    return _with_attributes(record, file) if file.attributes else record


def _bare(file: UploadedFile) -> SourceRecord:
    """A document of which nothing but its attributes is known."""
    key = file.attributes.get("number") or file.attributes["title"]
    return SourceRecord(source_name=_TABLE, key=key[:255], sha256="")


def _with_attributes(record: SourceRecord, file: UploadedFile) -> SourceRecord:
    """*record* as the table describes it, which a person has written."""
    given = file.attributes
    words = json.dumps(given, ensure_ascii=False, sort_keys=True) + record.sha256
    days = {
        name: date.fromisoformat(given[name])
        for name in ("issued_on", "effective_from", "effective_to")
        if given.get(name)
    }
    texts = {
        name: given[name]
        for name in ("type_name", "number", "title", "signer", "url")
        if given.get(name)
    }
    return replace(
        record,
        sha256=hashlib.sha256(words.encode()).hexdigest(),
        issuer_names=(given["issuer"],),
        is_stated=True,
        **texts,
        **days,
    )


def _end(file: UploadedFile, drafted: Drafted) -> None:
    file.state = drafted.state
    file.message = drafted.message
    file.document = drafted.document
    notes = [*file.notes, *drafted.notes] if file.attributes else drafted.notes
    file.notes, file.note_count = notes[:50], len(notes)
    file.article_count = drafted.article_count
    file.finished_at = timezone.now()
    file.save()


def _forget(file: UploadedFile) -> None:
    """Remove what is not needed any more: the document keeps the original."""
    for each in (file, *file.parts.select_related("batch")):
        if each.stored_name:
            each.path.unlink(missing_ok=True)


def confirm(batch: UploadBatch, *, by) -> int:
    """Let the good rows of a table of attributes become drafts; how many there are."""
    with transaction.atomic():
        count = batch.files.filter(state=UploadState.PROPOSED).update(state=UploadState.WAITING)
        if count:
            log(Action.CHANGED, actor=by, instance=batch, number=count, step="confirm")
            hand_over(batch)
    return count


def cancel(batch: UploadBatch, *, by) -> int:
    """Stop what nobody has begun to read; what is being read ends by itself."""
    waiting = batch.files.filter(state__in=[UploadState.WAITING, UploadState.PROPOSED])
    with transaction.atomic():
        count = waiting.update(state=UploadState.CANCELLED, finished_at=timezone.now())
        if count:
            log(Action.CANCELLED, actor=by, instance=batch, number=count)
    return count


def retry(batch: UploadBatch, *, by) -> int:
    """Read once more what failed or was cancelled, where the file is still there."""
    files = [
        file
        for file in batch.files.of_documents().filter(state__in=REPEATABLE).select_related("batch")
        if not file.stored_name or file.path.is_file()
    ]
    keys = [file.pk for file in files]
    with transaction.atomic():
        batch.files.filter(pk__in=keys, state__in=REPEATABLE).update(
            state=UploadState.WAITING, message="", attempts=0, queued_at=None, finished_at=None
        )
        if keys:
            log(Action.CHANGED, actor=by, instance=batch, number=len(keys), step="retry")
            hand_over(batch)
    return len(keys)


def take_up_again() -> int:
    """Hand over once more what waits or was being read for too long; how many files."""
    lost = timezone.now() - _ASK_AGAIN
    files = UploadedFile.objects.claimable().exclude(queued_at__gt=lost)
    keys = list(files.values_list("pk", flat=True))
    UploadedFile.objects.filter(pk__in=keys).update(queued_at=timezone.now())
    for pk in keys:
        read_upload.enqueue(pk)
    return len(keys)


def remove_old_files() -> int:
    """Remove files that were kept for another attempt long enough; of how many batches."""
    day = timezone.now() - timedelta(days=settings.UPLOADS["KEPT_DAYS"])
    removed = 0
    for batch in UploadBatch.objects.filter(created_at__lt=day).iterator():
        if batch.folder.exists():
            batch.files.filter(state=UploadState.PROPOSED).update(state=UploadState.CANCELLED)
            batch.remove_files()
            removed += 1
    return removed
