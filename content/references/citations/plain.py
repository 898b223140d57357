"""A text as the grammar reads it, and the way back to its own offsets.

Letters are composed, and long runs of blanks cut, so that no pattern walks over them twice.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, replace

from content.text import compose

from .model import Citation

_LONG_BLANK = re.compile(r"\s{6,}")
_MARK = r"[\u0300-\u036f]"
_PIECE = re.compile(rf"(?s)\s{{6,}}|.{_MARK}*")


@dataclass(frozen=True, slots=True)
class PlainText:
    text: str
    source: str
    _plain_starts: tuple[int, ...] = ()
    _source_starts: tuple[int, ...] = ()

    @classmethod
    def of(cls, source: str) -> "PlainText":
        if not _LONG_BLANK.search(source) and unicodedata.is_normalized("NFC", source):
            return cls(compose(source), source)
        pieces, plain_starts, source_starts, at = [], [], [], 0
        for match in _PIECE.finditer(source):
            piece = match.group()
            if piece.isspace() and len(piece) > 1:
                piece = "\n" if "\n" in piece else " "
            else:
                piece = compose(piece)
            pieces.append(piece)
            plain_starts.append(at)
            source_starts.append(match.start())
            at += len(piece)
        plain_starts.append(at)
        source_starts.append(len(source))
        return cls("".join(pieces), source, tuple(plain_starts), tuple(source_starts))

    def back(self, citation: Citation) -> Citation:
        """*citation* at its place in the source."""
        if self.text == self.source:
            return citation
        start, end = self._at(citation.start), self._at(citation.end)
        reference = (self._at(citation.reference[0]), self._at(citation.reference[1]))
        return replace(
            citation, start=start, end=end, text=self.source[start:end], reference=reference
        )

    def _at(self, position: int) -> int:
        if not self._plain_starts:
            return position
        return self._source_starts[bisect_right(self._plain_starts, position) - 1]
