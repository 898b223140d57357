"""Links on the words that cite the law, put into text as it is written to HTML. Pure Python."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape


@dataclass(frozen=True, slots=True)
class Link:
    """Where the words from *start* to *end* lead; they are *text*."""

    start: int
    end: int
    text: str
    href: str  # empty for words that are known to lead nowhere
    preview: str = ""  # address of the fragment that shows the cited words

    def around(self, html: str) -> str:
        if not self.href:
            return html
        preview = f' data-preview="{escape(self.preview)}"' if self.preview else ""
        return f'<a class="citation" href="{escape(self.href)}"{preview}>{html}</a>'

    def moved(self, by: int) -> "Link":
        return replace(self, start=self.start + by, end=self.end + by)


def linked(line: str, at: int, links: Sequence[Link], write: Callable[[str], str] = escape) -> str:
    """*line*, which begins at *at* of the words that *links* count in, as HTML.

    What goes on in the next line is linked to the end of this one; links never stand in links.
    """
    pieces, position = [], 0
    for link in links:
        start, end = link.start - at, min(link.end - at, len(line))
        if position <= start < end:
            pieces += [write(line[position:start]), link.around(write(line[start:end]))]
            position = end
    return "".join([*pieces, write(line[position:])])


class InOrder:
    """Writes one line after the other with *links* on their words, which come in this order.

    For lines that were cut and joined anew, so that offsets say nothing.
    """

    def __init__(self, links: Iterable[Link]):
        self._waiting = list(links)

    def __call__(self, line: str) -> str:
        found, position = [], 0
        for index, link in enumerate(self._waiting):
            start = line.find(link.text, position)
            if start < 0:
                continue
            position = start + len(link.text)
            found.append((index, replace(link, start=start, end=position)))
        if found:
            # What was passed over stands in no later line.
            self._waiting = self._waiting[found[-1][0] + 1 :]
        return linked(line, 0, [link for _index, link in found])
