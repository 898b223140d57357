"""Measure whether two spellings of a query find the same."""

from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from content.registration import SearchRecord
from search.engines import ENGINES, TANTIVY, throwaway_engine
from search.evaluation import SOURCE, UnreadableFile, read_corpus
from search.pairs import differing, first_found, read_pairs
from search.starting_synonyms import read_synonyms
from search.synonyms import SynonymTable, expanded
from search.understanding import DOCUMENTS, understand
from search.understanding.wording import FilterNames


class Command(BaseCommand):
    help = (
        "Kiểm tra hai cách gõ của cùng một câu tìm có cho cùng kết quả đầu tiên, trên một chỉ mục "
        "tạm dựng từ một tệp điều luật. Mã thoát 1 khi dưới mức --least."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("pairs", type=Path, help="tệp CSV: kind, one, other")
        parser.add_argument("--corpus", type=Path, required=True, help="tệp .jsonl[.xz] các điều")
        parser.add_argument("--engine", choices=ENGINES, default=TANTIVY, help="máy tìm kiếm")
        parser.add_argument("--least", type=float, default=0.99, help="phần phải giống nhau")

    def handle(self, *args, pairs, corpus, engine, least, **options):
        table, day = SynonymTable(read_synonyms()), date.today()
        try:
            asked = list(read_pairs(pairs))
            with throwaway_engine(engine) as index:
                index.rebuild(_records(corpus))

                def read(query: str):
                    meant = understand(
                        query,
                        engine=index,
                        day=day,
                        names=FilterNames([]),
                        expand=lambda text: expanded(text, table),
                    )
                    hit = next(iter(meant.hits), None)
                    return meant.terms, f"{hit.source}/{hit.record.key}" if hit else None

                first_of = first_found(index, read, day=day)
                differ = list(differing(iter(asked), first_of=first_of))
        except (UnreadableFile, OSError) as error:
            raise CommandError(f"Không đọc được tệp: {error}") from error
        for pair, one, other in differ:
            self.stdout.write(f"{pair.kind}: “{pair.one}” {one} ≠ “{pair.other}” {other}")
        share = 1 - len(differ) / (len(asked) or 1)
        self.stdout.write(f"{len(asked)} cặp, giống nhau {share:.1%}")
        if share < least:
            raise CommandError("Thấp hơn mức đặt ra.")


def _records(corpus: Path):
    """The articles, and a document for each of their acts, so that numbers lead somewhere."""
    acts: dict[str, int] = {}
    for (act, _), record in read_corpus(corpus):
        if act not in acts:
            acts[act] = len(acts)
            yield (
                DOCUMENTS,
                SearchRecord(
                    key=f"{acts[act]}/", title=act, body=act, url="", number=act, year=None
                ),
            )
        yield SOURCE, record
