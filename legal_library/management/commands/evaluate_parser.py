"""Measures the parser on the real texts of ../shared/data; touches no database."""

import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from legal_library.evaluation import Report, evaluate, read_codification, read_records

CORPORA = ("laws_full.jsonl.xz", "vbpl_documents.jsonl.xz")
CODIFICATION = "codified_articles_2026.jsonl.xz"


class Command(BaseCommand):
    help = (
        "Parses whole corpora and reports lost characters, speed, attributes against the "
        "corpus's own fields, and articles and headings against the codification. "
        "Fails when a character is lost."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("corpora", nargs="*", type=Path, metavar="CORPUS.jsonl[.xz]")
        parser.add_argument("--codification", type=Path, help="default: the codification of 2026")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, corpora, codification, as_json, verbosity, **options):
        folder = settings.SHARED_DATA_DIR / "corpus"
        corpora = corpora or [folder / name for name in CORPORA]
        codification = codification or folder / CODIFICATION
        for path in (*corpora, codification):
            if not path.is_file():
                raise CommandError(f"Không tìm thấy tệp {path}.")
        acts = read_codification(codification)
        reports = {}
        for path in corpora:
            records = tqdm(read_records(path), desc=path.name, unit="vb", disable=verbosity < 1)
            reports[path.name] = evaluate(records, acts)
        if as_json:
            figures = {name: report.as_dict() for name, report in reports.items()}
            self.stdout.write(json.dumps(figures, ensure_ascii=False, indent=2))
        else:
            for name, report in reports.items():
                self._show(name, report)
        if lost := [name for report in reports.values() for name in report.lost]:
            raise CommandError(f"Mất ký tự trong {len(lost)} văn bản: {', '.join(lost[:20])}")

    def _show(self, name: str, report: Report) -> None:
        figures = report.as_dict()
        ordered = report.documents - len(report.unordered)
        self.stdout.write(self.style.MIGRATE_HEADING(name))
        self.stdout.write(
            f"  {report.documents} documents, {report.articles} articles, "
            f"{report.warnings} warnings, {len(report.lost)} with lost characters\n"
            f"  {figures['documents_per_second']} documents/s, "
            f"{figures['kilobytes_per_second']} kB/s\n"
            f"  articles in rising order: {_share(ordered, report.documents)}"
        )
        for verdict, count in figures["attributes"].items():
            self.stdout.write(f"  {verdict}: {count}")
        if report.codified:
            self.stdout.write(
                "  same articles as the codification: "
                f"{_share(report.same_articles, report.codified)}\n"
                f"  same headings: {_share(report.same_headings, report.headings)}"
            )
        for exception in (*report.unordered, *report.differences, *report.other_headings):
            self.stdout.write(f"    - {exception}")


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.2%})" if whole else "0 of 0"
