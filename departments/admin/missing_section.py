"""What people of a unit without a section read on the first page of the admin."""

from django.forms import Media
from django.utils.functional import cached_property
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.components import Component

from ..models import Unit
from ..rights import Area, units_where


class MissingSectionPanel(Component):
    name = "missing_section"
    order = 55
    template_name = "departments/admin/missing_section.html"

    def __init__(self, user):
        self.user = user

    @property
    def media(self):
        return Media(css={"all": [versioned_static("css/admin/sections.css")]})

    @cached_property
    def units(self) -> list[Unit]:
        """The units in which the person writes, and that have no section."""
        writing = units_where(self.user, Area.CONTENT, "change")
        if not writing:
            return []
        return list(Unit.objects.filter(pk__in=writing, section__isnull=True))

    def get_context_data(self, parent_context):
        return {"units": self.units}


@hooks.register("construct_homepage_panels")
def say_that_the_section_is_missing(request, panels):
    panel = MissingSectionPanel(request.user)
    if panel.units:
        panels.append(panel)
