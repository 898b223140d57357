"""What has changed under an item, for its readers and its editor: where, since when, by what, how.

The difference is shown where the library has the words of both days; a change whose words it
does not know is told without.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ..addresses import place_name
from ..bases import provision_url
from ..models import (
    AmendmentInstruction,
    Expression,
    LegalBasis,
    LegalDocument,
    Provision,
    ValidityEvent,
)
from ..versions import current_text, text_on
from ..word_changes import word_changes

MOST_SHOWN = 5  # changes with their differences on one public page
_LONGEST = 6000  # characters of a side: a longer provision is opened at its place


@dataclass(frozen=True, slots=True)
class ChangedBasis:
    """One basis that is not what it was."""

    basis: LegalBasis
    place: str  # of the event: "khoản 2 Điều 12"; empty for the whole document
    what: str
    since: date
    document: LegalDocument
    url: str
    old_url: str = ""  # the provision as it stood when the item was written
    cause: LegalDocument | None = None
    source: str = ""
    pieces: tuple[tuple[str, str], ...] = ()  # words kept, left out (-), put in (+)

    @property
    def tick(self) -> str:
        """What a tick of an editor stands for: this basis, and the change that was looked at."""
        return f"{self.basis.pk}-{self.basis.stale_event_id}"


def changed_bases(uuid: UUID, *, most: int | None = None) -> list[ChangedBasis]:
    """The bases of the item that changed and that nobody has confirmed, the earliest first."""
    stale = (
        LegalBasis.objects.filter(record=uuid, stale_event__isnull=False, document__live=True)
        .select_related("document__type", "stale_event__cause__type")
        .defer(*_heavy("document"), *_heavy("stale_event__cause"))
        .order_by("stale_since", "pk")[:most]
    )
    return describe(list(stale))


def describe(bases: Sequence[LegalBasis]) -> list[ChangedBasis]:
    """*bases*, which are stale and come with their events and documents, as they are shown."""
    sides = _sides(bases)
    orders = _ordered([basis for basis in bases if not all(sides[basis.pk])])
    return [_describe(basis, *(orders.get(basis.pk) or sides[basis.pk])) for basis in bases]


def _describe(basis: LegalBasis, before: Expression | None, old: str, new: str) -> ChangedBasis:
    event, document = basis.stale_event, basis.document
    cause = event.cause if event.cause_id and event.cause.live else None
    url = provision_url(document, basis.eid)
    dated = f"{document.get_absolute_url()}@{basis.as_of:%Y-%m-%d}/" if before else ""
    return ChangedBasis(
        basis=basis,
        place=place_name(event.eid) if event.eid else _("toàn văn bản"),
        what=event.get_kind_display(),
        since=basis.stale_since,
        document=document,
        url=url,
        old_url=url.replace(document.get_absolute_url(), dated) if dated else "",
        cause=cause,
        source=event.source,
        pieces=tuple(word_changes(old, new)) if old and new and old != new else (),
    )


def _sides(bases: Sequence[LegalBasis]) -> dict[int, tuple[Expression | None, str, str]]:
    """For each basis the text before its event, and the words of the place before and since."""
    texts: dict[int, list[Expression]] = defaultdict(list)
    documents = {basis.document_id for basis in bases}
    for text in Expression.objects.filter(document__in=documents).without_text():
        texts[text.document_id].append(text)
    pairs = {basis.pk: _before_and_since(basis, texts[basis.document_id]) for basis in bases}
    places = {(text.pk, _shown_eid(basis)) for basis in bases for text in pairs[basis.pk] if text}
    words = _words(places)
    found = {}
    for basis in bases:
        before, since = pairs[basis.pk]
        both = [
            words.get((text.pk, _shown_eid(basis)), "") if text else "" for text in (before, since)
        ]
        found[basis.pk] = (before, *both)
    return found


def _ordered(bases: Iterable[LegalBasis]) -> dict[int, tuple[Expression | None, str, str]]:
    """The new wording as the amending act orders it, where no text has followed yet."""
    found = {}
    events = {basis.stale_event.pk: basis for basis in bases if basis.stale_event.eid}
    wanted = Q()
    for basis in events.values():
        event = basis.stale_event
        wanted |= Q(target=event.document_id, target_eid=event.eid, amending=event.cause_id)
    orders = AmendmentInstruction.objects.filter(
        wanted, action=AmendmentInstruction.Action.REPLACE
    ).exclude(state=AmendmentInstruction.State.REFUSED)
    new = {
        (order.target_id, order.target_eid, order.amending_id): order.new_text
        for order in (orders if wanted else ())
    }
    texts = _current_texts({basis.document_id for basis in events.values()}) if new else {}
    places = {
        (texts[basis.document_id].pk, basis.stale_event.eid)
        for basis in events.values()
        if basis.document_id in texts
    }
    words = _words(places)
    for basis in bases:
        event, text = basis.stale_event, texts.get(basis.document_id)
        ordered = new.get((event.document_id, event.eid, event.cause_id), "")
        if ordered and text:
            found[basis.pk] = (None, words.get((text.pk, event.eid), ""), ordered)
    return found


def _current_texts(documents: set[int]) -> dict[int, Expression]:
    texts = defaultdict(list)
    for text in Expression.objects.filter(document__in=documents).without_text():
        texts[text.document_id].append(text)
    today = timezone.localdate()
    return {pk: current_text(found, today, language="vi") for pk, found in texts.items()}


def _before_and_since(basis: LegalBasis, texts: Iterable[Expression]):
    """The texts that differ by the event: none where there is one text of both days."""
    texts = [text for text in texts if text.language == basis.document.language]
    day_before = basis.stale_since - timedelta(days=1)
    before = text_on(texts, basis.as_of) or text_on(texts, day_before)
    # An edition that has the change may bear an earlier day than the change itself.
    later = [text for text in texts if before and _is_later(text, before)]
    since = min(
        later,
        key=lambda text: (text.valid_on < basis.stale_since, text.valid_on, -text.pk),
        default=None,
    )
    return before, since


def _is_later(text: Expression, before: Expression) -> bool:
    """Some articles are compared with some articles, a whole text with a whole one."""
    is_alike = text.is_partial == before.is_partial and text.valid_on is not None
    return is_alike and text.valid_on > (before.valid_on or date.min)


def _shown_eid(basis: LegalBasis) -> str:
    """What is compared: what the item rests on, and of a whole document what has changed."""
    return basis.eid or basis.stale_event.eid


def _words(places: Iterable[tuple[int, str]]) -> dict[tuple[int, str], str]:
    """The words of each (text, eId), all below it included, in one query."""
    wanted = Q()
    for text, eid in places:
        if eid:
            wanted |= Q(expression=text) & (Q(eid=eid) | Q(eid__startswith=f"{eid}__"))
    if not wanted:
        return {}
    rows = (
        Provision.objects.filter(wanted)
        .order_by("expression", "position")
        .values_list("expression", "eid", "marker", "heading", "text")
    )
    lines = defaultdict(list)
    for text, eid, marker, heading, own in rows:
        line = " ".join(filter(None, (marker, heading, own)))
        for place in places:
            if place[0] == text and (eid == place[1] or eid.startswith(f"{place[1]}__")):
                lines[place].append(line)
    joined = {place: "\n".join(found) for place, found in lines.items()}
    return {place: words for place, words in joined.items() if len(words) <= _LONGEST}


def _heavy(path: str) -> list[str]:
    return [f"{path}__{name}" for name in ("draft_text", "draft_tree", "legal_bases")]


def event_name(event: ValidityEvent) -> str:
    """“khoản 2 Điều 12: Được sửa đổi, bổ sung”, for lists of the admin."""
    place = place_name(event.eid) if event.eid else ""
    return f"{place}: {event.get_kind_display()}" if place else str(event.get_kind_display())
