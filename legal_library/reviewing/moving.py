"""Where a node stands: in and out, up and down, in a quotation or not. Pure Python."""

from dataclasses import dataclass, replace

from .working import LEAVES, RANKS, Place, Work, children_at, node_at, with_children, with_node

_FRESH = "qstr_new"


class Refused(ValueError):
    """The operation makes no sense here; the message says in Vietnamese what to do instead."""


@dataclass(frozen=True, slots=True)
class Done:
    """The tree after an operation, and where what was worked on stands now."""

    work: Work
    place: Place


def move(work: Work, place: Place, by: int) -> Done:
    """Change places with the neighbour before (-1) or behind (1): the order of the text changes."""
    parent, index = place[:-1], place[-1]
    siblings = list(children_at(work, parent))
    other = index + by
    if not 0 <= other < len(siblings):
        raise Refused("Đã ở đầu hoặc cuối. Hãy đưa ra ngoài rồi chuyển tiếp.")
    siblings[index], siblings[other] = siblings[other], siblings[index]
    return Done(with_children(work, parent, siblings), (*parent, other))


def move_in(work: Work, place: Place) -> Done:
    """Put the node below the one before it."""
    parent, index = place[:-1], place[-1]
    siblings = children_at(work, parent)
    if index == 0:
        raise Refused("Phía trước không có phần nào cùng cấp để đưa vào.")
    above, node = siblings[index - 1], siblings[index]
    if above.kind in LEAVES:
        raise Refused("Đoạn, bảng và chú thích không chứa phần khác.")
    node = replace(node, eid="" if node.eid == above.eid else node.eid)
    above = replace(above, children=(*above.children, node))
    work = with_children(work, parent, (*siblings[: index - 1], above, *siblings[index + 1 :]))
    return Done(work, (*parent, index - 1, len(above.children) - 1))


def move_out(work: Work, place: Place) -> Done:
    """Put the node behind the one that holds it; what followed it there is now below it."""
    if len(place) < 3:
        raise Refused("Phần này đã ở ngoài cùng.")
    parent, index = place[:-1], place[-1]
    holder = node_at(work, parent)
    node, rest = holder.children[index], holder.children[index + 1 :]
    if rest and node.kind in LEAVES:
        raise Refused("Phía sau còn phần khác cùng cấp. Hãy đưa phần cuối ra trước.")
    below = tuple(replace(child, eid="" if child.eid == node.eid else child.eid) for child in rest)
    node = replace(node, eid=holder.eid, children=(*node.children, *below))
    holder = replace(holder, children=holder.children[:index])
    return Done(with_node(work, parent, holder, node), (*parent[:-1], parent[-1] + 1))


def quote(work: Work, place: Place) -> Done:
    """Make the node part of a quotation, or if it is one, part of the act again."""
    node = node_at(work, place)
    if len(place) < 3:
        raise Refused("Phần trích phải nằm trong một điều hoặc khoản. Hãy đưa vào trong trước.")
    if node.eid:
        return Done(with_node(work, place, replace(node, eid="")), place)
    siblings = children_at(work, place[:-1])
    before = siblings[place[-1] - 1].eid if place[-1] else ""
    taken = {sibling.eid for sibling in siblings}
    label = before or next(f"{_FRESH}{n}" for n in range(10_000) if f"{_FRESH}{n}" not in taken)
    return Done(with_node(work, place, replace(node, eid=label)), place)


def climb(work: Work, place: Place) -> Done:
    """Out of every provision that is no larger, as far as the quotation the node stands in."""
    while len(place) > 2:
        node, holder = node_at(work, place), node_at(work, place[:-1])
        if node.eid or RANKS[holder.kind] < RANKS[node.kind] or node.kind in LEAVES:
            break
        work, place = (done := move_out(work, place)).work, done.place
    return Done(work, place)


def settle(work: Work, place: Place) -> Done:
    """Where a node of this kind stands: below the nearest larger provision before it."""
    work, place = (done := climb(work, place)).work, done.place
    while place[-1] > 0:
        node = node_at(work, place)
        above = children_at(work, place[:-1])[place[-1] - 1]
        is_smaller = RANKS[node.kind] > RANKS[above.kind] and RANKS[node.kind] > RANKS["article"]
        if above.kind in LEAVES or above.eid != node.eid or not is_smaller:
            break
        if node.children and node.kind in LEAVES:
            break
        work, place = (done := move_in(work, place)).work, done.place
        if node.kind in LEAVES:
            break
    return Done(work, place)


def settle_released(done: Done, place: Place, count: int) -> Work:
    """What the node let go stands where its kind does; behind a node that went out, below it."""
    work = done.work
    if len(done.place) < len(place):
        return work
    index = place[-1] + (len(done.place) == len(place))
    for _child in range(count):
        settled = settle(work, (*place[:-1], index))
        work = settled.work
        index += settled.place[:-1] == place[:-1]
    return work


def gather(work: Work, place: Place) -> Done:
    """What follows the node and is smaller belongs below it: articles behind a new chapter."""
    node = node_at(work, place)
    if node.kind in LEAVES:
        return Done(work, place)
    siblings, index = children_at(work, place[:-1]), place[-1]
    taken = index + 1
    for other in siblings[index + 1 :]:
        if other.eid != node.eid or RANKS[other.kind] <= RANKS[node.kind]:
            break
        taken += 1
    below = tuple(replace(other, eid="") for other in siblings[index + 1 : taken])
    node = replace(node, children=(*node.children, *below))
    nodes = (*siblings[:index], node, *siblings[taken:])
    return Done(with_children(work, place[:-1], nodes), place)
