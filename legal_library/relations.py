"""A document's edges in both readings, grouped by what they say."""

from dataclasses import dataclass, field

from django.db.models import Q

from .bases import provision_url
from .models import LegalDocument, Relation


@dataclass(frozen=True, slots=True)
class Edge:
    """The other end of a relation: a document of the library, or only its citation."""

    citation: str
    document: LegalDocument | None = None
    url: str = ""


@dataclass(slots=True)
class RelationGroup:
    label: str
    edges: list[Edge] = field(default_factory=list)


def related(document: LegalDocument) -> list[RelationGroup]:
    """What *document* acts on, then what acts on it; in one query, drafts left out."""
    relations = (
        Relation.objects.filter(Q(source=document) | Q(target=document, source__live=True))
        .select_related("source__type", "source__issuer", "target__type", "target__issuer")
        .defer(
            *(
                f"{end}__{name}"
                for end in ("source", "target")
                for name in ("draft_text", "draft_tree")
            )
        )
        .order_by("pk")
    )
    active = {kind: RelationGroup(kind.label) for kind in Relation.Kind}
    passive = {kind: RelationGroup(str(Relation.PASSIVE_LABELS[kind])) for kind in Relation.Kind}
    for relation in relations:
        kind = Relation.Kind(relation.kind)
        if relation.source_id == document.pk:
            active[kind].edges.append(_active_edge(relation))
        else:
            source = relation.source
            url = provision_url(source, relation.source_eid)
            passive[kind].edges.append(Edge(str(source), source, url))
    groups = [group for group in (*active.values(), *passive.values()) if group.edges]
    for group in groups:
        # Several citations of one place say the same thing once.
        group.edges = list({edge.url or edge.citation: edge for edge in group.edges}.values())
    return groups


def _active_edge(relation: Relation) -> Edge:
    target = relation.target if relation.target and relation.target.live else None
    url = provision_url(target, relation.target_eid) if target else ""
    return Edge(relation.citation, target, url)
