"""Who may do what, stated once more and by hand, so that the code cannot agree with itself.

`Who` says who gets in, place by place. A screen that is in no table fails the test: put a
screen of Wagtail's for a governed model into `SCREENS`, any other into `ADDRESSES`, and a model
into `MODELS`; and its rule into the code that registers its address (`departments.gate.admit`).
"""

from dataclasses import dataclass

from tests.rights.world import CHILD, OTHER, OWN, PLACES, PROVINCE, SUPERUSER

STAFF = "bc kt ld admin bt ht kiemtoan"


@dataclass(frozen=True)
class Who:
    """Names by place: in their own unit, in the unit below it, and wherever it is."""

    own: str = ""
    child: str = ""
    everywhere: str = ""
    superuser: bool = True

    def at(self, place: str) -> frozenset[str]:
        words = {OWN: self.own, CHILD: self.child, OTHER: "", PROVINCE: ""}[place]
        found = {*words.split(), *self.everywhere.split()}
        return frozenset(found | ({SUPERUSER} if self.superuser else set()))


def everywhere(words: str) -> Who:
    return Who(everywhere=words)


ANYBODY = Who(everywhere=f"{STAFF} roleless stranger")
NOBODY = Who(superuser=False)
SUPERUSERS = Who()
ALL_STAFF = everywhere(STAFF)

SEE = Who(own="bc kt ld", everywhere="bt ht kiemtoan")
CHANGE = Who(own="bc kt ld", everywhere="bt")
ADD = Who(own="bc", everywhere="bt")
APPROVE = Who(own="ld", everywhere="bt")
LOCK = Who(own="kt ld", everywhere="bt")
MOVE_THERE = everywhere("bt")
SEE_SOME = everywhere("bc kt ld bt ht kiemtoan")
CHANGE_SOME = everywhere("bc kt ld bt")
ADD_SOME = everywhere("bc bt")
SEE_ALL = everywhere("bt ht kiemtoan")
CHANGE_ALL = everywhere("bt")
SEE_SITE = everywhere("ht kiemtoan")
CHANGE_SITE = everywhere("ht")
SEE_WORDS = everywhere("bt ht kiemtoan")
CHANGE_WORDS = everywhere("bt ht")
SEE_UNIT = Who(own="admin", child="admin", everywhere="bt ht kiemtoan")
SEE_PEOPLE = Who(own="ld admin", child="admin", everywhere="ht kiemtoan")
SEE_REQUESTS = Who(own="ld admin", child="admin", everywhere="ht kiemtoan")
CHANGE_REQUESTS = Who(own="ld admin", child="admin", everywhere="ht")
LEAD_PEOPLE = Who(own="admin", child="admin", everywhere="ht")
SEE_SECTIONS = everywhere("bc kt ld admin bt ht kiemtoan")
EXPLORE = Who(own="bc kt ld admin", child="admin", everywhere="bt ht kiemtoan")


@dataclass(frozen=True)
class Screen:
    """Who may open it, and who may send something to it."""

    reads: Who
    writes: Who = NOBODY


def same(who: Who) -> Screen:
    return Screen(who, who)


@dataclass(frozen=True)
class Kind:
    """A kind of model: who sees one, changes one, and so on; “some” where none is named."""

    see: Who
    change: Who
    add: Who
    delete: Who
    see_some: Who
    change_some: Who
    form: Who  # who opens the form, which is read where there is no other screen
    approve: Who = NOBODY
    lock: Who = NOBODY
    choose: Who = ALL_STAFF
    chosen: Who | None = None
    create: Who | None = None


CONTENT = Kind(
    see=SEE,
    change=CHANGE,
    add=ADD_SOME,
    delete=APPROVE,
    see_some=SEE_SOME,
    change_some=CHANGE_SOME,
    form=CHANGE,
    approve=APPROVE,
    lock=LOCK,
    chosen=SEE,
    create=NOBODY,
)
REPORTS = Kind(
    see=SEE,
    change=CHANGE,
    add=everywhere("bt"),
    delete=everywhere("bt"),
    see_some=SEE_SOME,
    change_some=CHANGE_SOME,
    form=SEE,
    choose=SEE_SOME,
    chosen=SEE,
)
WORDS = Kind(
    see=SEE_WORDS,
    change=CHANGE_WORDS,
    add=CHANGE_WORDS,
    delete=CHANGE_WORDS,
    see_some=SEE_WORDS,
    change_some=CHANGE_WORDS,
    form=SEE_WORDS,
)
SITE = Kind(
    see=SEE_SITE,
    change=CHANGE_SITE,
    add=CHANGE_SITE,
    delete=CHANGE_SITE,
    see_some=SEE_SITE,
    change_some=CHANGE_SITE,
    form=SEE_SITE,
    choose=SEE_SITE,
)
UNITS = Kind(
    see=SEE_UNIT,
    change=CHANGE_SITE,
    add=CHANGE_SITE,
    delete=SUPERUSERS,
    see_some=everywhere("admin bt ht kiemtoan"),
    change_some=CHANGE_SITE,
    form=SEE_UNIT,
)

