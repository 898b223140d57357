"""What the log calls its details, and how it says their values."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .registration import words_of

# What the details are called; a key that is missing here is shown as it is.
NAMES = {
    "address": gettext_lazy("địa chỉ"),
    "before": gettext_lazy("trước ngày"),
    "count": gettext_lazy("số lượng"),
    "created": gettext_lazy("mới"),
    "decision": gettext_lazy("quyết định"),
    "factor": gettext_lazy("cách xác thực"),
    "fields": gettext_lazy("trường"),
    "file": gettext_lazy("tệp"),
    "filters": gettext_lazy("bộ lọc"),
    "for_review": gettext_lazy("chờ rà soát"),
    "happened_on": gettext_lazy("ngày"),
    "heir": gettext_lazy("đơn vị kế thừa"),
    "import_created": gettext_lazy("mới"),
    "import_updated": gettext_lazy("cập nhật"),
    "kind": gettext_lazy("loại"),
    "legal_basis": gettext_lazy("căn cứ"),
    "method": gettext_lazy("cách gửi"),
    "minutes": gettext_lazy("số phút"),
    "number": gettext_lazy("số lượng"),
    "old_name": gettext_lazy("tên trước đây"),
    "parent": gettext_lazy("đơn vị cấp trên"),
    "people": gettext_lazy("số người"),
    "previous": gettext_lazy("giá trị cũ"),
    "province": gettext_lazy("tỉnh"),
    "reason": gettext_lazy("lý do"),
    "removed": gettext_lazy("đã xóa"),
    "role": gettext_lazy("vai trò"),
    "rows": gettext_lazy("số dòng"),
    "sessions": gettext_lazy("số phiên"),
    "step": gettext_lazy("bước"),
    "steps": gettext_lazy("số bước"),
    "successions": gettext_lazy("số lần kế thừa"),
    "to": gettext_lazy("giao cho"),
    "unchanged": gettext_lazy("không đổi"),
    "unchecked": gettext_lazy("điểm chưa xem"),
    "updated": gettext_lazy("cập nhật"),
    "view": gettext_lazy("màn hình"),
    "what": gettext_lazy("thao tác"),
    "whole_network": gettext_lazy("cả mạng"),
    "word_changes": gettext_lazy("số lần sửa chữ"),
    "year": gettext_lazy("năm"),
}


def in_words(detail: dict) -> str:
    """The details as a reader says them: “vai trò: Lãnh đạo; lý do: nghỉ hưu”."""
    filled = {key: value for key, value in detail.items() if value not in ("", None, [], {})}
    return "; ".join(f"{NAMES.get(key, key)}: {_value(key, filled[key])}" for key in filled)


def _value(key: str, value) -> str:
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, list):
        return ", ".join(_value(key, each) for each in value)
    if isinstance(value, dict):
        return ", ".join(f"{name}: {each}" for name, each in value.items())
    return str(words_of(key).get(str(value), value))
