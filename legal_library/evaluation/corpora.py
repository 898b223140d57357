"""How well the parser reads a corpus, measured against what the corpus says about itself.

The codification (pháp điển) is an independent reading of the same laws: it tells which
articles a law has and what they are called.
"""

import json
import lzma
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from content.references.numbers import number_key
from content.text import compose, fold, normalize

from ..parsing import Attributes, Node, ParsedDocument, characters, nonblank, parse, read_attributes
from ..parsing.numbers import rank_of

_CODIFIED_PREFIX = re.compile(r"^Điều \S+?\.(?:\s|$)")  # “Điều 36.3.LQ.1. ”
_AMENDS = re.compile(r"sửa đổi|bổ sung|bãi bỏ|thay thế", re.IGNORECASE)
_FINAL = re.compile(r"hiệu lực|thi hành|chuyển tiếp|trách nhiệm tổ chức", re.IGNORECASE)
_LONGEST_HEAD = 3000  # characters
_DAY_MONTH_YEAR = "%d/%m/%Y"


@dataclass(frozen=True, slots=True)
class CodifiedArticle:
    """An article as the codification gives it, without the codification's own number."""

    number: str
    heading: str
    source: str  # which act, and which act changed it


@dataclass(slots=True)
class Report:
    """What was measured on one corpus."""

    documents: int = 0
    bytes: int = 0
    seconds: float = 0.0
    articles: int = 0
    warnings: int = 0
    lost: list[str] = field(default_factory=list)  # documents that lost a character
    bodies: int = 0  # that have articles
    unordered: list[str] = field(default_factory=list)  # bodies
    attributes: Counter = field(default_factory=Counter)  # "number right", "number wrong", …
    codified: int = 0
    same_articles: int = 0
    differences: list[str] = field(default_factory=list)
    headings: int = 0
    same_headings: int = 0
    other_headings: list[str] = field(default_factory=list)

    def as_dict(self) -> dict:
        """The figures and the exceptions, ready for JSON."""
        return {
            "documents": self.documents,
            "bytes": self.bytes,
            "seconds": round(self.seconds, 2),
            "documents_per_second": round(self.documents / max(self.seconds, 1e-9), 1),
            "kilobytes_per_second": round(self.bytes / 1000 / max(self.seconds, 1e-9)),
            "articles": self.articles,
            "bodies": self.bodies,
            "warnings": self.warnings,
            "documents_with_lost_characters": self.lost,
            "bodies_with_unordered_articles": self.unordered,
            "attributes": dict(sorted(self.attributes.items())),
            "codified_laws": self.codified,
            "codified_laws_with_same_articles": self.same_articles,
            "differences": self.differences,
            "comparable_headings": self.headings,
            "same_headings": self.same_headings,
            "other_headings": self.other_headings,
        }


def read_records(path: Path) -> Iterator[dict]:
    """The records of a corpus, one JSON object a line, compressed or not."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def read_codification(path: Path) -> dict[str, list[CodifiedArticle]]:
    """The codified articles of each act, by the act's number."""
    acts = defaultdict(list)
    for record in read_records(path):
        if number := record.get("src_number"):
            heading = _squeeze(_CODIFIED_PREFIX.sub("", compose(record["heading"])))
            article = CodifiedArticle(record["src_article"], heading, record["src"])
            acts[number.strip()].append(article)
    return acts


def evaluate(records: Iterable[dict], codification: dict[str, list[CodifiedArticle]]) -> Report:
    """Parse every record that has a text and compare."""
    report = Report()
    for record in records:
        text = record.get("text") or ""
        if not text or not record.get("has_full_text", True):
            continue
        started = time.perf_counter()
        document = parse(text)
        report.seconds += time.perf_counter() - started
        report.documents += 1
        report.bytes += len(text.encode())
        report.warnings += len(document.warnings)
        name = record.get("number") or record.get("file") or str(report.documents)
        _check_structure(report, name, text, document)
        _check_attributes(report, record, text, read_attributes(document))
        if codified := codification.get(record.get("number") or ""):
            _compare(report, name, document, codified)
    return report


