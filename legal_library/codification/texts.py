"""The text of a codified document: its articles, each parsed by itself, in order."""

import re
from collections.abc import Iterable, Mapping

from ..parsing import Body, Node, ParsedDocument, Warning, parse
from .reading import CodifiedText, words_digest

_NUMBER = re.compile(r"(\d+)([a-zđ]*)")


class Article:
    """What an edition says of one article; it may say it in several pieces."""

    def __init__(self, pieces: Iterable[CodifiedText]):
        self.pieces = _distinct(pieces)
        first = self.pieces[0]
        self.number, self.eid, self.subject = first.article, first.eid, first.subject
        self.heading = first.heading
        self.text = "\n".join(piece.text for piece in self.pieces if piece.text)
        self.changes = tuple(dict.fromkeys(c for piece in self.pieces for c in piece.changes))

    @property
    def digest(self) -> str:
        return words_digest(self.heading, self.text)

    def node(self) -> Node:
        """The article with its clauses and points; whole where its text is not one article."""
        marker = f"Điều {self.number}."
        parsed = parse(f"{marker} {self.heading}\n{self.text}")
        found = parsed.bodies[0].nodes if len(parsed.bodies) == 1 else ()
        is_one = (
            len(found) == 1
            and not (parsed.preface or parsed.bodies[0].title or parsed.bodies[0].conclusion)
            and (found[0].kind, found[0].eid) == ("article", self.eid)
        )
        if is_one:
            return found[0]
        heading = " ".join(self.heading.split())
        return Node("article", self.number, marker, heading, self.text, self.eid)


def articles_of(pieces: Iterable[CodifiedText]) -> dict[str, Article]:
    """The articles by eId, in the order of their numbers."""
    by_eid: dict[str, list[CodifiedText]] = {}
    for piece in pieces:
        by_eid.setdefault(piece.eid, []).append(piece)
    found = [Article(same) for same in by_eid.values()]
    return {article.eid: article for article in sorted(found, key=lambda one: _rank(one.number))}


def document_text(nodes: Mapping[str, Node]) -> ParsedDocument:
    """A document of these articles, which are by eId, and no others."""
    ordered = sorted(nodes.values(), key=lambda node: _rank(node.number))
    message = "Chỉ gồm các điều đã pháp điển, không phải toàn văn."
    return ParsedDocument(bodies=(Body(nodes=tuple(ordered)),), warnings=(Warning(1, message),))


def _distinct(pieces: Iterable[CodifiedText]) -> list[CodifiedText]:
    """Pieces of different words: an article that stands in two subjects is told twice."""
    return list({words_digest(piece.heading, piece.text): piece for piece in pieces}.values())


def _rank(number: str) -> tuple[int, str]:
    match = _NUMBER.match(number)
    # “đ” stands after “d” and before “e”.
    return (int(match[1]), match[2].replace("đ", "d~")) if match else (0, number)
