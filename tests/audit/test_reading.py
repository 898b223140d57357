"""Who opens what readers wrote about themselves is in the log."""

import pytest
from django.urls import reverse

from audit.models import Action, AuditEvent
from departments.roles import Role
from legal_library.models import ErrorReport
from tests.factories.accounts import officer
from tests.factories.departments import UnitFactory
from tests.factories.legal_library import LegalDocumentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory(code="stp", name="Sở Tư pháp")


def opened(client, unit, **fields):
    report = ErrorReport.objects.create(
        document=LegalDocumentFactory(owner_unit=unit), message="Sai chữ", **fields
    )
    reader = officer(Role.EDITOR)
    client.force_login(reader)
    url = reverse(ErrorReport.snippet_viewset.get_url_name("edit"), args=[report.pk])
    assert client.get(url).status_code == 200
    return reader, report


def test_opening_a_report_with_a_contact_is_a_read_of_personal_data(client, unit):
    reader, report = opened(client, unit, contact="0000 000 000")
    event = AuditEvent.objects.get(action=Action.PERSONAL_DATA_READ)
    assert (event.actor_id, event.object_id) == (reader.pk, str(report.pk))
    assert (event.unit_code, event.detail) == ("stp", {"fields": "liên hệ"})
    assert "0000" not in str(event.detail)


def test_opening_a_report_without_one_is_not(client, unit):
    opened(client, unit)
    assert not AuditEvent.objects.filter(action=Action.PERSONAL_DATA_READ).exists()
