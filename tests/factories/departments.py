"""Units of a province."""

import factory
from factory.django import DjangoModelFactory

from departments.models import Unit


class UnitFactory(DjangoModelFactory):
    code = factory.Sequence(lambda number: f"don-vi-{number}")
    name = factory.LazyAttribute(lambda unit: f"Sở Mẫu {unit.code}")
    kind = Unit.Kind.DEPARTMENT
    phone = "0000 000 000"

    class Meta:
        model = Unit
