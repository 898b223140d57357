"""The words of citations: levels of provisions, types of acts. Matched folded, checked as printed.

Folding lets “dieu 79 luat dat dai” be read; the printed check keeps “mức 5” (a rate) from being
“mục 5” (a section): a word counts with its own marks or with none at all.
"""

import re

from content.text import fold, normalize

# Folded word, level, and its spelling. From narrow to wide, which is the order of citations.
LEVELS = {
    "doan": ("paragraph", "đoạn"),
    "tiet": ("item", "tiết"),
    "diem": ("point", "điểm"),
    "khoan": ("clause", "khoản"),
    "dieu": ("article", "điều"),
    "mau": ("form", "mẫu"),
    "tieu muc": ("subsection", "tiểu mục"),
    "muc": ("section", "mục"),
    "chuong": ("chapter", "chương"),
    "phan": ("part", "phần"),
    "phu luc": ("annex", "phụ lục"),
}
RANK = {level: rank for rank, (level, _word) in enumerate(LEVELS.values())}

# Folded word and type; longer words first where one begins another.
TYPES = {
    "thong tu lien tich": "Thông tư liên tịch",
    "nghi quyet lien tich": "Nghị quyết liên tịch",
    "van ban hop nhat": "Văn bản hợp nhất",
    "hien phap": "Hiến pháp",
    "bo luat": "Bộ luật",
    "luat": "Luật",
    "phap lenh": "Pháp lệnh",
    "sac lenh": "Sắc lệnh",
    "sac luat": "Sắc luật",
    "nghi dinh": "Nghị định",
    "nghi quyet": "Nghị quyết",
    "quyet dinh": "Quyết định",
    "thong tu": "Thông tư",
    "chi thi": "Chỉ thị",
    "ke hoach": "Kế hoạch",
    "ket luan": "Kết luận",
    "cong van": "Công văn",
    "cong dien": "Công điện",
    "to trinh": "Tờ trình",
    "thong bao": "Thông báo",
    "huong dan": "Hướng dẫn",
    "bao cao": "Báo cáo",
    "lenh": "Lệnh",
    # Issued with another act; they have no number of their own.
    "quy che": "Quy chế",
    "quy dinh": "Quy định",
    "quy trinh": "Quy trình",
    "dieu le": "Điều lệ",
    "noi quy": "Nội quy",
    "chuong trinh": "Chương trình",
    "de an": "Đề án",
    "danh muc": "Danh mục",
    "dinh muc": "Định mức",
}
NAMED_TYPES = ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh")
ATTACHED_TYPES = (
    *("Quy chế", "Quy định", "Quy trình", "Điều lệ", "Nội quy", "Chương trình", "Đề án"),
    *("Danh mục", "Định mức"),
)
SPELLINGS = {folded: normalize(name).lower() for folded, name in TYPES.items()} | {
    folded: spelling for folded, (_level, spelling) in LEVELS.items()
}

TYPE_OF_SYMBOL = {
    "ND": "Nghị định",
    "NQ": "Nghị quyết",
    "QD": "Quyết định",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "TTLN": "Thông tư liên tịch",
    "NQLT": "Nghị quyết liên tịch",
    "CT": "Chỉ thị",
    "VBHN": "Văn bản hợp nhất",
    "KH": "Kế hoạch",
    "KL": "Kết luận",
    "CD": "Công điện",
    "TTR": "Tờ trình",
    "TB": "Thông báo",
    "SL": "Sắc lệnh",
    "PL": "Pháp lệnh",
    "L": "Lệnh",
    "QCVN": "QCVN",
    "TCVN": "TCVN",
}

# What is counted: “điều 5 người”, “khoản 5 triệu đồng” are no provisions.
_THINGS = (
    "người|cán bộ|chiến sĩ|công an|bộ đội|dân quân|lực lượng|nhân viên|xe|tàu|máy|chiếc|tổ|đội|nhóm"
    "|đoàn|đại đội|hộ|lần|lượt|đợt|ca|triệu|tỷ|tỉ|nghìn|ngàn|đồng|usd|đô la|vnđ|phần trăm|tháng|năm"
    "|ngày|giờ|phút|tuần|quý|mét|km|m|ha|kg|tấn|bài|câu|môn|suất|trở lên|trở xuống|giếng|mũi|chỗ"
    "|trên bản đồ|trên địa bàn|giao với|điểm"
)
COUNTED = frozenset(_THINGS.split("|"))
_COUNTED = re.compile(
    r"\s*%|\s+(?:"
    + "|".join(sorted({fold(word).replace(" ", r"\s+") for word in COUNTED}, key=len, reverse=True))
    + r")(?!\w)(?<!diem)|\s+diem(?!\s+[a-z]?\d*(?!\w)|\w)"
)


def is_counted(text: str, folded: str, position: int, *, unmarked: bool) -> bool:
    """Something to count follows: “5 người”, “30%”; *unmarked*: the text is typed without marks."""
    match = _COUNTED.match(folded, position)
    if match is None:
        return False
    printed = " ".join(normalize(text[position : match.end()]).lower().split())
    return printed == "%" or printed in COUNTED or (unmarked and printed.isascii())


def is_printed_as(printed: str, folded: str) -> bool:
    """*printed* is the word itself, or it is typed without any marks."""
    printed = " ".join(normalize(printed).lower().split())
    return printed in (SPELLINGS[folded], folded)
