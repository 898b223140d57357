"""Sample data for patterns.html: invented, plainly marked, and kept out of the database."""

from datetime import UTC, date, datetime

from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict

from content import validity
from content.models.records import Component
from departments.board import Board, Cell, Row, State
from departments.models import Unit
from departments.timeline import Entry
from legal_library.relation_picture import WIDTH, Box, Column, Picture

from .front_page import Today
from .pattern_versions import COMPARED, ORDER_GROUP, WAITING

STATUSES = (
    validity.IN_FORCE,
    validity.PARTLY_EXPIRED,
    validity.NOT_YET_IN_FORCE,
    validity.EXPIRED,
    validity.SUSPENDED,
    validity.NO_LONGER_SUITABLE,
    validity.UNKNOWN,
)
DAY = date(2026, 12, 1)
UNIT = "Sở Tư pháp tỉnh An Lạc"
TOPICS = [{"code": "9", "name": "Đất đai"}, {"code": "41", "name": "Tư pháp"}]
SHARED = {
    "get_absolute_url": "#",
    "owner_unit": UNIT,
    "published_at": datetime(2026, 11, 20, 9, 0, tzinfo=UTC),
}

DOCUMENTS = [
    {
        "title": "Quy định mức thu phí tham quan công trình văn hóa trên địa bàn tỉnh (mẫu)",
        "type": "Nghị quyết",
        "number": "15/2026/NQ-HĐND",
        "issuer": "Hội đồng nhân dân tỉnh An Lạc",
        "issued_on": date(2026, 7, 10),
        "legal_status": validity.NOT_YET_IN_FORCE,
        "effective_from": DAY,
        "get_absolute_url": "#",
    },
    {
        "title": "Quy định hỗ trợ học phí năm học 2025–2026 (mẫu)",
        "type": "Quyết định",
        "number": "09/2024/QĐ-UBND",
        "issuer": "Ủy ban nhân dân tỉnh An Lạc",
        "issued_on": date(2024, 7, 1),
        "legal_status": validity.EXPIRED,
        "effective_to": DAY,
        "get_absolute_url": "#",
    },
]
QUESTION = SHARED | {
    "title": "Xây nhà trên đất trồng cây lâu năm có bị phạt không? (mẫu)",
    "summary": "Có. Phải chuyển mục đích sử dụng đất trước khi xây nhà.",
    "kind_label": "Hỏi đáp",
    "answered_on": date(2026, 11, 20),
    "legal_bases": ["một", "hai"],
}
NEWS = SHARED | {"title": "Tập huấn hòa giải ở cơ sở cho 40 xã (mẫu)", "kind_label": "Tin tức"}
MATERIAL = SHARED | {
    "title": "Sổ tay hòa giải viên (mẫu)",
    "summary": "Những việc cần làm trước, trong và sau một buổi hòa giải.",
    "kind": "Sổ tay",
    "page_count": 48,
}
HOTLINE = {
    "label": "Trợ giúp pháp lý miễn phí",
    "description": "Người nghèo, trẻ em, người có công và nhiều người khác không phải trả tiền.",
    "number": "0000 000 000",
    "number_digits": "0000000000",
    "hours": "Thứ Hai đến thứ Sáu, 7:30–17:00",
}


FORMER_UNIT = Unit(
    code="xa-cu-mau",
    name="Xã Bến Gốm (mẫu)",
    kind=Unit.Kind.COMMUNE,
    valid_to=date(2025, 7, 1),
)
HEIR = Unit(code="phuong-moi-mau", name="Phường Bến Đò (mẫu)", kind=Unit.Kind.WARD)
UNIT_ENTRIES = [
    Entry(date(2025, 7, 1), "Nhập vào", ((HEIR, "một phần"),), "1/NQ-MẪU"),
    Entry(date(1997, 1, 1), "Bắt đầu hoạt động"),
]
OFFICER = {
    "name": "Trần Thị Mẫu",
    "title": "Trưởng phòng",
    "phone": "0000 000 002",
    "phone_digits": "0000000002",
}
BOARD = Board(
    day=DAY,
    kinds=[],
    rows=[
        Row(
            Unit(name=UNIT, code="so-mau", kind=Unit.Kind.DEPARTMENT),
            "#board-table",
            tuple(
                Cell(component, state, count=1, last_update_on=DAY, url="#board-table")
                for component, state in zip(
                    Component, [State.FILLED, State.STALE, *[State.EMPTY] * 6], strict=True
                )
            ),
        )
    ],
)


class SampleForm(forms.Form):
    """A field that is right, and one with an error."""

    name = forms.CharField(label="Họ và tên")
    email = forms.EmailField(
        label="Thư điện tử",
        help_text="Để chúng tôi báo khi có câu trả lời.",
        required=False,
        error_messages={"invalid": "Thư điện tử cần có dấu @. Hãy xem lại."},
    )


class SampleFilter(forms.Form):
    topic = forms.ChoiceField(label="Chủ đề", choices=[("", "Mọi chủ đề"), ("9", "Đất đai")])


