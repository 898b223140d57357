"""Places inside acts: “điểm a khoản 2 Điều 5 Nghị định số 94/2016/NĐ-CP”, typed or printed.

Matching is done on folded text, so that “dieu 79 luat dat dai” reads the same; letters are
then cut from the original, because điểm d and điểm đ are different places.
"""

import re
from dataclasses import dataclass

from .folding import fold_in_place
from .numbers import NumberMatch, find_numbers

_PLACE = re.compile(
    r"""
    (?<!\w)
    (?: diem \s+ (?P<point> [a-z]\d? ) [\s,]+ )?          # “điểm a”, “điểm đ”, “điểm a1”
    (?: khoan \s+ (?P<clause> \d{1,3}[a-z]? ) [\s,]+ )?   # “khoản 2”, “khoản 2a”
    dieu \s+ (?: thu \s+ )? (?: so \s+ )?
    (?P<article> \d{1,4}[a-z]? )                          # “Điều 14”, “Điều 14a”
    (?! \w | [.,/]\d )                                    # not “điều 5.000”
    (?: (?<!,) [\s,]+ khoan \s+ (?P<clause_after> \d{1,3}[a-z]? ) (?!\w)
        (?: [\s,]+ diem \s+ (?P<point_after> [a-z]\d? ) (?!\w) )? )?  # “điều 5 khoản 2 điểm a”
    """,
    re.VERBOSE,
)
_LINK = re.compile(r"[\s,:–-]*(?:(?:cua|tai|trong|thuoc)\s+)?")  # “Điều 5 của Luật …”
_ACT_WORD = r"(?:hien\s+phap|(?:bo\s+luat|luat|phap\s+lenh)(?=\s+(?!nay|so\s|va\s)[a-z]))"
# A comma inside a name: “phòng, chống ma túy”, “phổ biến, giáo dục”, “quản lý, sử dụng vũ khí”.
_COMMA_INSIDE = r"(?:,(?=\s+(?:chong|giao\s+duc|su\s+dung|xuat\s+canh|qua\s+canh)(?!\w)))"
_NAME_ENDS = (
    r"(?= \s* (?: [,;.:?!()\[\]“”\"\n] | $ )"
    r" | \s+ (?:quy\s+dinh|noi|la|nhu|the\s+nao|co|thi|ve\s+viec|ngay|so|dieu) (?!\w) )"
)
_NAME_AFTER = re.compile(  # “luật đất đai năm 2024”, “Hiến pháp 2013”
    rf"""
    (?P<name> {_ACT_WORD} (?: \s+ (?!nam\s+\d)[a-z]+ {_COMMA_INSIDE}? ){{0,14}}? )
    (?: \s+ (?: nam \s+ )? (?P<year> (?:19|20)\d\d ) | {_NAME_ENDS} )
    """,
    re.VERBOSE,
)
_NAME_BEFORE = re.compile(  # “luật đất đai 2024, ” before “điều 5”
    rf"(?<!\w)(?P<name>{_ACT_WORD}(?:\s+(?!nam\s+\d)[a-z]+{_COMMA_INSIDE}?)*?)"
    r"(?:\s+(?:nam\s+)?(?P<year>(?:19|20)\d\d))?[\s,:–-]*$"
)


@dataclass(frozen=True, slots=True)
class ProvisionReference:
    """One place and the act it is in; what was not written is empty."""

    start: int
    end: int
    text: str
    article: str  # "14a"
    clause: str = ""
    point: str = ""  # "đ"
    act_name: str = ""  # as printed, without the year: "Luật Đất đai"
    act_year: int | None = None
    act_number: NumberMatch | None = None

    @property
    def eid(self) -> str:
        """The place's Akoma Ntoso id: “art_5__para_2__point_dd”."""
        parts = [f"art_{self.article}"]
        if self.clause:
            parts.append(f"para_{self.clause}")
        if self.point:
            parts.append(f"point_{self.point.replace('đ', 'dd')}")
        return "__".join(parts)

    @property
    def names_an_act(self) -> bool:
        return bool(self.act_name or self.act_number)


def find_provisions(text: str, *, typed: bool = False) -> list[ProvisionReference]:
    """The articles that *text* (composed) refers to, with their act where it is named.

    Of a list (“khoản 1 và khoản 3 Điều 9”) the last place is found. `typed` also reads
    what people type: the act in front (“luật đất đai điều 79”) and short numbers (“nd 100”).
    """
    folded = fold_in_place(text)
    numbers = find_numbers(text, typed=typed)
    return [_reference(match, text, folded, numbers, typed) for match in _PLACE.finditer(folded)]


def _reference(
    match: re.Match[str], text: str, folded: str, numbers: list[NumberMatch], typed: bool
) -> ProvisionReference:
    start, end = match.span()
    place = {
        "article": _cut(match, text, "article"),
        "clause": _cut(match, text, "clause") or _cut(match, text, "clause_after"),
        "point": _cut(match, text, "point") or _cut(match, text, "point_after"),
    }
    act_start = _LINK.match(folded, end).end()
    number = next((n for n in numbers if n.start == act_start), None)
    name = None if number else _NAME_AFTER.match(folded, act_start)
    if number or name:
        end = number.end if number else name.end()
    elif typed:
        number = next((n for n in numbers if not folded[n.end : start].strip(" ,:-–")), None)
        number = number if number and number.end <= start else None
        name = None if number else _NAME_BEFORE.search(folded[:start])
        if number or name:
            start = number.start if number else name.start("name")
    return ProvisionReference(
        start=start,
        end=end,
        text=text[start:end],
        act_name=text[slice(*name.span("name"))] if name else "",
        act_year=int(name["year"]) if name and name["year"] else None,
        act_number=number,
        **place,
    )


def _cut(match: re.Match[str], text: str, group: str) -> str:
    return text[slice(*match.span(group))].lower() if match[group] else ""
