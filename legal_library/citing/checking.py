"""The citations of a text that somebody pasted, with what became of what they cite."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from content import validity
from content.references.citations import Citation, find_citations

from ..addresses import place_name
from ..bases import provision_url
from ..models import LegalDocument
from .library import LibraryCatalogue
from .named_acts import named_acts
from .resolving import Reason, Resolution, resolve

LONGEST = 50_000
# More are found in no text that people write; marking and describing each costs time.
MOST = 2_000


class Outcome(TextChoices):
    """What a reader of the checked text has to do, the most urgent first."""

    REPEALED = "repealed", _("Đã hết hiệu lực")
    NO_SUCH_PLACE = "no_such_place", _("Văn bản không có chỗ này")
    NOT_FOUND = "not_found", _("Chưa có trong Tủ sách")
    AMBIGUOUS = "ambiguous", _("Nhiều văn bản cùng số")
    NOT_YET = "not_yet", _("Chưa có hiệu lực")
    CHANGED = "changed", _("Đã có bản sửa đổi")
    UNCLEAR = "unclear", _("Không rõ của văn bản nào")
    FOUND = "found", _("Tìm thấy")

    @property
    def sign(self) -> str:
        return _SIGNS[self]


_SIGNS = {
    Outcome.REPEALED: "✕",
    Outcome.NO_SUCH_PLACE: "!",
    Outcome.NOT_FOUND: "–",
    Outcome.AMBIGUOUS: "?",
    Outcome.NOT_YET: "◷",
    Outcome.CHANGED: "≠",
    Outcome.UNCLEAR: "?",
    Outcome.FOUND: "✓",
}


@dataclass(frozen=True, slots=True)
class Checked:
    """One citation with its outcome; *number* is that of its mark in the text."""

    number: int
    citation: Citation
    outcome: Outcome
    document: LegalDocument | None = None
    place: str = ""
    url: str = ""
    meant: str = ""  # the number that a name had on the day, also when it is not here
    status: str = ""

    @property
    def words(self) -> str:
        return " ".join(self.citation.text.split())

    @property
    def cells(self) -> tuple[str, ...]:
        document = self.document
        target = f"{self.place} {document}".strip() if document else self.meant
        return self.words, str(self.outcome.label), target, document.title if document else ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text: plain, or the words of one citation."""

    text: str
    checked: Checked | None = None


@dataclass(frozen=True, slots=True)
class Check:
    pieces: list[Piece]
    found: list[Checked]
    has_more: bool  # than were looked up

    @property
    def as_table(self) -> str:
        """Rows that a spreadsheet takes from the clipboard."""
        return "\n".join("\t".join(checked.cells) for checked in self.found)

    @property
    def counts(self) -> list[tuple[Outcome, int]]:
        numbers = Counter(checked.outcome for checked in self.found)
        return [(outcome, numbers[outcome]) for outcome in Outcome if numbers[outcome]]


def check_text(text: str, as_of: date, today: date) -> Check:
    """Each citation of *text*, understood as of *as_of*, and how it stands *today*."""
    catalogue = LibraryCatalogue()
    laws = named_acts().with_names(catalogue.law_names)
    citations = find_citations(text, laws.names, most=MOST + 1)
    shown = citations[:MOST]
    resolved = [resolve(each, catalogue, laws, as_of=as_of) for each in shown]
    keys = {found.entry.key for found in resolved if found.entry}
    documents = {
        str(document.uuid): document
        for document in LegalDocument.objects.public().for_listing().filter(uuid__in=keys)
    }
    found = []
    for number, (citation, resolution) in enumerate(zip(shown, resolved, strict=True), start=1):
        document = documents.get(resolution.entry.key) if resolution.entry else None
        found.append(_checked(number, citation, resolution, document, catalogue, today))
    return Check(list(_pieces(text, found)), found, len(citations) > len(shown))


def _checked(
    number: int,
    citation: Citation,
    resolution: Resolution,
    document: LegalDocument | None,
    catalogue: LibraryCatalogue,
    today: date,
) -> Checked:
    eid = resolution.eid
    status = document.legal_status if document else ""
    outcome = _outcome(resolution, status, catalogue, today)
    place = place_name(eid) if eid else ""
    url = provision_url(document, eid) if document else ""
    return Checked(number, citation, outcome, document, place, url, resolution.number, status)


def _outcome(
    resolution: Resolution, status: str, catalogue: LibraryCatalogue, today: date
) -> Outcome:
    if resolution.reason == Reason.AMBIGUOUS:
        return Outcome.AMBIGUOUS
    if resolution.reason in (Reason.NO_ACT, Reason.SELF_UNKNOWN, Reason.QUOTED):
        return Outcome.UNCLEAR
    if not status:
        return Outcome.NOT_FOUND
    if status == validity.EXPIRED:
        return Outcome.REPEALED
    if resolution.reason == Reason.NO_SUCH_PROVISION:
        return Outcome.NO_SUCH_PLACE
    if not catalogue.holds(resolution.entry.key, resolution.eid, today):
        return Outcome.REPEALED
    if status == validity.NOT_YET_IN_FORCE:
        return Outcome.NOT_YET
    now = catalogue.text_on(resolution.entry, today)
    if now and now.valid_on != resolution.expression_date:
        return Outcome.CHANGED
    return Outcome.FOUND


def _pieces(text: str, found: list[Checked]):
    position = 0
    for checked in found:
        start, end = checked.citation.start, checked.citation.end
        if start < position:
            continue
        if start > position:
            yield Piece(text[position:start])
        yield Piece(text[start:end], checked)
        position = end
    if position < len(text):
        yield Piece(text[position:])
