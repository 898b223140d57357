"""What stands behind the name or number of an act: date, issuer, years of amendment."""

import re
from dataclasses import replace
from datetime import date

from .model import Act

_DATE = re.compile(
    r"""
    [\s,]* (?:ban\s+hanh\s+|thong\s+qua\s+)? ngay \s+
    (?P<day>\d{1,2}) \s* (?: thang \s* (?P<month>\d{1,2}) \s* nam \s* (?P<year>\d{4})
                           | [/.-] \s* (?P<month2>\d{1,2}) \s* [/.-] \s* (?P<year2>\d{4}) )
    (?!\d)
    """,
    re.VERBOSE,
)
_AMENDED = re.compile(  # “(được sửa đổi, bổ sung năm 2017, 2025)”
    r"\s*(?:[,(]\s*)?(?:da\s+|duoc\s+){0,3}sua\s+doi(?:\s*,?\s*bo\s+sung)?(?:\s+cac)?\s+nam\s+"
    r"(?P<years>\d{4}(?:(?:\s*,\s*|\s+va\s+)(?:nam\s+)?\d{4}){0,5})\s*(?P<close>\))?"
)
# Small words inside the names of bodies; a name goes on over them and over capitals.
_SMALL = (
    "nhân dân|tỉnh|thành phố|xã hội|xã|phường|đặc khu|huyện|quận|thị xã|thị trấn|tướng|phủ|trưởng"
    "|đốc|ương|pháp|bộ|hội|gia|tịch|nước|viên|tối cao|lực|thông vận tải|nông thôn|công nghệ|học"
    "|nghiệp|sản|truyền|đầu tư|hoạch|sở|vận|tải|tổ quốc|quốc|sát|cao|tài|đoàn|động|binh|môi trường"
    "|thao|lịch|tạo|triển|nghệ|tin|dục|nguyên|hóa|hoá|hàng|vụ|thẩm phán|mại|cục|bí thư|thư|thông"
    "|phòng|thương|giao|an|tế|chính|tư|dựng|giáo|tộc|kiểm sát|án"
).replace(" ", r"\s")
_HEADS = (
    "Chính phủ|Thủ tướng|Quốc hội|[UỦ][yỷ]\\s+ban|UBND|UBTVQH|HĐND|Hội đồng|Bộ|Ban|Chủ tịch"
    "|Thống đốc|Giám đốc|Tổng|Thanh tra|Chánh|Viện|Tòa|Toà|Ngân hàng|Bảo hiểm|Kiểm toán|Sở|Tỉnh ủy"
    "|Văn phòng|Đảng|Trung ương"
)
_CAPITAL = r"[A-ZĐÂĂÊÔƠƯÁÀẢÃẠÉÈẺẼẸÍÌỈĨỊÓÒỎÕỌÚÙỦŨỤÝỲỶỸỴỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰẾỀỂỄỆẤẦẨẪẬẮẰẲẴẶ]\w*"
_NO_BODY = r"(?!Bộ\s+luật|Luật|Nghị|Thông\stư|Quyết|Pháp\slệnh|Hiến|Chỉ|Điều|Khoản|Điểm|Chương|Phụ)"
_ISSUER = re.compile(
    rf"\s+của\s+{_NO_BODY}(?P<issuer>(?:{_HEADS})(?!\w)"
    rf"(?:(?:,?\s(?:và\s)?|\s-\s){_NO_BODY}(?:{_CAPITAL}|(?:{_SMALL})(?!\w))){{0,16}})"
)


def read_date(folded: str, position: int) -> tuple[date, int] | None:
    """The date at *position* and where it ends; a day that does not exist is none."""
    match = _DATE.match(folded, position)
    if match is None:
        return None
    year, month = match["year"] or match["year2"], match["month"] or match["month2"]
    try:
        return date(int(year), int(month), int(match["day"])), match.end()
    except ValueError:
        return None


def with_tail(act: Act, text: str, folded: str, end: int) -> tuple[Act, int]:
    """*act* with what stands behind it, and where that ends."""
    if dated := read_date(folded, end):
        day, end = dated
        act = replace(act, issued_on=day, year=act.year or day.year)
    if issuer := _ISSUER.match(text, end):
        act = replace(act, issuer=" ".join(issuer["issuer"].split()))
        end = issuer.end()
    if amended := _AMENDED.match(folded, end):
        years = tuple(int(year) for year in re.findall(r"\d{4}", amended["years"]))
        opened = "(" in text[end : amended.start("years")]
        end = amended.end() if opened or not amended["close"] else amended.end("years")
        act = replace(act, amended=years)
    return act, end
