"""The inbox, the steps and the experts in the admin; Vietnamese words for what editors do."""

import json

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem as PageItem
from wagtail.admin.menu import MenuItem
from wagtail.models import WorkflowMixin, WorkflowState
from wagtail.snippets.action_menu import ActionMenuItem as SnippetItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from content.models import StandardContent
from departments.rights import Area, may

from . import admin_urls
from .admission import admit_all
from .deciding import check_may_decide, check_reason
from .home_panel import WaitingPanel
from .inbox import badge
from .models import RoleTaskState, SpecialDay, StepDeadline
from .preferences import DigestPanel
from .staleness import why_stale

admit_all()


@hooks.register("register_admin_urls")
def register_urls():
    return [path("", include(admin_urls))]


class InboxMenuItem(MenuItem):
    """First in the menu, with the number of things that wait."""

    def render_component(self, request):
        number = badge(request.user)
        label = _("Việc của tôi (%d)") % number if number else self.label
        item = MenuItem(label, self.url, self.name, icon_name=self.icon_name, order=self.order)
        return item.render_component(request)


@hooks.register("register_admin_menu_item")
def register_inbox_menu_item():
    return InboxMenuItem(
        gettext_lazy("Việc của tôi"),
        reverse("editorial_inbox"),
        name="inbox",
        icon_name="tasks",
        order=1,
    )


@hooks.register("construct_homepage_panels")
def put_inbox_on_home(request, panels):
    """One panel of everything that waits, for Wagtail's two of workflows alone."""
    replaced = {"workflow_objects_to_moderate", "user_objects_in_workflow_moderation"}
    panels[:] = [panel for panel in panels if getattr(panel, "name", "") not in replaced]
    panels.append(WaitingPanel(request.user))


# --- the editor's buttons ---


class _SubmitWords:
    """“Gửi kiểm tra”, or “Gửi lại” for what came back."""

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        thing = parent_context.get("page") or parent_context.get("instance")
        state = thing.current_workflow_state if thing and thing.pk else None
        came_back = state and state.status == WorkflowState.STATUS_NEEDS_CHANGES
        context["label"] = _("Gửi lại để duyệt") if came_back else _("Gửi duyệt")
        return context


class _Link:
    """A button of the editor that leads to a page of this app."""

    def __init__(self, label, url, icon_name, order):
        super().__init__(order=order)
        self.label, self.url, self.icon_name = label, url, icon_name
        self.name = f"action-{icon_name}"

    def is_shown(self, context):
        return True

    def get_url(self, parent_context):
        return self.url


class PageLink(_Link, PageItem):
    pass


class SnippetLink(_Link, SnippetItem):
    pass


@hooks.register("construct_page_action_menu")
def word_page_actions(menu_items, request, context):
    _word_actions(menu_items, request, context.get("page"), PageLink)


@hooks.register("construct_snippet_action_menu")
def word_snippet_actions(menu_items, request, context):
    _word_actions(menu_items, request, context.get("instance"), SnippetLink)


def _word_actions(menu_items, request, thing, link):
    kept = []
    for item in menu_items:
        if item.name == "action-submit":
            kind = type(item)
            item = type("SubmitItem", (_SubmitWords, kind), {})(order=item.order)
        elif item.name == "action-cancel-workflow":
            if not _may_take_back(request.user, thing):
                continue
            item = type(item)(order=item.order)
            item.label = _("Rút lại")
        elif item.name == "action-restart-workflow":
            continue  # taking back and submitting again says the same in two clear steps
        kept.append(item)
    menu_items[:] = kept
    if thing and thing.pk and isinstance(thing, StandardContent):
        menu_items.extend(_links(request.user, thing, link))


def _may_take_back(user, thing) -> bool:
    """Whoever submitted it. Wagtail asks reviewers too, who return it with a reason instead."""
    state = thing.current_workflow_state if thing and thing.pk else None
    return state is not None and state.requested_by_id == user.pk


def _links(user, thing, link):
    if not isinstance(thing, WorkflowMixin):
        return
    state = thing.current_workflow_task_state
    if isinstance(state, RoleTaskState):
        url = reverse("editorial_step", args=[state.pk])
        yield link(_("Xem bước duyệt, hạn, người nhận"), url, "tasks", 70)
    if may(user, Area.CONTENT, "change", thing.owner_unit_id):
        kind = ContentType.objects.get_for_model(thing)
        url = reverse("editorial_experts", args=[kind.pk, thing.pk])
        yield link(_("Mời chuyên gia góp ý"), url, "comment", 80)


