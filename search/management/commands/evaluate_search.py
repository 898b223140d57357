"""Measure the search on judged questions."""

import json
import sys
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from search.analysis import query_terms
from search.comparing import Change, compare, save
from search.engines import ENGINES, TANTIVY, throwaway_engine
from search.evaluation import UnreadableFile, build, evaluate, read_corpus, read_questions
from search.starting_synonyms import STARTING_LIST, read_synonyms
from search.synonyms import SynonymTable, expanded

_SHOWN = 10  # questions that got better or worse


class Command(BaseCommand):
    help = (
        "Đo chất lượng và thời gian tìm kiếm với các câu hỏi đã có đáp án, trên một chỉ mục tạm "
        "dựng từ một tệp điều luật. Không dùng cơ sở dữ liệu."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--questions", type=Path, help="tệp JSON các câu hỏi")
        parser.add_argument("--corpus", type=Path, help="tệp .jsonl[.xz] các điều")
        parser.add_argument(
            "--strip-diacritics", action="store_true", help="bỏ hết dấu trong câu hỏi"
        )
        parser.add_argument("--engine", choices=ENGINES, default=TANTIVY, help="máy tìm kiếm")
        parser.add_argument(
            "--synonyms", type=Path, default=STARTING_LIST, help="tệp CSV từ đồng nghĩa khác"
        )
        parser.add_argument("--no-synonyms", action="store_true", help="không dùng từ đồng nghĩa")
        parser.add_argument("--save", type=Path, metavar="FILE", help="giữ kết quả để so sánh")
        parser.add_argument(
            "--compare",
            type=Path,
            nargs=2,
            metavar=("OLD", "NEW"),
            help="so sánh hai kết quả đã giữ; mã thoát 1 khi kém đi",
        )
        parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")

    def handle(self, *args, questions, corpus, **options):
        try:
            if options["compare"]:
                self._compare(compare(*options["compare"]))
            elif questions and corpus:
                self._measure(questions, corpus, options)
            else:
                raise CommandError("Cần --questions và --corpus, hoặc --compare.")
        except (UnreadableFile, OSError) as error:
            raise CommandError(f"Không đọc được tệp: {error}") from error

    def _measure(self, questions: Path, corpus: Path, options: dict) -> None:
        quiet = options["verbosity"] < 1 or not sys.stderr.isatty()
        asked, only_law = read_questions(questions)
        table = SynonymTable(() if options["no_synonyms"] else read_synonyms(options["synonyms"]))
        expand = query_terms if options["no_synonyms"] else lambda text: expanded(text, table)
        with throwaway_engine(options["engine"]) as engine:
            rows = tqdm(
                read_corpus(corpus, only_law=only_law),
                desc="Lập chỉ mục",
                unit=" điều",
                disable=quiet,
            )
            started = time.perf_counter()
            articles = build(engine, rows)
            seconds = time.perf_counter() - started
            with tqdm(total=len(asked), desc="Hỏi", unit=" câu", disable=quiet) as bar:
                scores = evaluate(
                    engine,
                    articles,
                    asked,
                    strip_diacritics=options["strip_diacritics"],
                    expand=expand,
                    progress=lambda: bar.update(1),
                )
        if options["save"]:
            save(scores, options["save"])
        report = {"articles": len(articles), **scores.as_dict(), "build_s": round(seconds, 1)}
        if options["json"]:
            self.stdout.write(json.dumps(report))
        else:
            for name, value in report.items():
                self.stdout.write(f"{name:<12}{value}")

    def _compare(self, change: Change) -> None:
        for name, (before, now) in change.figures.items():
            self.stdout.write(f"{name:<12}{before:.4f} → {now:.4f}  {now - before:+.4f}")
        self.stdout.write(
            f"Khá hơn {len(change.better)} câu, kém đi {len(change.worse)} câu; "
            f"xác suất chỉ là ngẫu nhiên {change.chance:.2f}"
        )
        for sign, moves in (("+", change.better), ("-", change.worse)):
            for text, before, now in moves[:_SHOWN]:
                self.stdout.write(f"{sign} {before or '–':>3} → {now or '–':>3}  {text[:90]}")
        if change.is_worse:
            raise CommandError("Kém hơn lần trước.")
