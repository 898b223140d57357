"""Quoted amendments: where a quotation of provisions opens, and where it ends."""

import re

from .acceptance import Series, cites, is_cut
from .lines import Line, without_note_sign
from .markers import Mark
from .numbers import follows

_OPENING = ("“", '"', "‘‘")
_CLOSES = re.compile(r"(?:[\"”]|’’)[\s.;,:)]*(?:và|hoặc)?$")
_INTRODUCES = re.compile(r"như sau\s*:?$|:$")
_INSTRUCTS = re.compile(
    r"""
    (?:Sửa\ đổi|Bổ\ sung|Bãi\ bỏ|Hủy\ bỏ|Huỷ\ bỏ|Thay|Bỏ|Sửa) \b .{0,300}?
      \b(?:[Đđ]iểm|[Kk]hoản|[Đđ]iều|[Mm]ục|[Cc]hương|Phụ\ lục|cụm\ từ|từ\ “|tên|[Đđ]oạn|Mẫu) \b
  | (?:Điểm|Khoản|Điều|Tên|Đoạn|Mục|Chương) \b .{0,200}? \b(?:sửa\ đổi|bổ\ sung|bãi\ bỏ|như\ sau)
    """,
    re.VERBOSE,
)


def introduces(text: str) -> bool:
    """*text* announces a quotation: “… sửa đổi, bổ sung như sau:”."""
    return bool(_INTRODUCES.search(text))


def opens(line: Line, before: Line | None, mark: Mark | None) -> bool:
    """A quotation of provisions begins with *line*, not just a quoted word."""
    if before is None or not line.text.lstrip("'").startswith(_OPENING):
        return False
    if mark:
        return mark.quoted
    return introduces(before.text) and balance(line.text, 0) > 0


def closes(text: str) -> bool:
    """*text* ends with a closing quotation mark, whatever stop follows it."""
    return bool(_CLOSES.search(without_note_sign(text)[-12:]))


def balance(text: str, depth: int) -> int:
    """*depth* after *text*; a straight quotation mark opens when none is open."""
    depth += text.count("“") + text.count("‘‘") - text.count("”") - text.count("’’")
    if text.count('"') % 2:
        depth += -1 if depth > 0 else 1
    return depth


def ends_unclosed(mark: Mark, before: str, rest: str, inside: Series, outside: Series) -> bool:
    """The amending act goes on with *mark* although no quotation mark closed the quotation."""
    if mark.quoted or mark.kind not in ("article", "clause", "point"):
        return False
    last = getattr(outside, mark.kind)
    if not last or not follows(mark.number, last):
        return False
    if is_cut(before) or cites(before):
        return False
    if _INSTRUCTS.match(rest):
        return True
    continues = inside.article and follows(mark.number, inside.article)
    return mark.kind == "article" and mark.punctuated and not continues
