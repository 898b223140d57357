"""Once a year somebody says of every role that it is still needed, or it is ended by hand."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import reviewing
from accounts.models import ReviewedRole, RightsReview
from accounts.people import NotAllowed
from audit.models import Action, AuditEvent
from departments.roles import Role
from departments.staffing import end_appointment
from tests.factories.accounts import officer
from tests.factories.departments import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    justice = UnitFactory(code="stp", name="Sở Tư pháp")
    centre = UnitFactory(code="tgpl", name="Trung tâm Trợ giúp pháp lý", parent=justice)
    return {"stp": justice, "tgpl": centre, "dd": UnitFactory(code="dd", name="Phường Đống Đa")}


@pytest.fixture
def system():
    return officer(Role.SYSTEM_ADMIN, username="ht")


@pytest.fixture
def staff(units):
    return {
        "leader": officer(Role.LEADER, units["dd"], username="dd_ld"),
        "drafter": officer(Role.DRAFTER, units["dd"], username="dd_bc"),
        "checker": officer(Role.CHECKER, units["dd"], username="dd_kt"),
        "admin": officer(Role.UNIT_ADMIN, units["stp"], username="stp_admin"),
        "centre": officer(Role.DRAFTER, units["tgpl"], username="tgpl_bc"),
    }


def opened(by, **fields):
    due_on = timezone.localdate() + timedelta(days=30)
    return reviewing.open_review(**({"year": 2026, "due_on": due_on, "by": by} | fields))


def row(review, user):
    return ReviewedRole.objects.get(review=review, appointment__user=user)


def make_late(review):
    today = timezone.localdate()
    RightsReview.objects.filter(pk=review.pk).update(
        opened_on=today - timedelta(days=40), due_on=today - timedelta(days=1)
    )


def test_a_review_holds_every_role_of_the_day_once(system, staff, units):
    review = opened(system)
    assert review.roles.count() == 6
    assert opened(system) == review
    assert RightsReview.objects.count() == 1
    below = opened(system, year=2027, scope=units["stp"])
    assert {item.appointment.user.username for item in below.roles.all()} == {
        "stp_admin",
        "tgpl_bc",
    }


def test_only_the_province_opens_a_review(client, staff):
    with pytest.raises(NotAllowed):
        opened(staff["admin"])
    client.force_login(staff["admin"])
    assert client.post(reverse("people:review_open"), {"year": 2026}).status_code in (302, 403)
    assert not RightsReview.objects.exists()


def test_confirming_needs_a_deliberate_tick_and_is_kept_with_the_role(client, system, staff):
    review = opened(system)
    url = reverse("people:review", args=[review.pk])
    answer = {"action": "confirm", "roles": [row(review, staff["drafter"]).pk]}
    client.force_login(staff["leader"])
    client.post(url, answer)
    assert row(review, staff["drafter"]).answer == ""
    client.post(url, answer | {"seen": "1"})
    client.post(url, answer | {"seen": "1"})
    confirmed = row(review, staff["drafter"])
    assert (confirmed.answer, confirmed.answered_by) == ("confirmed", staff["leader"])
    assert confirmed.appointment.confirmed_on == timezone.localdate()
    assert AuditEvent.objects.filter(action=Action.ROLE_CONFIRMED).count() == 1


def test_withdrawing_needs_a_reason_and_ends_the_role(client, system, staff):
    review = opened(system)
    url = reverse("people:review", args=[review.pk])
    answer = {"action": "withdraw", "roles": [row(review, staff["checker"]).pk]}
    client.force_login(staff["leader"])
    client.post(url, answer)
    assert row(review, staff["checker"]).answer == ""
    client.post(url, answer | {"reason": "Đã nghỉ"})
    ended = row(review, staff["checker"])
    assert ended.answer == "withdrawn"
    assert ended.appointment.ends_on == timezone.localdate()


@pytest.mark.parametrize("whose", ["leader", "centre", "admin"])
def test_ones_own_role_and_those_of_other_units_are_not_answered(client, system, staff, whose):
    review = opened(system)
    foreign, mine = row(review, staff[whose]), row(review, staff["drafter"])
    client.force_login(staff["leader"])
    client.post(
        reverse("people:review", args=[review.pk]),
        {"action": "confirm", "seen": "1", "roles": [mine.pk, foreign.pk]},
    )
    assert set(ReviewedRole.objects.values_list("answer", flat=True)) == {""}
    with pytest.raises(NotAllowed):
        reviewing.confirm(review, [mine.pk, foreign.pk], by=staff["leader"])


def test_a_role_of_another_review_is_not_answered_through_this_one(system, staff):
    review, other = opened(system), opened(system, year=2027)
    with pytest.raises(NotAllowed):
        reviewing.confirm(review, [row(other, staff["drafter"]).pk], by=staff["leader"])


def test_each_role_waits_for_somebody_who_can_answer(system, staff):
    second = officer(Role.SYSTEM_ADMIN, username="ht2")
    opened(system)

    def waiting(user):
        roles = reviewing.waiting_for(user)
        return sorted(item.appointment.user.username for item in roles)

    assert waiting(staff["leader"]) == ["dd_bc", "dd_kt"]
    assert waiting(staff["admin"]) == ["tgpl_bc"]
    # The only one in charge of a unit is answered for by the province.
    assert waiting(system) == ["dd_ld", "ht2", "stp_admin", "tgpl_bc"]
    assert "ht" in waiting(second)


def test_what_is_late_goes_to_the_province_and_does_not_end_by_itself(system, staff):
    review = opened(system)
    make_late(review)
    assert row(review, staff["drafter"]) in reviewing.waiting_for(system)
    assert ReviewedRole.objects.overdue().count() == 6
    assert staff["drafter"].appointments.get().ends_on is None
    reviewing.withdraw(
        review, [row(review, staff["drafter"]).pk], by=system, reason="Không ai xác nhận"
    )
    assert staff["drafter"].appointments.get().ends_on == timezone.localdate()


def test_a_role_that_ended_meanwhile_waits_no_more(system, staff):
    review = opened(system)
    end_appointment(staff["drafter"].appointments.get())
    assert row(review, staff["drafter"]) not in reviewing.waiting_for(staff["leader"])
    assert reviewing.standing(review.roles.all()).waiting == 5


def test_a_unit_sees_its_own_rows_and_the_csv_too(client, system, staff):
    review = opened(system)
    url = reverse("people:review", args=[review.pk])
    client.force_login(staff["leader"])
    page = client.get(url).content.decode()
    assert "dd_bc" in page
    assert "tgpl_bc" not in page
    response = client.get(url, {"export": "csv", "answer": "waiting"})
    body = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body)))
    assert sorted(found["Tài khoản"] for found in rows) == ["dd_bc", "dd_kt", "dd_ld"]
    assert AuditEvent.objects.filter(action=Action.EXPORTED).count() == 1


def test_a_review_of_other_units_is_not_there(client, system, staff, units):
    review = opened(system, scope=units["stp"])
    client.force_login(staff["leader"])
    assert client.get(reverse("people:review", args=[review.pk])).status_code in (302, 403, 404)


def test_the_pages_take_a_fixed_number_of_queries(client, system, staff, units):
    review = opened(system)
    client.force_login(staff["leader"])

    def queries(name, *args):
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(f"people:{name}", args=args))
        return len(captured)

    queries("review", review.pk)
    few = queries("review", review.pk), queries("reviews")
    for number in range(30):
        user = officer(Role.DRAFTER, units["dd"])
        ReviewedRole.objects.create(review=review, appointment=user.appointments.get())
        opened(system, year=2030 + number)
    many = queries("review", review.pk), queries("reviews")
    assert many == few
    assert max(few) <= 22
