"""Measure whether two spellings of a query find the same."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from content.registration import SearchRecord
from search.engines import ENGINES, TANTIVY, throwaway_engine
from search.evaluation import SOURCE, UnreadableFile, read_corpus
from search.models import SynonymSet
from search.pairs import differing, first_found, read_pairs
from search.understanding import DOCUMENTS


class Command(BaseCommand):
    help = (
        "Kiểm tra hai cách gõ của cùng một câu tìm có cho cùng kết quả đầu tiên. Hỏi đúng như "
        "trang tìm kiếm, với từ đồng nghĩa và tên gọi trong cơ sở dữ liệu, trên một chỉ mục tạm "
        "dựng từ một tệp điều luật. Mã thoát 1 khi dưới mức --least."
    )

    def add_arguments(self, parser):
        parser.add_argument("pairs", type=Path, help="tệp CSV: kind, one, other")
        parser.add_argument("--corpus", type=Path, required=True, help="tệp .jsonl[.xz] các điều")
        parser.add_argument("--engine", choices=ENGINES, default=TANTIVY, help="máy tìm kiếm")
        parser.add_argument("--least", type=float, default=0.99, help="phần phải giống nhau")

    def handle(self, *args, pairs, corpus, engine, least, **options):
        day = timezone.localdate()
        if not SynonymSet.objects.valid_on(day).exists():
            raise CommandError("Chưa có từ đồng nghĩa: chạy migrate, load_topics, load_synonyms.")
        try:
            asked = list(read_pairs(pairs))
            with throwaway_engine(engine) as index:
                index.rebuild(_library(corpus))
                languages = frozenset({settings.LANGUAGE_CODE})
                first_of = first_found(index, day=day, languages=languages)
                differ = list(differing(asked, first_of=first_of))
        except (UnreadableFile, OSError) as error:
            raise CommandError(f"Không đọc được tệp: {error}") from error
        for pair, one, other in differ:
            self.stdout.write(f"{pair.kind}: “{pair.one}” {one} ≠ “{pair.other}” {other}")
        missed = Counter(pair.kind for pair, _, _ in differ)
        for kind, number in Counter(pair.kind for pair in asked).items():
            same = 1 - missed[kind] / number
            self.stdout.write(f"{kind:<14}{number:>4} cặp, giống nhau {same:.1%}")
        share = 1 - len(differ) / (len(asked) or 1)
        self.stdout.write(f"{len(asked)} cặp, giống nhau {share:.1%}")
        if share < least:
            raise CommandError("Thấp hơn mức đặt ra.")


def _library(corpus: Path) -> Iterator[tuple[str, SearchRecord]]:
    """The articles, and a document for each of their acts, so that numbers lead somewhere."""
    urls: dict[str, str] = {}
    for position, ((act, _), record) in enumerate(read_corpus(corpus)):
        if act not in urls:
            urls[act] = f"/van-ban/{len(urls)}/"
            yield (
                DOCUMENTS,
                SearchRecord(
                    key=f"{position}/",
                    title=act,
                    body=act,
                    number=act,
                    url=urls[act],
                    document=f"documents:{act}",
                ),
            )
        yield SOURCE, replace(record, url=f"{urls[act]}{position}/")
