"""An act cut into what is said at one place: a heading, a sentence, an item of a list. Pure.

An item is read together with its lead, the words before the colon: “Các Thông tư sau đây hết
hiệu lực:” stands over each of them. What an amending act quotes is the words of another act and
is left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..parsing import Node, ParsedDocument

# A sentence ends before a capital; “số 12. Điều” of a cut line and “TP. Hồ” do not end one.
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{2}[.])\s+(?=[A-ZĐÂĂÊÔƠƯÁÀẢÉÍÓÚÝỦỨỪỞỔỐ][^.]{3})|\n")
_CLOSES = re.compile(
    r"hiệu lực|thi hành|thực hiện|chuyển tiếp|bãi bỏ|thay thế|trách nhiệm|điều khoản", re.IGNORECASE
)
_LAST_ARTICLES = 4
_BULLET = re.compile(r"\s*[-+*•–]\s*")
_MARK = re.compile(r"^\s*(?:\d{1,3}[.)]|[a-zđ]{1,2}\d?\)|[-+*•–])\s*")


@dataclass(frozen=True, slots=True)
class Unit:
    text: str
    eid: str = ""
    lead: str = ""
    is_closing: bool = False  # of a provision on effect and carrying out
    is_first: bool = False  # of the article that says what the act is about


def units(parsed: ParsedDocument) -> Iterator[Unit]:
    """All units of the act itself; what is issued with it says nothing about other acts."""
    articles = [node.eid for node in parsed.articles()]
    last = set(articles[-_LAST_ARTICLES:])
    for node in parsed.bodies[0].nodes:
        yield from _of(node, first=articles[:1], last=last, lead="", closing=False)


def _of(node: Node, *, first: list, last: set, lead: str, closing: bool) -> Iterator[Unit]:
    if "qstr_" in node.eid or node.kind in ("annex", "table", "note"):
        return
    if node.kind == "article":
        closing = node.eid in last or bool(_CLOSES.search(node.heading))
        lead = ""
    place = {
        "eid": node.eid if node.kind != "paragraph" else "",
        "is_closing": closing,
        "is_first": node.eid in first or node.eid.partition("__")[0] in first,
    }
    if node.heading:
        yield Unit(node.heading.replace("\n", " "), **place)
    own = lead
    for sentence in sentences(node.text):
        is_item = bool(_BULLET.match(sentence)) or sentence is None
        yield Unit(_MARK.sub("", sentence), lead=own if is_item or own == lead else "", **place)
        if sentence.rstrip().endswith(":"):
            own = _MARK.sub("", sentence)
    below = own if own != lead else lead
    for child in node.children:
        yield from _of(child, first=first, last=last, lead=below, closing=closing)


def sentences(text: str) -> list[str]:
    return [found for part in _SENTENCE_END.split(text) if (found := part.strip())]
