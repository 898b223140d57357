"""Plain text: UTF-8, UTF-16, or one of the encodings that came before."""

import re
import unicodedata

from ..parsing import Furniture, Line, UnreadableText, decode, split_lines
from .encodings import from_legacy, legacy_encoding
from .stream import Reading, UnreadableFile

# How programs that take the text out of PDF mark a new page.
_PAGE = re.compile(r"\f|^\[\[.*\bPAGE (\d+)\]\]$|^-+ ?(?:Trang|Page) (\d+) ?-+$", re.MULTILINE)
_RUNNING_HEAD = re.compile(
    r"^.*CÔNG BÁO ?/ ?Số.*$|^\((?:Xem tiếp|Tiếp theo) Công báo.*\)$", re.MULTILINE
)
_PAGE_NUMBER = re.compile(r"[-–]? ?\d{1,4} ?[-–]?")


def read_plain(data: bytes) -> Reading:
    """The lines of a text file; pages and running heads, where there are some, are furniture."""
    text, encoding = text_of(data)
    if not _PAGE.search(text):
        return Reading("text", tuple(split_lines(text)), encoding=encoding, wrapped=None)
    lines, furniture = _without_pages(text)
    pages = max((line.page for line in lines), default=0)
    return Reading("text", lines, furniture, pages=pages, encoding=encoding, wrapped=None)


def text_of(data: bytes) -> tuple[str, str]:
    """*data* as text, and the legacy encoding it was converted from."""
    try:
        text = decode(data)
    except UnreadableText as error:
        text = data.decode("latin-1")
        encoding = "" if b"\0" in data else legacy_encoding(text)
        if encoding:
            return from_legacy(text, encoding), encoding
        windows = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
        if "\0" not in windows and _is_vietnamese(windows):
            return windows, "Windows-1258"
        raise UnreadableFile(str(error)) from error
    # Bytes of a legacy font that were saved as if they were Latin letters.
    encoding = legacy_encoding(text)
    return (from_legacy(text, encoding), encoding) if encoding else (text, "")


def _is_vietnamese(text: str) -> bool:
    sample = text[:20_000].lower()
    if sample.count("\ufffd") * 100 > len(sample):
        return False
    return sum(sample.count(letter) for letter in "đơưạảấậềệộợự") * 50 > len(sample)


def _without_pages(text: str) -> tuple[tuple[Line, ...], tuple[Furniture, ...]]:
    lines: list[Line] = []
    furniture: list[Furniture] = []
    page = 1
    starts_page = True
    for line in split_lines(_PAGE.sub(lambda match: f"\n{match[0].strip() or _FEED}\n", text)):
        mark = _PAGE.fullmatch(line.text)
        if mark or line.text == _FEED:
            numbered = mark and (mark[1] or mark[2])
            page = int(numbered) if numbered else page + 1
            starts_page = True
            if mark:
                furniture.append(Furniture(page, line.text))
        elif _RUNNING_HEAD.fullmatch(line.text) or (
            starts_page and _PAGE_NUMBER.fullmatch(line.text)
        ):
            furniture.append(Furniture(page, line.text))
        else:
            # The blank lines around a break of pages end no paragraph.
            gap = line.gap and not starts_page
            lines.append(Line(line.number, line.text, gap, page=page))
            starts_page = False
    return tuple(lines), tuple(furniture)


_FEED = "\ue00c"  # stands for a form feed, which ends a line like any other
