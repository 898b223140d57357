"""Requests for accounts: written by units, decided by the province."""

from urllib.parse import quote

import django_filters
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets.button import HeaderButton

from audit.reading import record_reading
from content.text import slug
from departments.rights import Area, has_right, units_where

from .. import requesting
from ..models import AccountRequest
from ..people import NotAllowed
from ..request_document import request_document
from .frame import AdminList, AdminPage, shown_once
from .people_views import LIST, show_passwords
from .request_forms import (
    MOST_PEOPLE,
    DecisionForm,
    PeopleFormSet,
    PersonRowForm,
    RequestForm,
    WithdrawForm,
)

REQUESTS = ("people:requests", gettext_lazy("Đề nghị cấp, thu hồi tài khoản"))
Kind = AccountRequest.Kind
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def visible_requests(user):
    return AccountRequest.objects.of_units(units_where(user, Area.REQUESTS, "view"))


class RequestFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("Trạng thái"), choices=AccountRequest.State.choices
    )
    kind = django_filters.ChoiceFilter(label=gettext_lazy("Loại đề nghị"), choices=Kind.choices)

    class Meta:
        model = AccountRequest
        fields = []


class RequestList(AdminList):
    page_title = REQUESTS[1]
    header_icon = "mail"
    results_template_name = "accounts/admin/request_results.html"
    index_url_name = "people:requests"
    index_results_url_name = "people:requests_results"
    filterset_class = RequestFilterSet
    verbose_name_plural = gettext_lazy("đề nghị")

    def is_allowed(self, user):
        return has_right(user, Area.REQUESTS, "view")

    def get_base_queryset(self):
        return visible_requests(self.request.user).for_listing()

    def get_breadcrumbs_items(self):
        *above, here = super().get_breadcrumbs_items()
        return [*above, {"url": reverse(LIST[0]), "label": LIST[1]}, here]

    def get_header_buttons(self):
        if not has_right(self.request.user, Area.REQUESTS, "add"):
            return []
        return [
            HeaderButton(
                _("Đề nghị cấp mới"), url=reverse("people:ask"), icon_name="plus", priority=10
            ),
            HeaderButton(
                _("Đề nghị thu hồi"), url=reverse("people:ask_back"), icon_name="undo", priority=20
            ),
        ]


class RequestMixin:
    """A request that the visitor may see; every other does not exist."""

    parents = (LIST, REQUESTS)

    @cached_property
    def asked(self) -> AccountRequest:
        visible = visible_requests(self.request.user).select_related(
            "unit__parent__parent", "requested_by", "decided_by"
        )
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    def is_allowed(self, user):
        return has_right(user, Area.REQUESTS, "view")

    def refused_url(self):
        return reverse("people:request", args=[self.kwargs["pk"]])


class RequestPage(RequestMixin, AdminPage):
    """One request: its people, its way, and what may be done next."""

    template_name = "accounts/admin/request.html"
    header_icon = "mail"

    def get_page_title(self):
        return str(self.asked)

    def get(self, request, *args, **kwargs):
        if request.user.pk != self.asked.requested_by_id and self.asked.has_contacts:
            record_reading(request, self.asked, _("điện thoại, thư điện tử"))
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        form = DecisionForm(request.POST)
        action = request.POST.get("action")
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        reason = form.cleaned_data["reason"].strip()
        if action in ("return", "refuse") and not reason:
            form.add_error("reason", _("Hãy ghi lý do để đơn vị biết cần sửa gì."))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        return self._act(action, reason)

    def _act(self, action: str, reason: str) -> HttpResponse:
        by, asked = self.request.user, self.asked
        here = reverse("people:request", args=[asked.pk])
        if action == "approve":
            decision = requesting.approve(asked, by=by, reason=reason)
            if decision.opened:
                rows = [(opened.user, opened.password) for opened in decision.opened]
                return show_passwords(self, rows, here)
            done = _("Đã duyệt: thu hồi %(ended)d vai trò, khóa %(closed)d tài khoản.")
            counts = {"ended": len(decision.ended), "closed": len(decision.closed)}
            messages.success(self.request, done % counts)
        elif action == "return":
            requesting.return_(asked, by=by, reason=reason)
            messages.success(self.request, _("Đã trả lại để đơn vị sửa."))
        elif action == "refuse":
            requesting.refuse(asked, by=by, reason=reason)
            messages.success(self.request, _("Đã từ chối đề nghị."))
        elif action == "send":
            requesting.send(asked, by=by)
            messages.success(self.request, _("Đã gửi đề nghị. Kết quả sẽ hiện ở đây."))
        elif action == "discard":
            requesting.discard(asked, by=by)
            messages.success(self.request, _("Đã xóa đề nghị đang soạn."))
            here = reverse("people:requests")
        else:
            raise NotAllowed(_("Không rõ việc cần làm. Hãy bấm lại một nút trên trang."))
        return redirect(here)

    def get_context_data(self, **kwargs):
        user, asked = self.request.user, self.asked
        waiting = asked.state == AccountRequest.State.SENT
        may_file = requesting.may_file(user, asked.unit_id)
        kwargs.setdefault("form", DecisionForm())
        return super().get_context_data(
            asked=asked,
            people=asked.people.select_related("appointment__user"),
            is_grant=asked.kind == Kind.GRANT,
            may_decide=waiting and requesting.may_decide(user, asked),
            waits_for_others=waiting and user.pk == asked.requested_by_id,
            may_edit=asked.is_editable and may_file,
            may_discard=asked.state == AccountRequest.State.DRAFT and may_file,
            edit_url=reverse("people:request_edit", args=[asked.pk]),
            **kwargs,
        )


