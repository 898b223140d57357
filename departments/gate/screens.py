"""What is asked about single screens of Wagtail before they run."""

from django.apps import apps
from wagtail.models import Page

from ..policies import explores, governing, read_only, visible_pages
from ..rights import Area
from .asking import Asked, found_page
from .files import permits, policy_of_files
from .rules import looks_at_page, of_instance, of_page, province, tester


def explores_below(asked: Asked) -> bool:
    return explores(asked.user, asked.page("parent_page_id"))


def browses_below(asked: Asked) -> bool:
    """In the chooser of pages, where the names of hidden pages are not shown either."""
    page = Page.objects.filter(pk=asked.kwarg("parent_page_id"))
    return visible_pages(asked.user, page).exists() or explores(
        asked.user, asked.page("parent_page_id")
    )


def chose_pages(asked: Asked) -> bool:
    keys = [key for key in asked.chosen_keys() if key.isdecimal()]
    wanted = Page.objects.filter(pk__in=keys)
    return visible_pages(asked.user, wanted).count() == wanted.count()


def copies_page(asked: Asked) -> bool:
    """The page may be read for copying, and the place named in the form may be added to."""
    if not of_page("can_copy")(asked):
        return False
    place = (asked.sent or {}).get("new_parent_page")
    return not place or tester(asked, found_page(place)).can_add_subpage()


def moves_page(asked: Asked) -> bool:
    may = tester(asked, asked.page("page_to_move_id").specific)
    place = asked.kwarg("destination_id")
    return may.can_move_to(found_page(place).specific) if place else may.can_move()


def orders_pages(asked: Asked) -> bool:
    parent = asked.page("page_to_move_id").get_parent()
    return parent is not None and tester(asked, parent).can_reorder_children()


def acts_in_workflow(asked: Asked) -> bool:
    """Whoever may change or publish it; the step itself says whose turn it is."""
    if asked.model is None or issubclass(asked.model, Page):
        may_act = of_page("can_edit")(asked) or of_page("can_publish")(asked)
        return may_act and looks_at_page(asked)
    return of_instance("change")(asked) or of_instance("publish")(asked)


def is_at_work(asked: Asked) -> bool:
    """Somebody has an editor open, and says so again and again."""
    kwargs = asked.match.kwargs
    model = _model(kwargs["app_label"], kwargs["model_name"])
    if model is not None and issubclass(model, Page):
        return of_page("can_edit", "object_id")(asked)
    policy = governing(model) if model else None
    return policy is not None and policy.permits(asked.user, "change", kwargs["object_id"])


BULK_OF_PAGES = {
    "publish": "can_publish",
    "unpublish": "can_unpublish",
    "delete": "can_delete",
    "move": "can_move",
}
BULK_OF_FILES = {"delete": "delete", "add_tags": "change", "add_to_collection": "change"}


def acts_on_many(asked: Asked) -> bool:
    """Every single object of the list, or none; “all” only for those who may act everywhere."""
    kwargs = asked.match.kwargs
    model = _model(kwargs["app_label"], kwargs["model_name"])
    keys = asked.chosen_keys()
    if model is None or not keys:
        return False
    action = kwargs["action"]
    if issubclass(model, Page):
        if "all" in keys:
            action = "delete" if action in ("delete", "move") else "publish"
            return province(Area.CONTENT, action)(asked)
        method = BULK_OF_PAGES.get(action)
        return bool(method) and all(
            getattr(tester(asked, found_page(key)), method)() for key in keys
        )
    if policy := governing(model):
        if "all" in keys:
            return province(policy.area, "delete")(asked)
        return action == "delete" and all(policy.permits(asked.user, "delete", key) for key in keys)
    if files := policy_of_files(model):
        if "all" in keys:
            return province(Area.CONTENT, "delete")(asked)
        wanted = BULK_OF_FILES.get(action)
        return bool(wanted) and all(permits(files, asked, wanted, key) for key in keys)
    return asked.user.is_superuser


def changes_setting(asked: Asked) -> bool:
    return _setting(asked, "change")


def looks_at_setting(asked: Asked) -> bool:
    if not _setting(asked, "change"):
        read_only(asked.user)
    return _setting(asked, "view")


def _setting(asked: Asked, action: str) -> bool:
    model = _model(asked.kwarg("app_name"), asked.kwarg("model_name"))
    policy = governing(model) if model else None
    return policy is not None and policy.user_has_permission(asked.user, action)


def updates_translations(asked: Asked) -> bool:
    """Bring changes over as drafts; what is published at once, nobody else has seen."""
    publishes = "publish_translations" in (asked.sent or {})
    return not publishes and province(Area.CONTENT, "change")(asked)


def _model(app_label: str, model_name: str):
    try:
        return apps.get_model(app_label, model_name)
    except (LookupError, ValueError):
        return None
