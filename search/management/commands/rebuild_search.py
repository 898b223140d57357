"""Build the search indexes anew."""

import sys

from django.core.management.base import BaseCommand, CommandError

from search.engines import ENGINES, own_indexes
from search.engines.base import EngineBusy, EngineUnavailable
from search.indexing import mend_indexes, rebuild_index
from search.management.progress import SourcesProgress


class Command(BaseCommand):
    help = "Dựng lại chỉ mục tìm kiếm; trong lúc đó tìm kiếm vẫn trả lời bằng chỉ mục cũ."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-needed",
            action="store_true",
            help="chỉ dựng lại khi chưa có chỉ mục dùng được; nếu có thì chỉ cập nhật",
        )
        parser.add_argument(
            "--engine", choices=ENGINES, default="", help="chỉ dựng lại chỉ mục của bộ máy này"
        )

    def handle(self, *args, if_needed, engine, verbosity, **options):
        if if_needed:
            return self._mend(verbosity)
        rounds = sum(engine in ("", name.partition("@")[0]) for name in own_indexes())
        if not rounds:
            raise CommandError(f"Cổng này không dùng bộ máy {engine} (xem SEARCH_ENGINE).")
        try:
            with SourcesProgress(disable=verbosity < 1, rounds=rounds) as progress:
                count = rebuild_index(progress, only=engine)
        except EngineBusy as error:
            raise CommandError("Chỉ mục đang được một tiến trình khác dựng lại.") from error
        except EngineUnavailable as error:
            raise CommandError(f"Chưa dựng được; chỉ mục cũ còn nguyên: {error}") from error
        except KeyboardInterrupt:
            # The old index was not touched.
            self.stderr.write("Đã dừng; chỉ mục cũ vẫn dùng được. Có thể chạy lại bất cứ lúc nào.")
            sys.exit(130)
        self.stdout.write(self.style.SUCCESS(f"Đã dựng chỉ mục với {count} mục."))

    def _mend(self, verbosity: int) -> None:
        with SourcesProgress(disable=verbosity < 1, rounds=len(own_indexes())) as progress:
            outcomes = mend_indexes(progress)
        for outcome in outcomes:
            if outcome.error:
                self.stderr.write(f"{outcome.index}: {outcome.error}")
            elif outcome.rebuilt:
                self.stdout.write(f"{outcome.index}: đã dựng chỉ mục với {outcome.rebuilt} mục.")
            else:
                self.stdout.write(f"Chỉ mục đã có; cập nhật {outcome.updated} mục.")
        if any(outcome.error for outcome in outcomes):
            raise CommandError("Có chỉ mục chưa dùng được.")
