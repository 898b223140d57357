"""What counts as a basis, and which change reaches which basis. Every rule stands here once.

A basis is a place of a document as of a day. A change reaches it when it happened after that
day and at the place itself, inside it, or at something that contains it:

    changed art_5__para_2 reaches art_5 (its words are others now), art_5__para_2 and
    art_5__para_2__point_a, never art_5__para_3 nor art_52
"""

from datetime import date

from django.conf import settings
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat, Left, Length

from ..models import Citation, ValidityEvent

Kind = ValidityEvent.Kind

# At a provision. “Có hiệu lực trở lại” gives back what was there and is no change by itself.
OF_PROVISIONS = (
    *(Kind.AMENDED, Kind.REMOVED, Kind.EXPIRES, Kind.PARTLY_EXPIRES),
    *(Kind.SUSPENDED, Kind.UNSUITABLE, Kind.UNCODIFIED),
)
# What is new inside a place changes that place; beside it, nothing.
OF_WHAT_CONTAINS = (Kind.ADDED, Kind.CODIFIED)
# To a whole document: everything in it goes with it.
OF_DOCUMENTS = (Kind.EXPIRES, Kind.SUSPENDED, Kind.UNSUITABLE, Kind.REMOVED)
# Somewhere in a document, nobody says where: only what rests on the whole can be asked again.
SOMEWHERE = (Kind.AMENDED, Kind.PARTLY_EXPIRES)

# The words say no place: of the act that a quoted amendment will stand in, or of none.
_NO_BASIS = {"quoted", "no_such_provision", "ambiguous"}


def reaches(*, kind: str, changed: str, resting: str) -> bool:
    """Whether an event of *kind* at *changed* reaches a basis at *resting*; "" is the whole."""
    if not changed:
        return kind in OF_DOCUMENTS or (kind in SOMEWHERE and not resting)
    if not resting:
        return settings.BASES_ON_DOCUMENTS_FOLLOW_PROVISIONS and kind in (
            *OF_PROVISIONS,
            *OF_WHAT_CONTAINS,
        )
    inside = changed.startswith(f"{resting}__")
    if kind in OF_WHAT_CONTAINS:
        return inside
    same_or_above = resting == changed or resting.startswith(f"{changed}__")
    return kind in OF_PROVISIONS and (inside or same_or_above)


def changes_of_basis(today: date) -> QuerySet[ValidityEvent]:
    """`reaches` in SQL: the events up to *today* that changed the LegalBasis of an outer query.

    Prefixes are cut and compared: LIKE would take the “_” of an eId for any character.
    """
    resting = OuterRef("eid")
    rests_on_place = ~Q(resting_eid="")
    inside = rests_on_place & Q(begins=Concat(resting, Value("__")))
    above = Q(below=Left(resting, Length("eid") + 2))
    of_document = Q(eid="") & (Q(kind__in=OF_DOCUMENTS) | Q(kind__in=SOMEWHERE, resting_eid=""))
    of_place = ~Q(eid="") & (
        (Q(kind__in=OF_PROVISIONS) & (Q(eid=resting) | above | inside))
        | (Q(kind__in=OF_WHAT_CONTAINS) & inside)
    )
    if settings.BASES_ON_DOCUMENTS_FOLLOW_PROVISIONS:
        of_place |= ~Q(eid="") & Q(resting_eid="", kind__in=(*OF_PROVISIONS, *OF_WHAT_CONTAINS))
    resumed = ValidityEvent.objects.filter(
        document=OuterRef("document"),
        eid=OuterRef("eid"),
        kind=Kind.RESUMED,
        happens_on__gte=OuterRef("happens_on"),
        happens_on__lte=today,
    )
    return (
        ValidityEvent.objects.filter(
            document=OuterRef("document"),
            happens_on__gt=OuterRef("as_of"),
            happens_on__lte=today,
        )
        .alias(
            resting_eid=Cast(resting, CharField(max_length=255)),
            begins=Left("eid", Length(resting) + 2),
            below=Concat("eid", Value("__")),
        )
        .filter(of_document | of_place)
        # What an act has changed itself, its own text knows.
        .filter(Q(cause__isnull=True) | ~Q(cause__uuid=OuterRef("record")))
        .exclude(Q(kind=Kind.SUSPENDED) & Exists(resumed))
        .order_by("happens_on", "pk")
    )


def is_basis(citation: Citation, *, is_document: bool) -> bool:
    """Whether what *citation* names is something that its text rests on.

    Everything that a question, a news item or a material cites and that was found: its reader
    is told to rely on it. Of a document neither its own provisions nor what stands in quoted
    amendments.
    """
    if citation.target_id is None or citation.reason in _NO_BASIS:
        return False
    return not (is_document and (citation.is_self or citation.target_id == citation.source_id))
