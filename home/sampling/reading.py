"""The files of the sample content, and the identity of what is made from them."""

import json
from datetime import date, datetime, time
from pathlib import Path
from uuid import UUID, uuid5

from django.utils.timezone import make_aware

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
SOURCE = "Dữ liệu mẫu (tỉnh An Lạc không có thật)"
_NAMESPACE = UUID("6d3d3c5e-6f3a-4b0e-9d53-0a1f6c2f7f10")


def read(name: str) -> list | dict:
    """The content of home/samples/*name*.json."""
    return json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))


def sample_uuid(kind: str, key: str) -> UUID:
    """The same for the same sample on every machine: how a second run knows it."""
    return uuid5(_NAMESPACE, f"{kind}/{key}")


def absent(model, kind: str, items: list[dict]) -> list[dict]:
    """Those of *items* that *model* does not hold yet."""
    uuids = {sample_uuid(kind, item["key"]) for item in items}
    known = set(model.objects.filter(uuid__in=uuids).values_list("uuid", flat=True))
    return [item for item in items if sample_uuid(kind, item["key"]) not in known]


def morning(day: str) -> datetime:
    """Eight o'clock of an ISO day, when offices open."""
    return make_aware(datetime.combine(date.fromisoformat(day), time(8)))
