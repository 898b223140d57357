"""PDF with a text layer: printed lines and their places on the page become paragraphs.

PDFium gives the text in the order of the file and the place of each character. A line
goes on where the one before it is full and it does not begin with an indentation; that
says more than any word in it. Running heads, page numbers and stamps are furniture,
footnotes come after the text.
"""

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from django.utils.translation import gettext as _

from ..parsing import NOTE_SIGN, Furniture, Line
from ..parsing.lines import ends_open, ends_sentence, starts_lower
from ..parsing.markers import read_mark
from .stream import Reading, UnreadableFile, collapse

MOST_PAGES = 2000

_PRINTED = re.compile(r"[^\r\n]+")
# Digits that may be the raised number of a footnote: behind a word or a stop, not in “43/2024”.
_RAISED = re.compile(r"(?<![\d/–-])\d{1,3}(?![\d/%])")
_LAST_PLAIN = re.compile(r"[a-zA-Z](?=[^a-zA-Z]*$)")
_UNIT = re.compile(r"(?<!\w)[kcdm]?m$")  # “m²” is no footnote
_TWO_COLUMNS = re.compile(
    r"CỘNG H(?:ÒA|OÀ)|Độc lập|,\s*ngày .{0,20}tháng|Nơi nhận|(?:TM|KT|TL|TUQ|Q)\.\s?[A-ZĐỦ]"
)
_HEADS = re.compile(r"CÔNG BÁO\s?/\s?Số|^\(?(?:Xem tiếp|Tiếp theo) (?:trang|Công báo)")
_PAGE_NUMBER = re.compile(r"(?:Trang\s*|Page\s*)?[-–—]?\s*\d{1,4}(?:\s*/\s*\d{1,4})?\s*[-–—]?")
_STAMP = re.compile(
    r"SAO Y\b|(?:Người ký|Ký bởi|Thời gian ký|Signed by|Digitally signed)\b"
    r"|\d{2}[./]\d{2}[./]\d{4};? \d{2}:\d{2}:\d{2}"
)
_GAZETTE_RUBRIC = re.compile(
    r"VĂN BẢN (?:QUY PHẠM PHÁP LUẬT|HỢP NHẤT(?:\s*[-–]\s*.*)?|KHÁC)|PHẦN .*"
)
_NOTE_NUMBER = re.compile(r"\[?(\d{1,3})\]?(?=\D|$)")
_HEADED = ("part", "chapter", "section", "subsection", "article", "annex")
_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class _Row:
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
    drawn: str = ""

    @property
    def words(self) -> str:
        return collapse(self.text)


@dataclass(slots=True)
class _Page:
    number: int
    height: float
    width: float
    rows: list[_Row]
    left: float = 0.0
    right: float = 0.0
    notes: list[_Row] = field(default_factory=list)


def read_pdf(data: bytes) -> Reading:
    """The text layer of a PDF; a Reading without lines when it is a scan."""
    document = open_pdf(data)
    try:
        pages = [_read_page(document, number) for number in range(len(document))]
    finally:
        document.close()
    furniture = _take_furniture(pages)
    _take_notes(pages)
    for page in pages:
        page.rows = _by_columns(page.rows)
        _measure(page)
    lines = list(_lines(pages))
    return Reading("pdf", tuple(lines), tuple(furniture), pages=len(pages))


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


# Pages into printed lines


