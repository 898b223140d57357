"""Measures the way out and back on the real texts of ../shared/data; touches no database."""

import time
from collections import Counter, defaultdict

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from legal_library.evaluation import read_records
from legal_library.exporting import Copy, Facts
from legal_library.exporting.akoma_ntoso import write_akoma_ntoso
from legal_library.exporting.reading_back import NotOurs, read_akoma_ntoso, read_json, read_word
from legal_library.exporting.structured import write_json, write_text
from legal_library.exporting.word import write_word
from legal_library.parsing import ParsedDocument, characters, nonblank, parse

CORPUS = "laws_full.jsonl.xz"
WAYS = {
    "docx": (write_word, read_word),
    "xml": (write_akoma_ntoso, read_akoma_ntoso),
    "json": (write_json, read_json),
}


class Command(BaseCommand):
    help = (
        "Writes every text of a corpus as Word, Akoma Ntoso and JSON, reads it back and "
        "compares the trees; plain text must keep every character. Fails when one differs."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("corpus", nargs="?", help=f"default: {CORPUS} of the shared data")

    def handle(self, *, corpus, verbosity, **options):
        path = settings.SHARED_DATA_DIR / "corpus" / (corpus or CORPUS)
        if not path.is_file():
            raise CommandError(f"Không tìm thấy tệp {path}.")
        same, size, seconds, differing = Counter(), Counter(), defaultdict(list), []
        documents = 0
        for record in tqdm(read_records(path), unit="vb", disable=verbosity < 1):
            if not record.get("text"):
                continue
            documents += 1
            parsed = parse(record["text"])
            copy = Copy(_facts(record), ParsedDocument(parsed.preface, parsed.bodies))
            for name, (write, read) in WAYS.items():
                started = time.perf_counter()
                data = write(copy)
                seconds[name].append(time.perf_counter() - started)
                size[name] += len(data)
                try:
                    is_same = read(data) == copy
                except NotOurs:
                    is_same = False
                same[name] += is_same
                if not is_same:
                    differing.append(f"{record.get('number') or documents}.{name}")
            text = write_text(copy)
            size["txt"] += len(text)
            same["txt"] += nonblank(text.decode()) == characters(parsed)
        for name in (*WAYS, "txt"):
            line = f"{name}: {same[name]} of {documents} the same, {size[name] / 1e6:.1f} MB"
            if times := sorted(seconds[name]):
                line += f", median {times[len(times) // 2] * 1000:.0f} ms"
                line += f", longest {times[-1] * 1000:.0f} ms"
            self.stdout.write(line)
        if differing or same["txt"] < documents:
            raise CommandError(f"Khác khi đọc lại: {', '.join(differing[:20]) or 'txt'}")


def _facts(record: dict) -> Facts:
    return Facts(
        title=record.get("title") or "",
        type_name=record.get("type") or "",
        number=record.get("number") or "",
        issuers=tuple(filter(None, [record.get("issuer")])),
        signer=record.get("signer") or "",
    )
