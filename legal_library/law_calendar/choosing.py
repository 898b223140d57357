"""Which documents and kinds of change the calendar shows, as its address asks."""

from dataclasses import dataclass, field
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from content.models import Topic

from ..listing import Choice
from ..models import DocumentType, Issuer, LegalDocument
from ..topics import about
from .happenings import KINDS

KIND, TYPE, TOPIC, PROVINCE = "kind", "type", "topic", "province"
_LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True)
class Group:
    """One group of check boxes."""

    name: str
    legend: str
    choices: list[Choice] = field(default_factory=list)


class Chosen:
    """What *query* asks for; what it does not know it leaves out."""

    def __init__(self, query: QueryDict):
        self._wanted = {name: _values(query, name) for name in (KIND, TYPE, TOPIC)}
        self.province_only = query.get(PROVINCE) == "1"

    @property
    def kinds(self) -> list[str]:
        """The kinds of change to be shown; all when none is chosen."""
        return [kind for kind in KINDS if kind in self._wanted[KIND]] or list(KINDS)

    @property
    def documents(self):
        """The public documents that the choices leave."""
        found = LegalDocument.objects.public()
        if self._wanted[TYPE]:
            found = found.filter(type__code__in=self._wanted[TYPE])
        if self._wanted[TOPIC]:
            found = found.filter(about(self._wanted[TOPIC]))
        if self.province_only:
            found = found.filter(issuer__level=Issuer.Level.PROVINCE)
        return found

    @property
    def is_narrowed(self) -> bool:
        return self.province_only or any(self._wanted.values())

    @cached_property
    def groups(self) -> list[Group]:
        """What can be chosen: only types and subjects that a public document has."""
        kinds = [(kind, str(label)) for kind, label in KINDS.items()]
        return [
            Group(KIND, _("Sự kiện"), self._choices(KIND, kinds)),
            Group(PROVINCE, _("Nơi ban hành"), self._province()),
            Group(TYPE, _("Loại văn bản"), self._choices(TYPE, self._types())),
            Group(TOPIC, _("Chủ đề"), self._choices(TOPIC, self._topics())),
        ]

    def query(self) -> QueryDict:
        """The choices as an address carries them, in a fixed order."""
        query = QueryDict(mutable=True)
        for name, values in self._wanted.items():
            if values:
                query.setlist(name, sorted(values))
        if self.province_only:
            query[PROVINCE] = "1"
        return query

    def _choices(self, name: str, known) -> list[Choice]:
        wanted = self._wanted[name]
        return [Choice(value, label, None, value in wanted) for value, label in known]

    def _province(self) -> list[Choice]:
        return [Choice("1", str(_("Chỉ văn bản của tỉnh")), None, self.province_only)]

    @staticmethod
    def _types():
        used = DocumentType.objects.filter(documents__live=True)
        return used.distinct().values_list("code", "name")

    @staticmethod
    def _topics():
        through = LegalDocument.topics.through.objects.filter(legaldocument__live=True)
        used = through.order_by().values_list("topic__code", flat=True).distinct()
        subjects = {code.partition(".")[0] for code in used}
        return Topic.objects.subjects().filter(code__in=subjects).values_list("code", "name")


def _values(query: QueryDict, name: str) -> set[str]:
    values = (value.strip() for value in query.getlist(name)[:50])
    # PostgreSQL refuses the character NUL instead of finding nothing.
    return {
        value for value in values if value and len(value) <= _LONGEST_VALUE and "\0" not in value
    }
