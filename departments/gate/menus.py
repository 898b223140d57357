"""What the admin offers: only addresses that the gate lets the person open."""

from django.urls import Resolver404, resolve
from wagtail import hooks

from ..policies import only_asking, visible_pages
from .asking import Asked
from .middleware import is_let_in
from .table import rule_for


def may_open(user, address: str) -> bool:
    """Whether the gate would let *user* open *address*; other sites and “#” are nobody's."""
    path = address.partition("?")[0].partition("#")[0]
    if not path.startswith("/"):
        return True
    try:
        match = resolve(path)
    except Resolver404:
        return True
    asked = Asked(user, match)
    with only_asking(user):
        rule = rule_for(asked)
        return bool(rule and rule.is_open) or is_let_in(asked, rule)


@hooks.register("construct_main_menu", order=1000)
@hooks.register("construct_settings_menu", order=1000)
@hooks.register("construct_reports_menu", order=1000)
@hooks.register("construct_help_menu", order=1000)
def offer_what_opens(request, menu_items):
    menu_items[:] = [
        item
        for item in menu_items
        if not getattr(item, "url", "") or may_open(request.user, item.url)
    ]


@hooks.register("construct_page_chooser_queryset")
def choose_among_visible_pages(pages, request):
    return visible_pages(request.user, pages)
