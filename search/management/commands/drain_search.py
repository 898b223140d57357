"""Bring noted changes into the search index."""

from django.core.management.base import BaseCommand, CommandError

from search.engines.base import EngineUnavailable
from search.indexing import update_index


class Command(BaseCommand):
    help = "Đưa các thay đổi đang chờ vào chỉ mục tìm kiếm, ví dụ theo lịch mỗi phút."

    def handle(self, *args, verbosity, **options):
        try:
            count = update_index()
        except EngineUnavailable as error:
            raise CommandError(
                f"Chưa có chỉ mục dùng được ({error}). Hãy chạy: manage.py rebuild_search"
            ) from error
        if verbosity >= 1:
            self.stdout.write(f"Đã cập nhật {count} mục.")
