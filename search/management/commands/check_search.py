"""Compare the search indexes with the database."""

import sys

from django.core.management.base import BaseCommand, CommandError

from search.checking import differences, mend
from search.engines import ENGINES, own_indexes
from search.engines.base import EngineBusy, EngineUnavailable
from search.management.progress import SourcesProgress


class Command(BaseCommand):
    help = (
        "So chỉ mục tìm kiếm với cơ sở dữ liệu: mục thiếu, mục thừa, mục cũ. Thoát với mã 1 nếu "
        "có khác biệt còn lại."
    )

    def add_arguments(self, parser):
        parser.add_argument("--fix", action="store_true", help="sửa những khác biệt tìm thấy")
        parser.add_argument(
            "--engine", choices=ENGINES, default="", help="chỉ kiểm tra chỉ mục của bộ máy này"
        )

    def handle(self, *args, fix, engine, verbosity, **options):
        own = {
            name: index
            for name, index in own_indexes().items()
            if engine in ("", name.partition("@")[0])
        }
        if not own:
            raise CommandError(f"Cổng này không dùng bộ máy {engine} (xem SEARCH_ENGINE).")
        try:
            left = [
                name for name, index in own.items() if not self._check(name, index, fix, verbosity)
            ]
        except KeyboardInterrupt:
            self.stderr.write("Đã dừng; có thể chạy lại bất cứ lúc nào.")
            sys.exit(130)
        if left:
            raise CommandError(f"Chỉ mục còn khác với cơ sở dữ liệu: {', '.join(left)}.")

    def _check(self, name, engine, fix: bool, verbosity: int) -> bool:
        """Whether the index agrees with the database now."""
        try:
            with SourcesProgress(disable=verbosity < 1) as progress:
                found = differences(name, engine, progress)
            self.stdout.write(
                f"{name}: {found.records} mục; thiếu {len(found.missing)}, "
                f"cũ {len(found.outdated)}, thừa {len(found.surplus) + len(found.orphans)}."
            )
            if found and fix:
                mend(name, engine, found)
                self.stdout.write(self.style.SUCCESS(f"{name}: đã sửa."))
        except EngineUnavailable as error:
            self.stderr.write(f"{name}: {error}. Hãy chạy: manage.py rebuild_search")
            return False
        except EngineBusy:
            self.stderr.write(f"{name}: một tiến trình khác đang ghi; hãy chạy lại sau.")
            return False
        return fix or not found
