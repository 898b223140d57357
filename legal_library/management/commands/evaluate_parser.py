"""Measures readers and parser on the real documents of ../shared/data; touches no database."""

import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from legal_library.evaluation import (
    Report,
    Row,
    evaluate,
    evaluate_files,
    evaluate_outlines,
    read_codification,
    read_records,
    table_of,
)

CORPORA = ("laws_full.jsonl.xz", "vbpl_documents.jsonl.xz")
CODIFICATION = "codified_articles_2026.jsonl.xz"
FOLDERS = ("docx_laws", "pdf_text", "old_doc", "pdf_scanned_signed")
OUTLINES = "pdf_with_outline"


class Command(BaseCommand):
    help = (
        "Reads and parses real documents and prints a table: articles and clauses against "
        "reviewed outlines, lost characters, attributes and articles against the corpora's own "
        "fields and the codification. Fails when a row is below its floor."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("corpora", nargs="*", type=Path, metavar="CORPUS.jsonl[.xz]")
        parser.add_argument("--codification", type=Path, help="default: the codification of 2026")
        parser.add_argument("--json", action="store_true", dest="as_json")
        parser.add_argument(
            "--ocr", action="store_true", help="recognise scans, too: a minute for six pages"
        )
        parser.add_argument("--details", action="store_true", help="list every exception")

    def handle(self, *, corpora, codification, as_json, ocr, details, verbosity, **options):
        self.quiet = verbosity < 1
        folder = settings.SHARED_DATA_DIR / "corpus"
        acts = read_codification(_there(codification or folder / CODIFICATION))
        paths = [_there(path) for path in corpora or (folder / name for name in CORPORA)]
        reports = {
            path.name: evaluate(self._shown(read_records(path), path.name), acts) for path in paths
        }
        # Given corpora are measured alone.
        files, outlines = ({}, None) if corpora else self._measure_files(ocr)
        rows = table_of(corpora=reports, files=files, outlines=outlines)
        if as_json:
            figures = {name: report.as_dict() for name, report in {**reports, **files}.items()}
            if outlines:
                figures[OUTLINES] = outlines.as_dict()
            self.stdout.write(json.dumps(figures, ensure_ascii=False, indent=2))
        else:
            self._show(rows)
            for name, report in reports.items():
                self._show_corpus(name, report, details=details)
            if details:
                self._show_exceptions(files, outlines)
        if failed := [row for row in rows if not row.reached]:
            named = "; ".join(f"{row.measure}: {row.value} ({row.floor})" for row in failed)
            raise CommandError(f"Dưới mức yêu cầu: {named}")

    def _measure_files(self, ocr: bool):
        folder = settings.SHARED_DATA_DIR / "office"
        files = {}
        for name in FOLDERS:
            paths = sorted(_there(folder / name).iterdir())
            files[name] = evaluate_files(self._shown(paths, name), ocr=ocr)
        folders = sorted(path.parent for path in (folder / OUTLINES).glob("*/source-pack.json"))
        return files, evaluate_outlines(self._shown(folders, OUTLINES))

    def _shown(self, items, name: str):
        return tqdm(items, desc=name, unit="vb", disable=self.quiet)

    def _show(self, rows: list[Row]) -> None:
        width = max(len(row.measure) for row in rows)
        for row in rows:
            line = f"{row.measure:<{width}}  {row.value:>8}  {row.floor:>8}"
            self.stdout.write(line if row.reached else self.style.ERROR(f"{line}  below"))

    def _show_corpus(self, name: str, report: Report, *, details: bool) -> None:
        figures = report.as_dict()
        self.stdout.write(self.style.MIGRATE_HEADING(name))
        self.stdout.write(
            f"  {report.documents} documents, {report.articles} articles, "
            f"{report.warnings} warnings, {figures['kilobytes_per_second']} kB/s"
        )
        for verdict, count in figures["attributes"].items():
            self.stdout.write(f"  {verdict}: {count}")
        if report.codified:
            self.stdout.write(
                "  same articles as the codification: "
                f"{_share(report.same_articles, report.codified)}\n"
                f"  same headings: {_share(report.same_headings, report.headings)}"
            )
        if details:
            self._list(report.unordered + report.differences + report.other_headings)

    def _show_exceptions(self, files, outlines) -> None:
        for name, report in files.items():
            self.stdout.write(self.style.MIGRATE_HEADING(name))
            refused = [f"{file}: {text}" for file, text in report.refused.items()]
            crashed = [f"{file}: {text}" for file, text in report.crashed.items()]
            self._list(crashed + refused + report.unordered + report.without_text)
        if outlines:
            self.stdout.write(self.style.MIGRATE_HEADING(OUTLINES))
            self._list(outlines.missing + outlines.different)

    def _list(self, exceptions: list[str]) -> None:
        for exception in exceptions:
            self.stdout.write(f"    - {exception}")


def _there(path: Path) -> Path:
    if not path.exists():
        raise CommandError(f"Không tìm thấy tệp {path}.")
    return path


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.2%})" if whole else "0 of 0"
