"""A gold set of citations, and how well they are found."""

import json
from collections.abc import Iterator
from pathlib import Path

from content.references.citations import find_citations
from content.references.citations.scoring import Scores

from .named_acts import NamedActs


def read_gold(path: Path) -> Iterator[dict]:
    """The records of a gold file, `{"id", "text", "citations"}` a line."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def evaluate(path: Path, laws: NamedActs) -> Scores:
    scores = Scores()
    for record in read_gold(path):
        found = [citation.as_dict() for citation in find_citations(record["text"], laws.names)]
        scores.add(record["id"], record["citations"], found)
    return scores
