"""Tables of formatted sources: those that hold data, and those that only arrange the page.

Head and signature of Vietnamese documents stand in tables without borders. They become
lines, cell after cell, in the order of the file.
"""

import re
from collections.abc import Iterator

from ..parsing import BREAK_IN_CELL, CELL_END, Line
from ..parsing.regions import STATE, is_office

_ARRANGES = re.compile(
    rf"{STATE.pattern}|^\W*Nơi\s+nhận|^\(?(?:Đã ký|đã ký|ĐÃ KÝ)\)?$", re.IGNORECASE | re.MULTILINE
)
_ARTICLE = re.compile(r"^Điều \d+[a-zđ]?\.", re.MULTILINE)
_MOST_COLUMNS = 3
_LONGEST_HEAD = 3000  # characters; a longer table holds more than a head

Cell = list[Line]


def lines_of_table(rows: list[list[Cell]]) -> Iterator[Line]:
    """The lines of a table that arranges, or a table of data as one line."""
    rows = [row for row in rows if any(row)]
    width = max(map(len, rows), default=0)
    if not width:
        return
    if width == 1 or _arranges(rows, width):
        for row in rows:
            for cell in row:
                yield from cell
        return
    text = "\n".join(CELL_END.join(map(_cell_text, row)) for row in rows)
    yield Line(0, text, table=True)


def _arranges(rows: list[list[Cell]], width: int) -> bool:
    text = "\n".join(line.text for row in rows for cell in row for line in cell)
    if len(_ARTICLE.findall(text)) > 1:
        return True  # the whole document was put into a table
    if width > _MOST_COLUMNS or len(text) > _LONGEST_HEAD:
        return False
    return bool(_ARRANGES.search(text)) or any(map(is_office, text.split("\n")))


def _cell_text(cell: Cell) -> str:
    """The lines of *cell* in one; of a table inside it only the rows are kept apart."""
    parts = (line.text.replace(CELL_END, " ") for line in cell)
    return BREAK_IN_CELL.join("\n".join(parts).split("\n"))
