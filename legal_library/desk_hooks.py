"""Where editors meet relations and validity: buttons in the list of documents, a menu item."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from departments.rights import Area, has_right, may

from .models import LegalDocument
from .views.desk import RELATIONS, VALIDITY
from .views.desk_urls import admit_all, urlpatterns

admit_all()


@hooks.register("register_admin_urls")
def desk_urls():
    return urlpatterns


@hooks.register("register_snippet_listing_buttons")
def offer_desk(snippet, user, next_url=None):
    if not isinstance(snippet, LegalDocument):
        return
    if may(user, Area.CONTENT, "change", snippet.owner_unit_id):
        for label, name, icon in (
            (_("Quan hệ"), RELATIONS, "link"),
            (_("Hiệu lực"), VALIDITY, "history"),
        ):
            yield Button(label, url=reverse(name, args=[snippet.pk]), icon_name=icon, priority=16)


class ContradictionsMenuItem(MenuItem):
    """Shown to those who may mend what contradicts."""

    def is_shown(self, request):
        return has_right(request.user, Area.CONTENT, "change")
