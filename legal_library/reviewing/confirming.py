"""What the text says of the document beside what the draft has; the editor confirms it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import DocumentType, Issuer, LegalDocument, TextReview
from ..titles import reading_title

CONFIDENCE = {
    "high": gettext_lazy("chắc chắn"),
    "medium": gettext_lazy("khá chắc"),
    "low": gettext_lazy("chưa chắc, hãy xem kỹ"),
}
LABELS = {
    "type": gettext_lazy("Loại văn bản"),
    "number": gettext_lazy("Số, ký hiệu"),
    "title": gettext_lazy("Trích yếu"),
    "issuer": gettext_lazy("Cơ quan ban hành"),
    "issued_on": gettext_lazy("Ngày ban hành"),
    "effective_from": gettext_lazy("Có hiệu lực từ"),
    "signer": gettext_lazy("Người ký"),
    "signer_title": gettext_lazy("Chức danh"),
}
_READ_AS = {"type": "type_name", "issuer": "issuers"}


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: what the text says, what the draft has, and what there is to do."""

    name: str
    read: Any  # as the field holds it; None when the vocabulary does not know it
    read_words: str
    has: Any
    confidence: str
    is_confirmed: bool

    @property
    def label(self) -> str:
        return LABELS[self.name]

    @property
    def confidence_label(self) -> str:
        return CONFIDENCE[self.confidence]

    @property
    def has_words(self) -> str:
        return _shown(self.has)

    @property
    def is_same(self) -> bool:
        return self.read is not None and self.read == self.has

    @property
    def is_empty(self) -> bool:
        return not self.has

    @property
    def is_certain(self) -> bool:
        """One of those taken together: sure, known, and nothing of the editor's in its way."""
        return self.confidence == "high" and self.read is not None and not self.waits_for_choice

    @property
    def waits_for_choice(self) -> bool:
        return not (self.is_same or self.is_empty)

    @property
    def is_done(self) -> bool:
        return self.is_confirmed and not (self.read is not None and self.is_empty)


def attributes_of(review: TextReview, draft: LegalDocument) -> list[Attribute]:
    """All that the text says and a field of the document can hold."""
    found = []
    for name in LABELS:
        item = review.attributes.get(_READ_AS.get(name, name))
        if not item:
            continue
        words, value = _read(name, item["value"], review)
        found.append(
            Attribute(
                name=name,
                read=value,
                read_words=words,
                has=getattr(draft, name),
                confidence=item["confidence"],
                is_confirmed=name in review.confirmed,
            )
        )
    return found


@transaction.atomic
def confirm(
    review: TextReview, draft: LegalDocument, names: list[str], *, by, keep: bool = False
) -> list[str]:
    """Put what was read into the draft for *names*, and remember that somebody looked.

    With *keep* the draft's own value is what was confirmed. Gives the labels of what changed.
    """
    changed = []
    for attribute in attributes_of(review, draft):
        if attribute.name not in names:
            continue
        if not keep and attribute.read is not None and not attribute.is_same:
            setattr(draft, attribute.name, attribute.read)
            changed.append(str(attribute.label))
    if changed:
        draft.full_clean(exclude=_untouched(draft, names))
        draft.save_revision(user=by, log_action=True)
    review.confirmed = sorted({*review.confirmed, *names} & set(LABELS))
    review.save(update_fields=["confirmed", "changed_at"])
    return changed


def _untouched(draft: LegalDocument, names: list[str]) -> list[str]:
    return [field.name for field in draft._meta.fields if field.name not in names]


def _read(name: str, value: Any, review: TextReview) -> tuple[str, Any]:
    """The words to show and the value for the field; None when the vocabulary has none such."""
    if name == "type":
        found = DocumentType.objects.filter(name__iexact=value).first()
        return value, found
    if name == "issuer":
        keys = [Issuer.key_of(issuer) for issuer in value]
        found = Issuer.objects.filter(key__in=keys).first()
        return ", ".join(value), found
    if name in ("issued_on", "effective_from"):
        day = date.fromisoformat(value)
        return _shown(day), day
    if name == "title":
        type_name = review.attributes.get("type_name", {}).get("value", "")
        value = reading_title(type_name, value, "", "")[:2000]
    limit = LegalDocument._meta.get_field(name).max_length
    return value[:limit], value[:limit]


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    return str(value) if value else _("(trống)")
