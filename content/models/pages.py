"""The page that all pages of the portal are built on."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from .standard import StandardContent


class BasePage(StandardContent, Page):
    """A Wagtail page with the standard structure; see docs/decisions/0003."""

    # A copy or translation is another thing, with an identity of its own.
    exclude_fields_in_copy = ["uuid"]

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    settings_panels = [*StandardContent.standard_panels, *Page.settings_panels]

    class Meta:
        abstract = True
        verbose_name = _("trang")

    def get_absolute_url(self):
        return self.get_url() or ""