MODELS: dict[str, Kind] = {
    "qa.question": CONTENT,
    "legal_library.legaldocument": CONTENT,
    "legal_library.errorreport": REPORTS,
    "legal_library.documenttype": WORDS,
    "legal_library.issuer": WORDS,
    "content.topic": WORDS,
    "content.audience": WORDS,
    "materials.materialkind": WORDS,
    "search.synonymset": WORDS,
    "search.pinnedresult": WORDS,
    "home.hotline": SITE,
    "departments.componenttarget": SITE,
    "departments.unit": UNITS,
    "editorial.specialday": SITE,
    "editorial.stepdeadline": SITE,
    "audit.retentionperiod": SITE,
}

# Wagtail's screens of a model, by the last part of their names.
SCREENS = {
    "list": lambda kind: Screen(kind.see_some),
    "list_results": lambda kind: Screen(kind.see_some),
    "index": lambda kind: Screen(kind.see_some),
    "index_results": lambda kind: Screen(kind.see_some),
    "add": lambda kind: same(kind.add),
    "copy": lambda kind: same(_both(kind.see, kind.add)),
    "edit": lambda kind: Screen(kind.form, kind.change),
    "delete": lambda kind: same(kind.delete),
    "inspect": lambda kind: Screen(kind.see),
    "usage": lambda kind: Screen(kind.see),
    "history": lambda kind: Screen(kind.see),
    "history_results": lambda kind: Screen(kind.see),
    "preview_on_add": lambda kind: same(kind.add),
    "preview_on_edit": lambda kind: same(kind.change),
    "revisions_view": lambda kind: Screen(kind.see),
    "revisions_compare": lambda kind: Screen(kind.see),
    "revisions_revert": lambda kind: same(kind.change),
    "revisions_unschedule": lambda kind: same(kind.approve),
    "unpublish": lambda kind: same(kind.approve),
    "lock": lambda kind: same(kind.lock),
    "unlock": lambda kind: same(kind.lock),
    "workflow_action": lambda kind: same(kind.change),
    "collect_workflow_action_data": lambda kind: same(kind.change),
    "confirm_workflow_cancellation": lambda kind: same(kind.change),
    "workflow_history": lambda kind: Screen(kind.see),
    "workflow_history_results": lambda kind: Screen(kind.see),
    "workflow_history_detail": lambda kind: Screen(kind.see),
    "workflow_preview": lambda kind: Screen(kind.see),
    "reorder": lambda kind: same(kind.change_some),
    "choose": lambda kind: Screen(kind.choose),
    "choose_results": lambda kind: Screen(kind.choose),
    "chosen": lambda kind: Screen(kind.chosen or kind.choose),
    "chosen_multiple": lambda kind: Screen(kind.chosen or kind.choose),
    "create": lambda kind: same(kind.create or kind.add),
}


def _both(one: Who, other: Who) -> Who:
    words = {place: one.at(place) & other.at(place) - {SUPERUSER} for place in PLACES}
    return Who(
        own=" ".join(words[OWN]), child=" ".join(words[CHILD]), everywhere=" ".join(words[OTHER])
    )