def _check_structure(report: Report, name: str, text: str, document: ParsedDocument) -> None:
    if characters(document) != nonblank(text):
        report.lost.append(name)
    report.articles += len(document.articles())
    bodies = bodies_with_articles(document)
    report.bodies += len(bodies)
    report.unordered += [name for body in bodies if not is_rising(body)]


def bodies_with_articles(document: ParsedDocument) -> list[list[Node]]:
    """The top-level articles of each body that has some."""
    found = (document.articles(body) for body in range(len(document.bodies)))
    return [articles for articles in found if articles]


def is_rising(articles: list[Node]) -> bool:
    """The numbers of *articles* rise strictly."""
    ranks = [rank_of(article.number) for article in articles]
    return all(first < second for first, second in pairwise(ranks))


def _check_attributes(report: Report, record: dict, text: str, found: Attributes) -> None:
    issued = found.issued_on.strftime(_DAY_MONTH_YEAR) if found.issued_on else ""
    effective = found.effective_from.strftime(_DAY_MONTH_YEAR) if found.effective_from else ""
    stated = (record.get("dates") or {}).get("Ngày có hiệu lực", "")
    pairs = (
        ("number", number_key(found.number), number_key(record.get("number") or "")),
        ("issued_on", issued, record.get("issued")),
        ("issuer", fold(" ".join(found.issuers)), fold(record.get("issuer") or "")),
        ("signer", fold(found.signer), fold(record.get("signer") or "")),
        ("effective_from", effective, stated.strip("-")),
    )
    for name, value, expected in pairs:
        if expected:
            verdict = "right" if value == expected else "wrong" if value else "unread"
            # Catalogues cut numbers short (“06/2026/TT-BT”), and many translations state none.
            if name == "number" and value.startswith(expected):
                verdict = "right"
            elif name == "number" and not _states(text, record["number"]):
                verdict = "not in the text"
            report.attributes[f"{name} {verdict}"] += 1


def _states(text: str, number: str) -> bool:
    """The beginning of *text* has *number*, however it is spaced."""
    return "".join(fold(number).split()) in "".join(fold(text[:_LONGEST_HEAD]).split())


def _compare(
    report: Report, name: str, document: ParsedDocument, codified: list[CodifiedArticle]
) -> None:
    articles = {article.number: article for article in document.articles()}
    by_number = {article.number: article for article in codified}
    report.codified += 1
    if articles.keys() == by_number.keys():
        report.same_articles += 1
    else:
        report.differences.append(f"{name}: {_difference(articles, by_number)}")
    for article in codified:
        own = articles.get(article.number)
        if own and article.heading and _text_of(own).startswith(article.heading):
            report.headings += 1
            if _squeeze(own.heading) == article.heading:
                report.same_headings += 1
            else:
                report.other_headings.append(
                    f"{name}, Điều {own.number}: “{own.heading}” / “{article.heading}”"
                )


def _difference(articles: dict[str, Node], codified: dict[str, CodifiedArticle]) -> str:
    """Which articles one side has alone, with the reason as far as it can be seen."""
    groups = defaultdict(list)
    for number in sorted(articles.keys() - codified.keys(), key=rank_of):
        groups[f"not codified, {_why_not_codified(articles[number])}"].append(number)
    for number in sorted(codified.keys() - articles.keys(), key=rank_of):
        groups[f"codified only, {_why_codified_only(codified[number])}"].append(number)
    return "; ".join(f"{reason}: {', '.join(numbers)}" for reason, numbers in groups.items())


def _why_not_codified(article: Node) -> str:
    beginning = f"{article.heading} {article.text}"[:200]
    if _AMENDS.search(beginning) or any("__qstr_" in node.eid for node in article.walk()):
        return "it amends other acts"
    if _FINAL.search(beginning):
        return "a final provision"
    return "left out, repealed meanwhile"


def _why_codified_only(article: CodifiedArticle) -> str:
    if not article.number.isdigit() or "bổ sung bởi" in article.source:
        return "inserted by a later act"
    return "no such number in the source"


def _text_of(article: Node) -> str:
    own, *below = article.walk()
    parts = [own.heading, own.text]
    for node in below:
        parts += [node.marker, node.heading, node.text]
    return _squeeze(" ".join(parts))


def _squeeze(text: str) -> str:
    return " ".join(normalize(text).split())
