"""One step of the workflow: read the draft, decide, hand over, take back."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.base import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import WorkflowState

from audit.models import Action
from audit.recording import record
from departments.rights import Area, may

from ..addresses import comparison_url, edit_url, history_url, revision_url
from ..deciding import is_in_charge, may_decide
from ..forms import ApproveForm, HandOverForm, ReturnForm
from ..inbox import forget_badge
from ..models import ExpertComment, RoleTaskState
from ..models.steps import specific
from ..notifying import tell_assignee
from ..reading import parts_of
from ..staleness import why_stale

DONE = {
    "approve": gettext_lazy("Đã chấp thuận “%s”."),
    "reject": gettext_lazy("Đã trả lại “%s”. Người soạn thấy lý do của bạn trên đầu bài."),
}


class StepView(WagtailAdminTemplateMixin, TemplateView):
    """The draft, what was said about it, and what this person may do with it now."""

    template_name = "editorial/step.html"
    header_icon = "tasks"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        steps = RoleTaskState.objects.select_related(
            "unit", "assignee", "revision", "workflow_state__requested_by", "finished_by"
        )
        self.state = get_object_or_404(steps, pk=kwargs["pk"])
        self.workflow_state = self.state.workflow_state
        self.instance = self.workflow_state.content_object
        if self.instance is None:
            raise Http404
        self.instance = specific(self.instance)

    def dispatch(self, request, *args, **kwargs):
        user = request.user
        is_requester = self.workflow_state.requested_by_id == user.pk
        self.may_hand_over = self.state.is_open and (
            is_requester or may(user, Area.CONTENT, "publish", self.state.unit_id)
        )
        self.may_take_back = is_requester and self.workflow_state.is_active
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return self.state.revision.object_str

    def get_breadcrumbs_items(self):
        mine = {"url": reverse("editorial_inbox"), "label": _("Việc của tôi")}
        return [*self.breadcrumbs_items, mine, {"url": "", "label": self.get_page_title()}]

    def post(self, request, *args, **kwargs):
        action = request.POST.get("viec")
        todo = {
            "approve": self.decide,
            "reject": self.decide,
            "hand_over": self.hand_over,
            "take_back": self.take_back,
        }.get(action)
        if todo is None:
            raise PermissionDenied
        return todo(action)

    def decide(self, action: str):
        stale = why_stale(
            self.state,
            self.instance,
            self.request.POST.get("seen_step"),
            self.request.POST.get("seen_revision"),
        )
        if stale:
            messages.warning(self.request, stale)
            return self.again()
        form = {"approve": ApproveForm, "reject": ReturnForm}[action](self.request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(**{f"{action}_form": form}))
        try:
            decide = self.state.approve if action == "approve" else self.state.reject
            decide(user=self.request.user, comment=form.cleaned_data["comment"])
        except PermissionDenied as refusal:
            messages.error(self.request, str(refusal) or _("Bạn không có quyền làm việc này."))
            return self.again()
        forget_badge(self.request.user, self.workflow_state.requested_by)
        messages.success(self.request, self.done(action))
        return redirect("editorial_inbox")

    def done(self, action: str) -> str:
        self.instance.refresh_from_db()
        self.workflow_state.refresh_from_db()
        title = self.get_page_title()
        if self.workflow_state.status != WorkflowState.STATUS_APPROVED:
            return DONE[action] % title
        if self.instance.live and not self.instance.has_unpublished_changes:
            return _("Đã chấp thuận và đăng “%s”.") % title
        return _("Đã chấp thuận “%s”. Bài tự đăng theo lịch đã hẹn.") % title

    def hand_over(self, action: str):
        if not self.may_hand_over:
            raise PermissionDenied
        form = HandOverForm(self.request.POST, state=self.state)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(hand_over_form=form))
        before = self.state.assignee
        self.state.due_on = form.cleaned_data["due_on"]
        self.state.assignee = form.cleaned_data["assignee"]
        self.state.save(update_fields=["due_on", "assignee"])
        if self.state.assignee != before:
            record(
                Action.CHANGED,
                actor=self.request.user,
                instance=self.state,
                unit=self.state.unit,
                name=self.get_page_title(),
                what="step_assigned",
                to=self.state.assignee.get_username() if self.state.assignee else "",
            )
            tell_assignee(self.state, by=self.request.user)
        forget_badge(self.request.user, before, self.state.assignee)
        messages.success(self.request, _("Đã lưu hạn và người nhận việc."))
        return self.again()

    def take_back(self, action: str):
        self.workflow_state.refresh_from_db()
        if not self.may_take_back or not self.workflow_state.is_active:
            messages.warning(self.request, _("Bài này không còn chờ duyệt, không rút lại được."))
            return self.again()
        self.workflow_state.cancel(user=self.request.user)
        forget_badge(self.request.user)
        messages.success(
            self.request, _("Đã rút lại “%s”. Bạn sửa tiếp được.") % self.get_page_title()
        )
        return redirect(self.edit_url)

    def again(self):
        return redirect("editorial_step", pk=self.state.pk)

    @property
    def kind(self) -> ContentType:
        return ContentType.objects.get_for_id(self.workflow_state.content_type_id)

    @property
    def edit_url(self) -> str:
        return edit_url(self.kind, self.instance.pk)

    def get_context_data(self, **kwargs):
        user, state = self.request.user, self.state
        latest = self.instance.get_latest_revision()
        may_approve = self.state.is_open and may_decide(user, state)
        may_return = self.state.is_open and may_decide(user, state, may_have_written=True)
        context = {
            "state": state,
            "object": self.instance,
            "kind_name": self.kind.model_class()._meta.verbose_name,
            "workflow_state": self.workflow_state,
            "is_open": self.state.is_open,
            "latest": latest,
            "parts": parts_of(latest.as_object(), self.request),
            "history": self.history(),
            "people": list(state.people()) if self.state.is_open else [],
            "comments": self.expert_comments(),
            "edit_url": self.edit_url,
            "workflow_history_url": history_url(self.kind, self.instance.pk),
            "preview_url": revision_url(self.kind, self.instance.pk, latest.pk),
            "compare_url": (
                comparison_url(self.kind, self.instance.pk, latest.pk) if self.instance.live else ""
            ),
            "experts_url": reverse(
                "editorial_experts",
                args=[self.workflow_state.base_content_type_id, self.instance.pk],
            ),
            "may_take_back": self.may_take_back,
            "wrote_it": self.state.is_open and is_in_charge(user, state) and not may_approve,
        }
        if may_approve:
            context["approve_form"] = ApproveForm(auto_id="approve_%s")
        if may_return:
            context["reject_form"] = ReturnForm(auto_id="return_%s")
        if self.may_hand_over:
            context["hand_over_form"] = HandOverForm(
                state=state, initial={"due_on": state.due_on, "assignee": state.assignee_id}
            )
        return {**super().get_context_data(**kwargs), **context, **kwargs}

    def history(self):
        """The steps so far, oldest first, with who said what."""
        steps = RoleTaskState.objects.filter(workflow_state=self.workflow_state)
        return steps.select_related("finished_by", "task").order_by("started_at", "pk")

    def expert_comments(self):
        comments = ExpertComment.objects.filter(
            invitation__base_content_type=self.workflow_state.base_content_type_id,
            invitation__object_id=str(self.instance.pk),
        )
        return comments.select_related("invitation").order_by("-created_at")
