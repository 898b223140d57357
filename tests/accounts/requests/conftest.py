"""A ward that asks, and the province that decides."""

import pytest

from departments.models import Unit
from departments.roles import Role
from tests.factories.accounts import officer
from tests.factories.departments import UnitFactory


@pytest.fixture
def province():
    return UnitFactory(code="99", name="Tỉnh An Lạc", kind=Unit.Kind.PROVINCE)


@pytest.fixture
def ward(province):
    UnitFactory(code="stp", name="Sở Tư pháp", parent=province)
    return UnitFactory(code="dd", name="Phường Đống Đa", kind=Unit.Kind.WARD, parent=province)


@pytest.fixture
def leader(ward):
    return officer(Role.LEADER, ward, username="dd_ld")


@pytest.fixture
def system():
    return officer(Role.SYSTEM_ADMIN, username="ht")
