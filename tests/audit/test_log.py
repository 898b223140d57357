"""What is logged stays as it was written, for as long as it is kept."""

from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from audit.models import Action, AuditEvent, RetentionPeriod
from audit.pruning import kept_since, months_before
from audit.recording import record
from tests.factories.departments import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(django_user_model):
    return django_user_model.objects.create_user(
        "sotuphap_bc", first_name="Nguyễn Mạnh", last_name="Đậm"
    )


def test_an_event_copies_the_names_and_keeps_them(person):
    unit = UnitFactory(code="stp", name="Sở Tư pháp")
    event = record(Action.ROLE_GIVEN, actor=person, instance=person, unit=unit, reason="Mới")
    unit.name, person.username = "Tên khác", "khac"
    unit.save()
    person.save()
    event.refresh_from_db()
    assert (event.actor_name, event.actor_full_name) == ("sotuphap_bc", "Nguyễn Mạnh Đậm")
    assert (event.unit_code, event.unit_name) == ("stp", "Sở Tư pháp")
    assert event.object_name == "sotuphap_bc (Nguyễn Mạnh Đậm)"
    assert event.detail_text == "lý do: Mới"


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ({"role": "ld"}, "vai trò: Lãnh đạo"),
        ({"role": "abolished"}, "vai trò: abolished"),
        ({"what": "step_assigned", "to": "stp_bc"}, "thao tác: giao việc; giao cho: stp_bc"),
        (
            {"what": "code", "minutes": 15, "whole_network": False},
            "thao tác: mã xác thực; số phút: 15; cả mạng: không",
        ),
        ({"kind": "merge"}, "loại: Hợp nhất, sáp nhập"),
        ({"fields": ["tên", "điện thoại"], "previous": {}}, "trường: tên, điện thoại"),
        ({"previous": {"tên": "Sở Mãu"}}, "giá trị cũ: tên: Sở Mãu"),
    ],
)
def test_details_are_said_in_vietnamese(detail, words):
    assert record(Action.CHANGED, **detail).detail_text == words


def test_nothing_written_is_changed_or_deleted_through_the_models(person):
    event = record(Action.SIGN_IN, actor=person)
    event.action = Action.SIGN_OUT
    for attempt in (event.save, event.delete, AuditEvent.objects.all().delete):
        with pytest.raises(PermissionDenied):
            attempt()
    with pytest.raises(PermissionDenied):
        AuditEvent.objects.update(action=Action.SIGN_OUT)
    event.refresh_from_db()
    assert event.action == Action.SIGN_IN


def test_the_database_refuses_to_change_what_is_written(person):
    record(Action.SIGN_IN, actor=person)
    with (
        pytest.raises(DatabaseError, match="cannot be changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE audit_auditevent SET actor_name = 'khac'")


def test_postgresql_refuses_to_delete_what_is_young_sqlite_lets_tests_clean_up(person):
    record(Action.SIGN_IN, actor=person)
    refuses = connection.vendor == "postgresql"
    outcome = pytest.raises(DatabaseError, match="cannot be changed") if refuses else nullcontext()
    with outcome, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditevent")
    assert AuditEvent.objects.exists() == refuses


@pytest.mark.parametrize(
    "words", ["đậm", "dam", "ĐẬM", "nguyen manh", "da\u0323\u0302m", "sotuphap_bc"]
)
def test_a_person_is_found_by_account_and_name_with_and_without_diacritics(person, words):
    record(Action.SIGN_IN, actor=person)
    record(Action.SIGN_IN_FAILED)
    assert AuditEvent.objects.about_person(words).count() == 1


def test_units_and_objects_are_found_without_diacritics(person):
    unit = UnitFactory(code="bd", name="Phường Bình Định")
    record(Action.UNIT_CHANGED, instance=unit)
    assert AuditEvent.objects.about_unit("binh dinh").count() == 1
    assert AuditEvent.objects.about_unit("bd").count() == 1
    assert AuditEvent.objects.about_object("phuong bình").count() == 1
    assert not AuditEvent.objects.about_unit("b").filter(unit_code="").exists()


def with_age(moment):
    """An event as if written at *moment*: the clock is set, the row is not changed."""
    event = AuditEvent(action=Action.SIGN_IN)
    field = AuditEvent._meta.get_field("at")
    field.auto_now_add = False
    try:
        event.at = moment
        event.save()
    finally:
        field.auto_now_add = True
    return event


def test_pruning_removes_what_is_older_than_a_year_and_says_so():
    now = timezone.now()
    old, young = with_age(now - timedelta(days=368)), with_age(now - timedelta(days=360))
    call_command("prune_audit", "--dry-run", verbosity=0)
    assert AuditEvent.objects.filter(pk=old.pk).exists()
    call_command("prune_audit", verbosity=0)
    assert not AuditEvent.objects.filter(pk=old.pk).exists()
    assert AuditEvent.objects.filter(pk=young.pk).exists()
    assert AuditEvent.objects.get(action=Action.LOG_PRUNED).detail["removed"] == 1
    call_command("prune_audit", verbosity=0)
    assert AuditEvent.objects.filter(action=Action.LOG_PRUNED).count() == 1


def test_pruning_refuses_less_than_a_year_and_less_than_the_rule():
    with pytest.raises(CommandError, match="kept longer"):
        call_command("prune_audit", "--months", "11", verbosity=0)
    RetentionPeriod.objects.create(months=24, valid_from=date(2020, 1, 1))
    with pytest.raises(CommandError, match="kept longer"):
        call_command("prune_audit", "--months", "12", verbosity=0)
    call_command("prune_audit", "--months", "36", verbosity=0)


def test_the_rule_of_the_day_says_how_long_the_log_is_kept():
    RetentionPeriod.objects.create(months=24, valid_from=date(2026, 1, 1))
    RetentionPeriod.objects.create(months=36, valid_from=date(2027, 1, 1))
    assert kept_since(datetime(2025, 6, 1, tzinfo=UTC)) == datetime(2024, 6, 1, tzinfo=UTC)
    assert kept_since(datetime(2026, 6, 1, tzinfo=UTC)) == datetime(2024, 6, 1, tzinfo=UTC)
    assert kept_since(datetime(2027, 6, 1, tzinfo=UTC)) == datetime(2024, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "months", "before"),
    [
        (datetime(2028, 2, 29, tzinfo=UTC), 12, datetime(2027, 2, 28, tzinfo=UTC)),
        (datetime(2026, 1, 31, tzinfo=UTC), 1, datetime(2025, 12, 31, tzinfo=UTC)),
        (datetime(2026, 3, 31, tzinfo=UTC), 13, datetime(2025, 2, 28, tzinfo=UTC)),
    ],
)
def test_months_are_counted_back_to_a_day_that_exists(moment, months, before):
    assert months_before(moment, months) == before
