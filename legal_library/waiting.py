"""What waits in the library: readers' reports of errors, and documents that need a look."""

from uuid import UUID

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.registration import WaitingSource, register_waiting_source
from content.waiting_rows import waiting_rows
from departments.rights import Area, units_where

from .impact.listing import changed_records
from .models import ErrorReport, LegalDocument
from .validity.contradictions import contradictions
from .views.contradictions_desk import documents_of
from .views.desk import VALIDITY


def error_reports(user):
    """Reports that nobody has handled, about the documents that *user* answers for."""
    units = units_where(user, Area.REPORTS, "change")
    reports = ErrorReport.objects.filter(handled_at__isnull=True)
    if units is not None:
        reports = reports.filter(document__owner_unit__in=units)
    named = Case(
        When(document__number="", then=F("document__title")),
        default=F("document__number"),
        output_field=CharField(),
    )
    kinds = [When(kind=kind, then=Value(str(label))) for kind, label in ErrorReport.Kind.choices]
    return waiting_rows(
        reports,
        "error_reports",
        title=Concat(named, Value(": "), F("place"), output_field=CharField()),
        since=F("reported_at"),
        label=_("Xem và trả lời"),
        note=Case(*kinds, default=Value(""), output_field=CharField()),
        unit="document__owner_unit",
    )


def doubtful_documents(user):
    """Documents that came in with something a person has to decide."""
    units = units_where(user, Area.CONTENT, "change")
    documents = LegalDocument.objects.filter(needs_review=True)
    if units is not None:
        documents = documents.filter(owner_unit__in=units)
    return waiting_rows(
        documents,
        "doubtful_documents",
        title=F("title"),
        since=F("created_at"),
        label=_("Xem lại thuộc tính"),
        note=F("review_notes"),
        unit="owner_unit",
    )


def contradicting_documents(user):
    """Documents whose dates, events and relations say different things."""
    found = contradictions(timezone.localdate(), documents_of(user)).documents()
    return waiting_rows(
        found,
        "contradictions",
        title=F("title"),
        since=F("created_at"),
        label=_("Xem mâu thuẫn hiệu lực"),
        note=F("number"),
        unit="owner_unit",
    )


def changed_bases(user):
    """Public content whose legal basis has changed, for whoever may mend it."""
    return waiting_rows(
        changed_records(user, "change"),
        "changed_bases",
        title=F("title"),
        since=F("basis_changed_on"),
        label=_("Xem căn cứ đã đổi"),
        unit="owner_unit",
    )


def _edit(model):
    return lambda row: reverse(model.snippet_viewset.get_url_name("edit"), args=[row.key])


register_waiting_source(
    WaitingSource(
        name="changed_bases",
        label=gettext_lazy("Căn cứ đã thay đổi"),
        rows=changed_bases,
        # Databases write a UUID as text in their own ways.
        url=lambda row: reverse("impact:item", args=[UUID(row.key)]),
        order=55,
        icon="link-external",
    )
)
register_waiting_source(
    WaitingSource(
        name="error_reports",
        label=gettext_lazy("Báo lỗi của người đọc"),
        rows=error_reports,
        url=_edit(ErrorReport),
        order=60,
        icon="warning",
    )
)
register_waiting_source(
    WaitingSource(
        name="doubtful_documents",
        label=gettext_lazy("Văn bản cần xem lại"),
        rows=doubtful_documents,
        url=_edit(LegalDocument),
        order=70,
        icon="doc-full",
    )
)
register_waiting_source(
    WaitingSource(
        name="contradictions",
        label=gettext_lazy("Mâu thuẫn hiệu lực"),
        rows=contradicting_documents,
        url=lambda row: reverse(VALIDITY, args=[row.key]),
        order=75,
        icon="warning",
    )
)
