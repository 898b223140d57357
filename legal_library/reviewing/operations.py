"""What an editor does to a tree, each as a pure function: a tree and a place in, the same out.

Structure operations lose no character and keep the order of the text; `edit` and `renumber`
with *in_text* change words and say so, `move` changes the order and says so. What cannot be
done is `Refused` with a sentence for the editor. Pure Python.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from content.text import compose

from ..parsing import BREAK_IN_CELL, CELL_END, Node
from ..parsing.lines import ends_sentence
from .moving import (
    Done,
    Refused,
    climb,
    gather,
    move,
    move_in,
    move_out,
    quote,
    settle,
    settle_released,
)
from .reading_marks import LONGEST_NUMBER, begin, number_in
from .working import (
    HEADED,
    LEAVES,
    RANKS,
    TITLE,
    Nodes,
    Place,
    Work,
    children_at,
    node_at,
    with_children,
    with_node,
    zone_name,
)
from .zones import attach, detach, to_next_zone, to_previous_zone

NUMBER = re.compile(r"[0-9A-Za-zĐđ]{1,20}(?:[./-][0-9A-Za-zĐđ]{1,10}){0,4}")
_MOST_CHARACTERS = 400_000  # of one provision
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # no database keeps them all
_BLANKS = " \n"  # other blanks carry the form of a text


def split(work: Work, place: Place, at: int) -> Done:
    """Cut the text of the node; what stands behind *at* becomes a provision of its own.

    A number at its start (“2.”, “Điều 6.”) says of which kind, and how deep it belongs.
    """
    node = node_at(work, place)
    at = at if at >= 0 else len(node.text)
    left, right = node.text[:at].rstrip(_BLANKS), node.text[at:].lstrip(_BLANKS)
    if not right.strip() or not (left.strip() or node.marker or node.heading):
        raise Refused("Chỗ tách phải có chữ ở cả hai bên. Hãy chọn chỗ khác.")
    if node.kind == "table":
        if node.text[:at].count("\n") == left.count("\n") and node.text[at - 1 : at] != "\n":
            raise Refused("Bảng chỉ tách được giữa hai hàng.")
        new = Node("table", text=right)
    else:
        new = begin(right)
    first = replace(node, text=left)
    if zone_name(place[0]) == TITLE:  # a title is one node: what is no part of it comes behind
        zone = place[0] + 1
        work = with_children(with_node(work, place, first), (zone,), (new, *work[zone]))
        return Done(work, (zone, 0))
    if RANKS[new.kind] > RANKS[node.kind]:
        taken = _below(new, node.children)
        new = replace(new, children=node.children[:taken])
        first = replace(first, children=(new, *node.children[taken:]))
        return Done(with_node(work, place, first), (*place, 0))
    # Both have the rank of a leaf, or the new one is higher: it takes what stands below.
    first = replace(first, children=())
    new = replace(new, eid=node.eid, children=node.children)
    work = with_node(work, place, first, new)
    return climb(work, (*place[:-1], place[-1] + 1))


def join(work: Work, place: Place, *, same_paragraph: bool | None = None) -> Done:
    """Put the words of the node behind those before it; what was below it keeps its order.

    Without *same_paragraph* a sentence that has not ended goes on in the same paragraph.
    """
    node = node_at(work, place)
    parent, index = place[:-1], place[-1]
    siblings = children_at(work, parent)
    if index == 0:
        if len(place) == 2:
            raise Refused("Trước phần này không có gì để nối vào.")
        released = tuple(replace(child, eid=child.eid or node.eid) for child in node.children)
        work = with_children(work, parent, (*released, *siblings[1:]))
        before = parent
    else:
        above = siblings[index - 1]
        grown = replace(above, children=(*above.children, *node.children))
        before = _last_below(above, (*parent, index - 1))
        if before == (*parent, index - 1) and above.kind in LEAVES and node.children:
            grown = above
            released = tuple(replace(child, eid=child.eid or node.eid) for child in node.children)
        else:
            released = ()
        work = with_children(
            work, parent, (*siblings[: index - 1], grown, *released, *siblings[index + 1 :])
        )
    target = node_at(work, before)
    if {"table", "note"} & {node.kind, target.kind}:
        raise Refused("Bảng và chú thích không nối với phần khác. Hãy sửa chữ nếu cần.")
    return Done(with_node(work, before, _with_words(target, node, same_paragraph)), before)


def retype(work: Work, place: Place, kind: str) -> Done:
    """Make the node one of *kind*: its number is read anew, and it goes where such a one stands."""
    node = node_at(work, place)
    if kind not in RANKS or kind in ("table", "note"):
        raise Refused("Không đổi được sang loại này.")
    if kind == node.kind:
        raise Refused("Phần này đã là loại bạn chọn.")
    if zone_name(place[0]) == TITLE and kind != "paragraph":
        raise Refused("Đây là tên văn bản kèm theo, không đổi loại được.")
    changed = _as_kind(node, kind)
    kept, released = _keep_below(changed, node.children)
    released = tuple(replace(child, eid=child.eid or node.eid) for child in released)
    work = with_node(work, place, replace(changed, children=kept), *released)
    done = settle(work, place)
    work = settle_released(done, place, len(released))
    return gather(work, done.place)


def renumber(work: Work, place: Place, number: str, *, in_text: bool = False) -> Done:
    """Give the node another number; with *in_text* also in the words of the text."""
    node = node_at(work, place)
    number = number.strip()
    if not NUMBER.fullmatch(number) or len(number) > LONGEST_NUMBER:
        raise Refused("Số chỉ gồm chữ số và chữ cái, ví dụ 5, 5a, II, đ.")
    if node.kind in ("paragraph", "table"):
        raise Refused("Đoạn và bảng không có số. Hãy đổi loại trước.")
    marker = node.marker
    if in_text:
        found = (
            re.search(rf"(?<!\w){re.escape(node.number)}(?!\w)", marker) if node.number else None
        )
        if not found:
            raise Refused("Không thấy số cũ trong ký hiệu. Hãy sửa ký hiệu ở phần “Sửa chữ”.")
        marker = marker[: found.start()] + number + marker[found.end() :]
    return Done(with_node(work, place, replace(node, number=number, marker=marker)), place)


def edit(work: Work, place: Place, *, marker: str, heading: str, text: str) -> Done:
    """Other words for the node: the one operation that may change what the text says."""
    node = node_at(work, place)
    marker, heading, text = _clean(marker), _clean(heading), _clean(text)
    if max(len(marker), len(heading)) > 5000 or len(text) > _MOST_CHARACTERS:
        raise Refused("Chữ dài quá. Hãy tách thành nhiều phần.")
    if (marker, heading, text) == (node.marker, node.heading, node.text):
        raise Refused("Chữ không thay đổi gì.")
    number = node.number if marker == node.marker else number_in(marker, node.kind, node.number)
    new = replace(node, marker=marker, heading=heading, text=text, number=number)
    return Done(with_node(work, place, new), place)


def remove(work: Work, place: Place) -> Done:
    """Take away a node without a word; what is below it takes its place."""
    node = node_at(work, place)
    if (node.marker + node.heading + node.text).strip():
        raise Refused("Chỉ xóa được phần không còn chữ nào.")
    if zone_name(place[0]) == TITLE:
        raise Refused("Không xóa được tên văn bản kèm theo.")
    released = tuple(replace(child, eid=child.eid or node.eid) for child in node.children)
    work = with_node(work, place, *released)
    parent, index = place[:-1], place[-1]
    if children_at(work, parent):
        return Done(work, (*parent, max(index - 1, 0)))
    return Done(work, parent if len(parent) > 1 else ())


# What an operation is called in an address, a form and the log of steps.
OPERATIONS: dict[str, Callable[..., Done]] = {
    "split": split,
    "join": join,
    "retype": retype,
    "renumber": renumber,
    "edit": edit,
    "move": move,
    "move_in": move_in,
    "move_out": move_out,
    "quote": quote,
    "remove": remove,
    "to_next_zone": to_next_zone,
    "to_previous_zone": to_previous_zone,
    "attach": attach,
    "detach": detach,
}


def _below(node: Node, following: Nodes) -> int:
    """How many of *following* belong below *node*: those of a lower rank directly behind it."""
    if node.kind in LEAVES:
        return 0
    taken = 0
    for other in following:
        if other.kind in LEAVES or RANKS[other.kind] <= RANKS[node.kind] or other.eid:
            break
        taken += 1
    return taken


def _keep_below(node: Node, children: Nodes) -> tuple[Nodes, Nodes]:
    """*children* that may stand below *node*, and from the first that may not, the rest."""
    if node.kind in LEAVES:
        return (), children
    for index, child in enumerate(children):
        if not child.eid and RANKS[child.kind] <= RANKS[node.kind]:
            return children[:index], children[index:]
    return children, ()


def _as_kind(node: Node, kind: str) -> Node:
    """*node* with its words arranged as a node of *kind* has them, in the same order."""
    if node.kind in LEAVES and not node.marker:
        text = node.text
        if node.kind == "table":
            text = text.replace(CELL_END, " ").replace(BREAK_IN_CELL, "\n")
        read = begin(text)
        if read.kind == kind:
            return replace(read, eid=node.eid)
        node = replace(node, text=text)
    number = number_in(node.marker, kind, node.number)
    if kind == "paragraph":
        lead = " ".join(filter(None, [node.marker, node.heading]))
        text = _lines(lead, node.text)
        return replace(node, kind=kind, number="", marker="", heading="", text=text)
    if kind in HEADED and not node.heading:
        heading, _newline, text = node.text.partition("\n")
        return replace(node, kind=kind, number=number, heading=heading, text=text)
    if kind not in HEADED and node.heading:
        text = _lines(node.heading, node.text)
        return replace(node, kind=kind, number=number, heading="", text=text)
    return replace(node, kind=kind, number=number)


def _with_words(target: Node, node: Node, same_paragraph: bool | None) -> Node:
    """*target* with the words of *node* behind its own."""
    lead = " ".join(filter(None, [node.marker, node.heading]))
    is_headed = node.kind in HEADED and node.heading
    words = _lines(lead, node.text) if is_headed else " ".join(filter(None, [lead, node.text]))
    if same_paragraph is None:
        last = target.text or target.heading
        same_paragraph = bool(last.strip()) and not ends_sentence(last) and not node.marker
    if not target.text:
        if same_paragraph and target.heading and target.kind in HEADED:
            first, _newline, rest = words.partition("\n")
            return replace(target, heading=f"{target.heading} {first}", text=rest)
        return replace(target, text=words)
    joined = " ".join if same_paragraph else "\n".join
    return replace(target, text=joined(filter(None, [target.text, words])))


def _last_below(node: Node, place: Place) -> Place:
    """The place of the last node in reading order at or below *node*."""
    while node.children:
        place = (*place, len(node.children) - 1)
        node = node.children[-1]
    return place


def _lines(*parts: str) -> str:
    return "\n".join(filter(None, parts))


def _clean(words: str) -> str:
    """What a form sends, composed: line breaks of one kind, no blanks at the ends of lines."""
    if _UNSTORABLE.search(words):
        raise Refused("Chữ có ký tự hỏng, không lưu được. Hãy gõ lại thay vì dán.")
    words = compose(words).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.strip(" ") for line in words.split("\n")).strip(_BLANKS)
