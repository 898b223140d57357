"""Where editors meet the orders that change a document: its row in the list, its form."""

from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from departments.rights import Area, may

from .models import LegalDocument
from .views.orders_desk import admit_all, orders_url, urlpatterns

admit_all()


@hooks.register("register_admin_urls")
def order_urls():
    return urlpatterns


@hooks.register("register_snippet_listing_buttons")
def offer_orders(snippet, user, next_url=None):
    if isinstance(snippet, LegalDocument) and may(
        user, Area.CONTENT, "change", snippet.owner_unit_id
    ):
        url = orders_url(snippet.pk)
        yield Button(_("Áp dụng sửa đổi"), url=url, icon_name="draft", priority=16)
