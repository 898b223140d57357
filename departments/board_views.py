"""The completeness board for citizens, and as a file."""

from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from content.downloads import csv_response

from .board import Board, Order, State, board, csv_table

KIND, ORDER = "loai", "theo"


def completeness(request):
    """Which unit has what in which of the eight components, new, old or not at all."""
    return render(
        request,
        "departments/board.html",
        {
            "page_title": _("Mức độ đầy đủ của các chuyên trang"),
            "page_description": _(
                "Đơn vị nào có nội dung mới, nội dung cũ hay chưa có nội dung ở từng thành phần."
            ),
            "trail": [(_("Đơn vị"), reverse("units"))],
            **board_context(asked(request)),
        },
    )


def completeness_csv(request):
    """The board as CSV; what is shown to everybody may be taken by everybody."""
    return board_file(asked(request))


def asked(request) -> Board:
    """The board as the address asks for it."""
    return board(
        timezone.localdate(),
        kind=request.GET.get(KIND, ""),
        order=request.GET.get(ORDER, ""),
    )


def board_context(shown: Board) -> dict:
    """What the board needs beside itself, on the public page and in the admin."""
    return {"board": shown, "states": State, "orders": Order}


def board_file(shown: Board) -> StreamingHttpResponse:
    return csv_response(f"muc-do-day-du-{shown.day:%Y-%m-%d}.csv", *csv_table(shown))
