"""A reader reports what is wrong in a text."""

from django.db import transaction
from django.utils import timezone

from .addresses import anchor, place_name
from .models import ErrorReport, LegalDocument, Provision
from .versions import current_text


def find_place(document: LegalDocument, place_anchor: str) -> str:
    """The eId of the provision that stands at `#place_anchor` in today's text; else empty."""
    if not place_anchor or len(place_anchor) > 255:
        return ""
    texts = document.expressions.without_text()
    text = current_text(texts, timezone.localdate(), language=document.language)
    if text is None:
        return ""
    eids = (
        text.provisions.exclude(kind=Provision.Kind.PARAGRAPH)
        .order_by()
        .values_list("eid", flat=True)
    )
    return next((eid for eid in eids.iterator() if anchor(eid) == place_anchor), "")


@transaction.atomic
def report_error(
    *, document: LegalDocument, eid: str, kind: str, message: str, contact: str = ""
) -> ErrorReport:
    """Store the report; nothing of the sender is kept but what they wrote.

    The same words about the same place, still unanswered, are the same report.
    """
    # The second click of an impatient reader waits here for the first.
    LegalDocument.objects.select_for_update().only("pk").get(pk=document.pk)
    told = {"eid": eid, "kind": kind, "message": message, "contact": contact}
    reports = document.error_reports
    same = reports.filter(handled_at=None, **told).first()
    return same or reports.create(place=place_name(eid)[:255], **told)
