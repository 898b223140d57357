"""A document's edges in both readings, grouped by what they say."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from .addresses import place_name
from .bases import provision_url
from .models import Citation, LegalDocument, Relation

MOST_CITED = 200


@dataclass(slots=True)
class Edge:
    """The other end of relations of one kind: a document of the library, or only its citation."""

    citation: str
    document: LegalDocument | None = None
    url: str = ""
    places: list[tuple[str, str]] = field(default_factory=list)  # name and address
    is_confirmed: bool = True


@dataclass(slots=True)
class RelationGroup:
    label: str
    edges: list[Edge] = field(default_factory=list)
    is_active: bool = True  # the document acts; else it is acted on

    @property
    def unconfirmed(self) -> int:
        """How many of them a machine read, and nobody has confirmed."""
        return sum(not edge.is_confirmed for edge in self.edges)


def related(document: LegalDocument) -> list[RelationGroup]:
    """What *document* acts on, then what acts on it; in three queries, drafts left out."""
    relations = list(
        Relation.objects.shown()
        .filter(Q(source=document) | Q(target=document))
        .only("kind", "source", "target", "citation", "source_eid", "target_eid", "state")
        .order_by("pk")
    )
    cited = _cited(document)
    ends = {relation.source_id for relation in relations} | {r.target_id for r in relations}
    documents = _documents((ends | set(cited)) - {document.pk, None})
    active = {kind: RelationGroup(kind.label) for kind in Relation.Kind}
    passive = {
        kind: RelationGroup(str(Relation.PASSIVE_LABELS[kind]), is_active=False)
        for kind in Relation.Kind
    }
    found: dict[tuple, Edge] = {}
    for relation in relations:
        is_active = relation.source_id == document.pk
        other = documents.get(relation.target_id if is_active else relation.source_id)
        if not is_active and other is None:
            continue  # it acts on itself
        groups, eid = (active, relation.target_eid) if is_active else (passive, relation.source_eid)
        edge = _edge_of(found, groups[Relation.Kind(relation.kind)], relation, other, is_active)
        if other and eid and (name := place_name(eid)) and name not in dict(edge.places):
            edge.places.append((name, provision_url(other, eid)))
        edge.is_confirmed &= relation.state == Relation.State.CONFIRMED
    told = {edge.document.pk for group in active.values() for edge in group.edges if edge.document}
    active[Relation.Kind.REFERS_TO].edges += [
        Edge(str(other), other, other.get_absolute_url())
        for key in cited
        if key not in told and (other := documents.get(key))
    ]
    return [group for group in (*active.values(), *passive.values()) if group.edges]


def _edge_of(
    found: dict, group: RelationGroup, relation: Relation, other: LegalDocument | None, active: bool
) -> Edge:
    """The edge to *other* in *group*: several relations of a kind to one document are one."""
    key = (relation.kind, active, other.pk if other else relation.citation)
    if key not in found:
        words = relation.citation if active else str(other)
        found[key] = Edge(words, other, other.get_absolute_url() if other else "")
        group.edges.append(found[key])
    elif active and other and len(relation.citation) < len(found[key].citation):
        found[key].citation = relation.citation
    return found[key]


def _cited(document: LegalDocument) -> list[int]:
    """The documents that its text names, by key, in the order of the text."""
    rows = (
        Citation.objects.filter(source=document, target__isnull=False, is_self=False)
        .exclude(target=document)
        .order_by("position")
        .values_list("target", flat=True)
    )
    return list(dict.fromkeys(rows))[:MOST_CITED]


def _documents(keys: Iterable[int]) -> dict[int, LegalDocument]:
    if not keys:
        return {}
    found = LegalDocument.objects.public().for_listing().filter(pk__in=keys)
    return {document.pk: document for document in found}
