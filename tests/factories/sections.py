"""Sections of units, made the way the portal makes them."""

from content.models.records import Component
from departments.models import ComponentPage, DepartmentPage
from departments.provisioning import create_department

from .departments import UnitFactory
from .home import site_home


def make_section(**unit) -> DepartmentPage:
    """The section of a new unit, below the front page of the site."""
    site_home()
    return create_department(UnitFactory(**unit))


def component_of(section: DepartmentPage, component: Component) -> ComponentPage:
    return ComponentPage.objects.get(owner_unit=section.owner_unit, component=component)


def publish(page):
    """Publish the saved *page* the way an editor's colleague does."""
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)
