"""Addresses for a tree that was worked on: the same that the parser would give. Pure Python."""

from dataclasses import replace
from itertools import groupby

from ..parsing import Node
from ..parsing.assembly import PREFIXES, address_part
from .working import CONCLUSION, PREFACE, TITLE, Nodes, Work, body_of, zone_name


def addressed(work: Work) -> tuple[Work, frozenset[str]]:
    """*work* with an address for each node, and the addresses that a number twice would give.

    The second bearer of a number gets “-2”, so that no address occurs twice.
    """
    addresses = _Addresses()
    zones = tuple(addresses.zone(number, nodes) for number, nodes in enumerate(work))
    return zones, frozenset(addresses.repeated)


class _Addresses:
    def __init__(self):
        self.used: dict[str, int] = {}
        self.repeated: set[str] = set()

    def zone(self, number: int, nodes: Nodes) -> Nodes:
        body = body_of(number)
        prefix = f"att_{body}__" if body else ""
        name = zone_name(number)
        if name == TITLE:
            return tuple(self._title(node, f"{prefix}title") for node in nodes)
        base = f"{prefix}{name}__" if name in (PREFACE, CONCLUSION) else prefix
        return self.nodes(nodes, base, base)

    def _title(self, node: Node, eid: str) -> Node:
        eid = self._claim(eid)
        below = self.nodes(node.children, f"{eid}__", f"{eid}__")
        return replace(node, eid=eid, children=below)

    def nodes(self, nodes: Nodes, base: str, holder: str) -> Nodes:
        """*nodes* below *base*; articles count in *holder*, whatever group they stand in."""
        found: list[Node] = []
        quotations = 0
        counts: dict[str, int] = {}
        for quotation, run in groupby(nodes, lambda node: node.eid):
            if quotation:
                quotations += 1
                inside = f"{base}qstr_{quotations}__"
                inner_counts: dict[str, int] = {}
                found += [self._node(node, inside, inside, inner_counts) for node in run]
            else:
                found += [self._node(node, base, holder, counts) for node in run]
        return tuple(found)

    def _node(self, node: Node, base: str, holder: str, counts: dict[str, int]) -> Node:
        eid = self._claim(self._wanted(node, base, holder, counts))
        below = f"{eid}__"
        children = self.nodes(node.children, below, below if node.kind == "annex" else holder)
        return replace(node, eid=eid, children=children)

    def _wanted(self, node: Node, base: str, holder: str, counts: dict[str, int]) -> str:
        if node.kind in ("paragraph", "table"):
            counts[node.kind] = counts.get(node.kind, 0) + 1
            return f"{base}{PREFIXES[node.kind]}_{counts[node.kind]}"
        if node.kind == "note":
            return f"note_{address_part(node.number)}"
        base = holder if node.kind == "article" else base
        return f"{base}{PREFIXES[node.kind]}_{address_part(node.number)}".removesuffix("_")

    def _claim(self, eid: str) -> str:
        if eid not in self.used:
            self.used[eid] = 1
            return eid
        self.repeated.add(eid)
        while True:
            self.used[eid] += 1
            other = f"{eid}-{self.used[eid]}"
            if other not in self.used:
                self.used[other] = 1
                return other