def _read_page(document: pdfium.PdfDocument, index: int) -> _Page:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return _Page(index + 1, 842.0, 595.0, [])
    try:
        textpage = page.get_textpage()
        try:
            rows = list(_Printed(textpage, index + 1).rows())
        finally:
            textpage.close()
        width, height = page.get_size()
    finally:
        page.close()
    return _Page(index + 1, height, width, _rejoined(rows))


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

    def rows(self) -> Iterator[_Row]:
        for match in _PRINTED.finditer(self.text):
            printed = match[0]
            text = printed.strip()
            if text:
                start = match.start() + len(printed) - len(printed.lstrip())
                yield from self._split(text, start)

    def _split(self, text: str, start: int) -> Iterator[_Row]:
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

    def _row(self, text: str, start: int) -> _Row:
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
        return _Row(
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


def _rejoined(rows: list[_Row]) -> list[_Row]:
    """*rows* with what stands on one base line made one; a raised number had torn it apart."""
    done: list[_Row] = []
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


def _is_beside(before: _Row, row: _Row) -> bool:
    size = max(before.size, row.size)
    return (
        size > 0
        and abs(before.base - row.base) < size * 0.5
        and -1 <= row.left - before.right < size * 0.9
    )


def _is_small(row: _Row, beside: _Row) -> bool:
    return row.size < beside.size * 0.8 and row.base > beside.base + beside.size * 0.1


def _by_columns(rows: list[_Row]) -> list[_Row]:
    """*rows* with the left column before the right one wherever two stand side by side."""
    done: list[_Row] = []
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


def _run_of_columns(rows: list[_Row], start: int) -> list[tuple[_Row, str]]:
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


# What is no text of the document


def _take_furniture(pages: list[_Page]) -> list[Furniture]:
    """Running heads, page numbers and stamps, taken out of *pages*."""
    repeated = Counter()
    for page in pages:
        repeated.update({_shape(row) for row in page.rows if _is_at_edge(row, page)})
    often = max(3, len(pages) * 0.4)
    furniture = []
    for page in pages:
        kept = []
        for position, row in enumerate(page.rows):
            is_repeated = _is_at_edge(row, page) and repeated[_shape(row)] >= often
            if is_repeated or _is_furniture(row, page, position):
                furniture.append(Furniture(page.number, row.words))
            else:
                kept.append(row)
        page.rows = kept
    return furniture


def _is_furniture(row: _Row, page: _Page, position: int) -> bool:
    text = row.words
    if _HEADS.search(text) or _STAMP.match(text):
        return True
    if position < 3 and page.number == 1 and _GAZETTE_RUBRIC.fullmatch(text):
        return True
    return _is_at_edge(row, page) and bool(_PAGE_NUMBER.fullmatch(text))


def _is_at_edge(row: _Row, page: _Page) -> bool:
    return not page.height * 0.09 < row.base < page.height * 0.91


def _shape(row: _Row) -> str:
    return _DIGITS.sub("#", row.words)


# Footnotes


def _take_notes(pages: list[_Page]) -> None:
    """Footnotes at the feet of *pages*, set smaller than the text, each begun by its number."""
    sizes = Counter()
    for page in pages:
        for row in page.rows:
            sizes[round(row.size)] += len(row.text)
    body = sizes.most_common(1)[0][0] if sizes else 0
    last = 0
    goes_on = False
    for page in pages:
        start = _start_of_notes(page, body, last, goes_on=goes_on)
        goes_on = start is not None
        if start is None:
            continue
        page.rows, page.notes = page.rows[:start], page.rows[start:]
        numbers = [number for row in page.notes if (number := _note_number(row, last))]
        last = max([last, *numbers])


def _start_of_notes(page: _Page, body: float, last: int, *, goes_on: bool) -> int | None:
    """Where in the rows of *page* its footnotes begin; None when it has none.

    With *goes_on* the page before had some, which may go on here.
    """
    start = len(page.rows)
    while start and page.rows[start - 1].size < body * 0.93:
        start -= 1
    small = page.rows[start:]
    numbered = [at for at, row in enumerate(small, start) if _note_number(row, last)]
    if not numbered:
        return start if goes_on and small else None
    # What stands above the first number goes on from the page before.
    return start if goes_on else numbered[0]


def _note_number(row: _Row, last: int) -> int:
    match = _NOTE_NUMBER.match(row.text)
    if not match:
        return 0
    number = int(match[1])
    return number if row.starts_raised or (row.text[0] == "[" and number == last + 1) else 0


# Printed lines into paragraphs


def _measure(page: _Page) -> None:
    """The margins: where lines of the text begin and end."""
    starts = Counter(round(row.left) for row in page.rows)
    page.left = max(starts, key=lambda left: (starts[left], -left), default=0.0)
    ends = sorted(row.right for row in page.rows)
    page.right = ends[int(len(ends) * 0.92)] if ends else 0.0


def _lines(pages: list[_Page]) -> Iterator[Line]:
    number = 0
    for row, text, page in _paragraphs((page, page.rows) for page in pages):
        number += 1
        yield Line(
            number,
            text,
            bold=row.bold,
            centred=_is_centred(row, page),
            indent=round(max(0.0, row.left - page.left), 1),
            page=row.page,
            whole=True,
        )
    note = ""
    for row, text, _page in _paragraphs(((page, page.notes) for page in pages), notes=True):
        number += 1
        if row.starts_raised and (match := _NOTE_NUMBER.match(row.text)):
            note = match[1]
        yield Line(number, text.removeprefix(NOTE_SIGN), page=row.page, note=note or "1")


def _paragraphs(pages, *, notes: bool = False) -> Iterator[tuple[_Row, str, _Page]]:
    """The first row of each paragraph with the text of all its rows."""
    first = before = None
    parts: list[str] = []
    place = None
    for page, rows in pages:
        known = {match[1] for row in page.notes if (match := _NOTE_NUMBER.match(row.text))}
        for row in rows:
            text = _with_note_signs(row, known)
            if before and _goes_on(before, row, page, is_first=before is first, notes=notes):
                parts.append(text)
            else:
                if first:
                    yield first, collapse(" ".join(parts)), place
                first, parts, place = row, [text], page
            before = row
    if first:
        yield first, collapse(" ".join(parts)), place


def _goes_on(before: _Row, row: _Row, page: _Page, *, is_first: bool, notes: bool) -> bool:
    """*row* goes on in the paragraph of *before*, which is the *is_first* row of it."""
    if row.side != before.side or row.side or (row.starts_raised and notes):
        return False
    size = max(row.size, 1.0)
    if before.page == row.page and not 0 < before.base - row.base < size * 2.4:
        return False
    if _is_centred(row, page) or _is_centred(before, page):
        return False
    word = row.text.split(" ", 1)[0]
    width = (row.right - row.left) / max(len(row.text), 1)
    if before.right + width * (len(word) + 0.5) < page.right - size * 0.3:
        return False
    if before.bold and before.ends_bold and not row.bold:
        return ends_open(before.words) and starts_lower(row.words)
    shift = row.left - before.left
    if shift > size * 0.6 and not starts_lower(row.words):
        return False
    mark = read_mark(row.words)
    if mark and row.bold and mark.kind in _HEADED and (mark.punctuated or not before.bold):
        return False
    if abs(shift) <= 2:
        # Where first lines are indented, the same place means another first line.
        indented = is_first and before.left > page.left + size * 0.6
        if indented and (mark or not starts_lower(row.words)):
            return False
        return not (mark and (ends_sentence(before.words) or (mark.kind in _HEADED and row.bold)))
    return True


def _is_centred(row: _Row, page: _Page) -> bool:
    middle = (page.left + page.right) / 2
    return (
        abs((row.left + row.right) / 2 - middle) < 8
        and row.left > page.left + 18
        and row.right < page.right - 18
    )


def _with_note_signs(row: _Row, known: set[str]) -> str:
    """The text of *row* with the blank that tells raised numbers of footnotes from others."""
    text = row.text
    for place in sorted(row.raised, reverse=True):
        match = _DIGITS.match(text, place)
        if match and match[0] in known and place:
            text = f"{text[:place].rstrip()}{NOTE_SIGN}{text[place:]}"
    # PDFium writes a hyphen at the end of a line, and the break behind it, as U+FFFE.
    return unicodedata.normalize("NFC", text.replace("\ufffe", "-"))
