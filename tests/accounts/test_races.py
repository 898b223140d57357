"""Two people do the same thing in the same moment: it is done once, and nothing breaks.

PostgreSQL runs them side by side; SQLite has one writer at a time, so there they follow each other.
"""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from accounts import people, requesting
from accounts.models import AccountRequest, RequestedAccount
from accounts.opening import open_account
from departments.models import Appointment, Unit
from departments.roles import Role
from tests.committing import committed, content_of_migrations  # noqa: F401 - fixtures
from tests.factories.accounts import officer
from tests.factories.departments import UnitFactory

pytestmark = pytest.mark.usefixtures("committed")


def together(*steps):
    """What each step gave: its result, or why it was refused."""

    def outcome(step):
        try:
            return step()
        except people.NotAllowed as refusal:
            return refusal

    def alone(step):
        try:
            return outcome(step)
        finally:
            connection.close()

    if connection.vendor != "postgresql":
        return [outcome(step) for step in steps]
    with ThreadPoolExecutor(len(steps)) as threads:
        return list(threads.map(alone, steps))


def refused(outcomes):
    return [outcome for outcome in outcomes if isinstance(outcome, people.NotAllowed)]


@pytest.fixture
def unit(committed):  # noqa: F811 - the fixture
    return UnitFactory(name="Phường Đống Đa", kind=Unit.Kind.WARD, account_code="phuongdongda")


def test_a_request_is_approved_once(unit):
    first, second = officer(Role.SYSTEM_ADMIN), officer(Role.SYSTEM_ADMIN)
    leader = officer(Role.LEADER, unit)
    request = AccountRequest(kind="grant", unit=unit, addressee="Sở Tư pháp")
    rows = [RequestedAccount(full_name="Đặng Thị Đậm", role="bc", reason="Mới")]
    requesting.save_request(request, rows, by=leader)
    requesting.send(request, by=leader)
    outcomes = together(
        lambda: requesting.approve(request, by=first),
        lambda: requesting.approve(request, by=second),
    )
    assert len(refused(outcomes)) == 1
    assert people.User.objects.filter(username__startswith="phuongdongda_bc").count() == 1


def test_a_role_is_given_once(unit):
    system, person = officer(Role.SYSTEM_ADMIN), officer(Role.DRAFTER, unit)

    def give():
        return people.give_role(person, Role.CHECKER, unit, by=system, reason="x")

    outcomes = together(give, give, give)
    assert not refused(outcomes)
    assert Appointment.objects.filter(user=person, role=Role.CHECKER).count() == 1


def test_the_last_two_administrators_cannot_remove_each_other(unit):
    first, second = officer(Role.SYSTEM_ADMIN), officer(Role.SYSTEM_ADMIN)

    def remove(one, other):
        return lambda: people.withdraw_role(one.appointments.get(), by=other, reason="x")

    outcomes = together(remove(first, second), remove(second, first))
    assert len(refused(outcomes)) == 1
    assert Appointment.objects.open().filter(role=Role.SYSTEM_ADMIN).count() == 1


def test_the_last_two_administrators_cannot_disable_each_other(unit):
    first, second = officer(Role.SYSTEM_ADMIN), officer(Role.SYSTEM_ADMIN)
    outcomes = together(
        lambda: people.disable(first, by=second, reason="x"),
        lambda: people.disable(second, by=first, reason="x"),
    )
    assert len(refused(outcomes)) == 1
    assert people.User.objects.filter(is_active=True).count() == 1


def test_two_new_colleagues_get_names_of_their_own(unit):
    def open_one(name):
        return lambda: open_account(full_name=name, role=Role.DRAFTER, unit=unit)

    opened = together(open_one("Đặng Thị Đậm"), open_one("Trần Văn Ân"), open_one("Lê Ân"))
    assert len({account.user.username for account in opened}) == 3
