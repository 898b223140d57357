"""PDF against reviewed outlines: articles and clauses with number, heading and text.

An outline was taken from the text of the pages line by line. So its headings end with the
printed line, its texts hold running heads, footnotes and the title of the chapter that
follows, and it misses clauses whose number carries a footnote. What the outline has too
much is left out of both sides before they are compared; the rest is counted as it is.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..parsing import Node, ParsedDocument, nonblank
from ..reading import parse_readings, read

_NOT_TEXT = re.compile(
    r"^\[\[.*\]\]\n|^.*CÔNG BÁO ?/ ?Số.*\n|^\((?:Xem tiếp|Tiếp theo) Công báo.*\n"
    r"|^VĂN BẢN (?:HỢP NHẤT - VĂN PHÒNG QUỐC HỘI|QUY PHẠM PHÁP LUẬT|KHÁC)\s*\n",
    re.MULTILINE,
)
_PLACE = re.compile(r"Điều (?P<article>\S+)(?: khoản (?P<clause>\S+))?")
_AGAIN = "ứng viên"  # a second candidate for a place that the outline has already
_GROUPS = ("part", "chapter", "section", "subsection")

Key = tuple[str, str]  # article and clause; no clause for the article itself


@dataclass(slots=True)
class OutlineReport:
    """How many articles and clauses both sides have, and how many are the same."""

    documents: int = 0
    expected: dict[str, int] = field(default_factory=lambda: {"article": 0, "clause": 0})
    found: dict[str, int] = field(default_factory=lambda: {"article": 0, "clause": 0})
    same: dict[str, int] = field(default_factory=lambda: {"article": 0, "clause": 0})
    same_text: dict[str, int] = field(default_factory=lambda: {"article": 0, "clause": 0})
    missing: list[str] = field(default_factory=list)
    different: list[str] = field(default_factory=list)

    def f1(self, level: str, *, with_text: bool = False) -> float:
        """The harmonic mean of precision and recall for “article” or “clause”."""
        same = self.same_text if with_text else self.same
        total = self.expected[level] + self.found[level]
        return 2 * same[level] / total if total else 0.0

    def as_dict(self) -> dict:
        return {
            "documents": self.documents,
            **{
                f"{level}s": {
                    "expected": self.expected[level],
                    "found": self.found[level],
                    "f1": round(self.f1(level), 4),
                    "f1_with_text": round(self.f1(level, with_text=True), 4),
                }
                for level in ("article", "clause")
            },
            "missing": self.missing,
            "different": self.different,
        }


def evaluate_outlines(folders: Iterator[Path]) -> OutlineReport:
    """Read the PDF of each folder (its text where it has none) and compare with the outline."""
    report = OutlineReport()
    for folder in folders:
        outline = json.loads((folder / "source-pack.json").read_text(encoding="utf-8"))
        files = sorted(folder.glob("*.pdf")) or [folder / "full-text.txt"]
        document = parse_readings([read(file.read_bytes(), ocr=False) for file in files])
        _compare(report, folder.name, outline["provisions"], document)
    return report


def _compare(
    report: OutlineReport, name: str, provisions: list[dict], document: ParsedDocument
) -> None:
    report.documents += 1
    expected = dict(_expected(provisions))
    found = dict(_found(document))
    for keys, count in ((expected, report.expected), (found, report.found)):
        for _article, clause in keys:
            count["clause" if clause else "article"] += 1
    strip = _Stripper(document)
    for key, provision in expected.items():
        level = "clause" if key[1] else "article"
        place = f"{name}: {provision['location']}"
        node = found.get(key)
        if node is None:
            report.missing.append(place)
            continue
        heading = nonblank(provision.get("heading") or "")
        if not _squeezed(node.heading).startswith(heading):
            report.different.append(f"{place}: “{node.heading}” / “{provision['heading']}”")
            continue
        report.same[level] += 1
        report.same_text[level] += _whole(node) == strip(provision["text"])


def _expected(provisions: list[dict]) -> Iterator[tuple[Key, dict]]:
    for provision in provisions:
        if provision["level"] in ("article", "clause") and _AGAIN not in provision["location"]:
            match = _PLACE.fullmatch(provision["location"])
            yield (match["article"], match["clause"] or ""), provision


def _found(document: ParsedDocument) -> Iterator[tuple[Key, Node]]:
    for article in document.articles():
        yield (article.number, ""), article
        for child in article.children:
            if child.kind == "clause" and "__qstr_" not in child.eid:
                yield (article.number, child.number), child


class _Stripper:
    """Takes from the text of an outline what is no part of the provision."""

    def __init__(self, document: ParsedDocument):
        nodes = list(document.walk())
        self.notes = [_whole(node) for node in nodes if node.kind == "note"]
        self.groups = [
            _squeezed(node.marker + node.heading)
            for node in nodes
            if node.kind in _GROUPS and node.heading
        ]

    def __call__(self, text: str) -> str:
        text = _squeezed(_NOT_TEXT.sub("", f"{text}\n"))
        for note in self.notes:
            text = text.replace(note, "")
        # A chapter and its first section may both follow.
        for _twice in range(2):
            for group in self.groups:
                text = text.removesuffix(group)
        return text


def _whole(node: Node) -> str:
    parts = (part for item in node.walk() for part in (item.marker, item.heading, item.text))
    return _squeezed("".join(parts))


def _squeezed(text: str) -> str:
    # PDF programs write a hyphen at the end of a line in three ways.
    return nonblank(text).replace("\ufffe", "-").replace("\xad", "")
