"""What a step is called in the list of steps, for the person who made it and for the next."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..addresses import place_name
from ..parsing import Node
from .locating import words_of

KIND_NAMES = {
    "part": gettext_lazy("Phần"),
    "chapter": gettext_lazy("Chương"),
    "section": gettext_lazy("Mục"),
    "subsection": gettext_lazy("Tiểu mục"),
    "article": gettext_lazy("Điều"),
    "clause": gettext_lazy("Khoản"),
    "point": gettext_lazy("Điểm"),
    "annex": gettext_lazy("Phụ lục"),
    "paragraph": gettext_lazy("Đoạn"),
    "table": gettext_lazy("Bảng"),
    "note": gettext_lazy("Chú thích"),
}
_SHORT = 60
_PATTERNS = {
    "split": gettext_lazy("Tách %(name)s thành hai"),
    "join": gettext_lazy("Nối %(name)s vào phần trước"),
    "retype": gettext_lazy("Đổi %(name)s thành %(kind)s"),
    "renumber": gettext_lazy("Đổi số của %(name)s thành %(number)s"),
    "edit": gettext_lazy("Sửa chữ ở %(name)s"),
    "up": gettext_lazy("Chuyển %(name)s lên trước"),
    "down": gettext_lazy("Chuyển %(name)s xuống sau"),
    "move_in": gettext_lazy("Đưa %(name)s vào trong phần trước"),
    "move_out": gettext_lazy("Đưa %(name)s ra ngoài"),
    "quote": gettext_lazy("Đánh dấu hoặc bỏ dấu phần trích ở %(name)s"),
    "remove": gettext_lazy("Xóa phần trống ở %(name)s"),
    "to_next_zone": gettext_lazy("Chuyển từ %(name)s trở đi sang phần sau"),
    "to_previous_zone": gettext_lazy("Chuyển đến hết %(name)s về phần trước"),
    "attach": gettext_lazy("Tách thành văn bản kèm theo từ %(name)s"),
    "detach": gettext_lazy("Nhập văn bản kèm theo có %(name)s vào văn bản trước"),
}


def name_of(node: Node) -> str:
    """“khoản 2 Điều 5”; of what has no number its kind and first words."""
    if node.kind not in ("paragraph", "table", "note") and (name := place_name(node.eid)):
        return name
    words = " ".join(words_of(node).split())
    words = f"{words[:_SHORT]}…" if len(words) > _SHORT else words
    return f"{KIND_NAMES[node.kind].lower()} “{words}”"


def saying(operation: str, node: Node, arguments: dict) -> str:
    """What was done, in one sentence."""
    if operation == "move":
        operation = "up" if arguments["by"] < 0 else "down"
    kind = KIND_NAMES.get(arguments.get("kind", ""), "")
    words = {"name": name_of(node), "kind": str(kind).lower(), "number": arguments.get("number")}
    return (_PATTERNS[operation] % words)[:500]


def saying_undone(said: str) -> str:
    return _("Hoàn tác: %s") % said


def saying_redone(said: str) -> str:
    return _("Làm lại: %s") % said
