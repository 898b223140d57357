"""An editor's own units on the first page of the admin: what is there, what is missing."""

from dataclasses import dataclass

from django.forms import Media
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.components import Component

from content.models import BasePage
from content.models.records import Component as StandardComponent
from content.registration import entry_forms

from ..board import Cell, section_cells
from ..models import ComponentPage, DepartmentPage, Unit
from ..rights import Area, units_where

SHOWN = 3  # sections; who looks after more has the board


@dataclass(frozen=True, slots=True)
class Shortcut:
    """What may be added to a component, and where."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One component of a section, for the people who fill it."""

    label: str
    cell: Cell
    url: str  # its pages in the admin
    shortcuts: list[Shortcut]


class UnitPanel(Component):
    """A panel about the units of one person; on the page when there is something to say."""

    def __init__(self, user):
        self.user = user

    @property
    def media(self):
        return Media(css={"all": [versioned_static("css/admin/sections.css")]})

    @property
    def is_shown(self) -> bool:
        raise NotImplementedError


class MissingSectionPanel(UnitPanel):
    """What people of a unit without a section read."""

    name = "missing_section"
    order = 55
    template_name = "departments/admin/missing_section.html"

    @cached_property
    def units(self) -> list[Unit]:
        """The units in which the person writes, and that have no section."""
        writing = units_where(self.user, Area.CONTENT, "change")
        if not writing:
            return []
        return list(Unit.objects.filter(pk__in=writing, section__isnull=True))

    @property
    def is_shown(self) -> bool:
        return bool(self.units)

    def get_context_data(self, parent_context):
        return {"units": self.units}


class SectionsPanel(UnitPanel):
    """The sections of the person: what is there, and what is missing."""

    name = "sections"
    order = 60
    template_name = "departments/admin/panel.html"

    @cached_property
    def sections(self) -> list[DepartmentPage]:
        units = units_where(self.user, Area.CONTENT, "view")
        if not units:
            return []
        found = DepartmentPage.objects.live().filter(unit__in=units).select_related("owner_unit")
        return list(found.order_by("unit__sort_key")[:SHOWN])

    @property
    def is_shown(self) -> bool:
        return bool(self.sections)

    def get_context_data(self, parent_context):
        adding = units_where(self.user, Area.CONTENT, "add")
        changing = units_where(self.user, Area.SECTIONS, "change")
        return {
            "sections": [
                {
                    "page": section,
                    "may_change": changing is None or section.owner_unit_id in changing,
                    "lines": section_lines(
                        section, adds=adding is None or section.owner_unit_id in adding
                    ),
                }
                for section in self.sections
            ]
        }


def section_lines(section: DepartmentPage, *, adds: bool) -> list[Line]:
    """The eight components of *section*, gaps too, with shortcuts for those who may add."""
    pages = {page.component: page for page in ComponentPage.objects.child_of(section)}
    return [
        Line(
            label=pages[cell.component].title,
            cell=cell,
            url=reverse("wagtailadmin_explore", args=[pages[cell.component].pk]),
            shortcuts=_shortcuts(pages[cell.component]) if adds else [],
        )
        for cell in section_cells(section, timezone.localdate())
        if cell.component in pages
    ]


def _shortcuts(page: ComponentPage) -> list[Shortcut]:
    component = StandardComponent(page.component)
    forms = [
        Shortcut(label=str(form.label), url=reverse(form.view)) for form in entry_forms(component)
    ]
    return forms + [
        Shortcut(
            label=str(model._meta.verbose_name),
            url=reverse(
                "wagtailadmin_pages:add",
                args=[model._meta.app_label, model._meta.model_name, page.pk],
            ),
        )
        for model in ComponentPage.creatable_subpage_models()
        if issubclass(model, BasePage) and component in model.fitting_components
    ]
