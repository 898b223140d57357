"""Sample data for patterns.html: invented, plainly marked, and kept out of the database."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.html import format_html

from content import validity

STATUSES = (
    validity.IN_FORCE,
    validity.PARTLY_EXPIRED,
    validity.NOT_YET_IN_FORCE,
    validity.EXPIRED,
    validity.SUSPENDED,
    validity.NO_LONGER_SUITABLE,
    validity.UNKNOWN,
)


@dataclass
class SampleDocument:
    """Answers what `document_card.html` asks of a LegalDocument."""

    title: str
    number: str
    legal_status: str
    type: str = "Nghị quyết"
    issuer: str = "Hội đồng nhân dân tỉnh An Lạc"
    issued_on: date = date(2026, 7, 10)
    effective_from: date = date(2026, 12, 1)
    effective_to: date = date(2026, 9, 1)

    def get_absolute_url(self) -> str:
        return "#document-card"


@dataclass
class SampleRecord:
    """Answers what `record_card.html` asks of a ContentRecord."""

    title: str
    summary: str = ""
    owner_unit: str = "Sở Tư pháp tỉnh An Lạc"
    kind_label: str = "Hỏi đáp"
    published_at: datetime = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

    def get_absolute_url(self) -> str:
        return "#record-card"


@dataclass
class SampleHotline:
    label: str = "Trợ giúp pháp lý miễn phí"
    description: str = "Người nghèo, trẻ em, người có công và nhiều người khác không phải trả tiền."
    number: str = "0000 000 000"
    number_digits: str = "0000000000"
    hours: str = "Thứ Hai đến thứ Sáu, 7:30–17:00"


@dataclass
class SampleField:
    """Answers what `form_field.html` asks of a bound form field."""

    label: str
    help_text: str = ""
    errors: list[str] = field(default_factory=list)
    html_name: str = "sample"
    required: bool = True

    @property
    def field(self) -> "SampleField":
        return self

    @property
    def id_for_label(self) -> str:
        return f"id_{self.html_name}"

    def __str__(self) -> str:
        return format_html(
            '<input type="text" id="{id}" name="{name}" aria-describedby="{id}_helptext"'
            ' aria-invalid="{invalid}">',
            id=self.id_for_label,
            name=self.html_name,
            invalid="true" if self.errors else "false",
        )


def sample_context() -> dict:
    """All that patterns.html shows."""
    return {
        "page_title": "Mẫu giao diện",
        "statuses": STATUSES,
        "day": date(2026, 12, 1),
        "documents": [
            SampleDocument(
                title="Quy định mức thu phí tham quan công trình văn hóa trên địa bàn tỉnh (mẫu)",
                number="15/2026/NQ-HĐND",
                legal_status=validity.NOT_YET_IN_FORCE,
            ),
            SampleDocument(
                title="Quy định hỗ trợ học phí năm học 2025–2026 (mẫu)",
                number="09/2024/NQ-HĐND",
                legal_status=validity.EXPIRED,
            ),
        ],
        "records": [
            SampleRecord(
                title="Xây nhà trên đất trồng cây lâu năm có bị phạt không? (mẫu)",
                summary="Có. Phải chuyển mục đích sử dụng đất trước khi xây nhà.",
            ),
            SampleRecord(title="Nghỉ không báo trước có phải bồi thường? (mẫu)"),
        ],
        "hotline": SampleHotline(),
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
        "fields": [
            SampleField(label="Họ và tên", html_name="sample_name"),
            SampleField(
                label="Thư điện tử",
                help_text="Để chúng tôi báo khi có câu trả lời.",
                errors=["Thư điện tử cần có dấu @. Hãy xem lại."],
                html_name="sample_email",
                required=False,
            ),
        ],
        "steps": [
            {"title": "Chuẩn bị giấy chứng sinh", "text": "Do cơ sở y tế cấp."},
            {"title": "Nộp tại Ủy ban nhân dân cấp xã", "text": ""},
            {"title": "Nhận giấy khai sinh", "text": "Trong ngày làm việc."},
        ],
        "tiles": [
            {
                "title": "Đất đai, nhà ở",
                "words": "sổ đỏ, thu hồi, bồi thường",
                "url": "#topic-tile",
            },
            {"title": "Hôn nhân, gia đình", "words": "kết hôn, ly hôn", "url": "#topic-tile"},
            {"title": "Giao thông", "words": "mức phạt, giấy phép lái xe", "url": "#topic-tile"},
        ],
        "table": {
            "caption": "Mức hỗ trợ theo vụ việc (mẫu)",
            "columns": ["Vụ việc", "Mức hỗ trợ"],
            "rows": [["Hòa giải thành", "400.000 đồng"], ["Hòa giải không thành", "200.000 đồng"]],
        },
        "tones": ("info", "success", "warning", "error"),
    }
