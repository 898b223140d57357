"""The codification's topics as data: codes and names, read from a CSV."""

import csv
from pathlib import Path

from django.db import transaction

from .models import Topic

TOPICS_CSV = Path(__file__).parent / "data" / "topics.csv"


@transaction.atomic
def load_topics(path: Path = TOPICS_CSV) -> tuple[int, int]:
    """Create or update every topic of *path* (columns code, name); how many of each.

    A code such as “36.3” belongs to the subject “36”, which stands before it in the file.
    """
    created = updated = 0
    parents: dict[str, Topic] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for position, row in enumerate(csv.DictReader(file), start=1):
            code = row["code"].strip()
            topic, is_new = Topic.objects.update_or_create(
                code=code,
                defaults={
                    "name": row["name"].strip(),
                    "parent": parents.get(code.rpartition(".")[0]),
                    "position": position,
                },
            )
            parents[code] = topic
            created, updated = created + is_new, updated + (not is_new)
    return created, updated
