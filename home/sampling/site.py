"""The tree of pages, the menu, the imprint and the hotlines of the sample portal."""

from collections.abc import Iterator

from wagtail.models import Page, Site

from content.models import BasePage
from home.models import HomePage, Hotline, InfoPage, PortalSettings
from materials.models import MaterialIndexPage
from news.models import NewsIndexPage

from .bodies import body
from .reading import SOURCE, absent, read, sample_uuid

_KIND = "sites"
_SECTIONS = {"news_index": NewsIndexPage, "material_index": MaterialIndexPage}


def missing_pages() -> list[tuple[type[BasePage], dict]]:
    """The front page first: the others stand below it."""
    data = read("site")
    wanted = [(HomePage, {"key": "home", **data["home"]})]
    wanted += [(model, {"key": key, **data[key]}) for key, model in _SECTIONS.items()]
    wanted += [(InfoPage, item) for item in data["info_pages"]]
    return [(model, item) for model, item in wanted if absent(model, _KIND, [item])]


def add_pages(items) -> Iterator[None]:
    for model, item in items:
        if model is HomePage:
            _add_home(item)
        else:
            home = HomePage.objects.get(uuid=sample_uuid(_KIND, "home"))
            fields = {name: item[name] for name in ("title", "slug", "summary")}
            if "body" in item:
                fields["body"] = body(item["body"])
            _publish(home, model(**_identity(item), **fields))
        yield


def missing_settings() -> list[tuple[str, dict]]:
    """Settings that nobody has filled in yet, and hotlines whose names are not there."""
    data = read("site")
    site = Site.objects.filter(is_default_site=True).first()
    portal = PortalSettings.objects.filter(site=site).first()
    known = set(Hotline.objects.values_list("label", flat=True))
    hotlines = [("hotline", row) for row in data["hotlines"] if row["label"] not in known]
    is_empty = portal is None or not (portal.menu or portal.governing_body)
    return [*([("settings", data)] if is_empty else []), *hotlines]


def add_settings(items) -> Iterator[None]:
    for kind, item in items:
        if kind == "hotline":
            Hotline.objects.create(position=Hotline.objects.count() + 1, **item)
        else:
            _fill_settings(item)
        yield


def _identity(item: dict) -> dict:
    return {"uuid": sample_uuid(_KIND, item["key"]), "source_credit": SOURCE}


def _publish(parent: Page, page: BasePage) -> None:
    parent.add_child(instance=page)
    page.save_revision().publish()


def _add_home(item: dict) -> None:
    """Put the front page at the root; Wagtail's own welcome page makes room for it."""
    names = ("title", "summary", "question", "lead", "placeholder")
    home = HomePage(
        **_identity(item),
        slug="trang-chu",
        examples=[("example", words) for words in item["examples"]],
        life_situations=[("situation", situation) for situation in item["life_situations"]],
        **{name: item[name] for name in names},
    )
    _publish(Page.get_first_root_node(), home)
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        site = Site(hostname="localhost", is_default_site=True)
    previous = site.root_page if site.pk else None
    site.root_page, site.site_name = home, item["title"]
    site.save()
    if previous and type(previous.specific) is Page and not previous.get_children().exists():
        previous.delete()


def _fill_settings(data: dict) -> None:
    portal = PortalSettings.for_site(Site.objects.get(is_default_site=True))
    for name, value in data["settings"].items():
        setattr(portal, name, value)
    portal.menu = [("link", _link(link)) for link in data["menu"]]
    portal.footer_links = [("link", _link(link)) for link in data["footer_links"]]
    portal.save()


def _link(link: dict) -> dict:
    """A menu entry; one that names a page of the samples leads there wherever it moves."""
    if "page" not in link:
        return link
    model = _SECTIONS.get(link["page"], InfoPage)
    return {**link, "page": model.objects.get(uuid=sample_uuid(_KIND, link["page"])).page_ptr}
