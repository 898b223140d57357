"""PDF with a text layer: printed lines and their places on the page become paragraphs.

PDFium gives the text in the order of the file and the place of each character. A line
goes on where the one before it is full and it does not begin with an indentation; that
says more than any word in it. Running heads, page numbers and stamps are furniture,
footnotes come after the text.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from ..parsing import NOTE_SIGN, Line
from ..parsing.lines import ends_open, ends_sentence, starts_lower
from ..parsing.markers import read_mark
from .page_parts import NOTE_NUMBER, take_furniture, take_notes
from .printed import Page, Row, by_columns, open_pdf, read_page
from .stream import Reading, collapse

_HEADED = ("part", "chapter", "section", "subsection", "article", "annex")
_CAPITALS = re.compile(r"[^\W\d_]{2,}\s+[^\W\d_]{2,}")
_DIGITS = re.compile(r"\d+")


def read_pdf(data: bytes) -> Reading:
    """The text layer of a PDF; a Reading without lines when it is a scan."""
    document = open_pdf(data)
    try:
        pages = [read_page(document, number) for number in range(len(document))]
    finally:
        document.close()
    furniture = take_furniture(pages)
    take_notes(pages)
    for page in pages:
        page.rows = by_columns(page.rows)
        _measure(page)
    lines = list(_lines(pages))
    return Reading("pdf", tuple(lines), tuple(furniture), pages=len(pages))


def _measure(page: Page) -> None:
    """The margins: where lines of the text begin and end."""
    starts = Counter(round(row.left) for row in page.rows)
    page.left = max(starts, key=lambda left: (starts[left], -left), default=0.0)
    ends = sorted(row.right for row in page.rows)
    page.right = ends[int(len(ends) * 0.92)] if ends else 0.0


def _lines(pages: list[Page]) -> Iterator[Line]:
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
        if row.starts_raised and (match := NOTE_NUMBER.match(row.text)):
            note = match[1]
        yield Line(number, text.removeprefix(NOTE_SIGN), page=row.page, note=note or "1")


def _paragraphs(pages, *, notes: bool = False) -> Iterator[tuple[Row, str, Page]]:
    """The first row of each paragraph with the text of all its rows."""
    first = before = place = above = None
    parts: list[str] = []
    for page, rows in pages:
        known = {match[1] for row in page.notes if (match := NOTE_NUMBER.match(row.text))}
        for row in rows:
            text = _with_note_signs(row, known)
            is_first = before is first
            if before and _goes_on(before, row, above, page, is_first=is_first, notes=notes):
                parts.append(text)
            else:
                if first:
                    yield first, collapse(" ".join(parts)), place
                first, parts, place = row, [text], page
            before, above = row, page
    if first:
        yield first, collapse(" ".join(parts)), place


def _goes_on(
    before: Row, row: Row, above: Page, page: Page, *, is_first: bool, notes: bool
) -> bool:
    """*row* on *page* goes on in the paragraph of *before*, which stands on *above*.

    With *is_first* that is the first row of its paragraph.
    """
    if row.side != before.side or row.side or (row.starts_raised and notes):
        return False
    if _is_capitals(row) != _is_capitals(before):
        return False
    size = max(row.size, 1.0)
    if before.page == row.page and not 0 < before.base - row.base < size * 2.4:
        return False
    if _is_centred(row, page) or _is_centred(before, above):
        return False
    word = row.text.split(" ", 1)[0]
    width = (row.right - row.left) / max(len(row.text), 1)
    if before.right + width * (len(word) + 0.5) < above.right - size * 0.3:
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
        indented = is_first and before.left > above.left + size * 0.6
        if indented and (mark or not starts_lower(row.words)):
            return False
        return not (mark and (ends_sentence(before.words) or (mark.kind in _HEADED and row.bold)))
    return True


def _is_capitals(row: Row) -> bool:
    """Two words in capitals and nothing small: no number of an act at the end of a line."""
    return row.text.isupper() and bool(_CAPITALS.search(row.text))


def _is_centred(row: Row, page: Page) -> bool:
    middle = (page.left + page.right) / 2
    return (
        abs((row.left + row.right) / 2 - middle) < 8
        and row.left > page.left + 18
        and row.right < page.right - 18
    )


def _with_note_signs(row: Row, known: set[str]) -> str:
    """The text of *row* with the blank that tells raised numbers of footnotes from others."""
    text = row.text
    for place in sorted(row.raised, reverse=True):
        match = _DIGITS.match(text, place)
        if match and match[0] in known and place:
            text = f"{text[:place].rstrip()}{NOTE_SIGN}{text[place:]}"
    # PDFium writes a hyphen at the end of a line, and the break behind it, as U+FFFE.
    return unicodedata.normalize("NFC", text.replace("\ufffe", "-"))
