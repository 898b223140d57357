"""What editors send in many files at once, and what becomes of each of them."""

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .documents import LegalDocument


class UploadState(models.TextChoices):
    """How far a file, or a row of a table of attributes, has come."""

    PROPOSED = "proposed", _("Chờ xác nhận")
    WAITING = "waiting", _("Chờ đọc")
    READING = "reading", _("Đang đọc")
    DRAFTED = "drafted", _("Đã có bản nháp")
    FOR_REVIEW = "for_review", _("Bản nháp, cần xem lại")
    NEW_TEXT = "new_text", _("Bản mới của văn bản đã có")
    KNOWN = "known", _("Đã có, không đổi")
    PART = "part", _("Ghép vào tệp đầu")
    FAILED = "failed", _("Không nhập được")
    REFUSED = "refused", _("Bị từ chối")
    CANCELLED = "cancelled", _("Đã hủy")


UNDER_WAY = (UploadState.WAITING, UploadState.READING)
WITH_DRAFT = (UploadState.DRAFTED, UploadState.FOR_REVIEW, UploadState.NEW_TEXT)
TROUBLED = (UploadState.FAILED, UploadState.REFUSED)
# What can be tried once more, as long as its file is kept.
REPEATABLE = (UploadState.FAILED, UploadState.CANCELLED)


class UploadBatchQuerySet(models.QuerySet):
    def counted(self) -> Self:
        """Each with how many of its files are how far."""
        files = Q(files__part_of__isnull=True)
        return self.annotate(
            total=Count("files", filter=files),
            under_way=Count("files", filter=files & Q(files__state__in=UNDER_WAY)),
            proposed=Count("files", filter=files & Q(files__state=UploadState.PROPOSED)),
            drafts=Count("files", filter=files & Q(files__state__in=WITH_DRAFT)),
            to_review=Count("files", filter=files & Q(files__state=UploadState.FOR_REVIEW)),
            troubled=Count("files", filter=files & Q(files__state__in=TROUBLED)),
            done=F("total") - F("under_way") - F("proposed"),
        )

    def unfinished(self) -> Self:
        return self.filter(files__state__in=[*UNDER_WAY, UploadState.PROPOSED]).distinct()

    def waiting_for_confirmation(self) -> Self:
        return self.filter(files__state=UploadState.PROPOSED).distinct()

    def with_trouble(self) -> Self:
        return self.filter(files__state__in=TROUBLED).distinct()


class UploadBatch(models.Model):
    """The files that somebody sent at once, for one unit.

    `uuid` comes with the form: the same form sent twice is one batch.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    owner_unit = models.ForeignKey(
        "departments.Unit",
        verbose_name=_("đơn vị phụ trách"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người tải lên"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    source_credit = models.CharField(_("nguồn"), max_length=255, blank=True)
    created_at = models.DateTimeField(_("tải lên lúc"), auto_now_add=True)
    folder_name = models.UUIDField(default=uuid4, editable=False)

    objects = UploadBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("lượt tải văn bản")
        verbose_name_plural = _("lượt tải văn bản")

    def __str__(self):
        return f"{timezone.localtime(self.created_at):%d/%m/%Y %H:%M}"

    @property
    def folder(self) -> Path:
        """Where its files lie until they are read; no web server reaches it."""
        return settings.UPLOADS["DIRECTORY"] / self.folder_name.hex

    def remove_files(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


class UploadedFileQuerySet(models.QuerySet):
    def of_documents(self) -> Self:
        """Without the further parts of documents that came in several files."""
        return self.filter(part_of__isnull=True)

    def claimable(self) -> Self:
        """What nobody reads, or somebody began to read so long ago that they cannot be alive."""
        begun = timezone.now() - timedelta(seconds=settings.UPLOADS["GIVEN_UP_AFTER"])
        return self.of_documents().filter(
            Q(state=UploadState.WAITING) | Q(state=UploadState.READING, started_at__lt=begun)
        )

    def for_listing(self) -> Self:
        """All that the progress page shows of a file, in one query."""
        drafts = ("document__draft_text", "document__draft_tree")
        return self.of_documents().select_related("document__type").defer(*drafts)

    def for_report(self) -> Self:
        """All that the report says of a file, in one query."""
        return self.for_listing().select_related("document__issuer")


class UploadedFile(models.Model):
    """A file of a batch, or a row of its table of attributes, and what became of it."""

    batch = models.ForeignKey(
        UploadBatch, verbose_name=_("lượt tải"), on_delete=models.CASCADE, related_name="files"
    )
    position = models.PositiveIntegerField(_("thứ tự"))
    name = models.CharField(_("tệp"), max_length=255)
    stored_name = models.CharField(max_length=255, blank=True, editable=False)
    size = models.PositiveBigIntegerField(_("cỡ"), default=0)
    sha256 = models.CharField(_("mã băm SHA-256"), max_length=64, blank=True)
    attributes = models.JSONField(_("thuộc tính theo bảng"), null=True, blank=True)
    part_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="parts"
    )
    state = models.CharField(
        _("trạng thái"), max_length=12, choices=UploadState.choices, default=UploadState.WAITING
    )
    message = models.TextField(_("thông báo"), blank=True)
    notes = models.JSONField(_("điều cần kiểm tra"), default=list, blank=True)
    note_count = models.PositiveIntegerField(default=0)
    article_count = models.PositiveIntegerField(_("số điều"), default=0)
    document = models.ForeignKey(
        LegalDocument, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = UploadedFileQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        verbose_name = _("tệp tải lên")
        verbose_name_plural = _("tệp tải lên")
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="one_upload_per_position")
        ]
        indexes = [models.Index(fields=["state", "started_at"], name="upload_state")]

    def __str__(self):
        return self.name

    @property
    def path(self) -> Path:
        """Where its content lies, until it is read."""
        return self.batch.folder / self.stored_name

    @property
    def has_draft(self) -> bool:
        return self.state in WITH_DRAFT

    @property
    def has_text(self) -> bool:
        """Whether there is a structure to review; what has none says so."""
        return self.state == UploadState.NEW_TEXT or (self.has_draft and not self.message)

    @property
    def is_done(self) -> bool:
        return self.state not in (UploadState.PROPOSED, *UNDER_WAY)

    @property
    def issued_on(self) -> date | None:
        """The day of issue that the table of attributes gives."""
        written = (self.attributes or {}).get("issued_on")
        return date.fromisoformat(written) if written else None

    @property
    def is_troubled(self) -> bool:
        return self.state in TROUBLED
