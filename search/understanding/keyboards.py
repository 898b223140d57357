"""Words as a Telex or VNI keyboard leaves them when the input method was off. Pure Python.

“luaatj ddaats” and “luat65 d9at61” are “luật đất”. Nearly every English word could be read
so too (“moon” as “môn”, “car” as “cả”), so this only says what a word would become; whether
it was meant is for `restore_typing`, which asks how well the words are known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from ..analysis import folded, pairs
from .knowing import Frequencies
from .syllables import ACUTE, DOT, GRAVE, HOOK, TILDE, is_syllable, with_tone

_TELEX_TONES = {"s": ACUTE, "f": GRAVE, "r": HOOK, "x": TILDE, "j": DOT}
_VNI_TONES = {"1": ACUTE, "2": GRAVE, "3": HOOK, "4": TILDE, "5": DOT}
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_HORN = {"o": "ơ", "u": "ư"}
_BREVE = {"a": "ă"}
_VOWELS = frozenset("aeiouyăâêôơư")
_LONGEST = 12  # “nghieengs” and its kin; what is longer is no syllable


@dataclass(frozen=True, slots=True)
class Restored:
    """A token as it was meant; *marks* is how many keys besides letters it was typed with."""

    token: str
    marks: int


def restored(token: str) -> Restored | None:
    """The syllable that *token* (lower case) is the keys of; None when it is no such thing."""
    if not token.isascii() or not 1 < len(token) <= _LONGEST:
        return None
    # “xoong” is a word, but far more often “oo” is the key of “ô”.
    if is_syllable(token) and "oo" not in token:
        return None
    found = _telex(token) if token.isalpha() else _vni(token)
    if found and is_syllable(found.token) and not found.token.isascii():
        return found
    return None


def restore_typing(tokens: list[str], frequencies: Frequencies) -> dict[str, str]:
    """Which of *tokens* (lower case) were meant as something else, and as what.

    All or nothing: a query is put right when its odd words all turn into syllables that
    the index knows better, and when one of them or two in a row could hardly be by chance.
    """
    readings = {token: found for token in tokens if (found := restored(token))}
    if not readings:
        return {}
    meant = {token: found.token for token, found in readings.items()}
    foreign = {token for token in tokens if _is_foreign(token) and token not in meant}
    known = frequencies({*meant, *meant.values(), *foreign}, spelled=True)
    if not all(known[token] for token in foreign):
        return {}
    if any(known[syllable] <= known[token] for token, syllable in meant.items()):
        return {}
    return meant if _is_no_chance(tokens, readings, frequencies) else {}


def _is_foreign(token: str) -> bool:
    return token.isalpha() and not is_syllable(token)


def _is_no_chance(
    tokens: list[str], readings: Mapping[str, Restored], frequencies: Frequencies
) -> bool:
    marks = [readings[token].marks if token in readings else 0 for token in tokens]
    if len(tokens) == 1:
        return marks[0] > 1
    after = [readings[token].token if token in readings else token for token in tokens]
    neighbours = pairs(folded(after))
    known = frequencies(neighbours)
    return any(
        known[pair] and sum(keys) > 1
        for pair, keys in zip(neighbours, pairwise(marks), strict=True)
    )


def _telex(token: str) -> Restored | None:
    letters: list[str] = []
    tone, marks = "", 0
    for char in token:
        if char in _TELEX_TONES and _VOWELS.intersection(letters):
            if tone:
                return None
            # No word of another language that is common here ends in j.
            tone, marks = _TELEX_TONES[char], marks + (2 if char == "j" else 1)
        elif char == "d" and letters[:1] == ["d"]:
            letters[0], marks = "đ", marks + 1
        elif char in _CIRCUMFLEX and char in letters:
            letters[_last(letters, char)], marks = _CIRCUMFLEX[char], marks + 1
        elif char == "w":
            if not _put_horn(letters):
                letters.append("ư")
            marks += 1
        else:
            letters.append(char)
    return Restored(with_tone("".join(letters), tone), marks)


def _vni(token: str) -> Restored | None:
    letters: list[str] = []
    tone, marks = "", 0
    for char in token:
        if not char.isdigit():
            letters.append(char)
            continue
        marks += 1
        if char in _VNI_TONES and not tone:
            tone = _VNI_TONES[char]
        elif char == "6" and (base := _last_of(letters, _CIRCUMFLEX)) is not None:
            letters[base] = _CIRCUMFLEX[letters[base]]
        elif char == "7" and _put_horn(letters, breve=False):
            pass
        elif char == "8" and "a" in letters:
            letters[_last(letters, "a")] = "ă"
        elif char == "9" and letters[:1] == ["d"]:
            letters[0] = "đ"
        else:
            return None
    return Restored(with_tone("".join(letters), tone), marks)


def _put_horn(letters: list[str], breve: bool = True) -> bool:
    """The hook of “ươ”, “ơ”, “ư” or “ă” on the vowel that takes it; False when none does."""
    word = "".join(letters)
    if "uo" in word and not word.startswith("quo"):
        place = word.index("uo")
        letters[place : place + 2] = ["ư", "ơ"]
        return True
    place = _last_of(letters, _HORN | _BREVE if breve else _HORN)
    if place is None:
        return False
    letters[place] = (_HORN | _BREVE)[letters[place]]
    return True


def _last_of(letters: list[str], wanted: Mapping[str, str]) -> int | None:
    places = [place for place, letter in enumerate(letters) if letter in wanted]
    return places[-1] if places else None


def _last(letters: list[str], letter: str) -> int:
    return len(letters) - 1 - letters[::-1].index(letter)
