"""Audiences, kinds of materials, and the units of the sample province."""

from collections.abc import Iterator
from datetime import date

from content.models import Audience
from content.topics import load_topics
from departments.models import Unit, UnitSuccession
from materials.models import MaterialKind

from .reading import read

_VOCABULARIES = {"audiences": Audience, "material_kinds": MaterialKind}


def missing_vocabulary() -> list[tuple[type, int, dict]]:
    found = []
    for name, model in _VOCABULARIES.items():
        known = set(model.objects.values_list("code", flat=True))
        rows = enumerate(read("vocabulary")[name], start=1)
        found += [(model, position, row) for position, row in rows if row["code"] not in known]
    return found


def add_vocabulary(items) -> Iterator[None]:
    if items:
        load_topics()
    for model, position, row in items:
        model.objects.create(position=position, **row)
        yield


def missing_units() -> list[dict]:
    known = set(Unit.objects.values_list("code", flat=True))
    return [row for row in read("units") if row["code"] not in known]


def add_units(rows) -> Iterator[None]:
    """Units stand after their parents in the file; successions follow when all are there."""
    for row in rows:
        fields = {key: value for key, value in row.items() if key not in ("parent", "successors")}
        for name in ("valid_from", "valid_to"):
            fields[name] = date.fromisoformat(row[name]) if name in row else None
        parent = Unit.objects.get(code=row["parent"]) if "parent" in row else None
        Unit.objects.create(parent=parent, **fields)
        yield
    for row in rows:
        for successor in row.get("successors", ()):
            UnitSuccession.objects.create(
                predecessor=Unit.objects.get(code=row["code"]),
                successor=Unit.objects.get(code=successor["code"]),
                extent=successor["extent"],
                happened_on=date.fromisoformat(row["valid_to"]),
            )
