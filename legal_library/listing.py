"""The list of documents as an address asks for it: filters, counts, order.

Every filter is a question of its own: within one the choices add up, between them they
narrow. A count says how many documents the choice would find under all other filters.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce, ExtractYear
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from content.models import Topic

from .models import LegalDocument
from .models.documents import Status
from .topics import about

NEWEST, SOONEST = "newest", "effective"
ORDERS = {NEWEST: _("Mới ban hành trước"), SOONEST: _("Mới có hiệu lực trước")}
SHOWN_AT_FIRST = 8
_LONGEST_VALUE = 255


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    count: int
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """One group of choices; those behind the first few are folded away unless one is chosen."""

    name: str
    legend: str
    choices: list[Choice]

    @property
    def first(self) -> list[Choice]:
        return self.choices if self._is_short else self.choices[:SHOWN_AT_FIRST]

    @property
    def more(self) -> list[Choice]:
        return [] if self._is_short else self.choices[SHOWN_AT_FIRST:]

    @property
    def more_is_chosen(self) -> bool:
        return any(choice.checked for choice in self.more)

    @property
    def _is_short(self) -> bool:
        return len(self.choices) <= SHOWN_AT_FIRST + 2


class Listing:
    """Public documents as *query* narrows them on *day*. What it asks in vain is in `unknown`."""

    LEGENDS = {
        "validity": _("Hiệu lực"),
        "type": _("Loại văn bản"),
        "topic": _("Chủ đề"),
        "issuer": _("Cơ quan ban hành"),
        "unit": _("Đơn vị của tỉnh"),
        "year": _("Năm ban hành"),
        "territory": _("Phạm vi lãnh thổ"),
    }

    def __init__(self, query: QueryDict, day: date):
        self.day = day
        self.wanted = {name: _values(query, name) for name in self.LEGENDS}
        self.order = query.get("order") if query.get("order") in ORDERS else NEWEST

    @property
    def documents(self):
        """The documents found, in order, with all that a card shows."""
        found = self._narrowed().for_listing()
        if self.order == SOONEST:
            return found.order_by(F("effective_from").desc(nulls_last=True), "-pk")
        return found.newest()

    @cached_property
    def facets(self) -> dict[str, Facet]:
        """The groups of choices by name, in the order they are shown in."""
        return {
            name: Facet(name, legend, getattr(self, f"_{name}_choices")())
            for name, legend in self.LEGENDS.items()
        }

    @property
    def chosen(self) -> list[tuple[str, Choice]]:
        """What the reader has chosen, as (name of the filter, choice)."""
        return [
            (facet.name, choice)
            for facet in self.facets.values()
            for choice in facet.choices
            if choice.checked
        ]

    @property
    def unknown(self) -> list[str]:
        """Values in the address that no document has; they find nothing."""
        known = {(name, choice.value) for name, choice in self.chosen}
        return [
            value
            for name, values in self.wanted.items()
            for value in values
            if (name, value) not in known
        ]

    @property
    def is_narrowed(self) -> bool:
        return any(self.wanted.values())

    # -- narrowing -------------------------------------------------------------------

    def _narrowed(self, *, but_for: str = ""):
        documents = LegalDocument.objects.public().with_status(self.day)
        for name, values in self.wanted.items():
            if values and name != but_for:
                documents = documents.filter(getattr(self, f"_{name}_condition")(values))
        return documents

    @staticmethod
    def _validity_condition(values):
        return Q(status_then__in=values)

    @staticmethod
    def _type_condition(values):
        return Q(type__code__in=values)

    @staticmethod
    def _issuer_condition(values):
        return Q(issuer__key__in=values)

    @staticmethod
    def _year_condition(values):
        return Q(issued_on__year__in=[int(value) for value in values if _is_year(value)])

    @staticmethod
    def _unit_condition(values):
        return Q(issuer__unit__code__in=values) | Q(
            issuer__unit__isnull=True, owner_unit__code__in=values
        )

    @staticmethod
    def _territory_condition(values):
        """Those said to apply there; what applies in a wider place is not counted to it."""
        applying = LegalDocument.territory.through.objects.filter(unit__code__in=values)
        return Q(pk__in=applying.values("legaldocument"))

    @staticmethod
    def _topic_condition(values):
        return about(values)

    # -- choices ---------------------------------------------------------------------

    def _counted(self, facet: str, /, *fields, **named):
        """(values…, count) for each value of *fields* under all filters but *facet*."""
        return (
            self._narrowed(but_for=facet)
            .order_by()
            .annotate(**named)
            .values_list(*fields, *named)
            .annotate(found=Count("pk", distinct=True))
        )

    def _choices(self, name: str, counted) -> list[Choice]:
        wanted = self.wanted[name]
        return [
            Choice(str(value), str(label), found, str(value) in wanted)
            for value, label, found in counted
            if value is not None
        ]

    def _validity_choices(self):
        counts = dict(self._counted("validity", "status_then"))
        ordered = [(s.value, s.label, counts[s.value]) for s in Status if s.value in counts]
        return self._choices("validity", ordered)

    def _type_choices(self):
        counted = self._counted("type", "type__code", "type__name")
        return self._choices("type", counted.order_by("type__rank", "type__name"))

    def _issuer_choices(self):
        counted = self._counted("issuer", "issuer__key", "issuer__name")
        return self._choices("issuer", counted.order_by("-found", "issuer__sort_key"))

    def _year_choices(self):
        counted = self._counted("year", year=ExtractYear("issued_on")).order_by("-year")
        return self._choices("year", ((year, year, found) for year, found in counted))

    def _unit_choices(self):
        counted = self._counted(
            "unit",
            code=Coalesce("issuer__unit__code", "owner_unit__code"),
            name=Coalesce("issuer__unit__name", "owner_unit__name"),
        )
        return self._choices("unit", counted.order_by("-found", "name"))

    def _territory_choices(self):
        fields = ("territory__code", "territory__name", "territory__valid_to")
        counted = self._counted("territory", *fields).order_by("-found", "territory__name")
        named = (
            (code, _("%s (cũ)") % name if ended else name, found)
            for code, name, ended, found in counted
        )
        return self._choices("territory", named)

    def _topic_choices(self):
        counted = self._counted(
            "topic",
            code=Coalesce("topics__parent__code", "topics__code"),
            name=Coalesce("topics__parent__name", "topics__name"),
            position=Coalesce("topics__parent__position", "topics__position"),
        ).order_by("position")
        subjects = [(code, name, found) for code, name, _position, found in counted]
        return self._choices("topic", subjects + self._chosen_topics(subjects))

    def _chosen_topics(self, subjects):
        """Topics below a subject are chosen by links; they join the list of subjects."""
        missing = self.wanted["topic"] - {code for code, _name, _found in subjects}
        if not missing:
            return []
        return [
            (
                topic.code,
                topic.name,
                self._narrowed(but_for="topic").filter(self._topic_condition([topic.code])).count(),
            )
            for topic in Topic.objects.filter(code__in=missing)
        ]


def _values(query: QueryDict, name: str) -> set[str]:
    values = (value.strip() for value in query.getlist(name)[:50])
    # PostgreSQL refuses the character NUL instead of finding nothing.
    return {
        value for value in values if value and len(value) <= _LONGEST_VALUE and "\0" not in value
    }


def _is_year(value: str) -> bool:
    return len(value) == 4 and value.isascii() and value.isdigit() and value != "0000"
