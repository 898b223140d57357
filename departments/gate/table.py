"""The rules of the admin's addresses, by the names of their views.

A name that ends in “:*” stands for all views of a namespace that have no rule of their own.
Screens of a governed model (`policies.govern`) need no rule: `STANDARD` has one for each name
that Wagtail gives to such screens. What is in neither place is refused to everybody.
"""

from django.apps import apps
from django.http import Http404
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import policy_registry

from content.two_people import TwoPeopleMixin

from ..policies import (
    UnitPagePermissionTester,
    explores,
    governing,
    read_only,
    visible_pages,
)
from ..rights import Area, has_right
from .asking import Asked, found_page
from .rules import (
    Rule,
    anywhere,
    both,
    chooses,
    chose,
    every,
    look,
    looks_at_instance,
    looks_at_page,
    looks_at_type,
    model_of,
    nobody,
    of_instance,
    of_page,
    of_type,
    open_to_all,
    opens_form,
    own,
    province,
    staff,
    unlocks,
)

_rules: dict[str, Rule] = {}


def admit(name: str, rule: Rule) -> None:
    """Put the view with this name (“editorial_inbox”, “audit:*”) under *rule*."""
    _rules[name] = rule


def rule_for(asked: Asked) -> Rule | None:
    """The rule of an address; None when nobody has stated one."""
    match = asked.match
    if not match.url_name:
        return open_to_all if match.route in UNNAMED else None
    for name in (match.view_name, f"{match.namespace}:*"):
        if name in _rules:
            return _rules[name]
    return STANDARD.get(match.url_name) if model_of(asked) else None


# Views without a name: what sends people on to where they sign in, and what is not there.
UNNAMED = frozenset({"admin/^.*/$", "admin/test404/", "admin/login/", "admin/password_reset/"})


# Checks of single screens of Wagtail


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
    return not place or _tester(asked, found_page(place)).can_add_subpage()


def moves_page(asked: Asked) -> bool:
    page = asked.page("page_to_move_id").specific
    tester = _tester(asked, page)
    place = asked.kwarg("destination_id")
    if not place:
        return tester.can_move()
    return tester.can_move_to(found_page(place).specific)


def orders_pages(asked: Asked) -> bool:
    parent = asked.page("page_to_move_id").get_parent()
    return parent is not None and _tester(asked, parent).can_reorder_children()


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
            getattr(_tester(asked, found_page(key)), method)() for key in keys
        )
    if policy := governing(model):
        if "all" in keys:
            return province(policy.area, "delete")(asked)
        return action == "delete" and all(policy.permits(asked.user, "delete", key) for key in keys)
    if files := _files(model):
        if "all" in keys:
            return province(Area.CONTENT, "delete")(asked)
        wanted = BULK_OF_FILES.get(action)
        return bool(wanted) and all(_permits(files, asked, wanted, key) for key in keys)
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


# Images and files, whose policy goes by folders


def of_files(kind: str, action: str):
    """Whoever may do *action* with the very file, or with some file where none is named."""

    def check(asked: Asked) -> bool:
        policy = _file_policy(kind)
        key = asked.kwarg("pk", "image_id", "document_id", "doc_id")
        if key is None:
            keys = asked.chosen_keys()
            if keys and not all(_permits(policy, asked, action, each) for each in keys):
                return False
            return policy.user_has_permission(asked.user, action)
        return _permits(policy, asked, action, key)

    return check


def looks_at_files(kind: str):
    """Whoever may choose it, on a screen that only shows."""

    def check(asked: Asked) -> bool:
        read_only(asked.user)
        return of_files(kind, "choose")(asked)

    return check


def lists_files(kind: str):
    def check(asked: Asked) -> bool:
        policy = _file_policy(kind)
        if not has_right(asked.user, Area.CONTENT, "change"):
            read_only(asked.user)
        return policy.user_has_any_permission(asked.user, {"add", "change", "choose"})

    return check


def _file_policy(kind: str):
    return policy_registry.get_by_type(FILES[kind]())


