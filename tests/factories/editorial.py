"""People in their roles, and drafts that go through the workflow."""

import factory
from django.contrib.auth import get_user_model
from factory.django import DjangoModelFactory

from departments.roles import Role
from departments.staffing import appoint


class PersonFactory(DjangoModelFactory):
    username = factory.Sequence(lambda number: f"nguoi{number}")
    email = factory.LazyAttribute(lambda person: f"{person.username}@example.invalid")
    first_name = "Người Mẫu"
    last_name = factory.Sequence(lambda number: f"Số {number}")

    class Meta:
        model = get_user_model()


def person(role: Role | None = None, unit=None, **fields):
    """Somebody with an account, and a role when one is given."""
    user = PersonFactory(**fields)
    if role:
        appoint(user, role, unit)
    return user


def drafted(instance, by, text="Bản thảo"):
    """*instance* with a draft that *by* wrote."""
    instance.summary = text
    instance.save_revision(user=by)
    return instance


def submitted(instance, by):
    """*instance*, drafted and submitted by *by*; the step that it waits at."""
    drafted(instance, by)
    instance.get_workflow().start(instance, by)
    return step_of(instance)


def step_of(instance):
    return type(instance).objects.get(pk=instance.pk).current_workflow_task_state
