"""Sample data of what shows how a law changed: invented, and kept out of the database."""

from datetime import date

from legal_library.amending.showing import Act, Waiting
from legal_library.comparing import compare_articles
from legal_library.parsing import Node

_DAY = date(2027, 1, 1)


def _article(level: str) -> Node:
    clause = Node("clause", "1", "1.", text=f"Hòa giải thành: {level} đồng.", eid="art_3__para_1")
    return Node("article", "3", "Điều 3.", "Mức hỗ trợ", eid="art_3", children=(clause,))


WAITING = Waiting(3, [Act("Nghị quyết số 0/2026/NQ-HĐND (mẫu)", "mau")], 2, _DAY, False)
COMPARED = {
    "unit": compare_articles(_article("300.000"), _article("400.000")),
    "label": "Sửa đổi",
    "article_url": "#compared-unit",
}
ORDER_GROUP = {
    "act": None,
    "citation": "Nghị quyết số 0/2026/NQ-HĐND (mẫu)",
    "day": _DAY,
    "orders": [
        {
            "item": {
                "get_action_display": "Thay cụm từ",
                "old_words": "tổ dân phố",
                "new_words": "tổ dân phố, khu phố",
                "state": "new",
                "words": "Thay thế cụm từ tại khoản 1 Điều 2.",
            },
            "place": "khoản 1 Điều 2",
            "url": "#order-group",
            "source_url": "#order-group",
            "state_label": "Chưa áp dụng",
        }
    ],
}
