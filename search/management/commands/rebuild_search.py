"""Build the search index anew."""

import sys

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from content.registration import SearchSource, search_sources
from search.engines import portal_engine
from search.engines.base import EngineBusy, EngineUnavailable
from search.indexing import rebuild_index, update_index


class Command(BaseCommand):
    help = "Dựng lại chỉ mục tìm kiếm; trong lúc đó tìm kiếm vẫn trả lời bằng chỉ mục cũ."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-needed",
            action="store_true",
            help="chỉ dựng lại khi chưa có chỉ mục dùng được; nếu có thì chỉ cập nhật",
        )

    def handle(self, *args, if_needed, verbosity, **options):
        if if_needed and self._is_usable():
            self.stdout.write(f"Chỉ mục đã có; cập nhật {update_index()} mục.")
            return
        try:
            with _Progress(disable=verbosity < 1) as progress:
                count = rebuild_index(progress)
        except EngineBusy as error:
            raise CommandError("Chỉ mục đang được một tiến trình khác dựng lại.") from error
        except KeyboardInterrupt:
            # The old index was not touched.
            self.stderr.write("Đã dừng; chỉ mục cũ vẫn dùng được. Có thể chạy lại bất cứ lúc nào.")
            sys.exit(130)
        self.stdout.write(self.style.SUCCESS(f"Đã dựng chỉ mục với {count} mục."))

    def _is_usable(self) -> bool:
        try:
            portal_engine().check()
        except EngineUnavailable:
            return False
        return True


class _Progress:
    """A bar over the objects of all sources, named after the one at hand."""

    def __init__(self, *, disable: bool):
        total = sum(source.count() for source in search_sources())
        self._bar = tqdm(total=total, unit=" mục", disable=disable)
        self._source: SearchSource | None = None

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self._bar.close()

    def __call__(self, source: SearchSource, objects: int) -> None:
        if source is not self._source:
            self._source = source
            self._bar.set_description(str(source.label))
        self._bar.update(1)
