"""The definitions of an act, from its article “Giải thích từ ngữ”. Pure Python.

“1. Đất ở là đất làm nhà ở.” defines “Đất ở”; so does “a) Đất ở là …” below such a clause, and
“Đất ở (sau đây gọi tắt là đất) là …”, which names an abbreviation too. What does not look
like a definition is left out: a wrong card beside the law is worse than none.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from content.text import fold

from ..addresses import is_quoted
from ..parsing import Node

_LONGEST_TERM = 20  # words
_LONGEST_TEXT = 1_500
_HEADING = re.compile(r"\bgiai thich (?:tu ngu|thuat ngu|khai niem)\b|\bgiai nghia tu ngu\b")
_INTRODUCTION = re.compile(
    r"\b(?:cac |nhung )?(?:tu ngu|thuat ngu|cum tu|khai niem)\b.{0,80}"
    r"\b(?:duoc hieu|hieu) (?:nhu sau|thong nhat|la)\b"
)
# “X là …”, “X được hiểu là …”, “X bao gồm …”
_VERB = re.compile(r"(?:\bđược hiểu )?\blà(?=[\s:,])|\b(?:bao )?gồm(?=[\s:,])", re.IGNORECASE)
# “… được gọi là …”, “… gọi tắt là …” name something and define nothing.
_NAMING = re.compile(
    r"\b(?:gọi|gọi tắt|gọi chung|coi|xem|có nghĩa|không phải|viết tắt|hiểu)$|,\s*tức$",
    re.IGNORECASE,
)
# “(sau đây gọi tắt là X)”, “, sau đây gọi là X,”
_NAMED = r"\b(?:sau đây |dưới đây |còn )?(?:được )?(?:gọi tắt|gọi chung|gọi|viết tắt) là:?\s+"
_SHORT = re.compile(
    rf"""
    [\s,]* (?: \( (?: [^()]*,\s* )? {_NAMED.replace(" ", "[ ]")} (?P<inside> [^()]{{2,80}} ) \)
            | {_NAMED.replace(" ", "[ ]")} (?P<after> [^“”"'();,.]{{2,80}} ) (?: $ | , ) )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ASIDE = re.compile(r"\s*\([^()]*\)")
_QUOTES = " \t\n“”\"'‘’«»*.,;:–-"
_COLON = re.compile(r"(?P<term>[^:.;\n]{2,120}):\s+\S")


@dataclass(frozen=True, slots=True)
class Definition:
    """*term* as the act writes it, what it says of it, and where."""

    term: str
    text: str  # the whole sentence of the law, so that nothing is quoted out of its words
    eid: str
    abbreviation: str = ""  # “X” of “(sau đây gọi tắt là X)”


def definitions(article: Node) -> list[Definition]:
    """All that *article* defines, in its order; nothing for an article of another kind."""
    if is_quoted(article.eid) or not _is_about_words(article):
        return []
    found: dict[tuple[str, str], Definition] = {}
    for node in _items(article):
        if definition := read(f"{node.heading} {node.text}".strip(), _with_points(node), node.eid):
            found.setdefault((fold(definition.term), definition.eid), definition)
    return list(found.values())


def read(sentence: str, whole: str, eid: str) -> Definition | None:
    """The definition that *sentence* gives, None when it gives none."""
    sentence = " ".join(sentence.split())
    term = _term_of(sentence)
    if not term:
        return None
    before, abbreviation = term, ""
    if short := _SHORT.search(term):
        abbreviation = (short["inside"] or short["after"]).strip(_QUOTES)
        before = term[: short.start()]
    name = _ASIDE.sub("", before).strip(_QUOTES)
    if not _is_a_term(name):
        return None
    return Definition(name, whole[:_LONGEST_TEXT], eid, abbreviation)


def _is_about_words(article: Node) -> bool:
    heading = fold(f"{article.heading} ")
    opening = fold(article.text[:400])
    if _HEADING.search(heading):
        return True
    return bool(_INTRODUCTION.search(opening) or _INTRODUCTION.search(fold(article.heading)))


def _items(article: Node) -> Iterator[Node]:
    """Clauses; the points of a clause that only introduces them; the lines of a plain article."""
    clauses = [node for node in article.children if node.kind in ("clause", "point")]
    for clause in clauses:
        points = [node for node in clause.children if node.kind == "point"]
        if points and _INTRODUCTION.search(fold(clause.text[:400])):
            yield from points
        else:
            yield clause
    if not clauses:
        for node in article.children:
            yield from _lines(node)
        yield from _lines(article)


def _lines(node: Node) -> Iterator[Node]:
    for line in node.text.split("\n"):
        line = line.lstrip("-–+•* \t")
        if line and not _INTRODUCTION.search(fold(line)):
            yield Node(kind="paragraph", text=line, eid=node.eid)


def _term_of(sentence: str) -> str:
    """The words before the verb that defines, or before a colon; empty where there is none."""
    for verb in _VERB.finditer(sentence):
        term = sentence[: verb.start()].rstrip()
        if term and not _NAMING.search(term):
            return term
    colon = _COLON.match(sentence)
    return colon["term"] if colon else ""


def _is_a_term(name: str) -> bool:
    words = name.split()
    return bool(words) and len(words) <= _LONGEST_TERM and len(name) > 1 and not name.isdigit()


def _with_points(node: Node) -> str:
    """The definition with what is enumerated below it."""
    parts = [" ".join(filter(None, (node.heading, node.text)))]
    for below in node.walk():
        if below is not node:
            parts.append(" ".join(filter(None, (below.marker, below.heading, below.text))))
    return "\n".join(part for part in parts if part)


def of_text(nodes: Iterable[Node]) -> list[Definition]:
    """The definitions of all articles among *nodes*."""
    return [found for node in nodes if node.kind == "article" for found in definitions(node)]
