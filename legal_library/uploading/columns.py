"""The columns of the table of attributes: what stands over them, what they mean, an example."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    heading: str
    explanation: str
    example: str
    is_required: bool = False
    is_day: bool = False
    longest: int = 255
    width: int = 20


COLUMNS = (
    Column(
        "type_name",
        _("Loại văn bản"),
        _("Chọn trong danh sách."),
        "Quyết định",
        is_required=True,
        longest=100,
    ),
    Column(
        "number",
        _("Số, ký hiệu"),
        _("Như trên văn bản. Để trống nếu văn bản không có số."),
        "15/2026/QĐ-UBND",
        longest=120,
        width=22,
    ),
    Column(
        "title",
        _("Trích yếu"),
        _("Tên nội dung văn bản, không ghi lại loại và số."),
        "Quy định mức chi cho hòa giải viên ở cơ sở",
        is_required=True,
        longest=2000,
        width=60,
    ),
    Column(
        "issuer",
        _("Cơ quan ban hành"),
        _("Chọn trong danh sách; cơ quan chưa có thì ghi đủ tên."),
        "Ủy ban nhân dân tỉnh An Lạc",
        is_required=True,
        width=34,
    ),
    Column(
        "issued_on",
        _("Ngày ban hành"),
        _("Ngày/tháng/năm."),
        "10/07/2026",
        is_required=True,
        is_day=True,
        width=16,
    ),
    Column(
        "effective_from",
        _("Có hiệu lực từ"),
        _("Ngày/tháng/năm; để trống nếu chưa rõ."),
        "20/07/2026",
        is_day=True,
        width=16,
    ),
    Column(
        "effective_to",
        _("Hết hiệu lực từ"),
        _("Ngày đầu tiên không còn hiệu lực; để trống nếu còn."),
        "",
        is_day=True,
        width=16,
    ),
    Column("signer", _("Người ký"), _("Họ và tên."), "Nguyễn Văn Mẫu", longest=120),
    Column(
        "url",
        _("Địa chỉ nguồn"),
        _("Trang mạng đã lấy văn bản, bắt đầu bằng https://."),
        "",
        longest=500,
        width=30,
    ),
    Column(
        "file_name",
        _("Tệp bản gốc"),
        _("Tên tệp (PDF quét, Word…) được tải lên cùng bảng này."),
        "quyet-dinh-15.pdf",
        width=26,
    ),
)