RELATIONS_DRAWN = Picture(
    width=WIDTH,
    height=180,
    middle=Box(352, 52, "Nghị định 7/2030/NĐ-CP", "Chưa có hiệu lực"),
    columns=[
        Column(
            "Văn bản áp dụng",
            8,
            26,
            "M272 62 C312 62 312 90 352 90",
            [Box(8, 38, "Thông tư 9/2030/TT-BTP", "Chưa có hiệu lực", "#relation-picture")],
            more=3,
            more_y=106,
        ),
        Column(
            "Thay thế",
            648,
            26,
            "M648 62 C608 62 608 90 568 90",
            [
                Box(
                    648,
                    38,
                    "Nghị định 12/2020/NĐ-CP",
                    "Hết hiệu lực toàn bộ",
                    "#relation-picture",
                    is_gone=True,
                ),
                Box(648, 96, "Nghị định số 1/1999/NĐ-CP"),
            ],
        ),
    ],
)
FILES = [
    {"label": "Word", "ending": "docx", "media_type": "application/msword", "url": "#buttons"},
    {"label": "PDF", "ending": "pdf", "media_type": "application/pdf", "url": "#buttons"},
]


def sample_context() -> dict:
    """All that patterns.html shows."""
    return {
        "files": FILES,
        "picture": RELATIONS_DRAWN,
        "page_title": "Mẫu giao diện",
        "statuses": STATUSES,
        "day": DAY,
        "documents": DOCUMENTS,
        "records": [QUESTION, NEWS],
        "question": QUESTION,
        "material": MATERIAL,
        "hotline": HOTLINE,
        "former_unit": FORMER_UNIT,
        "heirs": [HEIR],
        "unit_entries": UNIT_ENTRIES,
        "directory": {"query": "bến gốm", "day_errors": ["Không đọc được ngày này."]},
        "today": Today(day=DAY, starting=2, starting_soon=1, ending=1, answered=5),
        "page_of_many": Paginator(range(340), 20).get_page(5),
        "querydict": QueryDict("q=đất đai"),
        "trail": [("Văn bản", "#breadcrumbs"), ("Nghị quyết", "#breadcrumbs")],
        "tabs": [
            {"label": "Toàn văn", "url": "#tabs", "current": True},
            {"label": "Thuộc tính", "url": "#tabs"},
            {"label": "Lược đồ", "url": "#tabs", "count": 7},
        ],
        "choices": [
            {"value": "in_force", "label": "Còn hiệu lực", "count": 1151, "checked": True},
            {"value": "not_yet_in_force", "label": "Chưa có hiệu lực", "count": 4},
            {"value": "expired", "label": "Hết hiệu lực", "count": 59},
        ],
        "actions": [("Xem tất cả văn bản", "#empty-state"), ("Đặt câu hỏi", "#empty-state")],
        "form": SampleForm({"name": "Nguyễn Văn Mẫu", "email": "khong-co-a-cong"}),
        "account_form": SampleForm(auto_id="account_%s"),
        "filter": {"form": SampleFilter(auto_id="filter_%s"), "is_narrowed": True},
        "wrong_filter": {"form": SampleFilter({"topic": "khong-co"})},
        "bases": [
            {
                "citation": "khoản 1 Điều 3 Nghị quyết mẫu",
                "url": "#legal-bases",
                "document": {"legal_status": validity.IN_FORCE},
            },
            {"citation": "Điều 5 Quyết định mẫu, chưa có trong tủ sách"},
        ],
        "changed_bases": [
            {
                "basis": {"citation": "khoản 1 Điều 3 Nghị quyết mẫu"},
                "url": "#changed-bases",
                "place": "khoản 1 Điều 3",
                "what": "Được sửa đổi, bổ sung",
                "since": DAY,
                "source": "Nghị quyết sửa đổi (mẫu)",
                "pieces": [
                    (" ", "Mức hỗ trợ là "),
                    ("-", "200.000"),
                    ("+", "300.000"),
                    (" ", " đồng."),
                ],
            }
        ],
        "topics": TOPICS,
        "source": {
            "legal_bases": [],
            "topics": {"all": TOPICS},
            "owner_unit": UNIT,
            "source_credit": "Báo An Lạc",
            "get_licence_display": "Được dùng lại, ghi nguồn (CC BY 4.0)",
            "last_published_at": datetime(2026, 11, 20, 9, 0, tzinfo=UTC),
        },
        "unit": {"name": UNIT, "phone": "0000 000 001", "email": "mau@anlac.example"},
        "officer": OFFICER,
        "section_nav": [
            ("Hỏi đáp pháp luật", "#section-nav", 7),
            ("Tài liệu trực tuyến", "#khac", 12),
        ],
        "units": [{"code": "so-mau", "name": f"Sở Mẫu {number}"} for number in range(1, 6)],
        "many_units": [{"code": "xa-mau", "name": f"Xã Mẫu {number}"} for number in range(1, 31)],
        "board": BOARD,
        "waiting": WAITING,
        "compared": COMPARED,
        "order_group": ORDER_GROUP,
        "states": State,
        "steps": [
            {"title": "Chuẩn bị giấy chứng sinh", "text": "Do cơ sở y tế cấp."},
            {"title": "Nộp tại Ủy ban nhân dân cấp xã", "text": ""},
            {"title": "Nhận giấy khai sinh", "text": "Trong ngày làm việc."},
        ],
        "tiles": [
            {"title": "Đất đai, nhà ở", "words": "sổ đỏ, thu hồi, bồi thường"},
            {"title": "Hôn nhân, gia đình", "words": "kết hôn, ly hôn"},
            {"title": "Giao thông", "words": "mức phạt, giấy phép lái xe"},
        ],
        "table": {
            "caption": "Mức hỗ trợ theo vụ việc (mẫu)",
            "columns": ["Vụ việc", "Mức hỗ trợ"],
            "rows": [["Hòa giải thành", "400.000 đồng"], ["Không thành", "200.000 đồng"]],
        },
        "tones": ("info", "success", "warning", "error"),
    }
