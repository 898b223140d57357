"""What the text says about itself: number, type, issuers, date, title, signer, effect.

Everything is read from the head, the signature and the articles on effect; what is not
said there stays empty, nothing is guessed. All searches are linear in the text.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from content.casing import from_capitals
from content.text import compose

from .regions import STATE, TYPE_NAMES, is_office, is_person
from .tree import ParsedDocument, walk

_TYPES = {name.upper(): name for name in TYPE_NAMES}
_TYPE_LINE = re.compile(rf"(?P<type>{'|'.join(_TYPES)})(?![\w:])(?!\s*(?:SỐ|số)?\s*:)(?P<rest>.*)")

# The line that gives the number, not one that cites another act's.
_NUMBER = re.compile(
    r"""
    (?: (?:^|[\n|(]) \W* (?:(?:Bộ\s)?luật|Pháp\slệnh|Nghị\squyết|Lệnh)? \s? (?:số|No\.?)
      | (?-i:SỐ) )  \s*[:.]?\s*
    (?P<number>
        \d{1,5}[a-z]?(?:\.\d{1,3})? (?:\s?/\s?\d{4})? \s?/\s?          # “64/2025/”, “66.13/2026/”
        (?: (?:UBTV)?QH\s?\d{1,2} | [A-ZĐÐ][\w&]*(?:\s?[-–/]\s?[\w&]+)* )
      | \d{1,5}[a-z]? \s?[-–]\s? [A-ZĐÐ]+(?:/[\w.-]+)?                # “23-L/CTN”, “66-NQ/TW”
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Translations name number and day in the title: “Decree No. 39/2010/ND-CP of April 7, 2010, on …”.
_ENGLISH = re.compile(
    r"^(?:Joint\s)?(?:Law|Ordinance|Order|Decree|Decision|Circular|Resolution|Directive)\s+No\.?\s*"
    r"(?P<number>\d{1,5}(?:/\d{4})?/[A-Z][\w-]+(?:-[A-Z][\w-]*)*)(?:\s+of\s+(?P<month>[A-Z][a-z]+)"
    r"\s+(?P<d>\d{1,2}),\s+(?P<y>\d{4}))?",
    re.MULTILINE,
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
# Cyrillic capitals typed for Latin ones: “TT-BTС”.
_LATIN = str.maketrans("АВСЕНКМОРТХ", "ABCEHKMOPTX")
_DAY = r"ngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<y>\d{4})"
_DATE = re.compile(_DAY, re.IGNORECASE)
_PLACE_AND_DATE = re.compile(rf"(?:^|[\n|])\s*(?P<place>[^\n|,:;]{{2,40}}),\s*{_DAY}")
_SHORT_DATE = re.compile(r"(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4})")

_PREAMBLE = re.compile(
    r"(?:Căn\s+cứ|Xét|Để\s|Theo\s+đề\s+nghị|Thực\s+hiện|Kính\s+gửi|Nhằm\s|\(?Ban\s+hành\s+kèm"
    r"|\(?[Đđ]ã\s|\(?Kèm\s+theo|Pursuant)"
)
_ENACTS = re.compile(r"ban\s+hành|quyết\s+(?:nghị|định)|QUYẾT\s+(?:NGHỊ|ĐỊNH)|quy\s+định|[;.:]$")
_JOINT = re.compile(r"\s+[-–]\s+(?=BỘ|TÒA|TOÀ|VIỆN|ỦY|UỶ|THANH|NGÂN|TỔNG|KIỂM|HỘI|ĐOÀN|MẶT)")
_OF_PLACE = re.compile(
    r"(?P<body>(?:ỦY|UỶ) BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|HĐND|UBND)\s+"
    r"(?P<level>TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|THỊ TRẤN|XÃ|PHƯỜNG|ĐẶC KHU)\s+(?P<name>.+)"
)
_SIGNED = re.compile(r"\(?\s*đã\s+ký\s*\)?\s*:?", re.IGNORECASE)
_BASIS = re.compile(r"(?:Căn\s+cứ|Thực\s+hiện|Theo|Xét)\s")
_RECIPIENTS = re.compile(r"Nơi\s+nhận", re.IGNORECASE)
# What a number says of the type and of who issued the document.
_SYMBOLS = {
    "QĐ": ("Quyết định",),
    "NĐ": ("Nghị định",),
    "TT": ("Thông tư",),
    "TTLT": ("Thông tư liên tịch", "Thông tư liên bộ"),
    "NQ": ("Nghị quyết",),
    "NQLT": ("Nghị quyết liên tịch",),
    "CT": ("Chỉ thị",),
    "KH": ("Kế hoạch",),
    "TB": ("Thông báo",),
    "BC": ("Báo cáo",),
    "TTr": ("Tờ trình",),
    "HD": ("Hướng dẫn",),
    "CĐ": ("Công điện",),
    "VBHN": ("Văn bản hợp nhất", "Luật", "Bộ luật", "Pháp lệnh", "Nghị định", "Thông tư"),
    "QH": ("Luật", "Bộ luật", "Nghị quyết", "Hiến pháp"),
    "UBTVQH": ("Pháp lệnh", "Nghị quyết"),
}
_SYMBOL = re.compile(r"(?:/|-)(?P<symbol>[A-ZĐ][A-ZĐa-z]*?)\d*(?=[-/]|$)")
_LONG_TITLE = re.compile(r"CỦA\s.+?\sNĂM\s+\d{4}\s+(?:VỀ\s+)?(?P<title>.+)")

_ACT = (
    r"(?:Luật|Pháp\s+lệnh|Nghị\s+quyết|Nghị\s+định|Quyết\s+định|Thông\s+tư(?:\s+liên\s+tịch)?"
    r"|Chỉ\s+thị|Quy\s+chế|Quy\s+định|Văn\s+bản)"
)
# The sentence begins a paragraph; inside one the words only name a day: “trước ngày … có hiệu lực”.
_EFFECT = re.compile(
    rf"^[^\w\n]*{_ACT}\s+này\s+có\s+hiệu\s+lực(?:\s+thi\s+hành)?,?\s*"
    r"(?P<rest>(?:(?:kể\s+)?từ|sau|vào|ngày)\s[^\n]{0,400})",
    re.IGNORECASE | re.MULTILINE,
)
_SENTENCE_ENDS = re.compile(r"[.;](?=\s|$)")
_AFTER_DAYS = re.compile(
    r"sau\s+(?P<days>\d{1,3})\s+(?:\([^)]{1,40}\)\s+)?ngày,?\s+(?:kể\s+)?từ\s+ngày\s+(?:ký|ban\s+hành)"
)
_ON_SIGNING = re.compile(r"(?:kể\s+)?từ\s+ngày\s+(?:ký|ban\s+hành|thông\s+qua)")


# What is longer is no letterhead; the limits keep every search short.
_LONGEST_HEAD = 120  # lines
_LONGEST_TITLE = 20  # lines
_LONGEST_LINE = 2000  # characters
_MOST_OFFICES = 6  # lines above a name: “TM. CHÍNH PHỦ”, “KT. THỦ TƯỚNG”, “PHÓ THỦ TƯỚNG”


class Confidence(StrEnum):
    """How sure a reading is; an editor confirms it, the unsure ones first."""

    HIGH = "high"  # where it must stand, and something else in the text agrees
    MEDIUM = "medium"  # where it must stand
    LOW = "low"  # found elsewhere


@dataclass(frozen=True, slots=True)
class Attributes:
    """What could be read; None or empty where the text does not say."""

    number: str = ""
    type_name: str = ""
    issuers: tuple[str, ...] = ()
    issued_on: date | None = None
    place: str = ""
    title: str = ""
    signer: str = ""
    signer_title: str = ""
    effective_from: date | None = None
    effective_sentence: str = ""
    legal_bases: tuple[str, ...] = ()  # “Căn cứ …”, as the preamble has them
    recipients: tuple[str, ...] = ()
    confidence: dict[str, Confidence] = field(default_factory=dict)  # of what was read


@dataclass(frozen=True, slots=True)
class _Head:
    """The preface in its parts."""

    above: str  # issuer, number, place and date
    type_name: str
    title_lines: list[str]  # from the type's name to the preamble
    lines: list[str]


def read_attributes(document: ParsedDocument) -> Attributes:
    """The attributes that *document* states about itself."""
    head = _read_head([node.text[:_LONGEST_LINE] for node in document.preface[:_LONGEST_HEAD]])
    conclusion = document.bodies[0].conclusion[:_LONGEST_HEAD]
    closing = [node.text[:_LONGEST_LINE] for node in conclusion]
    place, issued_on = _place_and_date(head, closing)
    signer_title, signer = _signature(closing)
    sentence, effective_from = _effect(document, issued_on)
    found = Attributes(
        number=_number(head),
        type_name=head.type_name,
        issuers=_issuers(head),
        issued_on=issued_on,
        place=place,
        title=_title(head),
        signer=signer,
        signer_title=signer_title,
        effective_from=effective_from,
        effective_sentence=sentence,
        legal_bases=_legal_bases(head.lines),
        recipients=_recipients(closing),
    )
    return replace(found, confidence=_confidence(found, head))


def _legal_bases(lines: list[str]) -> tuple[str, ...]:
    return tuple(line.rstrip(" ;.,") for line in lines if _BASIS.match(line))


def _recipients(closing: list[str]) -> tuple[str, ...]:
    """The lines below “Nơi nhận:”, up to the signature."""
    found: list[str] = []
    lines = iter(closing)
    for line in lines:
        if _RECIPIENTS.match(line.lstrip("| *")):
            found.append(_RECIPIENTS.sub("", line.lstrip("| *"), count=1))
            break
    for line in lines:
        if is_office(line) or not line.strip():
            break
        found.append(line)
    parts = (part.strip(" -–+*•:;,.|\t") for line in found for part in line.split("\n"))
    return tuple(part for part in parts if part)


def _confidence(found: Attributes, head: _Head) -> dict[str, Confidence]:
    """How sure each reading is: by its place, and by what else agrees with it."""
    high, medium, low = Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW
    symbols = {match["symbol"] for match in _SYMBOL.finditer(found.number)}
    agrees = any(found.type_name in _SYMBOLS.get(symbol, ()) for symbol in symbols)
    has_head = bool(STATE.search(head.above))
    in_head = bool(found.number) and bool(_NUMBER.search(head.above))
    year = re.search(r"/((?:19|20)\d\d)/", found.number)
    same_year = not year or (found.issued_on and found.issued_on.year == int(year[1]))
    computed = bool(found.effective_from) and not _DATE.search(found.effective_sentence)
    rated = {
        "number": high if in_head and agrees else medium if in_head else low,
        "type_name": high if agrees else medium,
        "issuers": high if has_head and in_head else medium if has_head else low,
        "issued_on": (high if same_year else low) if found.place else medium if same_year else low,
        "place": medium,
        "title": high if found.type_name and has_head else medium,
        "signer": high if found.signer_title else medium,
        "signer_title": high if found.signer else medium,
        "effective_from": medium if computed else high,
        "legal_bases": high if found.type_name else medium,
        "recipients": medium,
    }
    return {name: value for name, value in rated.items() if getattr(found, name)}


def _read_head(lines: list[str]) -> _Head:
    end = next((at for at, line in enumerate(lines) if _PREAMBLE.match(line)), len(lines))
    for position, line in enumerate(lines[:end]):
        if match := _TYPE_LINE.match(line):
            title = [match["rest"].strip(), *lines[position + 1 : end][:_LONGEST_TITLE]]
            return _Head("\n".join(lines[:position]), _TYPES[match["type"]], title, lines)
    return _Head("\n".join(lines[: min(end, 20)]), "", [], lines)


def _title(head: _Head) -> str:
    """The trích yếu: what stands between the type's name and the preamble."""
    parts: list[str] = []
    issuers = set(head.above.split("\n"))
    for line in head.title_lines:
        if parts and line.isupper() and (line in issuers or not parts[-1].isupper()):
            break  # the issuer's name again: “BỘ TRƯỞNG BỘ TƯ PHÁP”
        if parts and line.endswith((";", ".", ":", ",")) and _ENACTS.search(line):
            break
        if line.strip("-_—–*=. |"):
            parts.append(line.strip("| "))
    title = " ".join(parts)
    older = _LONG_TITLE.fullmatch(title)
    return older["title"] if older else title


def _number(head: _Head) -> str:
    match = _NUMBER.search(head.above) or _NUMBER.search(" ".join(head.title_lines[:4]))
    if match and not head.type_name and "No" in match[0]:
        match = None  # a translation without a head: the line goes on with another act's number
    match = match or _ENGLISH.search("\n".join(head.lines[:_LONGEST_TITLE]))
    if not match:
        return ""
    return re.sub(r"\s", "", compose(match["number"])).replace("–", "-").translate(_LATIN)


def _place_and_date(head: _Head, closing: list[str]) -> tuple[str, date | None]:
    if match := _PLACE_AND_DATE.search(head.above):
        return match["place"].strip(), _day(match)
    # Acts of earlier years carry the day in their long title or closing sentence only.
    for text in (head.above, " ".join(head.title_lines[:4]), *closing):
        if match := _DATE.search(text):
            return "", _day(match)
    match = _ENGLISH.search("\n".join(head.lines[:_LONGEST_TITLE]))
    if match and match["month"] in _MONTHS:
        return "", _date(int(match["y"]), _MONTHS.index(match["month"]) + 1, int(match["d"]))
    return "", None


def _issuers(head: _Head) -> tuple[str, ...]:
    """The bodies named above the number, in the spelling that the preamble uses."""
    if not (head.type_name or STATE.search(head.above)):
        return ()
    names: list[str] = []
    for line in STATE.sub("\n", head.above).split("\n"):
        line = line.strip("-_—–*=. |")
        if line in names:
            continue  # a gazette prints the issuer above the letterhead too
        if line.isupper() and not _NUMBER.search(line):
            names.append(line)
        elif names and line:
            break
    return tuple(
        _as_in(part, "\n".join(head.lines)) for part in _JOINT.split(" ".join(names)) if part
    )


def _as_in(capitals: str, text: str) -> str:
    """*capitals* as *text* writes them elsewhere: “BỘ TƯ PHÁP” becomes “Bộ Tư pháp”.

    A place that the text does not repeat is a name: “ỦY BAN NHÂN DÂN TỈNH AN PHÚ”.
    """
    if place := _OF_PLACE.fullmatch(capitals):
        name = " ".join(word.capitalize() for word in place["name"].split())
        return f"{_as_in(place['body'], text)} {place['level'].lower()} {name}"
    pattern = r"\s+".join(map(re.escape, capitals.split()))
    for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE):
        if match[0][0].isupper() and not match[0].isupper():
            return " ".join(match[0].split())
    return from_capitals(capitals)


def _signature(closing: list[str]) -> tuple[str, str]:
    """The office and the name under the text; the first signature where several signed."""
    lines = [_SIGNED.sub("", line).strip("| ") for line in closing]
    office: list[str] = []
    for position, line in enumerate(lines):
        joined = " ".join(lines[position : position + 2])
        goes_on = office and lines[position - 1] == office[-1] and line.isupper()
        if len(office) < _MOST_OFFICES and (is_office(line) or is_office(joined) or goes_on):
            office.append(line)
        elif office and is_person(line):
            return " ".join(office), line
    # “Nguyễn Văn A (Đã ký)” without an office, as older copies have it.
    signed = any(_SIGNED.search(line) for line in closing)
    return " ".join(office), next(filter(is_person, reversed(lines)), "") if signed else ""


def _effect(document: ParsedDocument, issued_on: date | None) -> tuple[str, date | None]:
    """The sentence on the act's own effect, and the day when it can be computed."""
    for node in walk(document.bodies[0].nodes):
        # What an amending act quotes says nothing about itself.
        if "__qstr_" not in node.eid and (match := _EFFECT.search(node.text)):
            end = _SENTENCE_ENDS.search(match["rest"])
            rest = match["rest"][: end.start()] if end else match["rest"]
            sentence = node.text[match.start() : match.start("rest")] + rest
            return " ".join(sentence.split()), _effective_day(rest, issued_on)
    return "", None


def _effective_day(rest: str, issued_on: date | None) -> date | None:
    if match := _AFTER_DAYS.match(rest):
        return issued_on + timedelta(days=int(match["days"])) if issued_on else None
    if _ON_SIGNING.match(rest):
        return issued_on
    match = _DATE.search(rest) or _SHORT_DATE.search(rest)
    return _day(match) if match else None


def _day(match: re.Match[str]) -> date | None:
    return _date(int(match["y"]), int(match["m"]), int(match["d"]))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
