"""What a step changed, kept so that it can be undone and done again. Pure Python."""

from collections.abc import Iterator
from typing import Any

from ..parsing import Node, ParsedDocument, from_json, to_json
from .working import Nodes, Place, Work, children_at, with_children

Patch = dict[str, Any]


class PatchError(ValueError):
    """The tree is not the one that the patch was made of."""


def difference(before: Work, after: Work) -> list[Patch]:
    """The runs of neighbours that differ, one for each zone that changed.

    Where bodies came or went, zones are counted otherwise, and all of the text is kept.
    """
    if len(before) != len(after):
        return [{"before": list(map(_written, before)), "after": list(map(_written, after))}]
    return [
        patch
        for zone, (old, new) in enumerate(zip(before, after, strict=True))
        if old != new
        for patch in _changes((zone,), old, new)
    ]


def redo(work: Work, patches: list[Patch]) -> Work:
    """*work* with the changes made."""
    for patch in patches:
        work = _replace(work, patch, patch["before"], patch["after"])
    return work


def undo(work: Work, patches: list[Patch]) -> Work:
    """*work* with the changes taken back."""
    for patch in reversed(patches):
        work = _replace(work, patch, patch["after"], patch["before"])
    return work


def _changes(at: Place, old: Nodes, new: Nodes) -> Iterator[Patch]:
    start = 0
    shorter = min(len(old), len(new))
    while start < shorter and old[start] == new[start]:
        start += 1
    end = 0
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    if len(old) == len(new) == 1 and _own(old[0]) == _own(new[0]):
        yield from _changes((*at, start), old[0].children, new[0].children)
    else:
        yield {"at": list(at), "start": start, "before": _written(old), "after": _written(new)}


def _own(node: Node) -> tuple:
    return node.kind, node.number, node.marker, node.heading, node.text, node.eid


def _replace(work: Work, patch: Patch, expected: list, wanted: list) -> Work:
    if "at" not in patch:
        if list(map(_written, work)) != expected:
            raise PatchError
        return tuple(map(_read, wanted))
    at, start = tuple(patch["at"]), patch["start"]
    end = start + len(expected)
    try:
        nodes = children_at(work, at)
    except IndexError as error:
        raise PatchError from error
    if _written(nodes[start:end]) != expected:
        raise PatchError
    return with_children(work, at, (*nodes[:start], *_read(wanted), *nodes[end:]))


def _written(nodes: Nodes) -> list:
    return to_json(ParsedDocument(preface=tuple(nodes)))["preface"]


def _read(items: list) -> Nodes:
    empty = {"bodies": [], "furniture": [], "warnings": []}
    return from_json({"preface": items, **empty}).preface