def _files(model):
    is_file = model in [find() for find in FILES.values()]
    return policy_registry.get_by_type(model) if is_file else None


def _permits(policy, asked: Asked, action: str, key) -> bool:
    try:
        found = policy.model._default_manager.select_related("collection").get(pk=key)
    except (policy.model.DoesNotExist, ValueError, TypeError) as error:
        raise Http404 from error
    return policy.user_has_permission_for_instance(asked.user, action, found)


def _tester(asked: Asked, page: Page) -> UnitPagePermissionTester:
    return UnitPagePermissionTester(asked.user, page)


def _model(app_label: str, model_name: str):
    try:
        return apps.get_model(app_label, model_name)
    except (LookupError, ValueError):
        return None


FILES = {"images": get_image_model, "docs": get_document_model}

# The screens that Wagtail makes for a model, by the last part of their names.
_look = Rule(reads=looks_at_instance)
_list = Rule(reads=looks_at_type)
STANDARD: dict[str, Rule] = {
    "list": _list,
    "list_results": _list,
    "index": _list,
    "index_results": _list,
    "add": both(of_type("add")),
    "new": both(of_type("add")),
    "copy": both(every(of_instance("view"), of_type("add"))),
    "edit": Rule(reads=opens_form, writes=of_instance("change")),
    "delete": both(of_instance("delete")),
    "inspect": _look,
    "usage": _look,
    "history": _look,
    "history_results": _look,
    "preview_on_add": both(of_type("add")),
    "preview_on_edit": both(of_instance("change")),
    "revisions_view": _look,
    "revisions_compare": _look,
    "revisions_revert": both(of_instance("change")),
    "revisions_unschedule": both(of_instance("publish")),
    "unpublish": both(of_instance("publish")),
    "lock": both(of_instance("lock")),
    "unlock": both(unlocks),
    "workflow_action": both(acts_in_workflow),
    "collect_workflow_action_data": both(acts_in_workflow),
    "confirm_workflow_cancellation": both(of_instance("change")),
    "workflow_history": _look,
    "workflow_history_results": _look,
    "workflow_history_detail": _look,
    "workflow_preview": _look,
    "reorder": both(of_type("change")),
    "choose": Rule(reads=chooses),
    "choose_results": Rule(reads=chooses),
    "chosen": Rule(reads=chose),
    "chosen_multiple": Rule(reads=chose),
    # Made in a chooser, an object is public at once.
    "create": both(
        lambda asked: not issubclass(asked.model, TwoPeopleMixin) and of_type("add")(asked)
    ),
}

_look_at_page = Rule(reads=looks_at_page)
_explore = Rule(reads=lambda asked: explores(asked.user))
_explore_below = Rule(reads=explores_below)
_edit_page = both(of_page("can_edit"))
_add_page = both(of_page("can_add_subpage"))
_choose_page = Rule(reads=staff)
_link = both(staff)
_site = Rule(reads=look(Area.SITE), writes=province(Area.SITE, "change"))
_remove_site = both(province(Area.SITE, "delete"))
_translate = both(province(Area.CONTENT, "change"))
_report = Rule(reads=province(Area.CONTENT, "view"))
_superusers = both(nobody)

