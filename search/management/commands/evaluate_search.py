"""Measure the search on judged questions."""

import json
import sys
import tempfile
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from search.engines.tantivy import TantivyEngine
from search.evaluation import UnreadableFile, build, evaluate, read_corpus, read_questions


class Command(BaseCommand):
    help = (
        "Đo chất lượng và thời gian tìm kiếm với các câu hỏi đã có đáp án, trên một chỉ mục tạm "
        "dựng từ một tệp điều luật. Không dùng cơ sở dữ liệu."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--questions", type=Path, required=True, help="tệp JSON các câu hỏi")
        parser.add_argument("--corpus", type=Path, required=True, help="tệp .jsonl[.xz] các điều")
        parser.add_argument(
            "--strip-diacritics", action="store_true", help="bỏ hết dấu trong câu hỏi"
        )
        parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")

    def handle(self, *args, questions, corpus, strip_diacritics, verbosity, **options):
        quiet = verbosity < 1 or not sys.stderr.isatty()
        with tempfile.TemporaryDirectory(prefix="evaluate-search-") as directory:
            try:
                asked, only_law = read_questions(questions)
                engine = TantivyEngine(Path(directory))
                rows = tqdm(
                    read_corpus(corpus, only_law=only_law),
                    desc="Lập chỉ mục",
                    unit=" điều",
                    disable=quiet,
                )
                started = time.perf_counter()
                articles = build(engine, rows)
                seconds = time.perf_counter() - started
            except (UnreadableFile, OSError) as error:
                raise CommandError(f"Không đọc được tệp: {error}") from error
            with tqdm(total=len(asked), desc="Hỏi", unit=" câu", disable=quiet) as bar:
                scores = evaluate(
                    engine,
                    articles,
                    asked,
                    strip_diacritics=strip_diacritics,
                    progress=lambda: bar.update(1),
                )
        report = {"articles": len(articles), **scores.as_dict(), "build_s": round(seconds, 1)}
        if options["json"]:
            self.stdout.write(json.dumps(report))
        else:
            for name, value in report.items():
                self.stdout.write(f"{name:<12}{value}")
