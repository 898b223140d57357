"""Tables to take away as files."""

from collections.abc import Iterable

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from .spreadsheets import csv_lines


def csv_response(
    name: str, heads: Iterable[object], rows: Iterable[Iterable[object]]
) -> StreamingHttpResponse:
    """The table as the file *name*, sent a row at a time."""
    return StreamingHttpResponse(
        csv_lines(heads, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, name)},
    )
