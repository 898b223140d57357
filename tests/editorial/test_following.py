"""A page that moves to another unit's section is decided there."""

import pytest
from wagtail.models import Page

from content.models.records import Component
from departments.models import ComponentPage
from departments.provisioning import create_department
from departments.roles import Role
from tests.factories.departments import UnitFactory
from tests.factories.editorial import person, step_of, submitted
from tests.factories.home import site_home
from tests.factories.news import NewsPageFactory

pytestmark = pytest.mark.django_db


def place(unit):
    section = create_department(unit)
    return ComponentPage.objects.child_of(section).get(component=Component.COUNCIL)


@pytest.fixture
def units():
    site_home()
    return UnitFactory(), UnitFactory()


def test_a_new_section_is_under_the_workflow(units):
    assert place(units[0]).get_workflow() is not None


def test_an_open_step_goes_where_the_page_goes(units):
    before, after = units
    drafter, leader = person(Role.DRAFTER, before), person(Role.LEADER, before)
    page = NewsPageFactory(parent=place(before), live=False)
    step = submitted(page, drafter)
    assert step.unit == before
    step.assignee = leader
    step.save()
    page.refresh_from_db()
    page.move(Page.objects.get(pk=place(after).pk), pos="last-child")
    step = step_of(page)
    assert (step.unit, step.assignee) == (after, None)
