"""Somebody is always left who can open accounts again."""

import pytest
from django.db import transaction

from accounts import people
from accounts.administrators import administrators, is_last_administrator
from departments.roles import Role
from tests.factories.accounts import UserFactory, officer

pytestmark = pytest.mark.django_db


def cannot_sign_in(person):
    person.set_unusable_password()
    person.save()
    return person


def test_whoever_holds_the_role_and_can_sign_in_counts():
    holder = officer(Role.SYSTEM_ADMIN)
    officer(Role.SYSTEM_ADMIN, is_active=False)
    cannot_sign_in(officer(Role.SYSTEM_ADMIN))
    officer(Role.AUDITOR)
    UserFactory(is_superuser=True)
    assert administrators() == {holder}


def test_superusers_stand_in_where_nobody_holds_the_role():
    first = UserFactory(is_superuser=True)
    cannot_sign_in(UserFactory(is_superuser=True))
    assert administrators() == {first}


def test_a_superuser_saves_nobody_from_being_the_last():
    last, superuser = officer(Role.SYSTEM_ADMIN), UserFactory(is_superuser=True)
    with transaction.atomic():
        assert is_last_administrator(last)
        assert not is_last_administrator(superuser)


def test_the_only_superuser_of_a_new_portal_stays():
    first = UserFactory(is_superuser=True)
    with pytest.raises(people.NotAllowed, match="cuối cùng"):
        people.disable(first, by=cannot_sign_in(UserFactory(is_superuser=True)), reason="x")
    people.disable(first, by=UserFactory(is_superuser=True), reason="x")
