"""Second stage: what a line looks like, judged by itself. Its context is judged in `acceptance`."""

import re
from dataclasses import dataclass

from .lines import INVISIBLE, Line
from .numbers import ORDINALS

_QUOTES = "\"“”'‘"
_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True)).replace(" ", r"\s+")
_OPENING = rf"(?P<quote>[{_QUOTES}{INVISIBLE}\s]*)"
_WORD_ENDS = r"(?![^\W_])"

_ARTICLE = re.compile(
    _OPENING
    + rf"""
    (?: [ĐÐ](?:iều|IỀU) | Article | ARTICLE | (?P<word>[ĐÐ]iền(?=\s\d+\.\s)) )  # “Điền”: a misprint
    \s* (?:thứ\s+)?
    (?P<number>\d{{1,4}}) (?:\s?(?P<suffix>[a-zđ]\d?){_WORD_ENDS})?    # “Điều 5”, “Điều 12a”
    (?P<end>\s*[.:]+(?:\s?[-–](?=\s))?|\s*[-–](?=\s)               # “Điều 5.”, “Điều 5.-”
      | (?P<odd>[à-ỹ])(?=\s[A-ZĐÀ-Ỹ]))?                            # “Điều 7ẳ Hiệu lực”: misread
    """,
    re.VERBOSE,
)
_GROUP = re.compile(
    _OPENING
    + rf"""
    (?P<word>Chương|Mục|Tiểu\s+mục|Phần|Chapter|Section|Part) \s+
    (?: thứ\s+(?P<ordinal>{_ORDINAL}) {_WORD_ENDS}                    # “Phần thứ nhất”
      | (?P<number>[IVXLC]+|\d{{1,3}}|[A-H](?=[.:]|$)) (?P<suffix>[a-zđ]\d?)? {_WORD_ENDS} )
    (?P<end>\s*[.:]+|\s*[-–](?=\s))?                                  # “Chương II”, “Mục 1.”
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CLAUSE = re.compile(
    _OPENING
    + r"""
    (?P<number>\d{1,3}) (?P<suffix>[a-zđ]\d?)?
    (?P<end> \s?\.(?!\d) | \s?/(?=\s|$) | \s?-(?=\s?[^\W\d_a-z]) | \)(?=\s|$)   # “1.”, “6a.”, “1/”
      | (?=\s[A-ZĐ]) )                                         # “23 Đề nghị”: the stop forgotten
    """,
    re.VERBOSE,
)
_POINT = re.compile(
    _OPENING
    + r"""
    (?P<number>[a-zđð]{1,2}) (?P<suffix>\d{1,2})?
    (?P<end>\s?\) | \.(?=\s[^\W\d_a-z]) | /(?=\s))              # “a)”, “đ)”, “a1)”, “a.”
    """,
    re.VERBOSE,
)
_ROMAN = re.compile(
    r"(?P<quote>)(?P<number>[IVXL]{1,6})(?P<suffix>)(?P<end>\s?[.)/]|\s?[-–](?=\s))(?=\s|$)"
)
_ANNEX = re.compile(
    _OPENING
    + rf"""
    (?: (?P<word>PHỤ\s+LỤC|Phụ\s+lục|PHỤ\s+BIỂU|Phụ\s+biểu|Appendix|APPENDIX)
        (?: \s+ (?:SỐ|Số|số)?\s*:?\s* (?P<number>[IVXLC]+|\d{{1,3}}|[A-H])
            (?P<suffix>[a-zA-ZđĐ]|(?:[.-]\d+)+)? {_WORD_ENDS} )?
      | (?P<form>MẪU|Mẫu|BIỂU|Biểu) \s+ (?:SỐ|Số|số)?\s*:?\s*
        (?P<code>[A-Z]?\d[\wĐđ]*(?:[./-][\wĐđ]+)*) )            # “Mẫu số 02-TP-TGPL”
    (?P<end>\s*[.:]+|\s*[-–](?=\s))?
    """,
    re.VERBOSE,
)

# A keyword that stands alone because the source broke the line behind it …
_BARE = re.compile(
    rf"[\"“{INVISIBLE}\s]*(?:[ĐÐ]iều|ĐIỀU|(?:Chương|Mục|Phần|Tiểu|Tiểu\s+mục|Phụ|Phụ\s+lục"
    r"|Phần\s+thứ))",
    re.IGNORECASE,
)
# … and what then begins the next line.
_CONTINUES = re.compile(
    rf"thứ\b|mục\s+\d|lục\b|số\s+\d|(?:{_ORDINAL})$|(?:\d{{1,4}}[a-zđ]?|[IVXLC]+[a-z]?){_WORD_ENDS}",
    re.IGNORECASE,
)

_GROUP_KINDS = {
    "chương": "chapter",
    "chapter": "chapter",
    "mục": "section",
    "section": "section",
    "phần": "part",
    "part": "part",
}
_INVISIBLE_CHARACTERS = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_BEFORE_MARKER = _QUOTES + _INVISIBLE_CHARACTERS + " "


@dataclass(frozen=True, slots=True)
class Mark:
    """What a line could begin: a kind, its number, the marker's text and what follows it."""

    kind: str
    number: str
    marker: str
    rest: str
    punctuated: bool = False  # the number is followed by “.” or “:”
    quoted: bool = False  # a quotation mark opens before it
    word: str = ""  # “form” for an annex that is one, “misprint” for an article


def read_mark(text: str) -> Mark | None:
    """What *text* could begin, or None for plain text."""
    first = text[0]
    if first in _BEFORE_MARKER:
        first = text.lstrip(_BEFORE_MARKER)[:1]
    if first.isdigit():
        return _numbered("clause", _CLAUSE.match(text))
    if first in "ĐÐđðA" and (match := _ARTICLE.match(text)):
        is_misprint = match["word"] or match["odd"]
        return _mark("article", match["number"], match, "misprint" if is_misprint else "")
    if first in "CMTPSABcmtp" and (mark := _keyword(text)):
        return mark
    if first in "IVXL":
        return _numbered("roman", _ROMAN.match(text))
    if first.islower():
        return _numbered("point", _POINT.match(text))
    return None


def _keyword(text: str) -> Mark | None:
    if match := _GROUP.match(text):
        number = match["number"] or ORDINALS[" ".join(match["ordinal"].lower().split())]
        kind = _GROUP_KINDS.get(match["word"].lower(), "subsection")
        return _mark(kind, number.upper(), match)
    if match := _ANNEX.match(text):
        if match["form"]:
            return _mark("annex", match["code"], match, "form")
        return _mark("annex", match["number"] or "", match)
    return None


def _numbered(kind: str, match: re.Match[str] | None) -> Mark | None:
    return _mark(kind, match["number"].replace("ð", "đ"), match) if match else None


def _mark(kind: str, number: str, match: re.Match[str], word: str = "") -> Mark:
    text = match.string
    return Mark(
        kind=kind,
        number=number + (match["suffix"] or "").lower(),
        marker=text[: match.end()].rstrip(),
        rest=text[match.end() :].lstrip(" "),
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
            and not (line.gap or line.table or before.table)
            and len(before.text) < 14
            and _BARE.fullmatch(before.text)
            and _CONTINUES.match(line.text)
        ):
            joined[-1] = Line(before.number, f"{before.text} {line.text}", before.gap)
        else:
            joined.append(line)
    return joined
