"""Vietnamese text: one spelling inside, folding for search, slugs, and the order of names.

Pure Python. Every boundary (import, form, query) passes through here, because the same
word arrives in several encodings: composed or decomposed, with the tone mark on either
vowel (“hoà”, “hòa”), and with look-alikes of “Đ”.
"""

import re
import unicodedata

# Icelandic eth and African D look like the Vietnamese letter and are typed in its place.
_D_LOOKALIKES = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"})
_HAS_LOOKALIKE = re.compile("[ÐƉðɖ]")  # a fraction of the time that the table takes

_TONED_OPEN_VOWELS = re.compile(
    r"""
    (?<![qQ])                    # “quý” is one spelling only
    (?: [oO][àáảãạÀÁẢÃẠ]         # hoà  → hòa
      | [oO][èéẻẽẹÈÉẺẼẸ]         # khoẻ → khỏe
      | [uU][ỳýỷỹỵỲÝỶỸỴ] )       # thuỷ → thủy
    (?![^\W\d_])                 # “hoàn”, “ngoài” have one spelling only
    """,
    re.VERBOSE,
)
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the dictionary's order
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: f"{chr(97 + i // 26)}{chr(97 + i % 26)}" for i, letter in enumerate(_ALPHABET)}
_SORTABLE = re.compile(r"(\d+)|([^\W\d_])|(.)", re.DOTALL)


def compose(text: str) -> str:
    """*text* in NFC with the real letter “Đ”; the spelling of tones stays as the source has it."""
    text = unicodedata.normalize("NFC", text)
    return text.translate(_D_LOOKALIKES) if _HAS_LOOKALIKE.search(text) else text


def normalize(text: str) -> str:
    """*text* in NFC, the real letter “Đ”, and the tone on the first vowel of open oa, oe, uy."""
    return _TONED_OPEN_VOWELS.sub(_tone_on_first_vowel, compose(text))


def fold(text: str) -> str:
    """*text* in lower case without any diacritics: “Đất đai” gives “dat dai”."""
    decomposed = unicodedata.normalize("NFD", compose(text).lower().replace("đ", "d"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def slug(text: str, max_length: int = 0) -> str:
    """*text* as an address part: folded, words joined by hyphens, cut at a word if too long."""
    address = "-".join(re.findall(r"[a-z0-9]+", fold(text)))
    if max_length and len(address) > max_length:
        cut = address[: max_length + 1].rsplit("-", 1)[0]
        address = cut[:max_length]
    return address


def sort_key(text: str, max_length: int = 255) -> str:
    """A key whose plain comparison gives the Vietnamese dictionary's order.

    Letters first (a ă â b … d đ …), tones only where letters are equal (ngang, huyền,
    hỏi, ngã, sắc, nặng), numbers by value. Only lower-case letters and digits occur, so
    every database collation sorts it alike.
    """
    letters, tones = [], []
    for number, letter, other in _SORTABLE.findall(normalize(text).lower()):
        if number:
            digits = number.lstrip("0") or "0"
            letters.append(f"1{len(digits):02d}{digits}")
        elif letter:
            base, tone = _without_tone(letter)
            letters.append(_RANK.get(base, "zz"))
            tones.append(tone)
        elif other.isspace() and letters and letters[-1] != "0":
            letters.append("0")
    return ("".join(letters) + "0" + "".join(tones))[:max_length]


def dialled(phone: str) -> str:
    """The digits of a printed number, and its leading plus: “(0204) 3854” gives “02043854”."""
    plus = "+" if phone.strip().startswith("+") else ""
    return plus + re.sub(r"\D", "", phone)


def _tone_on_first_vowel(match: re.Match[str]) -> str:
    first, second = match.group()
    base, *marks = unicodedata.normalize("NFD", second)
    return unicodedata.normalize("NFC", first + "".join(marks)) + base


def _without_tone(letter: str) -> tuple[str, str]:
    """The letter without its tone, and the tone's rank as a digit (0 for none)."""
    decomposed = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in decomposed if mark in _TONES), "")
    base = unicodedata.normalize("NFC", decomposed.replace(tone, "")) if tone else letter
    return base, str(_TONES.index(tone) + 1) if tone else "0"
