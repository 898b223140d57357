"""The rules of the admin's addresses, by the names of their views.

A name that ends in “:*” stands for all views of a namespace that have no rule of their own.
Screens of a governed model (`policies.govern`) need no rule: `STANDARD` has one for each name
that Wagtail gives to such screens. What is in neither place is refused to everybody.
"""

from content.two_people import TwoPeopleMixin

from ..policies import explores
from ..rights import Area
from .asking import Asked
from .files import files, looks_at_files, of_files
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
from .screens import (
    acts_in_workflow,
    acts_on_many,
    browses_below,
    changes_setting,
    chose_pages,
    copies_page,
    explores_below,
    is_at_work,
    looks_at_setting,
    moves_page,
    orders_pages,
    updates_translations,
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
    **files("wagtailimages", "image"),
    "wagtailimages:preview": Rule(reads=looks_at_files("image")),
    "wagtailimages:url_generator": both(of_files("image", "change")),
    "wagtailimages:url_generator_output": both(of_files("image", "change")),
    "wagtailimages_chooser:select_format": both(of_files("image", "choose")),
    **files("wagtaildocs", "document"),
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
