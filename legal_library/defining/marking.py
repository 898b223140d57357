"""Terms marked in the HTML of a text: the first time in each article, never in links or headings.

Pure Python. A mark is a link to the clause that defines the term, so it works everywhere; a
script makes it a card. Plain searching instead of one large pattern: a code of 700 KB of
HTML is marked in hundredths of a second, and so needs no copy of itself.
"""

import re
from bisect import bisect_right, insort
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

# Elements whose words are no running text; quotations, which nest, are not the act's own words.
_CLOSED = re.compile(r"<(a|h[1-6]|button|sup)\b[^>]*>.*?</\1>", re.DOTALL)
_QUOTATION = re.compile(r"<(/?)blockquote\b[^>]*>")
_ARTICLE = re.compile(r'<section class="document-text__article"(?: id="([^"]*)")?')


@dataclass(frozen=True, slots=True)
class Term:
    """Words to mark: where they lead, and the key of their card."""

    words: str
    href: str
    key: str
    home: str = ""  # id of the article that defines it, where it is not marked


def mark(html: str, terms: Iterable[Term], *, article: str = "") -> tuple[str, list[str]]:
    """*html* with the first occurrence of each term in each article marked, and the keys used.

    Of terms that overlap the longest counts. *article* is the id of the article that *html*
    is the inside of, if it is one.
    """
    terms = sorted(terms, key=lambda term: len(term.words), reverse=True)
    if not terms:
        return html, []
    page = _Page(html, article)
    for term in terms:
        page.find(term)
    return page.written(), page.used()


class _Page:
    """Where words may be marked, and where they have been."""

    def __init__(self, html: str, article: str):
        self.html = html
        sections = list(_ARTICLE.finditer(html))
        self.starts = [0, *(section.start() for section in sections)]
        self.names = [article, *(section[1] or "" for section in sections)]
        self.closed = sorted([*(m.span() for m in _CLOSED.finditer(html)), *_quotations(html)])
        self.closed_starts = [start for start, _end in self.closed]
        self.marks: list[tuple[int, int, Term]] = []
        self.done: set[tuple[str, int]] = set()

    def find(self, term: Term) -> None:
        words = escape(term.words)
        firsts, tail = {words[:1].lower(), words[:1].upper()}, words[1:]
        position = 1
        while tail and (found := self.html.find(tail, position)) > 0:
            start, end = found - 1, found + len(tail)
            position = found + 1
            if self.html[start] not in firsts or not self._stands_alone(start, end):
                continue
            index = bisect_right(self.starts, start) - 1
            if (term.key, index) in self.done or (term.home and self.names[index] == term.home):
                if index + 1 == len(self.starts):
                    return
                position = self.starts[index + 1]
            elif self._is_open(start, end):
                insort(self.marks, (start, end, term), key=lambda mark: mark[0])
                self.done.add((term.key, index))

    def written(self) -> str:
        pieces, position = [], 0
        for start, end, term in self.marks:
            pieces += [
                self.html[position:start],
                f'<a class="defined-term" href="{escape(term.href)}"'
                f' data-definition="{escape(term.key)}">{self.html[start:end]}</a>',
            ]
            position = end
        return "".join([*pieces, self.html[position:]])

    def used(self) -> list[str]:
        """The keys of the terms marked, in the order of the text."""
        return list(dict.fromkeys(term.key for _start, _end, term in self.marks))

    def _stands_alone(self, start: int, end: int) -> bool:
        """Whole words; “&” may begin a letter that is written as an entity."""
        before, after = self.html[start - 1 : start], self.html[end : end + 1]
        return not (before.isalnum() or after.isalnum() or before == "&")

    def _is_open(self, start: int, end: int) -> bool:
        """Running text, in which nothing is marked yet."""
        index = bisect_right(self.closed_starts, start) - 1
        if index >= 0 and self.closed[index][1] > start:
            return False
        if self.html.rfind("<", 0, start) > self.html.rfind(">", 0, start):
            return False
        place = bisect_right(self.marks, start, key=lambda mark: mark[0])
        before_is_free = not place or self.marks[place - 1][1] <= start
        after_is_free = place == len(self.marks) or self.marks[place][0] >= end
        return before_is_free and after_is_free


def _quotations(html: str) -> list[tuple[int, int]]:
    """The outermost quotations."""
    spans, depth, begun = [], 0, 0
    for tag in _QUOTATION.finditer(html):
        if tag[1]:
            depth -= 1
            if not depth:
                spans.append((begun, tag.end()))
        else:
            begun = tag.start() if not depth else begun
            depth += 1
    return spans
