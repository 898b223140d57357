"""The numbers of provisions: their order, and which one is due next."""

import re

LETTERS = "abcdđefghijklmnopqrstuvwxyz"
# The rule leaves out f, j, w, z; Word's automatic lists use them and leave out đ.
_OPTIONAL = "đfjwz"
ORDINALS = {
    "nhất": "1",
    "một": "1",
    "hai": "2",
    "ba": "3",
    "tư": "4",
    "bốn": "4",
    "năm": "5",
    "sáu": "6",
    "bảy": "7",
    "bẩy": "7",
    "tám": "8",
    "chín": "9",
    "mười một": "11",
    "mười hai": "12",
    "mười": "10",
}

_DIGITS = re.compile(r"(\d+)([a-zđ]?)(\d*)$")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def rank_of(number: str) -> tuple[int, int, int]:
    """The place in a series: 12 before 12a before 12b before 13; a before a1 before b … d, đ, e."""
    if match := _DIGITS.match(number):
        return int(match[1]), _letter_rank(match[2]), int(match[3] or 0)
    letters = number.rstrip("0123456789")
    digits = int(number[len(letters) :] or 0)
    if letters[:1].isupper():
        roman, suffix = (letters[:-1], letters[-1]) if letters[-1:].islower() else (letters, "")
        return _roman_value(roman), _letter_rank(suffix), digits
    value = 0
    for letter in letters:
        value = value * 30 + _letter_rank(letter)
    return value, 0, digits


def follows(number: str, before: str) -> bool:
    """*number* comes directly after *before*: 13 or 12a after 12, 12b after 12a, đ after d."""
    if number.isalpha() and number.islower() and before[:1].islower():
        return number in _next_points(before.rstrip("0123456789"))
    new, old = rank_of(number), rank_of(before)
    if new[0] == old[0]:
        return new[1:] in ((old[1] + 1, 0), (old[1], old[2] + 1))
    return new[0] == old[0] + 1 and new[1] <= 1 and new[2] == 0


def _next_points(letters: str) -> set[str]:
    """What may come after point *letters*: đ or e after d, z or aa after y, ab or bb after aa."""
    last, before = letters[-1], letters[:-1]
    found = set()
    for letter in LETTERS[LETTERS.find(last) + 1 :]:
        found.add(before + letter)
        if letter not in _OPTIONAL:
            break
    if not before and last in "yz":
        found.add("aa")
    if before == last:
        found |= {letter * 2 for letter in _next_points(last) if len(letter) == 1}
    return found


def _letter_rank(letter: str) -> int:
    return LETTERS.find(letter) + 1 if letter else 0


def _roman_value(roman: str) -> int:
    """The value of a Roman number; a letter that is none counts in the alphabet."""
    values = [_ROMAN_VALUES.get(char, 0) for char in roman]
    if not values or 0 in values:
        return ord(roman[0]) - ord("A") + 1 if roman else 0
    total = 0
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < following else value
    return total
