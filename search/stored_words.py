"""The words of a record as they are kept beside its index: for the final order, in few bytes.

In blocks of some hundred words, each the list of its distinct words and then a byte for each
word. So what a query asks of a text is asked once for each distinct word, and the text itself
is gone through as bytes, which is a third of the time. Pure Python.
"""

import struct
from collections.abc import Iterator, Mapping
from itertools import chain, repeat
from typing import Self

from .analysis import folded

_BLOCK = 600  # words; few have more distinct ones than a byte can tell apart
_MOST_DISTINCT = 256
_HEAD = struct.Struct("<H")  # words of the heading
_LONGEST_HEADING = 2**16 - 1
_SIZES = struct.Struct("<IH")  # bytes of the distinct words, number of all words


def packed(heading: list[str], body: list[str]) -> bytes:
    """The exact tokens of a record as they are kept."""
    head = _HEAD.pack(min(len(heading), _LONGEST_HEADING))
    return head + b"".join(_packed_blocks(heading + body))


class StoredWords:
    """What `packed` made, read again, and folded once for all readings of a query."""

    __slots__ = ("_blocks", "_folded", "heading_length")

    def __init__(self, kept: bytes):
        (self.heading_length,) = _HEAD.unpack_from(kept)
        # The distinct words of each block, and for each of its words the place among them.
        self._blocks: list[tuple[list[str], bytes]] = []
        self._folded: list[list[str]] | None = None
        start = _HEAD.size
        while start < len(kept):
            size, count = _SIZES.unpack_from(kept, start)
            start += _SIZES.size
            end = start + size
            self._blocks.append((kept[start:end].decode().split(" "), kept[end : end + count]))
            start = end + count

    @classmethod
    def of(cls, heading: list[str], body: list[str]) -> Self:
        return cls(packed(heading, body))

    def tokens(self) -> tuple[list[str], list[str]]:
        """Heading and body as exact tokens."""
        tokens = list(
            chain.from_iterable(map(words.__getitem__, places) for words, places in self._blocks)
        )
        return tokens[: self.heading_length], tokens[self.heading_length :]

    def beginning(self, body: int) -> Self:
        """The heading and so many words of the body."""
        left, cut = self.heading_length + body, object.__new__(type(self))
        cut.heading_length, cut._blocks, cut._folded = self.heading_length, [], None
        for words, places in self._blocks:
            if left <= 0:
                break
            kept = places[:left]
            # Distinct words are in the order in which they come first.
            cut._blocks.append((words[: max(kept) + 1], kept))
            left -= len(kept)
        return cut

    def folded_heading(self) -> list[str]:
        heading: list[str] = []
        for words, places in self._blocks:
            left = self.heading_length - len(heading)
            if not left:
                break
            heading += map(words.__getitem__, places[:left])
        return folded(heading)

    def distinct(self) -> Iterator[str]:
        """The exact tokens, each once or some times."""
        return chain.from_iterable(words for words, _ in self._blocks)

    def coded(self, codes: Mapping[str, int]) -> bytes:
        """A byte for each word: what *codes* has for the folded word, or 0."""
        if self._folded is None:
            self._folded = [folded(words) for words, _ in self._blocks]
        return b"".join(
            places.translate(bytes(map(codes.get, words, repeat(0))).ljust(_MOST_DISTINCT, b"\0"))
            for words, (_, places) in zip(self._folded, self._blocks, strict=True)
        )


def _packed_blocks(tokens: list[str]) -> Iterator[bytes]:
    for start in range(0, len(tokens), _BLOCK):
        yield from _packed_block(tokens[start : start + _BLOCK])


def _packed_block(tokens: list[str]) -> Iterator[bytes]:
    distinct = dict.fromkeys(tokens)
    if len(distinct) > _MOST_DISTINCT:
        half = len(tokens) // 2
        yield from _packed_block(tokens[:half])
        yield from _packed_block(tokens[half:])
        return
    places = dict(zip(distinct, range(len(distinct)), strict=True))
    words = " ".join(distinct).encode()
    yield _SIZES.pack(len(words), len(tokens)) + words + bytes(map(places.__getitem__, tokens))
