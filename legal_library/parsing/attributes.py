"""What the text says about itself: number, type, issuers, date, title, signer, effect."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from content.casing import from_capitals

from .tree import Node, ParsedDocument

TYPE_NAMES = (
    "Bộ luật",
    "Hiến pháp",
    "Luật",
    "Pháp lệnh",
    "Lệnh",
    "Nghị quyết liên tịch",
    "Nghị quyết",
    "Nghị định",
    "Quyết định",
    "Thông tư liên tịch",
    "Thông tư liên bộ",
    "Thông tư",
    "Chỉ thị",
    "Văn bản hợp nhất",
    "Sắc lệnh",
    "Quy chế",
    "Quy định",
    "Thông cáo",
    "Thông báo",
    "Hướng dẫn",
    "Chương trình",
    "Kế hoạch",
    "Phương án",
    "Đề án",
    "Dự án",
    "Báo cáo",
    "Biên bản",
    "Tờ trình",
    "Công điện",
    "Giấy mời",
    "Điều lệ",
)
_TYPE_BY_CAPITALS = {name.upper(): name for name in TYPE_NAMES}
_TYPE_LINE = re.compile(rf"({'|'.join(_TYPE_BY_CAPITALS)})(?!\w)(.*)")

_NUMBER = re.compile(
    r"""
    (?:^|[\s|(]) (?:(?:Bộ\s)?[Ll]uật|LUẬT|Pháp\slệnh|Nghị\squyết|Lệnh)? \s? (?:[Ss]ố|SỐ) \s*:?\s*
    (?P<number>
        \d+[a-z]?(?:\.\d+)? (?:\s?/\s?\d{4})? \s?/\s? [A-ZĐÐa-zđ][\w&]*(?:\s?[-–/]\s?[\wĐđ&]+)*
      | \d+[a-z]? \s?[-–]\s? [A-ZĐÐ]+(?:/[A-ZĐ]+)?
    )
    """,
    re.VERBOSE,
)
_DATE_WORDS = r"ngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<y>\d{4})"
_PLACE_DATE = re.compile(rf"(?:^|\n|\|)\s*(?P<place>[^\n|,]{{2,40}}?)\s*,\s*{_DATE_WORDS}")
_ANY_DATE = re.compile(_DATE_WORDS)
_NATION = re.compile(r"CỘNG\s+HÒA|CỘNG\s+HOÀ|VIỆT\s+NAM\s+DÂN\s+CHỦ|Độc\s+lập", re.IGNORECASE)
_PREAMBLE = re.compile(
    r"(?:Căn\s+cứ|Xét|Để\s|Theo\s+đề\s+nghị|Thực\s+hiện|Kính\s+gửi|Quốc\s+hội\s+(?:nước|ban\s+hành|khóa)"
    r"|Chính\s+phủ\s+ban\s+hành|Bộ\s+trưởng\s|Ủy\s+ban\s+[Tt]hường\s+vụ\s+Quốc\s+hội\s+ban\s+hành"
    r"|Nhằm\s|\(?Ban\s+hành\s+kèm|Luật\s+này\s+quy\s+định|(?:Bộ\s+)?[Ll]uật\s+[^\n]*số\s+\d)"
)
_IN_FORCE = re.compile(
    r"[^.\n;]*?\bcó\s+hiệu\s+lực(?:\s+thi\s+hành)?[^.;\n]*?"
    r"(?:(?:kể\s+)?từ\s+ngày|sau\s+\d+|từ\s+\d)[^.;\n]*"
)
_THIS_ACT = re.compile(
    r"(?:Luật|luật|Pháp\s+lệnh|Nghị\s+quyết|Nghị\s+định|Quyết\s+định|Thông\s+tư(?:\s+liên\s+tịch)?"
    r"|Chỉ\s+thị|Quy\s+chế|Quy\s+định|Văn\s+bản)\s+này\s+có\s+hiệu\s+lực"
)
_SHORT_DATE = re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})")
_AFTER_DAYS = re.compile(
    r"sau\s+(?P<days>\d{1,3})\s+(?:\([^)]*\)\s+)?ngày,?\s+(?:kể\s+)?từ\s+ngày\s+(?:ký|ban)"
)
_FROM_SIGNING = re.compile(r"từ\s+ngày\s+(?:ký|ban\s+hành)")
_OFFICE = re.compile(
    r"(?:(?:TM|KT|TL|TUQ|T/M|K/T|Q)\s?\.|(?:PHÓ\s+|QUYỀN\s+)?(?:CHỦ\s+TỊCH|BỘ\s+TRƯỞNG|THỦ\s+TƯỚNG"
    r"|CHÁNH\s+ÁN|VIỆN\s+TRƯỞNG|THỨ\s+TRƯỞNG|TỔNG|THỐNG\s+ĐỐC|GIÁM\s+ĐỐC|CHỦ\s+NHIỆM|CỤC\s+TRƯỞNG"
    r"|CHÁNH\s+VĂN\s+PHÒNG|VỤ\s+TRƯỞNG|HIỆU\s+TRƯỞNG|TRƯỞNG))"
)
_PERSON = re.compile(
    r"(?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]*\.?\s+){0,2}(?:[A-ZĐÀ-Ỹ][a-zà-ỹđ']+)(?:\s+[A-ZĐÀ-Ỹ][a-zà-ỹđ']*){1,4}"
)


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


def read_attributes(document: ParsedDocument) -> Attributes:
    """The attributes that *document* states in its header, its last articles and its signature."""
    body = document.bodies[0]
    header = [paragraph for node in document.preface for paragraph in node.text.split("\n")]
    closing = [paragraph for node in body.conclusion for paragraph in node.text.split("\n")]
    type_name, title, above = _type_and_title(header)
    place, issued_on = _place_and_date(above, closing)
    signer_title, signer = _signer(closing)
    sentence, effective_from = _effect(document, issued_on)
    return Attributes(
        number=_number(above),
        type_name=type_name,
        issuers=_issuers(above, header),
        issued_on=issued_on,
        place=place,
        title=title,
        signer=signer,
        signer_title=signer_title,
        effective_from=effective_from,
        effective_sentence=sentence,
    )


def _type_and_title(header: list[str]) -> tuple[str, str, list[str]]:
    """The type's name, the trích yếu under it, and the lines above it."""
    for position, line in enumerate(header):
        match = _TYPE_LINE.match(line)
        if not match or re.match(r"\s*(?:SỐ|số)?\s*:", match[2]):
            continue
        parts = [match[2].strip()]
        for following in header[position + 1 :]:
            if _PREAMBLE.match(following) or following.endswith((";", ".")):
                break
            if following.strip("-_—*= |") and not re.match(r"\(?(?:đã|Đã)\s", following):
                parts.append(following)
        title = " ".join(part for part in parts if part)
        return _TYPE_BY_CAPITALS[match[1]], title, header[:position]
    return "", "", header[:20]


def _number(above: list[str]) -> str:
    match = _NUMBER.search("\n".join(above))
    return re.sub(r"\s", "", match["number"]).replace("–", "-") if match else ""


def _place_and_date(above: list[str], closing: list[str]) -> tuple[str, date | None]:
    if match := _PLACE_DATE.search("\n".join(above)):
        return match["place"].strip(), _date(match)
    if match := _ANY_DATE.search("\n".join(above)):
        return "", _date(match)
    # Acts before 1996 carry the day of adoption in their closing sentence only.
    for line in closing:
        if match := _ANY_DATE.search(line):
            return "", _date(match)
    return "", None


def _issuers(above: list[str], header: list[str]) -> tuple[str, ...]:
    """The bodies named above the number, in the spelling that the preamble uses."""
    names: list[str] = []
    for line in above:
        if _NATION.search(line) or _NUMBER.search(line) or not line.strip("-_—*=. |"):
            if names:
                break
            continue
        if line.isupper():
            names.append(line.strip(" |*"))
    joined = " ".join(names)
    parts = re.split(r"\s+[-–]\s+(?=BỘ|TÒA|VIỆN|ỦY|THANH|NGÂN|TỔNG|KIỂM)", joined)
    text = "\n".join(header)
    return tuple(_as_in(part, text) for part in parts if part)


def _as_in(capitals: str, text: str) -> str:
    """*capitals* as *text* writes it elsewhere: “BỘ TƯ PHÁP” becomes “Bộ Tư pháp”."""
    for match in re.finditer(re.escape(capitals), text, re.IGNORECASE):
        if not match[0].isupper():
            return match[0]
    return from_capitals(capitals)


def _signer(closing: list[str]) -> tuple[str, str]:
    """The office and the name under the text; the first signature where several signed."""
    office: list[str] = []
    for line in closing:
        line = line.strip("| ")
        if _OFFICE.match(line) and line.isupper():
            office.append(line)
        elif office and _PERSON.fullmatch(line) and not re.match(r"\(?đã ký", line, re.IGNORECASE):
            return " ".join(office), line
    return " ".join(office), ""


def _effect(document: ParsedDocument, issued_on: date | None) -> tuple[str, date | None]:
    """The sentence on the act's own effect, and the day when it can be computed."""
    for text in _own_texts_from_the_end(document):
        if "có hiệu lực" not in text or not _THIS_ACT.search(text):
            continue
        for match in _IN_FORCE.finditer(text):
            sentence = " ".join(match[0].split())
            if _THIS_ACT.search(sentence):
                return sentence, _effective_day(sentence, issued_on)
    return "", None


def _effective_day(sentence: str, issued_on: date | None) -> date | None:
    after = sentence[_THIS_ACT.search(sentence).end() :]
    if issued_on and (match := _AFTER_DAYS.search(after)):
        return issued_on + timedelta(days=int(match["days"]))
    for pattern in (_ANY_DATE, _SHORT_DATE):
        if match := pattern.search(after):
            return _date(match)
    return issued_on if _FROM_SIGNING.search(after) else None


def _own_texts_from_the_end(document: ParsedDocument) -> Iterator[str]:
    """The texts of the act's own articles, last first; quotations say nothing about the act."""
    nodes = [
        node
        for top in document.bodies[0].nodes
        for node in top.walk()
        if node.text and "__qstr_" not in node.eid
    ]
    node: Node
    for node in reversed(nodes):
        yield f"{node.heading}\n{node.text}" if node.heading else node.text


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None
