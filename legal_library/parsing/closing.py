"""Where an act ends: the closing sentence, the signature, and what is attached behind it."""

import re

from .lines import Line, ends_sentence

_ADOPTED = re.compile(
    r"(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết|Hiến pháp) (?:này )?(?:đã )?(?:được|do) "
    r"(?:Quốc hội|Ủy ban [Tt]hường vụ|Uỷ ban [Tt]hường vụ|Hội đồng nhân dân|HĐND)"
)
_SIGNS = re.compile(
    r"""
    Nơi\s+nhận\s*:? | NƠI\s+NHẬN\s*:?
    | (?:TM|KT|TL|TUQ|T/M|K/T|Q)\s?\.\s?[A-ZĐ]
    | (?:PHÓ\s+)?(?:CHỦ\s+TỊCH|BỘ\s+TRƯỞNG|THỦ\s+TƯỚNG|CHÁNH\s+ÁN|VIỆN\s+TRƯỞNG|THỨ\s+TRƯỞNG
        |TỔNG\s+KIỂM\s+TOÁN|THỐNG\s+ĐỐC|GIÁM\s+ĐỐC|TỔNG\s+THANH\s+TRA|CHỦ\s+NHIỆM
        |TỔNG\s+GIÁM\s+ĐỐC|CỤC\s+TRƯỞNG|TỔNG\s+CỤC\s+TRƯỞNG|CHÁNH\s+VĂN\s+PHÒNG|VỤ\s+TRƯỞNG)
      (?:\s+[^a-zà-ỹ]+)?$
    | \(?(?:Đã\s+ký|đã\s+ký|ĐÃ\s+KÝ)\)?$
    | XÁC\s+THỰC\s+VĂN\s+BẢN\s+HỢP\s+NHẤT
    """,
    re.VERBOSE,
)
_TYPE = re.compile(
    r"(?:QUY\s+CHẾ|QUY\s+ĐỊNH|ĐIỀU\s+LỆ|NỘI\s+QUY|QUY\s+TRÌNH|CHƯƠNG\s+TRÌNH|ĐỀ\s+ÁN|KẾ\s+HOẠCH"
    r"|HƯỚNG\s+DẪN|PHƯƠNG\s+ÁN|CHIẾN\s+LƯỢC|QUY\s+HOẠCH|QUY\s+CHUẨN|TIÊU\s+CHUẨN|BẢN\s+QUY\s+ĐỊNH"
    r"|DANH\s+MỤC)(?!\w)"
)
_ISSUED_WITH = re.compile(r"\(?\s*(?:được )?(?:ban hành |kèm )\s*(?:kèm )?theo", re.IGNORECASE)
_FIRST_UNIT = re.compile(r"(?:Điều|ĐIỀU|Chương|CHƯƠNG|Phần|PHẦN)\s+(?:1|I|thứ nhất)(?!\w)")


def starts_conclusion(line: Line, before: Line | None) -> bool:
    """*line* is the sentence of adoption or the first line of the signature."""
    text = line.text.lstrip("|* ")
    first = text[:1]
    if first not in "BLPNHTKQCVGX(Đđ":
        return False
    if before and not (line.gap or ends_sentence(before.text) or before.text.startswith("|")):
        return False
    return bool(_SIGNS.match(text) or (_ADOPTED.match(text) and len(text) < 200))


def starts_attachment(lines: list[Line], position: int, *, concluded: bool) -> bool:
    """A regulation issued with the act begins here: its type in capitals, “ban hành kèm theo”.

    Once the act is concluded, a first chapter or article below the type is sign enough.
    """
    text = lines[position].text
    if text[:1] not in "QĐNCKHPTBD" or not _TYPE.match(text) or not text.isupper():
        return False
    for line in lines[position + 1 : position + 12]:
        if _ISSUED_WITH.match(line.text):
            return True
        if _FIRST_UNIT.match(line.text):
            return concluded
    return False
