"""The page that all pages of the portal are built on."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.permissions import policy_registry

from ..ownership import OwnedPageForm
from ..registration import Place
from ..two_people import TwoPeopleMixin
from .records import Component
from .standard import StandardContent

FRONT_PAGE_DEPTH = 2  # the front page of each language stands below the root of the tree


class BasePage(TwoPeopleMixin, StandardContent, Page):
    """A Wagtail page with the standard structure; see docs/decisions/0003."""

    # The components of a unit's section in which this kind of page may stand.
    fitting_components: tuple[Component, ...] = ()
    # The component of a page that stands in no section.
    usual_component = Component.OTHER
    # Where in a section the pages below stand; None outside of sections.
    place_below: Place | None = None

    # A copy or translation is another thing, with an identity of its own.
    exclude_fields_in_copy = ["uuid"]

    base_form_class = OwnedPageForm
    content_panels = [*Page.content_panels, FieldPanel("summary")]
    settings_panels = [*StandardContent.standard_panels, *Page.settings_panels]

    class Meta:
        abstract = True
        verbose_name = _("trang")

    def save(self, *args, **kwargs):
        # A part of the fields is what Wagtail writes of its own; the owner is not among them.
        if not kwargs.get("update_fields"):
            self.follow_place()
        super().save(*args, **kwargs)

    def save_revision(self, *args, **kwargs):
        self.follow_place()
        return super().save_revision(*args, **kwargs)

    def get_absolute_url(self):
        return self.get_url() or ""

    def permissions_for_user(self, user):
        """What *user* may do with the page, as the policy says that governs pages."""
        policy = policy_registry.get(self)
        ask = getattr(policy, "permissions_for", None)
        return ask(user, self) if ask else super().permissions_for_user(user)

    @classmethod
    def can_create_at(cls, parent):
        return super().can_create_at(parent) and cls.fits_below(parent)

    def can_move_to(self, parent):
        return super().can_move_to(parent) and self.fits_below(parent)

    @classmethod
    def fits_below(cls, parent) -> bool:
        """Whether this kind of page belongs in the component that *parent* is, if it is one."""
        place = getattr(parent.specific, "place_below", None)
        return place is None or place.component in cls.fitting_components

    @property
    def trail(self) -> list[tuple[str, str]]:
        """Titles and addresses of the pages between the front page and this one."""
        above = self.get_ancestors().filter(depth__gt=FRONT_PAGE_DEPTH).defer_streamfields()
        return [(page.title, page.get_url() or "") for page in above]

    @property
    def place(self) -> Place | None:
        """Where in a unit's section the page stands; None outside of sections."""
        parent = self.get_parent() if self.depth and self.depth > 1 else None
        return getattr(parent.specific, "place_below", None) if parent else None

    @property
    def record_component(self) -> str:
        place = self.place
        return place.component if place else self.usual_component

    def follow_place(self) -> bool:
        """Give the page to the unit in whose section it stands, whatever else was asked for.

        Says whether the owner is another one now.
        """
        place, before = self.place, self.owner_unit_id
        if place:
            self.owner_unit_id = place.unit_id
        return self.owner_unit_id != before
