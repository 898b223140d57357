"""Text printed in capitals, as a sentence: “ỦY BAN NHÂN DÂN TỈNH AN LẠC” and the like.

Headings and names of bodies stand in capitals in print (Phụ lục I Nghị định 30/2020/NĐ-CP);
in lists and titles a sentence is easier to read. Pure Python.
"""

import re

from .text import normalize

# Names that keep their capitals in a sentence.
_PROPER_NAMES = (
    "Bộ luật",
    "Bộ trưởng",
    "Chính phủ",
    "Chủ tịch nước",
    "Công an nhân dân",
    "Đảng Cộng sản",
    "Hiến pháp",
    "Hội đồng Dân tộc",
    "Hội đồng nhân dân",
    "Kiểm toán nhà nước",
    "Mặt trận Tổ quốc",
    "Nhà nước",
    "Quân đội nhân dân",
    "Quốc hội",
    "Thủ tướng",
    "Tòa án",
    "Tòa án nhân dân",
    "Tổ quốc",
    "Ủy ban nhân dân",
    "Ủy ban Thường vụ Quốc hội",
    "Viện kiểm sát nhân dân",
    "Việt Nam",
)
_PROPER = re.compile(
    "|".join(sorted(_PROPER_NAMES, key=len, reverse=True)).replace(" ", r"\s"), re.IGNORECASE
)
_SPELLED = {name.lower(): name for name in _PROPER_NAMES}
# The name of a place follows its kind: “tỉnh an lạc”; two or three syllables, to the end.
_PLACE = re.compile(
    r"(\b(?:tỉnh|thành phố|xã|phường|đặc khu|huyện|quận|thị trấn)\s)((?:[^\W\d_]+[ -]?){1,4})$"
)


def from_capitals(text: str) -> str:
    """*text* in sentence case when it is all in capitals, otherwise as it is."""
    if not text.isupper():
        return text
    lowered = normalize(text).lower()
    named = _PROPER.sub(lambda match: _SPELLED[" ".join(match[0].split())], lowered)
    placed = _PLACE.sub(lambda match: match[1] + match[2].title(), named)
    return placed[:1].upper() + placed[1:]
