"""What of a printed page is no running text: heads, numbers and stamps; and footnotes."""

import re
from collections import Counter

from ..parsing import Furniture
from .printed import Page, Row

_HEADS = re.compile(r"CÔNG BÁO\s?/\s?Số|^\(?(?:Xem tiếp|Tiếp theo) (?:trang|Công báo)")
_PAGE_NUMBER = re.compile(r"(?:Trang\s*|Page\s*)?[-–—]?\s*\d{1,4}(?:\s*/\s*\d{1,4})?\s*[-–—]?")
_STAMP = re.compile(
    r"SAO Y\b|(?:Người ký|Ký bởi|Thời gian ký|Signed by|Digitally signed)\b"
    r"|\d{2}[./]\d{2}[./]\d{4};? \d{2}:\d{2}:\d{2}"
)
_GAZETTE_RUBRIC = re.compile(
    r"VĂN BẢN (?:QUY PHẠM PHÁP LUẬT|HỢP NHẤT(?:\s*[-–]\s*.*)?|KHÁC)|PHẦN .*"
)
NOTE_NUMBER = re.compile(r"\[?(\d{1,3})\]?(?=\D|$)")
_DIGITS = re.compile(r"\d+")


def take_furniture(pages: list[Page]) -> list[Furniture]:
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


def _is_furniture(row: Row, page: Page, position: int) -> bool:
    text = row.words
    if _HEADS.search(text) or _STAMP.match(text):
        return True
    if position < 3 and page.number == 1 and _GAZETTE_RUBRIC.fullmatch(text):
        return True
    return _is_at_edge(row, page) and bool(_PAGE_NUMBER.fullmatch(text))


def _is_at_edge(row: Row, page: Page) -> bool:
    return not page.height * 0.09 < row.base < page.height * 0.91


def _shape(row: Row) -> str:
    return _DIGITS.sub("#", row.words)


def take_notes(pages: list[Page]) -> None:
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
        numbers = [number for row in page.notes if (number := note_number(row, last))]
        last = max([last, *numbers])


def _start_of_notes(page: Page, body: float, last: int, *, goes_on: bool) -> int | None:
    """Where in the rows of *page* its footnotes begin; None when it has none.

    With *goes_on* the page before had some, which may go on here.
    """
    start = len(page.rows)
    while start and page.rows[start - 1].size < body * 0.93:
        start -= 1
    small = page.rows[start:]
    numbered = [at for at, row in enumerate(small, start) if note_number(row, last)]
    if not numbered:
        return start if goes_on and small else None
    # What stands above the first number goes on from the page before.
    return start if goes_on else numbered[0]


def note_number(row: Row, last: int) -> int:
    match = NOTE_NUMBER.match(row.text)
    if not match:
        return 0
    number = int(match[1])
    return number if row.starts_raised or (row.text[0] == "[" and number == last + 1) else 0
