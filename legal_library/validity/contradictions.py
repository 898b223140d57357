"""What the dates, events and relations of a document say against each other.

Each check is a question to the database that gives the documents concerned; nothing is stored,
so that a mended contradiction is gone at once.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from content import validity

from ..models import LegalDocument, Provision, Relation, ValidityEvent

_CHANGING = ("amends", "replaces", "repeals")
_ENDING = ("replaces", "repeals")
_STANDING = (validity.IN_FORCE, validity.PARTLY_EXPIRED)
Find = Callable[[date], QuerySet]


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    label: str
    advice: str
    find: Find
    is_of_relations: bool = False  # mended among the relations, not in the form

    def documents(self, day: date) -> QuerySet:
        return LegalDocument.objects.filter(pk__in=self.find(day))


@dataclass(frozen=True, slots=True)
class Contradictions:
    """All of them on a day, of the documents that *within* leaves."""

    day: date
    within: QuerySet | None = None

    def of(self, check: Check) -> QuerySet:
        found = check.documents(self.day)
        return found if self.within is None else found.filter(pk__in=self.within.values("pk"))

    def counts(self) -> list[tuple[Check, int]]:
        return [(check, self.of(check).count()) for check in CHECKS]

    def count(self) -> int:
        return sum(number for _check, number in self.counts())

    def documents(self) -> QuerySet:
        """Each document that any check finds, once."""
        condition = Q(pk__in=[])
        for check in CHECKS:
            condition |= Q(pk__in=check.find(self.day))
        found = LegalDocument.objects.filter(condition)
        return found if self.within is None else found.filter(pk__in=self.within.values("pk"))


def contradictions(day: date, within: QuerySet | None = None) -> Contradictions:
    return Contradictions(day, within)


def _documents(*args, **conditions) -> QuerySet:
    return LegalDocument.objects.filter(*args, **conditions).order_by().values("pk")


def _relations(end: str, *args, **conditions) -> QuerySet:
    """The documents at the *end* of relations that nobody refused."""
    found = Relation.objects.exclude(state=Relation.State.REFUSED).filter(*args, **conditions)
    return found.order_by().values(end)


def _early_effect(day: date) -> QuerySet:
    return _documents(effective_from__lt=F("issued_on"), status_reason="")


def _stated_after_end(day: date) -> QuerySet:
    return _documents(effective_to__lte=day, stated_status__in=_STANDING)


def _ends_before_it_begins(day: date) -> QuerySet:
    ends = ValidityEvent.objects.filter(
        kind=ValidityEvent.Kind.EXPIRES, happens_on__lt=F("document__effective_from")
    )
    return ends.order_by().values("document")


def _ended_too_soon(day: date) -> QuerySet:
    gone = Q(target__effective_to__lte=day) | Q(target__stated_status=validity.EXPIRED)
    return _relations(
        "target",
        gone,
        kind__in=_ENDING,
        target_eid="",
        happens_on__isnull=True,
        source__effective_from__gt=day,
    )


def _replaced_but_standing(day: date) -> QuerySet:
    return _relations(
        "target",
        Q(source__effective_from__lte=day),
        kind="replaces",
        target_eid="",
        source__live=True,
        target__effective_to__isnull=True,
        target__stated_status__in=(*_STANDING, "", validity.UNKNOWN),
        confidence=Relation.Confidence.SURE,
    )


def _vanished(day: date) -> QuerySet:
    provisions = Provision.objects.filter(expression__document=OuterRef("document"))
    here = provisions.filter(eid=OuterRef("eid"))
    events = ValidityEvent.objects.exclude(eid="").filter(Exists(provisions), ~Exists(here))
    return events.order_by().values("document")


def _changed_by_earlier(day: date) -> QuerySet:
    return _relations("source", kind__in=_CHANGING, source__issued_on__lt=F("target__issued_on"))


def _changes_itself(day: date) -> QuerySet:
    return _relations("source", kind__in=_CHANGING, target=F("source"))


def _in_a_circle(day: date) -> QuerySet:
    """Documents that change each other round about."""
    edges = defaultdict(set)
    rows = Relation.objects.exclude(state=Relation.State.REFUSED).filter(
        kind__in=_CHANGING, target__isnull=False
    )
    for source, target in rows.exclude(source=F("target")).values_list("source", "target"):
        edges[source].add(target)
    return _documents(pk__in=circle(edges))


def circle(edges: dict[int, set[int]]) -> set[int]:
    """The nodes from which a way leads back to themselves.

    Those without a way in or out are taken away until none is left; between two circles a
    node can remain, which is looked at for itself.
    """
    left = {source: set(targets) for source, targets in edges.items()}
    while True:
        reached = {target for targets in left.values() for target in targets}
        kept = {
            source: {target for target in targets if target in left}
            for source, targets in left.items()
            if source in reached
        }
        kept = {source: targets for source, targets in kept.items() if targets}
        if kept == left:
            break
        left = kept
    return {node for node in left if node in _reached(left, node)}


def _reached(edges: dict[int, set[int]], start: int) -> set[int]:
    found, waiting = set(), list(edges[start])
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting.extend(edges.get(node, ()))
    return found


def _ambiguous(day: date) -> QuerySet:
    """They cite a number that several documents have."""
    return _relations("source", target__isnull=True, target_number_key__in=_shared_numbers())


def _namesakes(day: date) -> QuerySet:
    """The same number and day, or a day that is not known: perhaps one document twice."""
    twins = (
        LegalDocument.objects.exclude(number_key="")
        .filter(number_key=OuterRef("number_key"))
        .exclude(pk=OuterRef("pk"))
        .filter(
            Q(issued_on=OuterRef("issued_on")) | Q(issued_on__isnull=True) | Q(issuer__isnull=True)
        )
        .filter(Q(issuer=OuterRef("issuer")) | Q(issuer__isnull=True))
    )
    return _documents(Exists(twins))


def _shared_numbers() -> QuerySet:
    counted = LegalDocument.objects.exclude(number_key="").order_by().values("number_key")
    return counted.annotate(found=Count("pk")).filter(found__gt=1).values("number_key")


def _without_day(day: date) -> QuerySet:
    return (
        Relation.objects.confirmed()
        .filter(
            kind__in=(*_ENDING, "suspends", "pauses"),
            happens_on__isnull=True,
            source__effective_from__isnull=True,
        )
        .order_by()
        .values("source")
    )


def _outlives_parent(day: date) -> QuerySet:
    """A detailing act of an act that ended; nobody has said whether it goes on."""
    return _relations(
        "source",
        kind="details",
        target__effective_to__lte=day,
        source__effective_to__isnull=True,
        source__stated_status__in=(*_STANDING, "", validity.UNKNOWN),
        source__status_overrides__isnull=True,
    )


CHECKS = (
    Check(
        "early_effect",
        _("Có hiệu lực trước ngày ban hành mà không ghi căn cứ"),
        _("Sửa ngày, hoặc ghi căn cứ xác định tình trạng ở thẻ Hiệu lực."),
        _early_effect,
    ),
    Check(
        "stated_after_end",
        _("Nguồn ghi còn hiệu lực dù đã hết hạn"),
        _("Sửa tình trạng theo nguồn, hoặc sửa ngày hết hiệu lực."),
        _stated_after_end,
    ),
    Check(
        "ends_before_it_begins",
        _("Hết hiệu lực trước khi có hiệu lực"),
        _("Xem lại ngày của sự kiện hết hiệu lực."),
        _ends_before_it_begins,
        is_of_relations=True,
    ),
    Check(
        "ended_too_soon",
        _("Bị thay thế bởi văn bản chưa có hiệu lực nhưng đã ghi hết hiệu lực"),
        _("Văn bản còn hiệu lực đến ngày văn bản mới có hiệu lực: sửa ngày hoặc tình trạng."),
        _ended_too_soon,
        is_of_relations=True,
    ),
    Check(
        "replaced_but_standing",
        _("Đã có văn bản thay thế nhưng chưa hết hiệu lực"),
        _("Mở văn bản mới, xác nhận hoặc bỏ quan hệ thay thế mà máy đọc được."),
        _replaced_but_standing,
        is_of_relations=True,
    ),
    Check(
        "outlives_parent",
        _("Văn bản được quy định chi tiết đã hết hiệu lực"),
        _("Ghi ngày hết hiệu lực, hoặc xác nhận văn bản được tuyên bố tiếp tục có hiệu lực."),
        _outlives_parent,
    ),
    Check(
        "vanished",
        _("Sự kiện ở điều khoản không có trong toàn văn"),
        _("Sửa điều khoản của sự kiện, hoặc nhập bản văn có điều khoản đó."),
        _vanished,
        is_of_relations=True,
    ),
    Check(
        "changed_by_earlier",
        _("Sửa đổi, thay thế văn bản ban hành sau nó"),
        _("Có thể máy nhận nhầm số hoặc ngày ban hành sai: mở quan hệ rồi sửa hoặc bỏ."),
        _changed_by_earlier,
        is_of_relations=True,
    ),
    Check(
        "changes_itself",
        _("Văn bản tự sửa đổi, tự thay thế"),
        _("Bỏ quan hệ, hoặc chọn đúng văn bản bị tác động."),
        _changes_itself,
        is_of_relations=True,
    ),
    Check(
        "in_a_circle",
        _("Các văn bản sửa đổi, thay thế lẫn nhau thành vòng"),
        _("Ít nhất một quan hệ trong vòng sai: mở rồi bỏ."),
        _in_a_circle,
        is_of_relations=True,
    ),
    Check(
        "ambiguous",
        _("Dẫn số hiệu mà nhiều văn bản cùng có"),
        _("Mở quan hệ và chọn văn bản đúng trong các văn bản cùng số."),
        _ambiguous,
        is_of_relations=True,
    ),
    Check(
        "namesakes",
        _("Có thể là một văn bản nhập hai lần"),
        _("So hai văn bản cùng số; gỡ bản thừa hoặc điền ngày, cơ quan ban hành."),
        _namesakes,
    ),
    Check(
        "without_day",
        _("Quan hệ đã xác nhận nhưng chưa rõ từ ngày nào"),
        _("Điền ngày có hiệu lực của văn bản, hoặc ngày của quan hệ."),
        _without_day,
        is_of_relations=True,
    ),
)


def named(name: str) -> Check | None:
    return next((check for check in CHECKS if check.name == name), None)


def of_documents(keys: list[int], day: date) -> dict[int, list[Check]]:
    """The checks that find each of the documents *keys*."""
    found = defaultdict(list)
    for check in CHECKS:
        for key in check.documents(day).filter(pk__in=keys).values_list("pk", flat=True):
            found[key].append(check)
    return found
