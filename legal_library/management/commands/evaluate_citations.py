"""How well citations are found: precision and recall on sentences whose citations are known."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from content.references.citations.scoring import Scores
from legal_library.citing import named_acts
from legal_library.citing.evaluating import evaluate


class Command(BaseCommand):
    help = (
        "Prints the precision and recall of finding citations on gold files, and with "
        "--verbosity 2 each citation that was missed or wrong."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "files",
            nargs="*",
            type=Path,
            metavar="FILE",
            help='lines {"id", "text", "citations"}; tests/data/citations when left out',
        )
        parser.add_argument("--min-precision", type=float, default=0.98)
        parser.add_argument("--min-recall", type=float, default=0.96)

    def handle(self, *, files, min_precision, min_recall, verbosity, **options):
        folder = Path(settings.BASE_DIR) / "tests" / "data" / "citations"
        files = files or sorted(folder.glob("*.jsonl"))
        if not files:
            raise CommandError(f"{folder}: không có tệp .jsonl nào.")
        total = Scores()
        for path in files:
            if not path.is_file():
                raise CommandError(f"{path}: Không tìm thấy tệp.")
            scores = evaluate(path, named_acts())
            self._show(path.stem, scores, verbosity)
            total = total + scores
        self._show("total", total, verbosity=0)
        if total.precision < min_precision or total.recall < min_recall:
            raise CommandError(f"below precision {min_precision:.2f} or recall {min_recall:.2f}")

    def _show(self, name: str, scores: Scores, verbosity: int) -> None:
        self.stdout.write(
            f"{name:<12} precision {scores.precision:.4f}   recall {scores.recall:.4f}   "
            f"({scores.right} right, {scores.found} found, {scores.expected} expected)"
        )
        if verbosity > 1:
            for label, items in (("missed", scores.missed), ("wrong", scores.wrong)):
                for record_id, item in items:
                    self.stdout.write(
                        f"  {label} {record_id}: {item['text']!r} {item['act']} {item['provision']}"
                    )