# All other addresses, by name; “*” stands for anything.
ADDRESSES: dict[str, Screen] = {
    # Signing in, and what belongs to every screen
    "": same(ANYBODY),
    "wagtailadmin_login": same(ANYBODY),
    "wagtailadmin_logout": same(ANYBODY),
    "wagtailadmin_password_reset*": same(ANYBODY),
    "wagtailadmin_javascript_catalog": same(ANYBODY),
    "wagtailadmin_sprite": same(ANYBODY),
    "wagtail_localize:javascript_catalog": same(ANYBODY),
    "wagtailadmin_home": Screen(ALL_STAFF),
    "wagtailadmin_account": same(ALL_STAFF),
    "wagtailadmin_dismissibles": same(ALL_STAFF),
    "wagtailadmin_error_test": same(SUPERUSERS),
    # Pages
    "wagtailadmin_explore_root": Screen(SEE_SECTIONS),
    "wagtailadmin_explore": Screen(EXPLORE),
    "wagtailadmin_explore_results": Screen(EXPLORE),
    "wagtailadmin_pages:search": Screen(SEE_SECTIONS),
    "wagtailadmin_pages:search_results": Screen(SEE_SECTIONS),
    "wagtailadmin_pages:add": same(ADD),
    "wagtailadmin_pages:add_subpage": same(ADD),
    "wagtailadmin_pages:preview_on_add": same(ADD),
    "wagtailadmin_pages:choose_parent": same(ADD_SOME),
    "wagtailadmin_pages:type_use": Screen(SEE_ALL),
    "wagtailadmin_pages:type_use_results": Screen(SEE_ALL),
    "wagtailadmin_pages:edit": same(CHANGE),
    "wagtailadmin_pages:preview_on_edit": same(CHANGE),
    "wagtailadmin_pages:convert_alias": same(CHANGE),
    "wagtailadmin_pages:revisions_revert": same(CHANGE),
    "wagtailadmin_pages:copy": same(CHANGE),
    "wagtailadmin_pages:workflow_action": same(CHANGE),
    "wagtailadmin_pages:collect_workflow_action_data": same(CHANGE),
    "wagtailadmin_pages:confirm_workflow_cancellation": same(CHANGE),
    "wagtailadmin_pages:view_draft": Screen(SEE),
    "wagtailadmin_pages:usage": Screen(SEE),
    "wagtailadmin_pages:history": Screen(SEE),
    "wagtailadmin_pages:history_results": Screen(SEE),
    "wagtailadmin_pages:revisions_index": Screen(SEE),
    "wagtailadmin_pages:revisions_view": Screen(SEE),
    "wagtailadmin_pages:revisions_compare": Screen(SEE),
    "wagtailadmin_pages:workflow_history": Screen(SEE),
    "wagtailadmin_pages:workflow_history_detail": Screen(SEE),
    "wagtailadmin_pages:workflow_preview": Screen(SEE),
    "wagtailadmin_pages:revisions_unschedule": same(APPROVE),
    "wagtailadmin_pages:delete": same(APPROVE),
    "wagtailadmin_pages:unpublish": same(APPROVE),
    "wagtailadmin_pages:set_privacy": same(APPROVE),
    "wagtailadmin_pages:lock": same(LOCK),
    "wagtailadmin_pages:unlock": same(LOCK),
    "wagtailadmin_pages:move": same(APPROVE),
    "wagtailadmin_pages:move_confirm": same(MOVE_THERE),
    "wagtailadmin_pages:set_page_position": same(APPROVE),
    "wagtail_bulk_action": same(APPROVE),
    "wagtailadmin_editing_sessions:ping": same(CHANGE),
    "wagtailadmin_editing_sessions:release": same(ALL_STAFF),
    # What editors choose from
    "wagtailadmin_choose_page": Screen(ALL_STAFF),
    "wagtailadmin_choose_page_child": Screen(ALL_STAFF),
    "wagtailadmin_choose_page_search": Screen(ALL_STAFF),
    "wagtailadmin_choose_page_chosen_multiple": Screen(SEE),
    "wagtailadmin_choose_page_*_link": Screen(ALL_STAFF, everywhere("bc kt ld admin bt ht")),
    "wagtailadmin_tag_*": Screen(ALL_STAFF),
    "wagtailadmin_block_preview": Screen(ALL_STAFF),
    "wagtailembeds:*": same(CHANGE_SOME),
    "wagtailsnippets:index": Screen(ALL_STAFF),
    # Interfaces for scripts
    "wagtailadmin_api:pages:listing": Screen(SEE_SECTIONS),
    # Of a draft, which those who look after the frame do not see.
    "wagtailadmin_api:pages:detail": Screen(SEE),
    "wagtailadmin_api:pages:find": Screen(SEE_ALL),
    "wagtailadmin_api:pages:action": same(NOBODY),
    "wagtailadmin_api:documents:*": Screen(SEE_ALL),
    "wagtailadmin_api:images:*": Screen(SEE_ALL),
    # Images and files
    "wagtailimages:index*": Screen(SEE_SOME),
    "wagtailimages:image_usage": Screen(SEE),
    "wagtailimages:preview": Screen(SEE),
    "wagtailimages:add*": same(ADD_SOME),
    "wagtailimages:create_multiple_from_uploaded_image": same(ADD_SOME),
    "wagtailimages:delete_upload_multiple": same(ADD_SOME),
    "wagtailimages:edit*": same(CHANGE),
    "wagtailimages:url_generator*": same(CHANGE),
    "wagtailimages:delete*": same(APPROVE),
    "wagtailimages_chooser:choose*": Screen(ALL_STAFF),
    "wagtailimages_chooser:chosen*": Screen(SEE),
    "wagtailimages_chooser:select_format": Screen(SEE, Who("bc kt ld", everywhere="bt ht")),
    "wagtailimages_chooser:create": same(ADD_SOME),
    "wagtaildocs:index*": Screen(SEE_SOME),
    "wagtaildocs:document_usage": Screen(SEE),
    "wagtaildocs:add*": same(ADD_SOME),
    "wagtaildocs:create_multiple_from_uploaded_document": same(ADD_SOME),
    "wagtaildocs:delete_upload_multiple": same(ADD_SOME),
    "wagtaildocs:edit*": same(CHANGE),
    "wagtaildocs:delete*": same(APPROVE),
    "wagtaildocs_chooser:choose*": Screen(ALL_STAFF),
    "wagtaildocs_chooser:chosen*": Screen(SEE),
    "wagtaildocs_chooser:create": same(ADD_SOME),
    # How the portal is set up
    "wagtailadmin_collections:delete": same(CHANGE_SITE),
    "wagtailadmin_collections:*": Screen(SEE_SITE, CHANGE_SITE),
    "wagtailadmin_workflows:*": Screen(SEE_SITE, CHANGE_SITE),
    "wagtailredirects:delete": same(CHANGE_SITE),
    "wagtailredirects:*": Screen(SEE_SITE, CHANGE_SITE),
    "wagtaillocales:delete": same(CHANGE_SITE),
    "wagtaillocales:*": Screen(SEE_SITE, CHANGE_SITE),
    "wagtailsites:delete": same(CHANGE_SITE),
    "wagtailsites:*": Screen(SEE_SITE, CHANGE_SITE),
    "wagtailsettings:edit": Screen(SEE_SITE, CHANGE_SITE),
    "wagtailsettings:preview_on_edit": same(CHANGE_SITE),
    # Over all units
    "wagtailadmin_reports:*": Screen(SEE_ALL),
    "wagtail_localize:*": same(CHANGE_ALL),
    # Accounts and groups, which the portal looks after in its own screens
    "wagtailusers_*": same(SUPERUSERS),
    # The portal's own screens
    "audit:log*": Screen(everywhere("admin ht kiemtoan")),
    "departments_create_sections": same(everywhere("ht")),
    "departments_board*": Screen(SEE_SECTIONS),
    "departments_units": Screen(everywhere("admin bt ht kiemtoan")),
    "departments_unit": Screen(SEE_UNIT),
    "departments_unit_contacts": same(Who(own="ld admin", child="admin", everywhere="bt ht")),
    "departments_unit_correct": same(CHANGE_SITE),
    "departments_unit_event": same(CHANGE_SITE),
    "departments_add_unit": same(CHANGE_SITE),
    "editorial_inbox": Screen(ALL_STAFF),
    "editorial_unit_work": Screen(everywhere("ld bt")),
    "editorial_step": Screen(SEE, Who(own="kt ld", everywhere="bt")),
    "editorial_experts": Screen(SEE, CHANGE),
    "search_admin:week": Screen(SEE_WORDS),
    "search_admin:pin": same(CHANGE_WORDS),
    "impact:list": Screen(SEE_SOME, CHANGE_SOME),
    "impact:report*": Screen(SEE_SOME),
    "impact:item": Screen(SEE, CHANGE),
    "impact:withdraw": same(APPROVE),
    "uploads:list*": Screen(SEE_SOME),
    "uploads:new": same(ADD_SOME),
    "uploads:template": Screen(ADD_SOME),
    "uploads:batch": Screen(SEE, ADD),
    "uploads:upload_progress": Screen(SEE, ADD),
    "uploads:report": Screen(SEE),
    "legal_library_review*": same(CHANGE),
    "legal_library_order*": same(CHANGE),
    "legal_library_relation*": Screen(CHANGE, APPROVE),
    "legal_library_validity": Screen(CHANGE, APPROVE),
    "legal_library_contradictions": Screen(CHANGE_SOME),
    "people:list*": Screen(everywhere("ld admin ht kiemtoan")),
    "people:open": same(everywhere("ht")),
    "people:requests*": Screen(everywhere("ld admin ht kiemtoan")),
    "people:ask*": same(everywhere("ld admin ht")),
    "people:request": Screen(SEE_REQUESTS, CHANGE_REQUESTS),
    "people:request_edit": same(CHANGE_REQUESTS),
    "people:request_document": Screen(SEE_REQUESTS),
    "people:reviews*": Screen(everywhere("ld admin ht kiemtoan")),
    "people:review_open": same(everywhere("ht")),
    "people:review": Screen(SEE_REQUESTS, CHANGE_REQUESTS),
    "people:review_results": Screen(SEE_REQUESTS),
    "people:person": Screen(SEE_PEOPLE),
    "people:*": same(LEAD_PEOPLE),
}
