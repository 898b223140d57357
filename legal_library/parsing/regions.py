"""Where an act begins and ends: letterhead, adoption, signature, and what is attached behind."""

import re

from .lines import Line, ends_open, ends_sentence, joins, starts_upper

TYPE_NAMES = (
    *("Bộ luật", "Hiến pháp", "Luật", "Pháp lệnh", "Lệnh", "Sắc lệnh"),
    *("Nghị quyết liên tịch", "Nghị quyết", "Nghị định", "Quyết định", "Chỉ thị"),
    *("Thông tư liên tịch", "Thông tư liên bộ", "Thông tư", "Văn bản hợp nhất"),
    *("Quy chế", "Quy định", "Thông cáo", "Thông báo", "Hướng dẫn", "Chương trình", "Kế hoạch"),
    *("Phương án", "Đề án", "Dự án", "Báo cáo", "Biên bản", "Tờ trình", "Công điện", "Giấy mời"),
    *("Điều lệ", "Kết luận"),
)
_TYPES = frozenset(name.upper() for name in TYPE_NAMES)
STATE = re.compile(
    r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM|VIỆT\s+NAM\s+DÂN\s+CHỦ\s+CỘNG\s+H(?:ÒA|OÀ)"
    r"|Độc\s+lập\s*[-–—.,]?\s*Tự\s+do\s*[-–—.,]?\s*Hạnh\s+[Pp]húc",
    re.IGNORECASE,
)
_HEAD = re.compile(
    rf"{STATE.pattern}|^\W*(?:\w+\s+)?(?:số|SỐ|Số)\s*:|,\s*ngày\s.{{1,12}}tháng\s.{{1,8}}năm\s"
    rf"|^(?:{'|'.join(_TYPES)})$|^V/v\s"
)
_BEGINS_TEXT = re.compile(r"(?:Kính gửi|Căn cứ|Thực hiện|Theo|Để|Xét|Nhằm)\b")
_ADOPTED = re.compile(
    r"(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết|Hiến pháp) (?:này )?(?:đã )?(?:được|do) "
    r"(?:Quốc hội|Ủy ban [Tt]hường vụ|Uỷ ban [Tt]hường vụ|Hội đồng nhân dân|HĐND)"
)
_OFFICE = (
    r"(?:(?:PHÓ|QUYỀN)\s+)?(?:CHỦ\s+TỊCH|BỘ\s+TRƯỞNG|THỦ\s+TƯỚNG|CHÁNH\s+ÁN|VIỆN\s+TRƯỞNG"
    r"|THỨ\s+TRƯỞNG|TỔNG\s+KIỂM\s+TOÁN|THỐNG\s+ĐỐC|GIÁM\s+ĐỐC|TỔNG\s+THANH\s+TRA|CHỦ\s+NHIỆM"
    r"|TỔNG\s+GIÁM\s+ĐỐC|(?:TỔNG\s+)?CỤC\s+TRƯỞNG|CHÁNH\s+VĂN\s+PHÒNG|VỤ\s+TRƯỞNG"
    r"|TỔNG\s+THƯ\s+KÝ|HIỆU\s+TRƯỞNG|CHÁNH\s+THANH\s+TRA)"
)
_SIGNS = re.compile(
    r"""
    (?:Nơi\s+nhận|NƠI\s+NHẬN)\s*(?:[:./|]|$)
    | \(?(?:Đã\s+ký|đã\s+ký|ĐÃ\s+KÝ)\)?$
    | XÁC\s+THỰC\s+VĂN\s+BẢN\s+HỢP\s+NHẤT
    """,
    re.VERBOSE,
)
_OFFICE_LINE = re.compile(rf"(?:TM|KT|TL|TUQ|T/M|K/T|Q)\s?\.\s?\w|{_OFFICE}(?!\w)")
_TITLES = re.compile(r"(?:GS|PGS|TS|ThS|BS|Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng)[.\s]\s*")

_FIRST_LETTERS = ("B", "L", "P", "N", "H", "T", "K", "Q", "C", "V", "G", "X", "(", "Đ", "đ")

