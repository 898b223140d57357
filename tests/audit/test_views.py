"""The log is read by those who may, about their own units, and by nobody else."""

import csv
import io

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Action, AuditEvent
from audit.recording import record
from departments.roles import Role
from departments.staffing import appoint
from tests.factories.departments import UnitFactory
from tests.factories.news import NewsIndexPageFactory, NewsPageFactory

pytestmark = pytest.mark.django_db
URL = reverse("audit:log")


@pytest.fixture
def units():
    above = UnitFactory(code="stp", name="Sở Tư pháp")
    below = UnitFactory(code="tgpl", name="Trung tâm Trợ giúp pháp lý", parent=above)
    return above, below, UnitFactory(code="dd", name="Phường Đống Đa")


@pytest.fixture
def signed_in(client, django_user_model):
    def sign_in(role, unit=None):
        user = django_user_model.objects.create_user(f"nguoi-{role}-{unit}")
        appoint(user, role, unit)
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(user)
        return user

    return sign_in


def events_of(response):
    return [event.unit_code for event in response.context["object_list"]]


def write_about(units):
    for unit in units:
        record(Action.UNIT_CHANGED, instance=unit)


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.AUDITOR])
def test_the_province_reads_everything(client, signed_in, units, role):
    signed_in(role)
    write_about(units)
    assert {"stp", "tgpl", "dd"} <= set(events_of(client.get(URL)))


def test_a_unit_administrator_reads_about_the_unit_and_below(client, signed_in, units):
    signed_in(Role.UNIT_ADMIN, units[0])
    write_about(units)
    assert set(events_of(client.get(URL))) == {"stp", "tgpl"}
    assert events_of(client.get(URL, {"unit": "dd"})) == []


@pytest.mark.parametrize("role", [Role.DRAFTER, Role.CHECKER, Role.LEADER])
def test_others_read_nothing(client, signed_in, units, role):
    signed_in(role, units[0])
    assert client.get(URL).status_code in (302, 403)
    assert client.get(URL, {"export": "csv"}).status_code in (302, 403)


def test_the_log_is_filtered_by_person_unit_action_object_and_time(client, signed_in, units):
    user = signed_in(Role.AUDITOR)
    write_about(units)
    record(Action.SIGN_OUT, actor=user)
    today = AuditEvent.objects.first().at.strftime("%d/%m/%Y")
    for query, expected in [
        ({"action": "sign_out"}, 1),
        ({"person": "kiemtoan"}, 1),
        ({"unit": "đống đa"}, 1),
        ({"object": "tro giup"}, 1),
        ({"object_kind": "departments.unit", "object_id": units[0].pk}, 1),
        ({"action": "unit_changed", "at_from": today}, 3),
        ({"at_to": "01/01/2020"}, 0),
        ({"at_from": "vô lý"}, 5),
    ]:
        assert len(client.get(URL, query).context["object_list"]) == expected, query


def test_the_list_takes_as_many_queries_for_many_events_as_for_few(client, signed_in, units):
    signed_in(Role.UNIT_ADMIN, units[0])
    write_about(units)
    client.get(URL)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(URL)
        return len(captured)

    few = queries()
    for _ in range(40):
        write_about(units)
    assert queries() == few <= 18


def test_the_csv_opens_in_a_spreadsheet_executes_nothing_and_is_logged(client, signed_in, units):
    user = signed_in(Role.AUDITOR)
    record(Action.UNIT_CHANGED, instance=units[2], name='=HYPERLINK("http://example.invalid")')
    response = client.get(URL, {"export": "csv", "action": "unit_changed"})
    body = b"".join(response.streaming_content)
    assert body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
    assert len(rows) == 1
    assert rows[0]["Đơn vị"] == "Phường Đống Đa"
    assert rows[0]["Đối tượng"].startswith("'=")
    event = AuditEvent.objects.get(action=Action.EXPORTED)
    assert event.actor_id == user.pk
    assert event.detail["rows"] == 1


def test_a_page_leads_to_its_log_for_those_who_may_read_it(client, signed_in, units):
    page = NewsPageFactory(parent=NewsIndexPageFactory(), owner_unit=units[0])
    address = f"object_kind=news.newspage&amp;object_id={page.pk}"
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    signed_in(Role.EDITOR)
    assert address not in client.get(url).content.decode()
    client.force_login(signed_in(Role.SYSTEM_ADMIN))
    explorer = reverse("wagtailadmin_explore", args=[page.pk])
    assert address in client.get(explorer).content.decode()


def test_days_at_the_edge_of_the_calendar_are_no_error(client, signed_in, units):
    signed_in(Role.AUDITOR)
    write_about(units)
    response = client.get(URL, {"at_from": "0001-01-01", "at_to": "9999-12-31"})
    assert response.status_code == 200
    assert len(events_of(response)) >= len(units)
