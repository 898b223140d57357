"""The table of what was measured, row by row, with what each row must reach."""

from collections import Counter
from dataclasses import dataclass

from .corpora import Report
from .files import FilesReport
from .outlines import OutlineReport

LEGAL_FOLDERS = ("docx_laws", "pdf_text")


@dataclass(frozen=True, slots=True)
class Row:
    """One measure; `reached` decides whether the command fails."""

    measure: str
    value: str
    floor: str
    reached: bool


def table_of(
    *,
    corpora: dict[str, Report] | None = None,
    files: dict[str, FilesReport] | None = None,
    outlines: OutlineReport | None = None,
) -> list[Row]:
    """The rows for what was measured; nothing is said of what was not."""
    corpora, files = corpora or {}, files or {}
    rows = []
    if outlines and outlines.documents:
        rows.append(_share("articles of outlines, F1", outlines.f1("article"), 0.995))
        rows.append(_share("clauses of outlines, F1", outlines.f1("clause"), 0.98))
    for name, report in {**corpora, **files}.items():
        rows.append(_none(f"{name}: lost characters or order, documents", len(report.lost)))
    attributes = sum((report.attributes for report in corpora.values()), Counter())
    for name in ("number", "issued_on"):
        right = attributes[f"{name} right"]
        total = right + attributes[f"{name} wrong"] + attributes[f"{name} unread"]
        if total:
            label = f"{name} right, of {total} that the texts state"
            rows.append(_share(label, right / total, 0.99))
    # Contracts in two languages count each article twice; the floor is for legal documents.
    legal = [*corpora.values(), *(files[name] for name in LEGAL_FOLDERS if name in files)]
    bodies = sum(report.bodies for report in legal)
    unordered = sum(len(report.unordered) for report in legal)
    if bodies:
        label = f"articles strictly rising, of {bodies} bodies"
        rows.append(_share(label, 1 - unordered / bodies, 0.995))
    for name, report in files.items():
        rows.append(_none(f"{name}: tracebacks, of {report.files} files", len(report.crashed)))
    return rows


def _share(measure: str, value: float, floor: float) -> Row:
    return Row(measure, f"{value:.4f}", f"≥ {floor}", value >= floor)


def _none(measure: str, count: int) -> Row:
    return Row(measure, str(count), "0", count == 0)
