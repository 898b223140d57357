"""Imports an edition of the official codification; can be run again, also after a stop."""

from contextlib import ExitStack
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from audit.models import Action
from audit.recording import record as log
from legal_library.citing.following import citations_paused
from legal_library.codification.grouping import UnreadableEdition, open_edition
from legal_library.codification.writing import LaterEdition, import_edition
from legal_library.vocabulary import load_vocabulary
from search.indexing import updates_paused

_ORDER = (
    *("articles", "articles_empty", "subjects", "lines_broken"),
    *("documents", "documents_new", "documents_changed", "documents_with_full_text"),
    *("documents_ambiguous", "articles_ambiguous"),
    *("articles_new", "articles_added", "articles_changed", "articles_removed"),
    *("articles_unchanged", "articles_filled", "articles_emptied", "texts", "events"),
)


class Command(BaseCommand):
    help = (
        "Imports an edition of the official codification (.jsonl, .jsonl.xz): one partial "
        "document for each act, changes against the former edition as dated events. A second "
        "run changes nothing; after a stop it goes on."
    )

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, metavar="FILE")
        parser.add_argument(
            "--source-date",
            type=date.fromisoformat,
            required=True,
            metavar="YYYY-MM-DD",
            help="the day as of which the edition was taken",
        )

    def handle(self, *, path, source_date, verbosity, **options):
        load_vocabulary()
        with ExitStack() as stack:
            try:
                read = open_edition(path, stack)
            except UnreadableEdition as error:
                raise CommandError(f"Không đọc được {path}: {error}") from error
            for message in read.broken_lines:
                self.stderr.write(self.style.WARNING(message))
            if not read.articles:
                raise CommandError("Tệp không có điều nào để nhập.")
            stack.enter_context(updates_paused())
            stack.enter_context(citations_paused())
            bar = stack.enter_context(
                tqdm(
                    total=read.document_count,
                    unit="vb",
                    desc="Nhập pháp điển",
                    disable=verbosity < 1,
                )
            )
            try:
                done = import_edition(
                    read, edition=source_date, file_name=path.name, progress=bar.update
                )
            except LaterEdition as error:
                raise CommandError(str(error)) from error
        for name in _ORDER:
            self.stdout.write(f"{name:<28} {done.counts[name]:>8}")
        for name in done.ambiguous:
            self.stderr.write(self.style.WARNING(f"không rõ là văn bản nào: {name}"))
        if done.changed_something:
            log(Action.IMPORTED, name="import_codification", **dict(done.counts))
        else:
            self.stdout.write("Nothing has changed.")
