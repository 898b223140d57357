"""Numbers of documents: one normal form, one key to compare by, and finding them in text.

A number is a serial, often a year, and a symbol: “168/2024/NĐ-CP” is the 168th of 2024,
a decree (NĐ) of the Government (CP). People leave out any of these and all diacritics.
"""

import re
from dataclasses import dataclass

from content.text import compose, fold

from .folding import fold_in_place

# Words before a number, folded, with the first part of the symbol that they promise.
_TYPE_WORDS = {
    "thong tu lien tich": ("TTLT",),
    "nghi quyet lien tich": ("NQLT",),
    "van ban hop nhat": ("VBHN",),
    "nghi dinh": ("ND",),
    # Resolutions of the National Assembly carry its own symbol: 43/2022/QH15.
    "nghi quyet": ("NQ", "QH", "UBTVQH"),
    "quyet dinh": ("QD",),
    "thong tu": ("TT",),
    "chi thi": ("CT",),
    "ke hoach": ("KH",),
    "phap lenh": ("UBTVQH", "PL"),
    "bo luat": ("QH",),
    "luat": ("QH",),
    "ttlt": ("TTLT",),
    "vbhn": ("VBHN",),
    "nd": ("ND",),
    "nq": ("NQ", "QH", "UBTVQH"),
    "qd": ("QD",),
    "tt": ("TT",),
    "ct": ("CT",),
    "kh": ("KH",),
    "pl": ("UBTVQH", "PL"),
}
_TYPES = {
    *("ND", "NQ", "QD", "TT", "CT", "L", "PL", "SL", "TTLT", "TTLN", "TTLB", "NQLT", "VBHN"),
    *("KH", "QC", "QYD", "TB", "HD", "CTR", "PA", "DA", "BC", "TTR", "CD", "KL"),
}
_ISSUER = (
    r"(?:CP|TTG|QH(?:K?\d{1,2})?|UBTVQH\d{0,2}|HDBT|CTN|HDND|UBND|UB|HDTP|TW|TU|NHNN|TANDTC|TATC"
    r"|VKSNDTC|VKSTC|KTNN|TTCP|VPQH|VPCP|VPCTN|B[A-Z]{1,8}|S[A-Z]{2,7})"
)
_SELF_EVIDENT = ("VBHN", "TTLT", "TTLN", "TTLB")  # mean nothing but a document, even alone
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−_", "-"))
_TYPE_WORD = "|".join(word.replace(" ", r"\s+") for word in _TYPE_WORDS)

