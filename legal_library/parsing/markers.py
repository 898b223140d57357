"""Second stage: what a line looks like, judged by itself. Context is judged in `scanning`."""

import re
from dataclasses import dataclass

from .lines import INVISIBLE, Line

POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ORDINALS = {
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
    "mười": "10",
    "mười một": "11",
    "mười hai": "12",
}
_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True))

_OPENING = rf"(?P<quote>[\"“”'‘{INVISIBLE}\s]*)"
_ARTICLE = re.compile(
    _OPENING
    + r"""
    [ĐÐ](?:iều|IỀU|(?P<typo>iền(?=\s\d+\.\s))) \s* (?:thứ\s+)?
    (?P<number>\d{1,4}) (?:\s?(?P<suffix>[a-zđ]\d?(?![^\W\d_])))?   # “Điều 5”, “Điều 12a”
    (?P<end>\s*[.:]+|\s*-(?=\s))?                                # “Điều 5.”, “Điều 5:”
    """,
    re.VERBOSE,
)
_GROUP = re.compile(
    _OPENING
    + r"""
    (?P<word>Chương|CHƯƠNG|Mục|MỤC|Tiểu\s+mục|TIỂU\s+MỤC|Tiểu\s+Mục|Phần|PHẦN) \s+
    (?: thứ\s+(?P<ordinal>"""
    + _ORDINAL
    + r""") (?![^\W\d_])                                        # “Phần thứ nhất”
      | (?P<number>[IVXLC]+|\d{1,3}|[A-H](?=[.:]|$))            # “Chương II”, “Mục 1”
        (?P<suffix>[a-zđ]\d?)? (?![^\W_]) )
    (?P<end>\s*[.:]+|\s*[-–](?=\s))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CLAUSE = re.compile(
    _OPENING
    + r"""
    (?P<number>\d{1,3}) (?P<suffix>[a-zđ]\d?)?
    (?P<end> \s?\.(?!\d) | \s?/(?=\s|$) | \s?-(?=\s?[^\W\d_a-z]) | \)(?=\s|$)   # “1.”, “1/”
      | (?=\s[A-ZĐ]) )                                          # “23 Đề nghị”: the stop forgotten
    """,
    re.VERBOSE,
)
_POINT = re.compile(
    _OPENING
    + r"""
    (?P<number>[a-zđð]{1,2}) (?P<suffix>\d{1,2})?
    (?P<end>\s?\) | \.(?=\s[^\W\d_a-z]) | /(?=\s))                # “a)”, “đ)”, “a1)”, “a.”
    """,
    re.VERBOSE,
)
_ROMAN = re.compile(
    r"(?P<quote>)(?P<number>[IVXL]{1,6})(?P<suffix>)(?P<end>\s?[.)/]|\s?[-–](?=\s))(?=\s|$)"
)
_ANNEX = re.compile(
    _OPENING
    + r"""
    (?P<word> PHỤ\s+LỤC | Phụ\s+lục | PHỤ\s+BIỂU | Phụ\s+biểu
            | (?:MẪU|Mẫu|BIỂU|Biểu)(?=\s+(?:số|SỐ|\d)) )
    (?: \s+ (?:SỐ|Số|số|S\#)?\s*:?\s*
        (?P<number>[IVXLC]+|\d{1,3}|[A-H](?![^\W_])) (?P<suffix>[a-zA-ZđĐ]|[.-]\d+)? (?![^\W_]) )?
    (?P<end>\s*[.:]+|\s*[-–](?=\s))?
    """,
    re.VERBOSE,
)

# A keyword that stands alone because the source broke the line behind it.
_BARE = re.compile(
    rf"[\"“{INVISIBLE}\s]*(?:[ĐÐ]iều|ĐIỀU|Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN|Tiểu\s+mục|TIỂU\s+MỤC"
    r"|Tiểu|TIỂU|PHỤ|Phụ|PHỤ\s+LỤC|Phụ\s+lục|(?:PHẦN|Phần)\s+(?:THỨ|thứ))"
)
_CONTINUES = re.compile(
    rf"(?:thứ|THỨ)\b|mục\s+\d|MỤC\s+\d|lục\b|LỤC\b|SỐ\s|số\s\d|(?:{_ORDINAL})$"
    r"|(?:\d{1,4}[a-zđ]?|[IVXLC]+[a-z]?)(?![^\W_])",
    re.IGNORECASE,
)

_GROUP_KINDS = {"ch": "chapter", "mụ": "section", "ti": "subsection", "ph": "part"}
_QUOTES = "\"“”'‘"
_INVISIBLE_CHARACTERS = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a line could begin: a kind, its number, the marker's text and what follows it."""

    kind: str
    number: str
    marker: str
    rest: str
    punctuated: bool = False  # the number is followed by “.” or “:”
    quoted: bool = False  # a quotation mark opens before it
    word: str = ""  # the keyword, in lower case: “phụ lục”, “mẫu”; of an article, a misprint


def read_mark(text: str) -> Mark | None:
    """What *text* could begin, or None for plain text."""
    first = text[0]
    if first in _QUOTES or first in _INVISIBLE_CHARACTERS:
        first = text.lstrip(_QUOTES + _INVISIBLE_CHARACTERS + " ")[:1]
    if first.isdigit():
        return _numbered("clause", _CLAUSE.match(text))
    if first in "ĐÐđð":
        if match := _ARTICLE.match(text):
            return _mark("article", match["number"], match, text, match["typo"] or "")
        return _numbered("point", _POINT.match(text))
    if first in "CMTPcmtpB" and (mark := _keyword(text)):
        return mark
    if first in "IVXL":
        return _numbered("roman", _ROMAN.match(text))
    if first.islower():
        return _numbered("point", _POINT.match(text))
    return None


def _keyword(text: str) -> Mark | None:
    if match := _GROUP.match(text):
        word = match["word"].lower()
        number = match["number"] or _ORDINALS[match["ordinal"].lower()]
        return _mark(_GROUP_KINDS[word[:2]], number.upper(), match, text, word)
    if match := _ANNEX.match(text):
        word = " ".join(match["word"].lower().split())
        return _mark("annex", match["number"] or "", match, text, word)
    return None


def _numbered(kind: str, match: re.Match[str] | None) -> Mark | None:
    if match is None:
        return None
    number = match["number"]
    if kind == "point":
        number = number.replace("ð", "đ")
    return _mark(kind, number, match, match.string)


def _mark(kind: str, number: str, match: re.Match[str], text: str, word: str = "") -> Mark:
    return Mark(
        kind=kind,
        number=number + (match["suffix"] or "").lower(),
        marker=text[: match.end()].rstrip(),
        rest=text[match.end() :].lstrip(),
        punctuated=bool(match["end"]),
        quoted=any(char in _QUOTES for char in match["quote"]),
        word=word,
    )


def join_split_markers(lines: list[Line]) -> list[Line]:
    """*lines* with “Điều” and “12. …” on two lines made one, as the source meant them."""
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if (
            before
            and not line.gap
            and len(before.text) < 14
            and _BARE.fullmatch(before.text)
            and _CONTINUES.match(line.text)
        ):
            joined[-1] = Line(before.number, f"{before.text} {line.text}", before.gap)
        else:
            joined.append(line)
    return joined


_DIGITS = re.compile(r"(\d+)([a-zđ]?)(\d*)$")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def rank_of(number: str) -> tuple[int, int, int]:
    """The place of a number in its series: 12 before 12a before 12b before 13; a, a1, … d, đ, e."""
    if match := _DIGITS.match(number):
        letter = POINT_LETTERS.find(match[2]) + 1 if match[2] else 0
        return int(match[1]), letter, int(match[3] or 0)
    letters = number.rstrip("0123456789")
    digits = int(number[len(letters) :] or 0)
    if letters[:1].isupper():
        roman, suffix = letters, ""
        if letters[-1:].islower():
            roman, suffix = letters[:-1], letters[-1]
        return roman_value(roman), POINT_LETTERS.find(suffix) + 1 if suffix else 0, digits
    value = 0
    for letter in letters:
        value = value * 30 + POINT_LETTERS.find(letter) + 1
    return value, 0, digits


def roman_value(roman: str) -> int:
    """The value of a Roman number; a single letter that is none counts in the alphabet."""
    values = [_ROMAN_VALUES.get(char, 0) for char in roman]
    if 0 in values:
        return ord(roman[0]) - ord("A") + 1 if roman else 0
    total = 0
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < following else value
    return total


def follows(number: str, before: str) -> bool:
    """*number* comes directly after *before*: 13 or 12a after 12, 12b after 12a, đ after d."""
    new, old = rank_of(number), rank_of(before)
    if new[0] == old[0]:
        return new[1:] in ((old[1] + 1, 0), (old[1], old[2] + 1))
    return new[0] == old[0] + 1 and new[1] <= 1 and new[2] == 0
