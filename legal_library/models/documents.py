"""The legal document: one act, whatever texts of it exist."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)

from content import validity
from content.models import StandardContent
from content.models.records import Component
from content.models.standard import Licence
from content.references.numbers import normalize_number, number_key
from content.text import slug as make_slug
from content.two_people import TwoPeopleMixin

from ..parsing import from_json
from ..querysets import LegalDocumentQuerySet
from ..rendering import render_expression
from ..structure import LEVELS, Zone, flatten
from .vocabulary import DocumentType, Issuer


class Status(models.TextChoices):
    """The labels of the national database, and one for what no source says."""

    IN_FORCE = validity.IN_FORCE, _("Còn hiệu lực")
    PARTLY_EXPIRED = validity.PARTLY_EXPIRED, _("Hết hiệu lực một phần")
    EXPIRED = validity.EXPIRED, _("Hết hiệu lực toàn bộ")
    NOT_YET_IN_FORCE = validity.NOT_YET_IN_FORCE, _("Chưa có hiệu lực")
    SUSPENDED = validity.SUSPENDED, _("Ngưng hiệu lực")
    NO_LONGER_SUITABLE = validity.NO_LONGER_SUITABLE, _("Không còn phù hợp")
    UNKNOWN = validity.UNKNOWN, _("Chưa xác định hiệu lực")


class LegalDocument(
    TwoPeopleMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    StandardContent,
    ClusterableModel,
):
    """One act. Its natural key is the normalised number, the issuer and the date of issue.

    The draft of a text is JSON inside the revision; publishing writes the expression and
    its provisions. Dates of effect are a cache of the dated `ValidityEvent`s.
    """

    record_kind = "documents"
    record_component = Component.DOCUMENTS

    # Điều 15 Luật Sở hữu trí tuệ: legal documents are outside the protection of copyright.
    licence = models.CharField(
        _("giấy phép sử dụng"), max_length=20, choices=Licence.choices, default=Licence.STATE
    )
    title = models.CharField(_("trích yếu"), max_length=2000)
    type = models.ForeignKey(
        DocumentType,
        verbose_name=_("loại văn bản"),
        on_delete=models.PROTECT,
        related_name="documents",
    )
    number = models.CharField(
        _("số, ký hiệu"), max_length=120, blank=True, help_text=_("Ví dụ: 45/2013/QH13")
    )
    number_normalized = models.CharField(max_length=120, editable=False, default="")
    number_key = models.CharField(max_length=120, editable=False, default="", db_index=True)
    issuer = models.ForeignKey(
        Issuer,
        verbose_name=_("cơ quan ban hành"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="documents",
    )
    co_issuers = ParentalManyToManyField(
        Issuer, verbose_name=_("cùng ban hành"), blank=True, related_name="co_issued_documents"
    )
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True, db_index=True)
    effective_from = models.DateField(_("có hiệu lực từ"), null=True, blank=True, db_index=True)
    effective_to = models.DateField(
        _("hết hiệu lực từ"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("Ngày đầu tiên không còn hiệu lực."),
    )
    stated_status = models.CharField(
        _("tình trạng theo nguồn"), max_length=20, choices=Status.choices, blank=True
    )
    # Today's status when it was last written out; a night's change is announced to search.
    noted_status = models.CharField(max_length=20, blank=True, editable=False)
    status_reason = models.CharField(_("căn cứ xác định tình trạng"), max_length=255, blank=True)
    signer = models.CharField(_("người ký"), max_length=120, blank=True)
    signer_title = models.CharField(_("chức danh"), max_length=255, blank=True)
    gazette = models.CharField(_("công báo"), max_length=120, blank=True)
    territory = ParentalManyToManyField(
        "departments.Unit",
        verbose_name=_("phạm vi lãnh thổ"),
        blank=True,
        related_name="+",
        help_text=_("Để trống nếu áp dụng cả nước hoặc cả tỉnh."),
    )
    language = models.CharField(_("ngôn ngữ"), max_length=10, default="vi")
    slug = models.SlugField(
        _("địa chỉ"), max_length=200, unique=True, blank=True, help_text=_("Không đổi khi đã đăng.")
    )
    draft_text = models.TextField(
        _("toàn văn"),
        blank=True,
        help_text=_(
            "Dán toàn văn để tạo bản mới; để trống thì giữ bản đang có. Số, ngày, cơ quan, "
            "trích yếu mà bạn để trống được đọc từ đầu văn bản: hãy xem lại ở thẻ “Thuộc tính”."
        ),
    )
    draft_tree = models.JSONField(null=True, blank=True, editable=False)
    source_file = models.FileField(
        _("bản gốc"),
        upload_to="van-ban/",
        blank=True,
        # No HTML or SVG, which could act as pages of the portal.
        validators=[FileExtensionValidator(["doc", "docx", "odt", "pdf", "rtf", "txt", "zip"])],
    )
    needs_review = models.BooleanField(_("cần xem lại"), default=False, db_index=True)
    review_notes = models.TextField(_("điều cần xem lại"), blank=True)
    created_at = models.DateTimeField(_("tạo lúc"), auto_now_add=True)

    objects = LegalDocumentQuerySet.as_manager()

    class Meta:
        ordering = [F("issued_on").desc(nulls_last=True), "-pk"]
        verbose_name = _("văn bản pháp luật")
        verbose_name_plural = _("văn bản pháp luật")
        constraints = [
            # A number alone is not unique: issuers number alike and start anew each year.
            models.UniqueConstraint(
                fields=["number_key", "issuer", "issued_on"],
                condition=~Q(number_key=""),
                name="document_natural_key",
            ),
            models.CheckConstraint(
                condition=Q(effective_from__isnull=True)
                | Q(effective_to__isnull=True)
                | Q(effective_from__lte=F("effective_to")),
                name="document_expires_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["live", "-issued_on"], name="document_newest")]

    def __str__(self):
        return f"{self.type} {self.number}".strip() if self.number else self.title

    def save(self, *args, **kwargs):
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Fill what follows from the other fields: the forms of the number, and the address."""
        self._derive_number()
        self.slug = self.slug or self._free_slug()

    def get_absolute_url(self):
        return reverse("legal_library:document", args=[self.slug])

    def clean(self):
        super().clean()
        if self.effective_from and self.effective_to and self.effective_to < self.effective_from:
            raise ValidationError(
                {"effective_to": _("Ngày hết hiệu lực đứng trước ngày có hiệu lực. Hãy xem lại.")}
            )
        # Effect before issue (Điều 55 Luật 64/2025/QH15) is rare enough to ask for a reason.
        is_retroactive = (
            self.issued_on and self.effective_from and self.effective_from < self.issued_on
        )
        if is_retroactive and not self.status_reason:
            raise ValidationError(
                {"status_reason": _("Hiệu lực đứng trước ngày ban hành: hãy ghi căn cứ.")}
            )
        self._derive_number()
        twin = LegalDocument.objects.filter(
            number_key=self.number_key, issuer=self.issuer_id, issued_on=self.issued_on
        ).exclude(pk=self.pk)
        if self.number_key and self.issuer_id and self.issued_on and twin.exists():
            raise ValidationError(
                {"number": _("Văn bản cùng số, cơ quan ban hành và ngày này đã có trong tủ sách.")}
            )
        self._check_address()

    def _check_address(self):
        """It leads to the document and to no page of the library's own, and stays once public."""
        published = LegalDocument.objects.filter(pk=self.pk, first_published_at__isnull=False)
        public = published.values_list("slug", flat=True).first()
        self.slug = self.slug or public or ""
        if public and self.slug != public:
            raise ValidationError(
                {"slug": _("Văn bản đã đăng ở địa chỉ “%s”, địa chỉ không đổi được nữa.") % public}
            )
        if self.slug and resolve(self.get_absolute_url()).url_name != "document":
            raise ValidationError({"slug": _("Tủ sách có một trang khác ở địa chỉ này.")})

    def get_preview_template(self, request, mode_name):
        return "legal_library/preview.html"

    def get_preview_context(self, request, mode_name):
        """The draft as a tree and as text, with the doubts of the parser."""
        context = super().get_preview_context(request, mode_name)
        if self.draft_tree:
            parsed = from_json(self.draft_tree)
            kinds = Counter(row.node.kind for row in flatten(parsed) if row.zone == Zone.MAIN)
            rendered = render_expression(parsed)
            context |= {
                "parsed": parsed,
                "counts": [(label, kinds[kind]) for kind, label in LEVELS if kinds[kind]],
                "contents_html": mark_safe(rendered.contents_html),  # noqa: S308 - escaped there
                "html": mark_safe(rendered.html),  # noqa: S308 - escaped there
            }
        return context

    def get_latest_revision_as_object(self):
        """As Wagtail has it; the text of a draft that is published is used up.

        Dates that events brought since are not in the revision.
        """
        draft = super().get_latest_revision_as_object()
        if draft.live and not draft.has_unpublished_changes:
            draft.draft_text, draft.draft_tree = "", None
            draft.effective_from, draft.effective_to = self.effective_from, self.effective_to
        return draft

    def publish(self, revision, *args, **kwargs):
        """Publish *revision*, and with it the text that its draft holds, in one transaction.

        A revision for a later day only takes its place in the schedule; the text is written
        when that day has come.
        """
        with transaction.atomic():
            super().publish(revision, *args, **kwargs)
            # The revision's content, not this row's: what goes live on its day is in no row yet.
            published = revision.as_object()
            if published.go_live_at and published.go_live_at > timezone.now():
                return
            published.record_validity()
            if published.draft_tree:
                published.expressions.write_draft(published)
            # Published means an editor has looked: the draft is used up, the review done.
            LegalDocument.objects.filter(pk=self.pk).update(
                draft_text="", draft_tree=None, needs_review=False
            )

    def record_validity(self, source: str = "") -> None:
        """Write the dates of effect as the document's dated events; a removed date is removed.

        What a confirmed relation brought about stays: it ends with the relation.
        """
        for kind, day in (("takes_effect", self.effective_from), ("expires", self.effective_to)):
            events = self.validity_events.filter(kind=kind, eid="")
            own = events.filter(relation__isnull=True)
            if day is None:
                own.delete()
            elif not events.filter(happens_on=day).exists():
                own.delete()
                self.validity_events.create(kind=kind, happens_on=day, source=source)

    @property
    def legal_status(self) -> str:
        """The validity today; see `status_on`. Listings have read it with the documents."""
        return self.__dict__.get("status_today") or self.status_on(timezone.localdate())

    def status_on(self, day: date) -> str:
        """The validity on *day*: what a unit confirms, else dates, events, what sources state."""
        if override := self.override_on(day):
            return override.status
        return self.derived_status_on(day, self.events_in_order())

    def override_on(self, day: date):
        """The latest word of a unit that holds on *day*, or None."""
        holding = self.status_overrides.filter(
            Q(holds_until__isnull=True) | Q(holds_until__gte=day), holds_from__lte=day
        )
        return holding.select_related("unit").order_by("-pk").first()

    def derived_status_on(self, day: date, events: Iterable[validity.Event]) -> str:
        """The same without anybody's word."""
        return validity.status_on(
            day,
            effective_from=self.effective_from,
            effective_to=self.effective_to,
            stated=self.stated_status,
            events=events,
        )

    def events_in_order(self) -> list[validity.Event]:
        """What happened to it and its provisions; what has no day came first."""
        rows = self.validity_events.order_by(
            F("happens_on").asc(nulls_first=True), "position", "pk"
        )
        return [validity.Event(*row) for row in rows.values_list("kind", "happens_on", "eid")]

    @property
    def status_label(self) -> str:
        return Status(self.legal_status).label

    @property
    def review_label(self) -> str:
        return _("Cần xem lại") if self.needs_review else ""

    @property
    def citation_name(self) -> str:
        """How a citation names it: “Luật số 45/2013/QH13”; its title where it has no number.

        In the language of the law, whatever language the page is in.
        """
        return f"{self.type} số {self.number}" if self.number else self.title

    def _derive_number(self):
        self.number_normalized = normalize_number(self.number)
        self.number_key = number_key(self.number)

    def _free_slug(self) -> str:
        """Type, number and issuer; the date when two collide, then a counter."""
        issuer = self.issuer.name if self.issuer_id else ""
        words = f"{self.type.name} {self.number or self.title} {issuer}"
        base = make_slug(words, max_length=180) or f"van-ban-{self.uuid.hex[:8]}"
        candidates = [base]
        if self.issued_on:
            candidates.append(f"{base}-{self.issued_on:%d-%m-%Y}")
        taken = set(
            LegalDocument.objects.filter(slug__startswith=base)
            .exclude(pk=self.pk)
            .values_list("slug", flat=True)
        )
        for candidate in candidates:
            if candidate not in taken:
                return candidate
        counter = 2
        while f"{base}-{counter}" in taken:
            counter += 1
        return f"{base}-{counter}"