for _name, _rule in {
    # Signing in and what belongs to every page
    "wagtailadmin_login": open_to_all,
    "wagtailadmin_logout": open_to_all,
    "wagtailadmin_password_reset": open_to_all,
    "wagtailadmin_password_reset_done": open_to_all,
    "wagtailadmin_password_reset_confirm": open_to_all,
    "wagtailadmin_password_reset_complete": open_to_all,
    "wagtailadmin_javascript_catalog": open_to_all,
    "wagtailadmin_sprite": open_to_all,
    "wagtail_localize:javascript_catalog": open_to_all,
    "wagtailadmin_home": Rule(reads=staff),
    "wagtailadmin_account": own,
    "wagtailadmin_dismissibles": own,
    "wagtailadmin_error_test": _superusers,
    # Pages
    "wagtailadmin_explore_root": _explore,
    "wagtailadmin_explore": _explore_below,
    "wagtailadmin_explore_results": _explore_below,
    "wagtailadmin_pages:search": _explore,
    "wagtailadmin_pages:search_results": _explore,
    "wagtailadmin_pages:add": _add_page,
    "wagtailadmin_pages:add_subpage": _add_page,
    "wagtailadmin_pages:preview_on_add": _add_page,
    "wagtailadmin_pages:choose_parent": both(anywhere(Area.CONTENT, "add")),
    "wagtailadmin_pages:type_use": _report,
    "wagtailadmin_pages:type_use_results": _report,
    "wagtailadmin_pages:edit": _edit_page,
    "wagtailadmin_pages:preview_on_edit": _edit_page,
    "wagtailadmin_pages:convert_alias": _edit_page,
    "wagtailadmin_pages:revisions_revert": _edit_page,
    "wagtailadmin_pages:confirm_workflow_cancellation": _edit_page,
    "wagtailadmin_pages:workflow_action": both(acts_in_workflow),
    "wagtailadmin_pages:collect_workflow_action_data": both(acts_in_workflow),
    "wagtailadmin_pages:view_draft": _look_at_page,
    "wagtailadmin_pages:usage": _look_at_page,
    "wagtailadmin_pages:history": _look_at_page,
    "wagtailadmin_pages:history_results": _look_at_page,
    "wagtailadmin_pages:revisions_index": _look_at_page,
    "wagtailadmin_pages:revisions_view": _look_at_page,
    "wagtailadmin_pages:revisions_compare": _look_at_page,
    "wagtailadmin_pages:workflow_history": _look_at_page,
    "wagtailadmin_pages:workflow_history_detail": _look_at_page,
    "wagtailadmin_pages:workflow_preview": _look_at_page,
    "wagtailadmin_pages:revisions_unschedule": both(of_page("can_unschedule")),
    "wagtailadmin_pages:delete": both(of_page("can_delete")),
    "wagtailadmin_pages:unpublish": both(of_page("can_unpublish")),
    "wagtailadmin_pages:set_privacy": both(of_page("can_set_view_restrictions")),
    "wagtailadmin_pages:lock": both(of_page("can_lock")),
    "wagtailadmin_pages:unlock": both(of_page("can_unlock")),
    "wagtailadmin_pages:copy": both(copies_page),
    "wagtailadmin_pages:move": both(moves_page),
    "wagtailadmin_pages:move_confirm": both(moves_page),
    "wagtailadmin_pages:set_page_position": both(orders_pages),
    "wagtail_bulk_action": both(acts_on_many),
    "wagtailadmin_editing_sessions:ping": both(is_at_work),
    "wagtailadmin_editing_sessions:release": own,
    # What editors choose from
    "wagtailadmin_choose_page": _choose_page,
    "wagtailadmin_choose_page_child": Rule(reads=browses_below),
    "wagtailadmin_choose_page_search": _choose_page,
    "wagtailadmin_choose_page_chosen_multiple": Rule(reads=chose_pages),
    "wagtailadmin_choose_page_external_link": _link,
    "wagtailadmin_choose_page_email_link": _link,
    "wagtailadmin_choose_page_phone_link": _link,
    "wagtailadmin_choose_page_anchor_link": _link,
    "wagtailadmin_tag_autocomplete": Rule(reads=staff),
    "wagtailadmin_tag_model_autocomplete": Rule(reads=staff),
    "wagtailadmin_block_preview": Rule(reads=staff),
    "wagtailembeds:*": both(anywhere(Area.CONTENT, "change")),
    "wagtailsnippets:index": Rule(reads=staff),
    # The interface behind the menu of pages; its actions are not used by any screen
    "wagtailadmin_api:pages:listing": _explore,
    "wagtailadmin_api:pages:detail": Rule(
        reads=lambda asked: explores(asked.user, asked.page("pk"))
    ),
    "wagtailadmin_api:pages:find": _report,
    "wagtailadmin_api:pages:action": Rule(reads=None),
    "wagtailadmin_api:documents:*": _report,
    "wagtailadmin_api:images:*": _report,
    # Images and files
    "wagtailimages:index": Rule(reads=lists_files("images")),
    "wagtailimages:index_results": Rule(reads=lists_files("images")),
    "wagtailimages:image_usage": Rule(reads=looks_at_files("images")),
    "wagtailimages:preview": Rule(reads=looks_at_files("images")),
    "wagtailimages:add": both(of_files("images", "add")),
    "wagtailimages:add_multiple": both(of_files("images", "add")),
    "wagtailimages:create_multiple_from_uploaded_image": both(of_files("images", "add")),
    "wagtailimages:delete_upload_multiple": both(of_files("images", "add")),
    "wagtailimages:edit": both(of_files("images", "change")),
    "wagtailimages:edit_multiple": both(of_files("images", "change")),
    "wagtailimages:url_generator": both(of_files("images", "change")),
    "wagtailimages:url_generator_output": both(of_files("images", "change")),
    "wagtailimages:delete": both(of_files("images", "delete")),
    "wagtailimages:delete_multiple": both(of_files("images", "delete")),
    "wagtailimages_chooser:choose": Rule(reads=staff),
    "wagtailimages_chooser:choose_results": Rule(reads=staff),
    "wagtailimages_chooser:chosen": Rule(reads=of_files("images", "choose")),
    "wagtailimages_chooser:chosen_multiple": Rule(reads=of_files("images", "choose")),
    "wagtailimages_chooser:select_format": both(of_files("images", "choose")),
    "wagtailimages_chooser:create": both(of_files("images", "add")),
    "wagtaildocs:index": Rule(reads=lists_files("docs")),
    "wagtaildocs:index_results": Rule(reads=lists_files("docs")),
    "wagtaildocs:document_usage": Rule(reads=looks_at_files("docs")),
    "wagtaildocs:add": both(of_files("docs", "add")),
    "wagtaildocs:add_multiple": both(of_files("docs", "add")),
    "wagtaildocs:create_multiple_from_uploaded_document": both(of_files("docs", "add")),
    "wagtaildocs:delete_upload_multiple": both(of_files("docs", "add")),
    "wagtaildocs:edit": both(of_files("docs", "change")),
    "wagtaildocs:edit_multiple": both(of_files("docs", "change")),
    "wagtaildocs:delete": both(of_files("docs", "delete")),
    "wagtaildocs:delete_multiple": both(of_files("docs", "delete")),
    "wagtaildocs_chooser:choose": Rule(reads=staff),
    "wagtaildocs_chooser:choose_results": Rule(reads=staff),
    "wagtaildocs_chooser:chosen": Rule(reads=of_files("docs", "choose")),
    "wagtaildocs_chooser:chosen_multiple": Rule(reads=of_files("docs", "choose")),
    "wagtaildocs_chooser:create": both(of_files("docs", "add")),
    # How the portal is set up
    "wagtailadmin_collections:delete": _remove_site,
    "wagtailadmin_collections:*": _site,
    "wagtailadmin_workflows:*": _site,
    "wagtailredirects:delete": _remove_site,
    "wagtailredirects:*": _site,
    "wagtaillocales:delete": _remove_site,
    "wagtaillocales:*": _site,
    "wagtailsites:delete": _remove_site,
    "wagtailsites:*": _site,
    "wagtailsettings:edit": Rule(reads=looks_at_setting, writes=changes_setting),
    "wagtailsettings:preview_on_edit": both(changes_setting),
    # Lists over all units
    "wagtailadmin_reports:*": _report,
    # Translations stand outside of the sections
    "wagtail_localize:update_translations": both(updates_translations),
    "wagtail_localize:*": _translate,
    # Accounts have screens of the portal's own, which follow the roles
    "wagtailusers_users:*": _superusers,
    "wagtailusers_groups:*": _superusers,
    # The log, which narrows itself to what the person may read
    "audit:*": Rule(reads=anywhere(Area.AUDIT, "view")),
}.items():
    admit(_name, _rule)
