"""Shows how the parser reads a document; touches no database."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder

from legal_library.parsing import read_attributes, to_json, to_text
from legal_library.reading import Reading, UnreadableFile, parse_readings, read


class Command(BaseCommand):
    help = (
        "Reads a document (DOCX, DOC, RTF, ODT, PDF, HTML, text) and prints its structure. "
        "Several files are one document in parts; “-” reads standard input. Nothing is stored."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE", help="files, or - for stdin")
        parser.add_argument("--format", choices=["json", "text"], default="text")
        parser.add_argument(
            "--no-ocr", action="store_false", dest="ocr", help="leave scans without a text"
        )

    def handle(self, *, files, format, ocr, **options):
        readings = [_read(name, ocr=ocr) for name in files]
        for name, reading in zip(files, readings, strict=True):
            for message in reading.messages:
                self.stderr.write(f"{name}: {message}")
        document = parse_readings(readings)
        if format == "text":
            self.stdout.write(to_text(document), ending="")
            return
        data = to_json(document) | {
            "attributes": asdict(read_attributes(document)),
            "sources": [
                {
                    "file": name,
                    "kind": reading.kind,
                    "pages": reading.pages,
                    "encoding": reading.encoding,
                    "machine_read": reading.machine_read,
                    "messages": reading.messages,
                }
                for name, reading in zip(files, readings, strict=True)
            ],
        }
        text = json.dumps(data, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder)
        self.stdout.write(text)


def _read(name: str, *, ocr: bool) -> Reading:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return read(data, ocr=ocr)
    except FileNotFoundError as error:
        raise CommandError(f"{name}: Không tìm thấy tệp.") from error
    except IsADirectoryError as error:
        raise CommandError(f"{name}: Đây là thư mục, hãy chỉ ra từng tệp.") from error
    except (OSError, UnreadableFile) as error:
        raise CommandError(f"{name}: {error}") from error
