"""A record of a source as a draft of a unit. Nothing becomes public, and nothing public changes."""

from dataclasses import dataclass, field

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from content.references.numbers import number_key
from departments.rights import Area, may

from ..importing import RecordReading, complete, keep_original, read_record, unguessable
from ..models import DocumentSource, Issuer, LegalDocument, UploadState
from ..models.expressions import tree_digest
from ..parsing import from_json, to_json
from ..sources import SourceRecord


@dataclass(slots=True)
class Drafted:
    """What became of a record."""

    state: UploadState
    message: str = ""
    document: LegalDocument | None = None
    notes: list[str] = field(default_factory=list)
    article_count: int = 0


@transaction.atomic
def draft_record(record: SourceRecord, *, unit, by, credit: str = "") -> Drafted:
    """Make *record* a draft of *unit* written by *by*; the same record again makes no second one.

    An act that the library has keeps what it is: a text that differs becomes a new draft of
    it, for those who may change it. Raises SourceError for a record that contradicts itself.
    """
    if known := _known(record, by):
        return known
    reading = read_record(record)
    existing = _same_act(reading)
    drafted = _revise(existing, reading, by) if existing else _begin(reading, unit, by, credit)
    drafted.notes = [*reading.doubts, *reading.warnings]
    drafted.article_count = reading.article_count
    if drafted.state != UploadState.KNOWN:
        DocumentSource.objects.update_or_create(
            name=record.source_name,
            key=record.key,
            document=drafted.document,
            defaults={"sha256": record.sha256, "url": record.url},
        )
    return drafted


def _known(record: SourceRecord, by) -> Drafted | None:
    """The very same file, which came before."""
    sources = DocumentSource.objects.filter(sha256=record.sha256).select_related("document")
    documents = [source.document for source in sources]
    if seen := next((found for found in documents if _may_see(by, found)), None):
        return Drafted(UploadState.KNOWN, _("Đã được nhập trước đây."), seen)
    return None


def _same_act(reading: RecordReading) -> LegalDocument | None:
    """The document with this number, issuer and date, which no second one may have."""
    record = reading.record
    key = number_key(record.number)
    if not (key and record.issuer_names and record.issued_on):
        return None
    return LegalDocument.objects.filter(
        number_key=key,
        issuer__key=Issuer.key_of(record.issuer_names[0]),
        issued_on=record.issued_on,
    ).first()


def _begin(reading: RecordReading, unit, by, credit: str) -> Drafted:
    """A new document, as if *by* had typed it."""
    document = LegalDocument(live=False, has_unpublished_changes=True, owner_unit=unit)
    complete(document, reading, credit)
    _set_text(document, reading)
    document.save()
    keep_original(document, reading.record)
    revision = document.save_revision(user=by)
    log(instance=document, action="wagtail.create", user=by, revision=revision)
    state = UploadState.FOR_REVIEW if document.needs_review else UploadState.DRAFTED
    message = "" if reading.parsed else _("Chưa có toàn văn.")
    return Drafted(state, message, document)


def _revise(document: LegalDocument, reading: RecordReading, by) -> Drafted:
    """A new text for *document*, beside what is public, unless it is the same or not theirs."""
    if not _may_see(by, document):
        message = _("Đơn vị khác đang soạn văn bản cùng số này. Hãy liên hệ ban biên tập của tỉnh.")
        return Drafted(UploadState.KNOWN, message)
    if not reading.parsed:
        message = _("Văn bản đã có trong tủ sách và được giữ nguyên.")
        return Drafted(UploadState.KNOWN, message, document)
    if _has_text(document, tree_digest(to_json(reading.parsed))):
        message = _("Văn bản đã có, toàn văn không khác.")
        return Drafted(UploadState.KNOWN, message, document)
    if not may(by, Area.CONTENT, "change", document.owner_unit_id):
        message = _(
            "Văn bản đã có, do đơn vị khác phụ trách. Nếu toàn văn đang đăng sai, hãy dùng nút "
            "“Báo lỗi” ở trang văn bản."
        )
        return Drafted(UploadState.KNOWN, message, document)
    if refusal := _is_busy(document, by):
        return Drafted(UploadState.FAILED, refusal, document)
    draft = document.get_latest_revision_as_object()
    _set_text(draft, reading)
    if reading.record.original:
        name, data = reading.record.original
        draft.source_file.save(unguessable(name), ContentFile(data), save=False)
    draft.save_revision(user=by, log_action=True)
    message = _("Bản đang đăng không đổi. Hãy so hai bản rồi gửi duyệt bản mới.")
    if not document.live:
        message = _("Toàn văn được thêm vào bản nháp đã có.")
    return Drafted(UploadState.NEW_TEXT, message, document)


def _set_text(draft: LegalDocument, reading: RecordReading) -> None:
    """Put the tree into *draft*; the words, too, where no original is kept to be read again."""
    if reading.parsed:
        draft.draft_text = "" if reading.record.original else reading.record.text
        draft.draft_tree = to_json(reading.parsed)


def _has_text(document: LegalDocument, digest: str) -> bool:
    """Whether the public text or the draft is this one."""
    newest = document.expressions.order_by("-valid_on", "-pk").first()
    draft = document.get_latest_revision_as_object().draft_tree
    if newest and newest.tree_sha256 == digest:
        return True
    # Databases keep the names in a tree in an order of their own.
    return bool(draft) and tree_digest(to_json(from_json(draft))) == digest


def _is_busy(document: LegalDocument, by) -> str:
    """Why nobody should write a new draft of *document* now; empty when somebody may."""
    lock = document.get_lock()
    if document.workflow_in_progress or (lock and lock.for_user(by)):
        return _("Văn bản đang khóa hoặc chờ duyệt. Khi duyệt xong, hãy bấm “Thử lại”.")
    if document.get_latest_revision_as_object().draft_tree:
        return _(
            "Văn bản đang có một bản nháp với toàn văn khác. Hãy đăng hoặc xóa toàn văn của bản "
            "nháp đó, rồi bấm “Thử lại”."
        )
    return ""


def _may_see(by, document: LegalDocument) -> bool:
    return document.live or may(by, Area.CONTENT, "view", document.owner_unit_id)
