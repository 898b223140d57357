"""One small province for all tests of a file."""

from copy import deepcopy

import pytest
from django.db import transaction

from tests.rights.world import build


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """Built once; each test runs inside of its transaction and takes back what it did."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def world(built, db):
    """A copy, because what is remembered on people and things is not taken back."""
    return deepcopy(built)