class RequestDocument(RequestMixin, AdminPage):
    """The letter as DOCX; whoever takes it out is logged as for any file."""

    def get(self, request, *args, **kwargs):
        response = HttpResponse(request_document(self.asked), content_type=DOCX)
        name = f"de-nghi-{slug(str(self.asked.unit))}-{self.asked.pk}.docx"
        response["Content-Disposition"] = f'attachment; filename="{quote(name)}"'
        return shown_once(response)


class AskForAccounts(AdminPage):
    """A new request for accounts, several people at once."""

    page_title = gettext_lazy("Đề nghị cấp mới tài khoản")
    template_name = "accounts/admin/request_form.html"
    header_icon = "plus"
    parents = (LIST, REQUESTS)

    def is_allowed(self, user):
        return has_right(user, Area.REQUESTS, "add")

    def refused_url(self):
        return reverse("people:requests")

    def get(self, request, *args, **kwargs):
        form = RequestForm(filer=request.user, initial=self.head())
        return self.show(form, PeopleFormSet(initial=self.rows(), prefix="people"))

    def post(self, request, *args, **kwargs):
        if "add" in request.POST:
            return self.one_row_more()
        form = RequestForm(request.POST, filer=request.user)
        formset = PeopleFormSet(request.POST, prefix="people")
        if not (form.is_valid() & formset.is_valid()):
            return self.show(form, formset, status=422)
        asked = self.kept(form)
        saved = requesting.save_request(asked, formset.people(), by=request.user)
        return self.go_on(saved)

    def kept(self, form) -> AccountRequest:
        return AccountRequest(kind=Kind.GRANT, **form.cleaned_data)

    def go_on(self, saved: AccountRequest) -> HttpResponse:
        if "send" in self.request.POST and saved.is_editable:
            requesting.send(saved, by=self.request.user)
            messages.success(self.request, _("Đã gửi đề nghị. Kết quả sẽ hiện ở đây."))
        return redirect("people:request", pk=saved.pk)

    def one_row_more(self):
        """Works without scripts: everything typed so far, nothing judged yet, and one row more."""
        data = self.request.POST
        total = data.get("people-TOTAL_FORMS", "")
        count = min(int(total), MOST_PEOPLE) if total.isdecimal() else 0
        rows = [
            {name: data.get(f"people-{number}-{name}", "") for name in PersonRowForm.base_fields}
            for number in range(count)
        ]
        form = RequestForm(
            filer=self.request.user,
            initial={name: data.get(name, "") for name in RequestForm.base_fields},
        )
        return self.show(form, PeopleFormSet(initial=rows, prefix="people"))

    def head(self) -> dict:
        return {"addressee": requesting.default_addressee()}

    def rows(self) -> list[dict]:
        return []

    def show(self, form, formset, status=200):
        context = self.get_context_data(
            form=form, formset=formset, back_url=reverse("people:requests"), media=form.media
        )
        return self.render_to_response(context, status=status)


class EditRequest(RequestMixin, AskForAccounts):
    """A draft, or a request that came back."""

    page_title = gettext_lazy("Sửa đề nghị")

    def is_allowed(self, user):
        return (
            has_right(user, Area.REQUESTS, "add")
            and requesting.may_file(user, self.asked.unit_id)
            and self.asked.kind == Kind.GRANT
        )

    def get(self, request, *args, **kwargs):
        if not self.asked.is_editable:
            return redirect(self.refused_url())
        return super().get(request, *args, **kwargs)

    def head(self):
        names = ("uuid", "unit", "addressee", "number")
        return {name: getattr(self.asked, name) for name in names}

    def rows(self):
        fields = ("full_name", "title", "phone", "email", "role", "reason")
        return list(self.asked.people.values(*fields))

    def kept(self, form):
        for name in ("unit", "addressee", "number"):
            setattr(self.asked, name, form.cleaned_data[name])
        return self.asked


class AskToWithdraw(AskForAccounts):
    """A request to withdraw roles: the unit first, then whose."""

    page_title = gettext_lazy("Đề nghị thu hồi tài khoản")
    template_name = "accounts/admin/withdraw_form.html"
    header_icon = "undo"

    @cached_property
    def unit(self):
        """The unit in the address; the only one where there is no choice."""
        units = requesting.units_to_ask_for(self.request.user)
        if (chosen := self.request.GET.get("unit", "")).isdecimal():
            return get_object_or_404(units, pk=chosen)
        only = list(units[:2])
        return only[0] if len(only) == 1 else None

    def get(self, request, *args, **kwargs):
        head = self.head() | {"unit": self.unit}
        form = RequestForm(filer=request.user, initial=head)
        return self.show(form, self.unit and WithdrawForm(filer=request.user, unit=self.unit))

    def post(self, request, *args, **kwargs):
        form = RequestForm(request.POST, filer=request.user)
        if not form.is_valid():
            return self.show(form, None, status=422)
        rows = WithdrawForm(request.POST, filer=request.user, unit=form.cleaned_data["unit"])
        if not rows.is_valid():
            return self.show(form, rows, status=422)
        asked = AccountRequest(kind=Kind.WITHDRAW, **form.cleaned_data)
        return self.go_on(requesting.save_request(asked, rows.people(), by=request.user))
