"""Tables for spreadsheet programs: UTF-8 that they recognise, and no cell that they execute."""

import csv
from collections.abc import Iterable, Iterator

BYTE_ORDER_MARK = "\ufeff"
# A cell that begins so is computed, and may read other cells or open addresses.
_COMPUTED = ("=", "+", "-", "@", "\t", "\r", "\n")


class _Line:
    """Takes what the writer writes and gives it back."""

    def write(self, text: str) -> str:
        return text


def safe_cell(value: object) -> str:
    """*value* as text that no spreadsheet program takes for a formula; numbers stay numbers."""
    text = "" if value is None else str(value)
    if isinstance(value, int | float):
        return text
    return f"'{text}" if text.lstrip(" ").startswith(_COMPUTED) else text


def csv_lines(heads: Iterable[object], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The lines of a CSV file, one at a time, so that a long table needs no memory."""
    writer = csv.writer(_Line())
    yield BYTE_ORDER_MARK + writer.writerow([safe_cell(head) for head in heads])
    for row in rows:
        yield writer.writerow([safe_cell(cell) for cell in row])
