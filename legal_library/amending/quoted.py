"""The new wording that an amending act quotes, and which of its pieces an order is about.

Pure Python. The pieces lose their quotation marks and the stops behind them, which belong to the
sentence of the amending act.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from ..addresses import quotation_of
from ..parsing import Node, parse

_CLOSE = re.compile(r"[”\"][\s.;,:)]*(?:và|hoặc)?\s*$")
_OPEN = re.compile(r"^\s*[“\"]\s*")
_QUOTATION = re.compile(r"[“\"](?P<words>.*)[”\"][\s.;,]*(?:và|hoặc)?\s*$", re.DOTALL)


def quotations_of(node: Node) -> list[Node]:
    """What *node* quotes, in order and without marks; addresses are those inside the quotation."""
    runs: dict[str, list[Node]] = {}
    for child in node.children:
        if quotation := quotation_of(child.eid, node.eid):
            runs.setdefault(quotation, []).append(child)
    return [item for run in runs.values() for item in _gathered(_unmarked(run))]


def plain_quotation(text: str) -> str:
    """What an order quotes in its own paragraph: “… như sau: “Chính phủ quy định …”.”"""
    match = _QUOTATION.search(text)
    return match["words"].strip() if match else ""


def read_wording(text: str) -> list[Node]:
    """*text*, which an editor typed, as the provisions that it is."""
    parsed = parse(f"Điều 1. Sửa đổi, bổ sung như sau:\n“{text.strip()}”.")
    articles = parsed.articles()
    found = quotations_of(articles[0]) if articles else []
    return found or [Node("paragraph", text=text.strip())]


def words_of(nodes: Iterable[Node]) -> str:
    """The provisions as a reader sees them, a line each."""
    lines = []
    for node in (below for top in nodes for below in top.walk()):
        lead = " ".join(filter(None, [node.marker, node.heading]))
        is_headed = node.heading and node.text
        lines.append("\n".join([lead, node.text]) if is_headed else f"{lead} {node.text}".strip())
    return "\n".join(lines)


def find_piece(pieces: list[Node], used: set[int], eid: str) -> Node | None:
    """The piece for the provision *eid*; each is taken once.

    “điểm a khoản 2” is quoted as “a) …”, so the end of the address tells; inside a quoted
    article it may stand deeper.
    """
    for piece in _walk(pieces):
        local = piece.eid
        if id(piece) in used or not local:
            continue
        if eid.lower() == local.lower() or eid.lower().endswith(f"__{local.lower()}"):
            return piece
    number = eid.rpartition("__")[2].partition("_")[2]
    for piece in pieces:
        # Old acts call a “1.” a point.
        if id(piece) not in used and number and piece.eid.partition("_")[2] == number:
            return piece
    return None


def _walk(pieces: Iterable[Node]) -> Iterable[Node]:
    pieces = list(pieces)
    yield from pieces
    for piece in pieces:
        yield from list(piece.walk())[1:]


def _unmarked(run: list[Node]) -> list[Node]:
    """*run* without the marks around it; their addresses begin inside the quotation."""
    first = run[0]
    prefix = _prefix(first.eid)
    run = [_local(node, prefix) for node in run]
    run[0] = _without_opening(run[0])
    run[-1] = _without_closing(run[-1])
    return run


def _prefix(eid: str) -> str:
    before, _qstr, rest = eid.rpartition("qstr_")
    return f"{before}qstr_{rest.partition('__')[0]}__"


def _local(node: Node, prefix: str) -> Node:
    below = tuple(_local(child, prefix) for child in node.children)
    return replace(node, eid=node.eid.removeprefix(prefix), children=below)


def _without_opening(node: Node) -> Node:
    for name in ("marker", "heading", "text"):
        words = getattr(node, name)
        if words:
            return replace(node, **{name: _OPEN.sub("", words)})
    return node


def _without_closing(node: Node) -> Node:
    if node.children:
        *others, last = node.children
        return replace(node, children=(*others, _without_closing(last)))
    for name in ("text", "heading", "marker"):
        words = getattr(node, name)
        if words:
            return replace(node, **{name: _CLOSE.sub("", words)})
    return node


def _gathered(run: list[Node]) -> list[Node]:
    """Paragraphs behind a quoted provision are part of it, as in a text that nobody amends."""
    found: list[Node] = []
    for node in run:
        holder = found[-1] if found else None
        if node.kind != "paragraph" or holder is None or holder.kind == "paragraph":
            found.append(node)
        elif holder.children:
            found[-1] = replace(holder, children=(*holder.children, node))
        else:
            found[-1] = replace(holder, text="\n".join(filter(None, [holder.text, node.text])))
    return found
