"""What an edition changes of a document: article by article, by their words. No database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ..models import CodifiedArticle, ValidityEvent
from .reading import Change
from .texts import Article

Kind = ValidityEvent.Kind


@dataclass(frozen=True, slots=True)
class Happening:
    """A dated event on an article; `act` is the number of the act that caused it."""

    eid: str
    kind: str
    day: date
    act: str = ""


@dataclass(slots=True)
class Difference:
    """The articles of a document that an edition adds, changes, no longer has."""

    new: list[str] = field(default_factory=list)  # of a document that was not codified before
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    filled: list[str] = field(default_factory=list)  # former editions had no words
    emptied: list[str] = field(default_factory=list)  # the words were lost, not the article
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)

    @property
    def needs_text(self) -> bool:
        return bool(self.new or self.added or self.changed or self.filled or self.removed)


def compare(
    articles: Mapping[str, Article],
    known: Mapping[str, CodifiedArticle],
    *,
    edition: date,
    subjects: Mapping[str, str],
) -> Difference:
    """*articles* of the edition against what is *known*; *subjects* are those that it has.

    An article whose subject the edition lacks altogether is not removed: nothing was said of it.
    """
    found = Difference()
    for eid, article in articles.items():
        row = known.get(eid)
        noted = [
            change for change in article.changes if not row or _told(change) not in row.amended_by
        ]
        found.happenings += [Happening(eid, c.kind, c.day, c.number) for c in noted]
        if row is None or row.removed_in:
            (found.added if known else found.new).append(eid)
            if known and not any(c.kind == Kind.ADDED for c in noted):
                found.happenings.append(Happening(eid, Kind.CODIFIED, edition))
        elif not article.text:
            (found.emptied if row.words_sha256 else found.unchanged).append(eid)
        elif not row.words_sha256:
            found.filled.append(eid)
        elif row.words_sha256 != article.digest:
            found.changed.append(eid)
            if not noted:
                found.happenings.append(Happening(eid, Kind.AMENDED, edition))
        else:
            found.unchanged.append(eid)
    found.removed = [eid for eid, row in known.items() if is_gone(row, articles, edition, subjects)]
    found.happenings += [Happening(eid, Kind.UNCODIFIED, edition) for eid in found.removed]
    return found


def is_gone(row: CodifiedArticle, articles, edition: date, subjects) -> bool:
    return (
        row.eid not in articles
        and row.removed_in is None
        and row.last_edition < edition
        and row.subject in subjects
    )


def _told(change: Change) -> list[str]:
    return [change.kind, change.number, change.day.isoformat()]


def told(article: Article) -> list[list[str]]:
    """The changes of *article* as `CodifiedArticle.amended_by` keeps them."""
    return [_told(change) for change in article.changes]
