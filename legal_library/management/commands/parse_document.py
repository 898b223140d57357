"""Shows how the parser reads a document; touches no database."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from legal_library.parsing import UnreadableText, decode, parse_parts, to_json, to_text


class Command(BaseCommand):
    help = (
        "Parses a document and prints its structure. Several files are one document in parts; "
        "“-” reads standard input. Nothing is stored."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE", help="text files, or - for stdin")
        parser.add_argument("--format", choices=["json", "text"], default="text")

    def handle(self, *, files, format, **options):
        document = parse_parts([_read(name) for name in files])
        if format == "json":
            self.stdout.write(json.dumps(to_json(document), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(to_text(document), ending="")


def _read(name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return decode(data)
    except FileNotFoundError as error:
        raise CommandError(f"{name}: Không tìm thấy tệp.") from error
    except IsADirectoryError as error:
        raise CommandError(f"{name}: Đây là thư mục, hãy chỉ ra từng tệp.") from error
    except (OSError, UnreadableText) as error:
        raise CommandError(f"{name}: {error}") from error
