"""Which zone a node belongs to: the head, the provisions, the signature, what was attached."""

from dataclasses import replace

from .moving import Done, Refused
from .working import CONCLUSION, MAIN, TITLE, Nodes, Place, Work, body_of, with_children, zone_name


def to_next_zone(work: Work, place: Place) -> Done:
    """The node and all behind it belong to what follows: preface, provisions, conclusion."""
    zone, other = place[0], _neighbour(work, place, 1)
    nodes, index = work[zone], place[1]
    moved = _unquoted(nodes[index:])
    work = with_children(work, (zone,), nodes[:index])
    return Done(with_children(work, (other,), (*moved, *work[other])), (other, 0))


def to_previous_zone(work: Work, place: Place) -> Done:
    """All up to and with the node belongs to what stands before."""
    zone, other = place[0], _neighbour(work, place, -1)
    nodes, index = work[zone], place[1]
    moved = _unquoted(nodes[: index + 1])
    work = with_children(work, (zone,), nodes[index + 1 :])
    at = len(work[other]) + index
    return Done(with_children(work, (other,), (*work[other], *moved)), (other, at))


def attach(work: Work, place: Place) -> Done:
    """What begins with the node was issued with the act, and counts its articles anew.

    A paragraph there is its title.
    """
    zone, index = place[0], place[1]
    if len(place) != 2 or zone_name(zone) not in (MAIN, CONCLUSION):
        raise Refused(
            "Văn bản kèm theo phải bắt đầu ở ngoài cùng. Hãy đưa phần này ra ngoài trước."
        )
    nodes = work[zone]
    before, first, rest = nodes[:index], nodes[index], nodes[index + 1 :]
    if not before and not (zone_name(zone) == CONCLUSION and work[zone - 1]):
        raise Refused("Phía trước không còn nội dung nào của văn bản chính.")
    is_title = first.kind == "paragraph"
    title = (replace(first, eid=""),) if is_title else ()
    below = _unquoted(rest if is_title else (first, *rest))
    if zone_name(zone) == MAIN:
        new = (before, (), title, below, work[zone + 1])
        done = (*work[:zone], *new, *work[zone + 2 :])
        at = zone + 2
    else:
        done = (*work[:zone], before, title, below, (), *work[zone + 1 :])
        at = zone + 1
    return Done(done, (at, 0) if is_title else (at + 1, 0))


def detach(work: Work, place: Place) -> Done:
    """What was taken for something issued with the act is part of the text before it."""
    body = body_of(place[0])
    if not body:
        raise Refused("Phần này đang thuộc văn bản chính.")
    title = 3 * body + 1
    main, conclusion = title - 2, title - 1
    held = (*work[main], *work[conclusion], *work[title], *work[title + 1])
    at = len(work[main]) + len(work[conclusion])
    done = (*work[:main], held, *work[title + 2 :])
    return Done(done, (main, at) if at < len(held) else ())


def _neighbour(work: Work, place: Place, step: int) -> int:
    """The zone before or behind that takes nodes of this one."""
    if len(place) != 2 or zone_name(place[0]) == TITLE:
        raise Refused("Chỉ chuyển được phần ở ngoài cùng. Hãy đưa ra ngoài trước.")
    zone = place[0] + step
    if 0 <= zone < len(work) and zone_name(zone) == TITLE:
        if work[zone]:
            raise Refused("Ở giữa có tên văn bản kèm theo, không chuyển qua được.")
        zone += step
    if not 0 <= zone < len(work):
        raise Refused("Không còn phần nào phía ấy của văn bản.")
    return zone


def _unquoted(nodes: Nodes) -> Nodes:
    return tuple(replace(node, eid="") for node in nodes)
