"""What a Vietnamese syllable looks like: an initial, a rhyme, a tone. Pure Python.

The language has a closed stock of them, so a word that is none was mistyped, is foreign, or
is several written together. Rhymes are written out because hardly any rule has no exception.
"""

import re
import unicodedata
from functools import cache

from content.text import fold, normalize

GRAVE, HOOK, TILDE, ACUTE, DOT = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
TONES = GRAVE + HOOK + TILDE + ACUTE + DOT

_INITIALS = (
    *("ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr"),
    *("b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "r", "s", "t", "v", "x", ""),
)
_RHYMES = frozenset(
    [
        "a",
        "ac",
        "ach",
        "ai",
        "am",
        "an",
        "ang",
        "anh",
        "ao",
        "ap",
        "at",
        "au",
        "ay",
        "ăc",
        "ăm",
        "ăn",
        "ăng",
        "ăp",
        "ăt",
        "âc",
        "âm",
        "ân",
        "âng",
        "âp",
        "ât",
        "âu",
        "ây",
        "e",
        "ec",
        "em",
        "en",
        "eng",
        "eo",
        "ep",
        "et",
        "ê",
        "êch",
        "êm",
        "ên",
        "ênh",
        "êp",
        "êt",
        "êu",
        "i",
        "ia",
        "ich",
        "im",
        "in",
        "inh",
        "ip",
        "it",
        "iu",
        "iêc",
        "iêm",
        "iên",
        "iêng",
        "iêp",
        "iêt",
        "iêu",
        "o",
        "oa",
        "oac",
        "oach",
        "oai",
        "oam",
        "oan",
        "oang",
        "oanh",
        "oao",
        "oap",
        "oat",
        "oay",
        "oăc",
        "oăm",
        "oăn",
        "oăng",
        "oăt",
        "oc",
        "oe",
        "oen",
        "oeo",
        "oet",
        "oi",
        "om",
        "on",
        "ong",
        "ooc",
        "oong",
        "op",
        "ot",
        "ô",
        "ôc",
        "ôi",
        "ôm",
        "ôn",
        "ông",
        "ôp",
        "ôt",
        "ơ",
        "ơi",
        "ơm",
        "ơn",
        "ơp",
        "ơt",
        "u",
        "ua",
        "uc",
        "ui",
        "um",
        "un",
        "ung",
        "up",
        "ut",
        "uân",
        "uâng",
        "uât",
        "uây",
        "uê",
        "uêch",
        "uênh",
        "uôc",
        "uôi",
        "uôm",
        "uôn",
        "uông",
        "uôt",
        "uơ",
        "uy",
        "uya",
        "uych",
        "uynh",
        "uyt",
        "uyu",
        "uyên",
        "uyêt",
        "ư",
        "ưa",
        "ưc",
        "ưi",
        "ưm",
        "ưng",
        "ưt",
        "ưu",
        "ươc",
        "ươi",
        "ươm",
        "ươn",
        "ương",
        "ươp",
        "ươt",
        "ươu",
        "y",
        "yêm",
        "yên",
        "yêng",
        "yêt",
        "yêu",
    ]
)
# After “qu” the glide is part of the initial, and the rhyme is one of these: “quản” is qu + an.
_AFTER_QU = frozenset(
    [
        "a",
        "ac",
        "ach",
        "ai",
        "an",
        "ang",
        "anh",
        "ao",
        "at",
        "au",
        "ay",
        "ăc",
        "ăm",
        "ăn",
        "ăng",
        "ăp",
        "ăt",
        "âc",
        "âm",
        "ân",
        "âng",
        "âp",
        "ât",
        "âu",
        "ây",
        "e",
        "en",
        "eo",
        "et",
        "ê",
        "ên",
        "ênh",
        "êt",
        "i",
        "ich",
        "it",
        "o",
        "oc",
        "ôc",
        "ơ",
        "y",
        "ych",
        "yên",
        "yêt",
        "ynh",
        "yt",
    ]
)
_FRONT = frozenset("eêiy")
STOPPED = re.compile(r"(?:c|ch|p|t)$")
_ONE_VOWEL_GROUP = re.compile(r"[aăâeêioôơuưy]+")


@cache
def _folded_syllables() -> frozenset[str]:
    return frozenset(fold(initial + rhyme) for initial, rhyme in _combinations())


def _combinations():
    for initial in _INITIALS:
        for rhyme in _AFTER_QU if initial == "qu" else _RHYMES:
            if _are_written_together(initial, rhyme):
                yield initial, rhyme
    yield "gi", ""  # “gì”


def _are_written_together(initial: str, rhyme: str) -> bool:
    """k, gh, ngh stand before front vowels only; c, g, ng never do (“gì”, “giếng” aside)."""
    before_front = rhyme[0] in _FRONT
    if initial == "gi":
        return rhyme[0] not in "iy"
    if initial in ("k", "gh", "ngh"):
        return before_front
    if initial in ("c", "ng"):
        return not before_front
    if initial == "g":
        return rhyme[0] not in "eêy"
    if rhyme[0] == "y" and len(rhyme) > 1:
        return initial in ("", "qu")
    return True


@cache
def toneless_syllables() -> frozenset[str]:
    return frozenset(initial + rhyme for initial, rhyme in _combinations())


def is_syllable(token: str) -> bool:
    """*token* (lower case, composed) can be a syllable of Vietnamese as it is written.

    Without any diacritics it need only be one with some: “dat” is “đất”.
    """
    if token.isascii():
        return token in _folded_syllables()
    bare, tones = without_tone(normalize(token))
    if bare not in toneless_syllables() or len(tones) > 1:
        return False
    return not (STOPPED.search(bare) and tones not in (ACUTE, DOT))


def without_tone(token: str) -> tuple[str, str]:
    """*token* with its vowels' shapes but without the tone, and the tone as a combining mark."""
    decomposed = unicodedata.normalize("NFD", token)
    tones = "".join(char for char in decomposed if char in TONES)
    bare = "".join(char for char in decomposed if char not in TONES)
    return unicodedata.normalize("NFC", bare), tones


def with_tone(bare: str, tone: str) -> str:
    """*bare* with *tone* on the vowel that carries it, in the portal's spelling (“hòa”)."""
    if not tone:
        return bare
    place = _tone_place(bare)
    if place is None:
        return bare
    toned = unicodedata.normalize("NFC", bare[place] + tone)
    return normalize(bare[:place] + toned + bare[place + 1 :])


def _tone_place(bare: str) -> int | None:
    glide = len("gi") if re.match(r"(?:gi|qu)[aăâeêioôơuưy]", bare) else 0
    vowels = _ONE_VOWEL_GROUP.search(bare, glide)
    if vowels is None:
        return None
    start, end = vowels.span()
    shaped = [place for place in range(start, end) if bare[place] in "ăâêôơư"]
    if shaped:
        return shaped[-1]
    if end - start == 1:
        return start
    closed = end < len(bare)
    if closed or end - start == 3:
        return end - 1 if closed else start + 1
    return start