_TYPE = re.compile(
    r"(?:QUY\s+CHẾ|(?:BẢN\s+)?QUY\s+ĐỊNH|ĐIỀU\s+LỆ|NỘI\s+QUY|QUY\s+TRÌNH|CHƯƠNG\s+TRÌNH|ĐỀ\s+ÁN"
    r"|KẾ\s+HOẠCH|HƯỚNG\s+DẪN|PHƯƠNG\s+ÁN|CHIẾN\s+LƯỢC|QUY\s+HOẠCH|QUY\s+CHUẨN|TIÊU\s+CHUẨN"
    r"|DANH\s+MỤC|THỂ\s+LỆ|(?:BỘ\s+)?TIÊU\s+CHÍ|ĐỊNH\s+MỨC|CHÍNH\s+SÁCH|REGULATIONS?|CHARTER)(?!\w)"
)
_ISSUED_WITH = re.compile(
    r"\(?\s*(?:được )?(?:ban hành |kèm )\s*(?:kèm )?theo"
    r"|\((?:promulgated|issued|accompanied|attached) (?:together )?(?:with|to)\b",
    re.IGNORECASE,
)
_FIRST_UNIT = re.compile(r"(?:Điều|ĐIỀU|Chương|CHƯƠNG|Phần|PHẦN)\s+(?:1|I|thứ nhất)(?!\w)")
_ANNEX_TITLE = re.compile(
    r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI|(?:QCVN|TCVN)\s*\d|(?:MẪU|BIỂU|BẢNG|DANH\s+MỤC|LỜI\s+NÓI\s+ĐẦU"
    r"|QUY\s+CHUẨN|TIÊU\s+CHUẨN|TỜ\s+KHAI|ĐƠN|GIẤY|PHIẾU)(?!\w)|(?:Mẫu|Biểu)\s+(?:số\s+)?\w?\d"
)


def head_of(lines: list[Line]) -> int:
    """How many of *lines* are letterhead, type and title; 0 when none looks like a letterhead."""
    end = 0
    for position, line in enumerate(lines[:40]):
        if _HEAD.search(line.text[:200]):
            end = position + 1
    if not end or not lines[end - 1].text.isupper():
        return end
    for position, line in enumerate(lines[end : end + 8], start=end):
        if ends_sentence(line.text) or _BEGINS_TEXT.match(line.text):
            return position
    return end


def joins_in_head(before: Line, after: Line, *, width: int) -> bool:
    """*after* goes on in the same line of a letterhead or signature as *before*."""
    joined = f"{before.text} {after.text}"
    long = len(before.text) > width // 2
    if after.text[0].isdigit() and before.text.endswith((":", "ngày", "tháng", "năm")):
        return True
    if before.text.isupper() and after.text.isupper() and before.text not in _TYPES:
        # A word broken off: “CHỦ / TỊCH QUỐC HỘI”, “CHỦ TỊCH QUỐC / HỘI”.
        alone = before.text.isalpha() or after.text.isalpha()
        return alone or long or bool(STATE.fullmatch(joined))
    if before.text.isupper() or after.text.isupper():
        return False
    if starts_upper(after.text) and not ends_sentence(before.text):
        name = before.text.isalpha() or (after.text.isalpha() and is_person(before.text))
        return name or long or bool(_ADOPTED.match(joined))
    return joins(before, after, wrapped=True, width=width)


def starts_conclusion(line: Line, before: Line | None, following: str) -> bool:
    """*line* is the sentence of adoption or the first line of the signature."""
    text = line.text.lstrip("|* ")
    if text[:1] not in _FIRST_LETTERS:
        return False
    joined = f"{text} {following}"
    if _ADOPTED.match(joined):
        return not (before and ends_open(before.text))
    if before and not (line.gap or ends_sentence(before.text) or before.text.startswith("|")):
        return False
    return bool(_SIGNS.match(text)) or is_office(text) or is_office(joined)


def is_office(text: str) -> bool:
    """*text* is the office of a signature: “KT. BỘ TRƯỞNG”, “CHỦ TỊCH QUỐC HỘI”."""
    return text.isupper() and bool(_OFFICE_LINE.match(text))


def is_person(text: str) -> bool:
    """*text* is a name: two to six words, each with a capital and small letters behind it."""
    words = _TITLES.sub("", text[:80]).split()
    return 2 <= len(words) <= 6 and all(
        word[0].isupper() and (word[1:].islower() or len(word) == 1) for word in words
    )


def starts_attachment(lines: list[Line], position: int, *, concluded: bool) -> bool:
    """A regulation issued with the act begins here: its type in capitals, “ban hành kèm theo”.

    Once the act is concluded, a first chapter or article below the type is sign enough.
    """
    text = lines[position].text
    if text[0] not in "QBĐNCKHPTDR":
        return False
    if text.startswith("Regulation"):
        # Translations write the title in small letters, with its origin right below.
        below = lines[position + 1].text if position + 1 < len(lines) else ""
        return bool(_ISSUED_WITH.match(below))
    if not _TYPE.match(text) or not text.isupper():
        return False
    for line in lines[position + 1 : position + 12]:
        if _ISSUED_WITH.match(line.text):
            return True
        if _FIRST_UNIT.match(line.text):
            return concluded
    return False


def starts_annex(lines: list[Line], position: int) -> bool:
    """A form, a standard or a table begins behind a signature without being called annex."""
    text = lines[position].text
    before = lines[position - 1].text if position else ""
    titled = bool(_ANNEX_TITLE.match(text)) and starts_upper(text)
    capitals = text.isupper() and text.count(" ") >= 4 and not is_office(before)
    if not (titled or capitals) or is_office(text):
        return False
    # The letterhead of an attached regulation is no annex.
    nearby = range(position + 1, min(position + 12, len(lines)))
    return not any(starts_attachment(lines, at, concluded=True) for at in nearby)


class Signature:
    """What a conclusion has shown so far; complete with an office and a name below it."""

    def __init__(self):
        self.has_office = False
        self.is_complete = False

    def read(self, text: str) -> None:
        if is_office(text):
            self.has_office = True
        elif self.has_office and is_person(text):
            self.is_complete = True
