"""“Ý bạn là …”: a query that is better known than the one that was typed.

Candidates for each word are what ears and fingers mix up; the index says which of them it
knows, and above all which stand beside each other there. Only a clearly better known
sentence is offered, and nothing is changed without being asked.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from math import log

from .analysis import folded, pairs, syllables
from .understanding.knowing import Frequencies
from .understanding.syllables import TONES, is_syllable, with_tone, without_tone

_MOST_WORDS = 40
# In longer queries only words that the index does not know are doubted: some two of many sound
# words always stand together for the first time.
_MOST_BY_PAIRS = 12
_LONGEST_WORD = 9  # letters: “nghiêng” and two more that slipped in
_MOST_CANDIDATES = 16  # of one word
_UNKNOWN_PAIR = 0.05  # as if a pair that nobody wrote stood in a twentieth of a record
_OFTEN = 20  # records with a word, as a mean of two
# How much better known, in powers of e, a sentence must be for each word that it changes.
_GAIN = 2.5

# Words of questions, which the law itself hardly uses.
_ASKING = frozenset(
    {
        *("gì", "nào", "lâu", "nhiêu", "ai", "sao", "đâu", "mấy"),
        *("gi", "nao", "lau", "nhieu", "dau", "may"),
        *("tôi", "em", "mình", "bạn", "anh", "chị", "toi", "minh"),
    }
)

# What sounds or looks alike, at the beginning and at the end of a syllable, and its vowels.
_BEGINNINGS = (
    *(("s", "x"), ("ch", "tr"), ("d", "gi"), ("d", "r"), ("gi", "r"), ("d", "v"), ("gi", "v")),
    *(("l", "n"), ("c", "k"), ("c", "q"), ("k", "q"), ("g", "gh"), ("ng", "ngh"), ("ng", "n")),
    *(("t", "th"), ("đ", "d"), ("h", "kh"), ("h", "qu"), ("p", "ph"), ("b", "p"), ("n", "nh")),
)
_ENDINGS = (
    *(("n", "ng"), ("c", "t"), ("n", "nh"), ("ch", "t"), ("m", "n"), ("p", "t"), ("nh", "ng")),
    *(("ch", "c"), ("i", "y"), ("o", "u")),
)
_MIDDLES = (
    *(("ưu", "iu"), ("ươu", "iêu"), ("iê", "i"), ("iê", "ê"), ("uô", "ô"), ("ươ", "ơ")),
    *(("ươ", "ư"), ("a", "ă"), ("a", "â"), ("ă", "â"), ("o", "ô"), ("ô", "ơ"), ("o", "ơ")),
    *(("u", "ư"), ("e", "ê"), ("i", "y"), ("ai", "ay"), ("ao", "au"), ("oa", "o"), ("ia", "i")),
)
_HOOK, _TILDE = TONES[1], TONES[2]
_LETTERS = "abcdeghiklmnopqrstuvxy"
_SPLIT = re.compile(r"^([^aăâeêioôơuưy]*)([aăâeêioôơuưy]*)([^aăâeêioôơuưy]*)$")


def did_you_mean(query: str, frequencies: Frequencies) -> str:
    """*query* as it was probably meant; nothing when it is well enough known as it is."""
    typed = syllables(query)
    if not 0 < len(typed) <= _MOST_WORDS:
        return ""
    spelled = not all(token.isascii() for token in typed)
    words = typed if spelled else folded(typed)
    suspects = _suspects(words, frequencies, spelled=spelled)
    if not suspects:
        return ""
    unknown = {word for word, count in frequencies(words, spelled=spelled).items() if not count}
    choices = [
        _candidates(word, spelled, unknown=word in unknown) if place in suspects else {word}
        for place, word in enumerate(words)
    ]
    known = frequencies({word for options in choices for word in options}, spelled=spelled)
    choices = [_best_known(word, found, known) for word, found in zip(words, choices, strict=True)]
    neighbours = {
        f"{first}_{second}"
        for left, right in pairwise(choices)
        for first in left
        for second in right
    }
    together = frequencies(neighbours, spelled=spelled) if neighbours else {}
    meant, better = _best_sentence(words, choices, known, together)
    changed = [place for place, word in enumerate(words) if meant[place] != word]
    if not changed or better < _GAIN * len(changed):
        return ""
    # A change that stands beside nothing it is known beside is a guess.
    beside = [bool(together.get(pair)) for pair in pairs(meant)]
    if len(words) > 1 and not all(any(beside[max(p - 1, 0) : p + 1]) for p in changed):
        return ""
    return _written(query, typed, words, meant)


def _suspects(words: list[str], frequencies: Frequencies, *, spelled: bool) -> set[int]:
    """The places of words that the index does not know, or knows beside none of their neighbours.

    Most words of most queries are beside one that they often stand with, and cost no more.
    That two words never meet says something only where they are seen often.
    """
    known = frequencies({*words, *pairs(words)}, spelled=spelled)
    apart = [
        not known[f"{first}_{second}"] and known[first] * known[second] >= _OFTEN**2
        for first, second in pairwise(words)
    ]
    together = [bool(known[pair]) for pair in pairs(words)]

    def is_suspect(place: int, word: str) -> bool:
        if not known[word]:
            return True
        if len(words) > _MOST_BY_PAIRS or word in _ASKING or not is_syllable(word):
            return False
        around = slice(max(place - 1, 0), place + 1)
        return any(apart[around]) and not any(together[around])

    return {place for place, word in enumerate(words) if is_suspect(place, word)}


def _candidates(word: str, spelled: bool, *, unknown: bool) -> set[str]:
    """What *word* may be a slip of, itself included."""
    found = {word}
    if not word.isalpha() or not 2 <= len(word) <= _LONGEST_WORD:
        return found
    found |= set(_alike(word) if spelled else _alike_folded(word))
    if unknown or not spelled:
        found |= set(_slips(word))
    found = {option for option in found if option == word or is_syllable(option)}
    return found


def _alike(word: str) -> Iterator[str]:
    """Syllables that are heard or written as *word*, with its diacritics."""
    bare, tone = without_tone(word)
    shapes = [bare, *_sounds_like(bare)]
    tones = [tone, *{_HOOK: [_TILDE], _TILDE: [_HOOK]}.get(tone, [])]
    for shape in shapes:
        for mark in tones:
            yield with_tone(shape, mark)
    for mark in ("", *TONES):
        yield with_tone(bare, mark)


def _alike_folded(word: str) -> Iterator[str]:
    yield from (folded([shape])[0] for shape in _sounds_like(word))


def _sounds_like(bare: str) -> Iterator[str]:
    match = _SPLIT.match(bare)
    if not match:
        return
    beginning, middle, ending = match.groups()
    for one, other in _both_ways(_BEGINNINGS):
        if beginning == one:
            yield other + middle + ending
        if one == "gi" and bare.startswith("gi"):
            yield other + bare[2:]
    for one, other in _both_ways(_ENDINGS):
        if ending == one:
            yield beginning + middle + other
    for one, other in _both_ways(_MIDDLES):
        if one in middle:
            yield beginning + middle.replace(one, other, 1) + ending


def _both_ways(couples: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for one, other in couples:
        yield one, other
        yield other, one


def _slips(word: str) -> Iterator[str]:
    """One letter left out, doubled, wrong, or two that changed places."""
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in _LETTERS:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]


def _best_known(word: str, options: Iterable[str], known: Mapping[str, int]) -> list[str]:
    others = [option for option in options if option != word and known[option]]
    others.sort(key=lambda option: (-known[option], option))
    return [word, *others[: _MOST_CANDIDATES - 1]]


def _best_sentence(
    words: list[str],
    choices: list[list[str]],
    known: Mapping[str, int],
    together: Mapping[str, int],
) -> tuple[list[str], float]:
    """The best known choice of one candidate for each word, and how much better it is."""

    def worth(word: str) -> float:
        return 0.5 * log(_UNKNOWN_PAIR + known[word])

    def step(first: str, second: str) -> float:
        return log(_UNKNOWN_PAIR + together.get(f"{first}_{second}", 0))

    def price(place: int, word: str) -> float:
        return _GAIN * 0.6 if word != words[place] else 0.0

    paths = {word: (worth(word) - price(0, word), [word]) for word in choices[0]}
    for place, options in enumerate(choices[1:], start=1):
        paths = {
            option: max(
                (
                    score + step(last, option) + worth(option) - price(place, option),
                    [*path, option],
                )
                for last, (score, path) in paths.items()
            )
            for option in options
        }
    _score, meant = max(paths.values())

    def whole(sentence: list[str]) -> float:
        return sum(map(worth, sentence)) + sum(step(a, b) for a, b in pairwise(sentence))

    return meant, whole(meant) - whole(words)


def _written(query: str, typed: list[str], words: list[str], meant: list[str]) -> str:
    """*query* with the words that changed replaced, and everything else as it stands."""
    changes = {old: new for old, word, new in zip(typed, words, meant, strict=True) if word != new}
    return re.sub(
        r"[^\W_]+",
        lambda match: changes.get(next(iter(syllables(match[0])), ""), match[0]),
        query,
    )