# --- what the editor is told and asked ---


@hooks.register("before_edit_page")
def before_edit_page(request, page):
    return _before_edit(request, page, reverse("wagtailadmin_pages:edit", args=[page.pk]))


@hooks.register("before_edit_snippet")
def before_edit_snippet(request, instance):
    if isinstance(instance, WorkflowMixin):
        url = reverse(instance.snippet_viewset.get_url_name("edit"), args=[instance.pk])
        return _before_edit(request, instance, url)
    return None


def _before_edit(request, thing, url):
    """Show why a draft came back; answer a decision on a stale page in words."""
    if request.method == "GET":
        _tell_why_returned(request, thing)
    elif refusal := _refusal(request, thing):
        messages.warning(request, refusal)
        return redirect(url)
    return None


def _tell_why_returned(request, thing):
    state = thing.current_workflow_state
    if not state or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return
    step = state.current_task_state
    reason = _("Bài bị trả lại ở bước “%(step)s” để sửa: %(reason)s") % {
        "step": step.task.name,
        "reason": step.comment,
    }
    messages.warning(request, reason)


def _refusal(request, thing) -> str:
    """Why what the editor's buttons ask for is not done; empty when it is."""
    if request.POST.get("action-workflow-action"):
        return _why_not_decided(request, thing)
    ends_it = {"action-cancel-workflow", "action-restart-workflow"} & set(request.POST)
    if ends_it and not _may_take_back(request.user, thing):
        return _("Chỉ người đã gửi rút bài lại được. Hãy trả lại và ghi lý do.")
    return ""


def _why_not_decided(request, thing) -> str:
    state = thing.current_workflow_task_state
    if not isinstance(state, RoleTaskState):
        return _("Bài này không còn chờ duyệt. Không có gì thay đổi thêm.")
    try:
        extra = json.loads(request.POST.get("workflow-action-extra-data") or "{}")
    except ValueError:
        extra = {}
    seen = request.POST.get("loaded_revision_id")
    if request.POST.get("overwrite_revision_id"):
        seen = None
    if stale := why_stale(state, thing, extra.get("seen_step"), seen):
        return stale
    returning = request.POST.get("workflow-action-name") == "reject"
    try:
        if returning:
            check_reason(str(extra.get("comment") or ""))
        check_may_decide(request.user, state, may_have_written=returning)
    except PermissionDenied as refusal:
        return str(refusal)
    return ""


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def after_edit_page(request, page):
    return _after_edit(request, page)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def after_edit_snippet(request, instance):
    return _after_edit(request, instance) if isinstance(instance, WorkflowMixin) else None


def _after_edit(request, thing):
    """After submitting, the deadline and who takes it; whoever mended a draft becomes a writer."""
    if not isinstance(thing, StandardContent):
        return None
    state = thing.current_workflow_task_state
    if not isinstance(state, RoleTaskState):
        return None
    state.note_writers()
    if request.POST.get("action-submit"):
        return redirect("editorial_step", pk=state.pk)
    return None


hooks.register("register_account_settings_panel")(DigestPanel)


# --- deadlines and holidays ---


class StepDeadlineViewSet(SnippetViewSet):
    model = StepDeadline
    icon = "time"
    menu_label = gettext_lazy("Thời hạn các bước")
    list_display = ["step", "working_days", "valid_from", "legal_basis"]
    list_filter = ["step"]


class SpecialDayViewSet(SnippetViewSet):
    model = SpecialDay
    icon = "calendar"
    menu_label = gettext_lazy("Ngày nghỉ, ngày làm bù")
    list_display = ["day", "name", "is_working_day", "legal_basis"]
    search_fields = ["name"]


@register_snippet
class DeadlinesViewSetGroup(SnippetViewSetGroup):
    items = (StepDeadlineViewSet, SpecialDayViewSet)
    menu_icon = "calendar-alt"
    menu_label = gettext_lazy("Thời hạn và ngày nghỉ")
    menu_name = "deadlines"
    menu_order = 890
    add_to_settings_menu = True
