"""The front page, and the site that it is the root of."""

import wagtail_factories
from wagtail.models import Page, Site

from home.models import HomePage


class HomePageFactory(wagtail_factories.PageFactory):
    title = "Trang chủ"
    slug = "trang-chu"

    class Meta:
        model = HomePage


def site_home() -> HomePage:
    """The front page of the default site, made when there is none."""
    home = HomePage.objects.first() or HomePageFactory(parent=Page.get_first_root_node())
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
    )
    return home
