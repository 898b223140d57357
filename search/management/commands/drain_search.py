"""Bring noted changes into the search indexes."""

import time

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from search.indexing import mend_indexes

_EVERY = 1.0  # seconds: what is published elsewhere is found within two
_LONGEST_REST = 30.0  # seconds between attempts while a server is down


class Command(BaseCommand):
    help = (
        "Đưa các thay đổi đang chờ vào chỉ mục tìm kiếm; chỉ mục thiếu hay hỏng thì dựng lại. "
        "Chạy theo lịch, hoặc chạy mãi như một dịch vụ với --follow."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--follow", action="store_true", help="chạy mãi, mỗi giây xem có thay đổi mới"
        )

    def handle(self, *args, follow, verbosity, **options):
        if not follow:
            if not self._drain(verbosity):
                raise CommandError("Có chỉ mục chưa nhận được thay đổi; thay đổi vẫn được giữ lại.")
            return
        rest = _EVERY
        try:
            while True:
                rest = _EVERY if self._drain(0) else min(2 * rest, _LONGEST_REST)
                time.sleep(rest)
                close_old_connections()
        except KeyboardInterrupt:
            self.stdout.write("Đã dừng; thay đổi chưa chuyển vẫn được giữ trong cơ sở dữ liệu.")

    def _drain(self, verbosity: int) -> bool:
        """Whether every index took all that waited for it."""
        outcomes = mend_indexes()
        for outcome in outcomes:
            if outcome.error:
                self.stderr.write(f"{outcome.index}: {outcome.error}")
            elif outcome.rebuilt:
                self.stdout.write(f"{outcome.index}: đã dựng chỉ mục với {outcome.rebuilt} mục.")
            elif verbosity >= 1:
                self.stdout.write(f"{outcome.index}: đã cập nhật {outcome.updated} mục.")
        return not any(outcome.error for outcome in outcomes)
