"""Shows the citations in a text and what they lead to; stores nothing."""

import json
import sys
from collections.abc import Iterator
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from legal_library.citing import MemoryCatalogue, find_and_resolve, named_acts
from legal_library.citing.library import LibraryCatalogue


class Command(BaseCommand):
    help = (
        "Reads a text from standard input and prints the citations of law in it, with the "
        "document, date of text and eId that each leads to in the library, or the reason why "
        "it leads nowhere. Nothing is stored."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "--as-of",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="the day the text was written; today when it is left out",
        )
        parser.add_argument("--format", choices=["json", "text"], default="json")
        parser.add_argument(
            "--jsonl",
            action="store_true",
            help='read lines {"id", "text", "as_of"} and print lines {"id", "citations"}',
        )
        parser.add_argument(
            "--no-library", action="store_true", help="only find, without asking the database"
        )

    def handle(self, *, as_of, format, jsonl, no_library, **options):
        self.catalogue, self.laws = MemoryCatalogue([]), named_acts()
        if not no_library:
            library = LibraryCatalogue()
            try:
                self.laws = self.laws.with_names(library.law_names)
            except DatabaseError as error:
                message = f"Không đọc được tủ sách (chạy migrate, hoặc dùng --no-library): {error}"
                raise CommandError(message) from error
            self.catalogue = library
        today = as_of or timezone.localdate()
        # The bytes, so that a locale other than UTF-8 does no harm.
        source = sys.stdin.buffer if hasattr(sys.stdin, "buffer") else sys.stdin
        if jsonl:
            for record in _records(source):
                day = date.fromisoformat(record["as_of"]) if record.get("as_of") else today
                citations = self._find(record["text"], day)
                line = {"id": record.get("id"), "citations": citations}
                self.stdout.write(json.dumps(line, ensure_ascii=False))
            return
        found = self._find(_decoded(source.read()), today)
        if format == "json":
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        for citation in found:
            place = " ".join(f"{level}={value}" for level, value in citation["provision"].items())
            self.stdout.write(
                f"{citation['start']}-{citation['end']}\t{citation['text']}\t{place}\t"
                f"{_target(citation)}"
            )

    def _find(self, text: str, as_of: date) -> list[dict]:
        findings = find_and_resolve(text, self.catalogue, self.laws, as_of=as_of)
        return [finding.as_dict() for finding in findings]


def _records(source) -> Iterator[dict]:
    for number, line in enumerate(source, start=1):
        line = _decoded(line)
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            if not isinstance(record, dict) or not isinstance(record.get("text"), str):
                raise ValueError('cần {"id", "text"}')
            if record.get("as_of"):
                date.fromisoformat(record["as_of"])
        except (ValueError, TypeError, RecursionError) as error:
            raise CommandError(f"Dòng {number}: {error}") from error
        yield record


def _decoded(data: bytes | str) -> str:
    try:
        return data if isinstance(data, str) else data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandError(f"Dữ liệu vào không phải UTF-8: {error}") from error


def _target(citation: dict) -> str:
    resolved = citation["resolved"]
    if resolved is None:
        return citation["reason"]
    return " ".join(filter(None, [resolved["slug"], resolved["eid"]]))
