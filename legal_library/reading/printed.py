"""The printed lines of PDF pages, each with its place: as few questions to PDFium as possible."""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from django.utils.translation import gettext as _

from .stream import UnreadableFile, collapse

MOST_PAGES = 2000
_PRINTED = re.compile(r"[^\r\n]+")
# Digits that may be the raised number of a footnote: behind a word or a stop, not in “43/2024”.
_RAISED = re.compile(r"(?<![\d/–-])\d{1,3}(?![\d/%])")
_LAST_PLAIN = re.compile(r"[a-zA-Z](?=[^a-zA-Z]*$)")
_UNIT = re.compile(r"(?<!\w)[kcdm]?m$")  # “m²” is no footnote
_TWO_COLUMNS = re.compile(
    r"CỘNG H(?:ÒA|OÀ)|Độc lập|,\s*ngày .{0,20}tháng|Nơi nhận|(?:TM|KT|TL|TUQ|Q)\.\s?[A-ZĐỦ]"
)


@dataclass(slots=True)
class Row:
    """One printed line, or the half of one where two columns stand side by side."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    page: int
    raised: tuple[int, ...] = ()  # where in `text` raised digits begin
    ends_bold: bool = False
    starts_raised: bool = False
    side: str = ""  # "left" or "right" of a line in two columns

    @property
    def words(self) -> str:
        return collapse(self.text)


@dataclass(slots=True)
class Page:
    number: int
    height: float
    width: float
    rows: list[Row]
    left: float = 0.0
    right: float = 0.0
    notes: list[Row] = field(default_factory=list)


def open_pdf(data: bytes) -> pdfium.PdfDocument:
    """The document of *data*; UnreadableFile when it is broken, locked or too long."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            message = _("Tệp PDF có mật khẩu. Hãy bỏ mật khẩu rồi tải lại.")
        else:
            message = _("Tệp PDF hỏng hoặc tải về chưa hết. Hãy lấy lại tệp từ nơi gửi.")
        raise UnreadableFile(message) from error
    if len(document) > MOST_PAGES:
        document.close()
        message = _("Tệp PDF có hơn %d trang. Hãy chia thành nhiều tệp.")
        raise UnreadableFile(message % MOST_PAGES)
    return document


def read_page(document: pdfium.PdfDocument, index: int) -> Page:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return Page(index + 1, 842.0, 595.0, [])
    try:
        textpage = page.get_textpage()
        try:
            rows = list(_Printed(textpage, index + 1).rows())
        finally:
            textpage.close()
        width, height = page.get_size()
    finally:
        page.close()
    return Page(index + 1, height, width, _rejoined(rows))


