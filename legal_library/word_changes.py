"""The words of two versions of a provision: kept, left out, put in. Pure Python.

Comparing words takes the square of their number, so long provisions are compared by sentences
first, and words only inside sentences that differ. Past a bound the whole is told as exchanged.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

KEPT, LEFT_OUT, PUT_IN = " ", "-", "+"
Piece = tuple[str, str]

_TOKEN = re.compile(r"\w+(?:[.,]\w+)*|[^\w\s]|\s+")
_SENTENCE = re.compile(r"[^.;:\n]*(?:[.;:\n]+\s*|$)")
_MOST_PAIRS = 100_000  # of words that are compared with one another: some 10 ms
_MOST_SENTENCES = 4_000_000  # pairs; most are alike in both, which costs little
_FEW_WORDS = 300
_ALMOST_NOTHING = 0.25  # of the words are the same: a new wording, not a changed one


def word_changes(before: str, after: str) -> list[Piece]:
    """The pieces of both in reading order; what was left out stands before what came instead."""
    if before == after:
        return [(KEPT, before)] if before else []
    start = _same_at_start(before, after)
    end = _same_at_end(before[start:], after[start:])
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    pieces = [(KEPT, before[:start]), *_middle(old, new), (KEPT, before[len(before) - end :])]
    return _joined(pieces)


def _middle(old: str, new: str) -> Iterator[Piece]:
    if not old or not new:
        yield from ((LEFT_OUT, old), (PUT_IN, new))
        return
    old_words, new_words = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(old_words), len(new_words)) <= _FEW_WORDS:
        yield from _by_words(old_words, new_words)
        return
    sentences = _SENTENCE.findall(old), _SENTENCE.findall(new)
    if len(sentences[0]) * len(sentences[1]) > _MOST_SENTENCES:
        yield from ((LEFT_OUT, old), (PUT_IN, new))
        return
    for operation, left, right in _runs(*sentences):
        if operation == "equal":
            yield KEPT, "".join(left)
        else:
            words = _TOKEN.findall("".join(left)), _TOKEN.findall("".join(right))
            yield from _by_words(*words)


def _by_words(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    if len(old) * len(new) > _MOST_PAIRS:
        yield from ((LEFT_OUT, "".join(old)), (PUT_IN, "".join(new)))
        return
    runs = list(_runs(old, new))
    words = sum(len(word) for operation, left, _r in runs if operation == "equal" for word in left)
    if words < _ALMOST_NOTHING * min(sum(map(len, old)), sum(map(len, new))):
        yield from ((LEFT_OUT, "".join(old)), (PUT_IN, "".join(new)))
        return
    for operation, left, right in runs:
        if operation == "equal":
            yield KEPT, "".join(left)
        else:
            yield LEFT_OUT, "".join(left)
            yield PUT_IN, "".join(right)


def _runs(old: Sequence[str], new: Sequence[str]):
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for operation, first, last, start, end in matcher.get_opcodes():
        yield operation, old[first:last], new[start:end]


def _same_at_start(one: str, other: str) -> int:
    """How much both have at their start, to the end of a word."""
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    while length and (_in_word(one, length) or _in_word(other, length)):
        length -= 1
    return length


def _in_word(text: str, at: int) -> bool:
    """*at* stands between two letters or digits, or inside a number such as 1.000.000."""
    before, behind = text[at - 1 : at], text[at : at + 1]
    if before.isalnum() and behind.isalnum():
        return True
    return (before in ".," and text[at - 2 : at - 1].isdigit() and behind.isdigit()) or (
        before.isdigit() and behind in ".," and text[at + 1 : at + 2].isdigit()
    )


def _same_at_end(one: str, other: str) -> int:
    length = 0
    for left, right in zip(reversed(one), reversed(other), strict=False):
        if left != right:
            break
        length += 1
    while length and (_in_word(one, len(one) - length) or _in_word(other, len(other) - length)):
        length -= 1
    return length


def _joined(pieces: list[Piece]) -> list[Piece]:
    """*pieces* without empty ones; a blank alone between two changes is part of both."""
    pieces = [piece for piece in pieces if piece[1]]
    found: list[Piece] = []
    left, right = "", ""
    for index, (sign, words) in enumerate(pieces):
        is_last = index == len(pieces) - 1
        if sign == KEPT and words.isspace() and (left or right) and not is_last:
            left, right = left + words, right + words
        elif sign == KEPT:
            found += [(LEFT_OUT, left), (PUT_IN, right), (KEPT, words)]
            left, right = "", ""
        elif sign == LEFT_OUT:
            left += words
        else:
            right += words
    found += [(LEFT_OUT, left), (PUT_IN, right)]
    return [piece for piece in found if piece[1]]