_LEADING_WORDS = re.compile(
    rf"""
    ^ (?: (?:{_TYPE_WORD}) (?=\s*so\b|\s+\d) \s* )?   # “Luật số …”, “Nghị định 15/…”
      (?: so \b (?:\s*[:.])? \s* ){{0,3}}                      # “Số: …”, “số số …”
    """,
    re.VERBOSE,
)
_ISSUER_PRINTED = _ISSUER.replace("HD", "H[ĐD]").replace("[A-Z]", "[A-ZĐ]")
_UNHYPHENATED = re.compile(  # “NĐCP”, “QĐTTg”, “TTBTP”, where a hyphen was forgotten
    rf"^(NĐ|ND|NQ|QĐ|QD|TTLT|TT|CT|KH)({_ISSUER_PRINTED})$"
)
_NUMBER = re.compile(
    rf"""
    (?<![\w/.:-])
    (?: (?P<type>{_TYPE_WORD}) \s+ )?
    (?: so (?:\s*:)? \s* ){{0,2}}
    (?P<serial> \d{{1,5}} (?:\.\d{{1,2}})? [a-z]? )      # “168”, “66.13”, “07a”
    \s* [/-] \s*
    (?: (?P<year> (?:19|20)\d\d ) \s* [/-] \s* )?
    (?P<symbol> [a-z]{{1,9}}\d{{0,2}}                    # “nđ”, “qh15”, “ndcp”
      (?: [-/][a-z&]{{1,16}}\d{{0,3}}                    # “-cp”, “-vkstc-tatc”, “/tw”
        | [-.]\d{{3}}                                    # “/l-004” of a Sắc lệnh
        | \s*-\s*{_ISSUER.lower()}(?![\w]) )*            # “nđ - cp”
    )
    (?![\w])
    """,
    re.VERBOSE,
)
_STANDARD = re.compile(  # “QCVN 102:2016/BTTTT”, “TCVN 14423:2026”
    r"(?<!\w)(?P<symbol>qcvn|tcvn)\s*(?P<serial>\d+(?:-\d+)?)\s*:\s*(?P<year>(?:19|20)\d\d)"
    r"(?:\s*/\s*(?P<issuer>[a-z]{2,9}))?(?!\w)"
)
_WORDED = re.compile(  # “Nghị định số 168/2024”, “Luật số 51/2024”
    rf"""
    (?<![\w/.-])
    (?P<type>{_TYPE_WORD}) \s+ (?: so (?:\s*:)? \s* ){{0,2}}
    (?P<serial> \d{{1,5}} (?:\.\d{{1,2}})? [a-z]? ) \s* / \s* (?P<year> (?:19|20)\d\d )
    (?P<issuer>)
    (?![\w/]|-\w)
    """,
    re.VERBOSE,
)
_TYPED = re.compile(  # “nd 168”, “luật 91”, “tt 03 2019 btp”, “nghị định 15 năm 2020”
    rf"""
    (?<![\w/.-])
    (?P<type>{_TYPE_WORD}) \s* (?: so (?:\s*:)? \s* ){{0,2}}
    (?P<serial> \d{{1,5}} (?:\.\d{{1,2}})? [a-z]? )
    (?: \s* (?:[/-]|\s|nam) \s* (?P<year> (?:19|20)\d\d ) )?
    (?: \s* [/\s-] \s* (?:(?P=type)\s*[\s-]\s*)? (?P<issuer>{_ISSUER.lower()}) (?!\w) )?
    (?![\w/]|-\w)
    """,
    re.VERBOSE,
)
_TURNED = re.compile(  # “168 2024 nd cp”, “168 nd-cp”
    rf"""
    (?<![\w/.-])
    (?P<serial> \d{{1,5}} (?:\.\d{{1,2}})? [a-z]? )
    (?: \s* [/\s-] \s* (?P<year> (?:19|20)\d\d ) )?
    (?: (?<=\d) \s* [/\s-] \s* (?P<type> nd|nq|qd|ttlt|tt|ct|vbhn|kh )
        (?: \s* [\s-] \s* (?P<issuer>{_ISSUER.lower()}) )? (?!\w) )
    (?![\w/]|-\w)
    """,
    re.VERBOSE,
)
_BARE = re.compile(  # “168/2024”, but neither “20/6/2012” nor “tháng 6/2012”
    r"(?<![\w/.-])(?<!thang )(?P<serial>\d{1,5}(?:\.\d{1,2})?)/(?P<year>(?:19|20)\d\d)"
    r"(?P<issuer>)(?![\w/-])"
)


@dataclass(frozen=True, slots=True)
class NumberMatch:
    """A number found in a text; what was not written is empty."""

    start: int
    end: int
    text: str
    serial: str  # "168", "66.13"
    year: int | None
    symbol: str  # folded: "ND-CP"; "ND" or "" when only the type or nothing is known
    type_heads: tuple[str, ...] = ()  # first parts of symbols that the words before promise
    key: str = ""  # as of `number_key`, when the number is complete

    @property
    def terms(self) -> tuple[str, ...]:
        """Terms of `number_terms` any of which a document meant by this number must have."""
        if self.key:
            return (self.key,)
        heads = self.type_heads or ("",)
        serial = _padded(self.serial)
        return tuple(_term(head, serial, self.year) for head in heads)


def normalize_number(raw: str) -> str:
    """*raw* in the form numbers are stored in: composed, upper case, no blanks, no words before.

    “Luật số 51/2024/QH15” gives “51/2024/QH15”, “100/2019/nđcp” gives “100/2019/NĐ-CP”.
    “Không số”, which very old acts state, is no number and gives the empty string.
    """
    text = compose(raw).translate(_DASHES).strip()
    text = text[_LEADING_WORDS.match(fold_in_place(text)).end() :]
    text = re.sub(r"\s+|^[^\w]+|[^\w]+$", "", text).upper()
    if fold(text) in ("khongso", "khongxacdinh") or not any(char.isdigit() for char in text):
        return ""
    head, slash, symbol = text.rpartition("/")
    return head + slash + _UNHYPHENATED.sub(r"\1-\2", symbol)


