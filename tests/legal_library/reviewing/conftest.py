"""A draft with a doubtful text, and people who may and may not change it."""

import pytest
from django.test import Client

from departments.roles import Role
from legal_library.parsing import parse, to_json
from legal_library.reviewing.beginning import begin
from legal_library.reviewing.incoming import pasted
from tests.factories.accounts import officer
from tests.factories.departments import UnitFactory
from tests.factories.legal_library import LegalDocumentFactory

# Điều 2 is missing, and khoản 2 of Điều 3 was not seen.
TEXT = (
    "Điều 1. Phạm vi\n1. Một.\n2. Hai đậm.\n"
    "Điều 3. Mức hỗ trợ\n1. Mức thứ nhất. 2. Mức thứ hai.\n"
    "Điều 4. Hiệu lực\nCó hiệu lực từ ngày ký.\n"
)


@pytest.fixture
def unit(db):
    return UnitFactory()


@pytest.fixture
def drafter(unit):
    return officer(Role.DRAFTER, unit)


@pytest.fixture
def draft(unit, drafter):
    """A draft of the unit that nobody has published."""
    document = LegalDocumentFactory(
        live=False,
        owner_unit=unit,
        title="Quy định mức hỗ trợ",
        number="7/2026/NQ-HĐND",
        draft_text=TEXT,
        draft_tree=to_json(parse(TEXT)),
    )
    document.save_revision(user=drafter)
    return document


@pytest.fixture
def review(draft, drafter):
    return begin(draft, pasted(TEXT), by=drafter)


@pytest.fixture
def desk(drafter):
    """The drafter, signed in."""
    client = Client()
    client.force_login(drafter)
    return client