class _Printed:
    """The lines of one page, asking PDFium for the places of as few characters as possible."""

    def __init__(self, textpage: pdfium.PdfTextPage, page: int):
        self.handle = textpage.raw
        self.page = page
        self.text = textpage.get_text_range()
        # Characters outside the basic plane would shift every place behind them.
        self.is_exact = len(self.text) == textpage.count_chars()
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.edges = [ctypes.c_double() for _edge in range(4)]
        self.loose = raw.FS_RECTF()
        self.font, self.flags = ctypes.create_string_buffer(120), ctypes.c_int()

    def rows(self) -> Iterator[Row]:
        for match in _PRINTED.finditer(self.text):
            printed = match[0]
            text = printed.strip()
            if text:
                start = match.start() + len(printed) - len(printed.lstrip())
                yield from self._split(text, start)

    def _split(self, text: str, start: int) -> Iterator[Row]:
        """One row, or two where head or foot stand in two columns on one line."""
        row = self._row(text, start)
        cut = self._gap(text, start, row.size) if _TWO_COLUMNS.search(text) else 0
        if not cut:
            yield row
            return
        left = self._row(text[:cut].rstrip(), start)
        tail = text[cut:]
        right = self._row(tail.lstrip(), start + cut + len(tail) - len(tail.lstrip()))
        left.side, right.side = "left", "right"
        yield from (left, right)

    def _row(self, text: str, start: int) -> Row:
        end = start + len(text) - 1
        left, base, size = self._place(start)
        # Letters with two marks are taller than their font says.
        plain = _LAST_PLAIN.search(text)
        _x, last_base, last_size = self._place(start + plain.start() if plain else end)
        right = self._right(end)
        whole = last_size if plain else max(size, last_size)
        base = min(base, last_base)
        raised = tuple(
            match.start()
            for match in _RAISED.finditer(text)
            if self._is_raised(start + match.start(), base, whole)
            and not _UNIT.search(text, 0, match.start())
        )
        return Row(
            text=text,
            left=left,
            right=right,
            base=base,
            size=whole,
            bold=self._is_bold(start),
            page=self.page,
            raised=raised,
            ends_bold=self._is_bold(start + plain.start() if plain else end),
            starts_raised=bool(raised) and raised[0] == 0,
        )

    def _gap(self, text: str, start: int, size: float) -> int:
        """Where in *text* the gap between two columns is; 0 when there is none."""
        best, widest = 0, size * 1.4
        right = None
        for position, char in enumerate(text):
            if char.isspace():
                continue
            left = self._place(start + position)[0]
            if right is not None and left - right > widest:
                best, widest = position, left - right
            right = self._right(start + position)
        return best

    def _place(self, index: int) -> tuple[float, float, float]:
        """Left, base line and height of a character."""
        if not self.is_exact:
            return 0.0, 0.0, 0.0
        raw.FPDFText_GetCharOrigin(self.handle, index, self.x, self.y)
        raw.FPDFText_GetLooseCharBox(self.handle, index, self.loose)
        return self.x.value, self.y.value, self.loose.top - self.loose.bottom

    def _right(self, index: int) -> float:
        raw.FPDFText_GetCharBox(self.handle, index, *self.edges)
        return self.edges[1].value

    def _is_raised(self, index: int, base: float, size: float) -> bool:
        _left, own_base, own_size = self._place(index)
        return 0 < own_size < size * 0.8 and own_base > base + size * 0.1

    def _is_bold(self, index: int) -> bool:
        if raw.FPDFText_GetFontWeight(self.handle, index) >= 600:
            return True
        # Not every program writes the weight; the name of the font has it then.
        raw.FPDFText_GetFontInfo(self.handle, index, self.font, len(self.font), self.flags)
        return b"Bold" in self.font.value


def _rejoined(rows: list[Row]) -> list[Row]:
    """*rows* with what stands on one base line made one; a raised number had torn it apart."""
    done: list[Row] = []
    for row in rows:
        before = done[-1] if done else None
        if before and not (before.side or row.side) and _is_beside(before, row):
            blank = " " if row.left - before.right > row.size * 0.15 else ""
            shift = len(before.text) + len(blank)
            before.raised += tuple(shift + place for place in row.raised)
            if _is_small(row, before) and row.text.isdigit():
                before.raised += (shift,)
            elif _is_small(before, row) and before.text.isdigit():
                before.raised, before.starts_raised = (0, *before.raised), True
            before.text += blank + row.text
            before.right, before.ends_bold = row.right, row.ends_bold
            before.size = max(before.size, row.size)
            before.base = min(before.base, row.base)
        else:
            done.append(row)
    return done


def _is_beside(before: Row, row: Row) -> bool:
    size = max(before.size, row.size)
    return (
        size > 0
        and abs(before.base - row.base) < size * 0.5
        and -1 <= row.left - before.right < size * 0.9
    )


def _is_small(row: Row, beside: Row) -> bool:
    return row.size < beside.size * 0.8 and row.base > beside.base + beside.size * 0.1


def by_columns(rows: list[Row]) -> list[Row]:
    """*rows* with the left column before the right one wherever two stand side by side."""
    done: list[Row] = []
    position = 0
    while position < len(rows):
        run = _run_of_columns(rows, position)
        if run:
            done += [row for row, side in run if side == "left"]
            done += [row for row, side in run if side == "right"]
            position += len(run)
        else:
            done.append(rows[position])
            position += 1
    return done


def _run_of_columns(rows: list[Row], start: int) -> list[tuple[Row, str]]:
    """The rows from *start* on that stand in two columns, each with its side."""
    gap = next(
        (
            (rows[at].right, rows[at + 1].left)
            for at in range(start, min(start + 6, len(rows) - 1))
            if rows[at].side == "left" and rows[at + 1].side == "right"
        ),
        None,
    )
    if gap is None:
        return []
    run = []
    for row in rows[start:]:
        if row.side:
            side = row.side
        elif row.right < gap[1] and row.right - row.left < gap[1] * 0.9:
            side = "left"
        elif row.left > gap[0]:
            side = "right"
        else:
            break
        run.append((row, side))
    return run if any(row.side for row, _side in run) else []