def number_key(raw: str) -> str:
    """The key by which two spellings of one number are equal: “168/2024/nđ-cp” → “168/2024/ND-CP”.

    ASCII, and a serial of one digit gets the zero that drafting rules ask for (“03/2019/TT-BTP”).
    """
    key = fold(normalize_number(raw)).upper()
    return re.sub(r"^(\d)(?=\D|$)", r"0\1", key)


def number_terms(raw: str) -> tuple[str, ...]:
    """What a document of this number can be looked up by, from the whole number to its parts.

    “168/2024/NĐ-CP” gives “168/2024/ND-CP”, “ND 168/2024”, “ND 168” and “168/2024”.
    """
    key = number_key(raw)
    match = next(iter(find_numbers(key)), None)
    if match is None:
        return (key,) if key else ()
    serial, head = _padded(match.serial), re.split(r"[-/\d]", match.symbol)[0]
    terms = [key, _term(head, serial, match.year), _term(head, serial, None)]
    if match.year:
        terms.append(_term("", serial, match.year))
    return tuple(dict.fromkeys(terms))


def find_numbers(text: str, *, typed: bool = False) -> list[NumberMatch]:
    """The document numbers in *text* (composed), in order, without overlaps.

    `typed` also reads what people type into a search box (“nd 168”, “tt 03 2019 btp”),
    which in running text would mistake “quyết định 3 nội dung” for a number.
    """
    folded = fold_in_place(text)
    # “tt 04/2020 btp” is one number: what was typed is read to its end.
    patterns = (_NUMBER, _STANDARD, *((_TYPED, _TURNED, _WORDED, _BARE) if typed else (_WORDED,)))
    found: list[NumberMatch] = []
    for pattern in patterns:
        for match in pattern.finditer(folded):
            number = _number(match, text)
            if number and all(n.end <= number.start or number.end <= n.start for n in found):
                found.append(number)
    return sorted(found, key=lambda number: number.start)


def _number(match: re.Match[str], text: str) -> NumberMatch | None:
    parts = match.groupdict()
    start, end = match.span()
    serial, year = parts["serial"], parts["year"]
    heads = _TYPE_WORDS.get(" ".join((parts.get("type") or "").split()), ())
    if match.re is _NUMBER:
        symbol = _read_symbol(parts["symbol"], text[match.start("symbol") : end], bool(year))
        if not symbol:
            return None
        key = number_key(text[match.start("serial") : end])
    elif match.re is _STANDARD:
        symbol, key = parts["symbol"].upper(), number_key(text[start:end])
    else:
        if year is None and re.fullmatch(r"(?:19|20)\d\d", serial) and "QD" not in heads:
            return None  # “luật 2024” names a year; only decisions reach such serials
        issuer = (parts["issuer"] or "").upper()
        heads = (issuer,) if issuer.startswith(("QH", "UBTVQH")) else heads
        symbol = "-".join(dict.fromkeys(part for part in (*heads[:1], issuer) if part))
        key = number_key(f"{serial}/{year}/{symbol}") if issuer and year else ""
        if key and len(heads) > 1 and issuer not in heads:
            heads = heads[:1]
    return NumberMatch(
        start=start,
        end=end,
        text=text[start:end],
        serial=serial.upper(),
        year=int(year) if year else None,
        symbol=symbol,
        type_heads=heads,
        key=key,
    )


def _read_symbol(folded: str, printed: str, has_year: bool) -> str:
    """The symbol in its folded form, or nothing when it is a word (“5/người”, “km/h”)."""
    symbol = _UNHYPHENATED.sub(r"\1-\2", re.sub(r"\s+", "", folded).upper())
    head = re.split(r"[-/.]", symbol)[0]
    known = head in _TYPES or re.fullmatch(_ISSUER, head)
    joined = has_year or "-" in symbol or "/" in symbol
    in_capitals = len(head) > 1 and sum(char.isupper() for char in printed) >= 2
    stands_alone = head in _SELF_EVIDENT or re.fullmatch(_ISSUER, head)
    if (known and (joined or stands_alone)) or (joined and in_capitals):
        return symbol
    return ""


def _padded(serial: str) -> str:
    return f"0{serial}" if len(serial) == 1 else serial


def _term(head: str, serial: str, year: int | None) -> str:
    return " ".join(part for part in (head, f"{serial}/{year}" if year else serial) if part)
