"""Real files of all kinds: each gives a text from which nothing is lost, or a message."""

import time
import traceback
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ..parsing import characters
from ..reading import UnreadableFile, parse_readings, read
from .corpora import bodies_with_articles, is_rising


@dataclass(slots=True)
class FilesReport:
    """What became of the files of a folder."""

    files: int = 0
    read: int = 0
    refused: dict[str, str] = field(default_factory=dict)  # file → message
    without_text: list[str] = field(default_factory=list)  # scans
    crashed: dict[str, str] = field(default_factory=dict)  # file → the last line of the traceback
    lost: list[str] = field(default_factory=list)
    bodies: int = 0
    unordered: list[str] = field(default_factory=list)
    pages: int = 0
    seconds: float = 0.0

    def as_dict(self) -> dict:
        return {
            "files": self.files,
            "read": self.read,
            "refused": self.refused,
            "without_text": self.without_text,
            "crashed": self.crashed,
            "files_with_lost_characters": self.lost,
            "bodies": self.bodies,
            "bodies_with_unordered_articles": self.unordered,
            "pages": self.pages,
            "seconds": round(self.seconds, 2),
        }


def evaluate_files(paths: Iterable[Path], *, ocr: bool = False) -> FilesReport:
    """Read and parse each file; whatever goes wrong is counted, never raised."""
    report = FilesReport()
    for path in paths:
        report.files += 1
        started = time.perf_counter()
        try:
            reading = read(path.read_bytes(), ocr=ocr)
            document = parse_readings([reading])
        except UnreadableFile as error:
            report.refused[path.name] = str(error)
            continue
        except Exception:  # what this measures
            report.crashed[path.name] = traceback.format_exc().strip().rsplit("\n", 1)[-1]
            continue
        report.seconds += time.perf_counter() - started
        report.read += 1
        report.pages += reading.pages
        if not reading.has_text:
            report.without_text.append(path.name)
        if characters(document) != reading.characters:
            report.lost.append(path.name)
        bodies = bodies_with_articles(document)
        report.bodies += len(bodies)
        report.unordered += [path.name for body in bodies if not is_rising(body)]
    return report
