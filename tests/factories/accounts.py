"""People with roles."""

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from factory.django import DjangoModelFactory

from departments.staffing import appoint


class UserFactory(DjangoModelFactory):
    username = factory.Sequence(lambda number: f"nguoi_{number}")
    first_name = factory.Sequence(lambda number: f"Nguyễn Mạnh Dũng {number}")

    class Meta:
        model = get_user_model()


def officer(role, unit=None, **fields):
    """Somebody who holds *role*, and may enter the admin."""
    user = UserFactory(**fields)
    appoint(user, role, unit)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user
