"""The desk of amendments: orders that wait to be worked into a text, ticked and applied."""

from datetime import date

from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages

from audit.models import Action as Logged
from audit.recording import record
from departments.gate import Rule, admit, of_object
from departments.rights import Area

from ..amending.consolidating import (
    CannotDraft,
    discard_draft,
    draft_in_work,
    is_written_on,
    make_draft,
    refuse,
    reopen,
)
from ..amending.desk import days_of
from ..amending.forms import OrderForm
from ..models import AmendmentInstruction, LegalDocument
from .document_screen import DocumentScreen

WHY = {
    CannotDraft.NO_TEXT: gettext_lazy("Tủ sách chưa có toàn văn của văn bản này."),
    CannotDraft.LOCKED: gettext_lazy("Văn bản đang bị khóa, bạn chưa sửa được."),
    CannotDraft.WRITTEN_ON: gettext_lazy(
        "Bản nháp có chữ không do chỉ dẫn nào tạo ra. Nếu vẫn áp dụng, các chữ ấy bị thay; bản cũ "
        "còn trong lịch sử. Hãy đánh dấu ô đồng ý rồi bấm lại."
    ),
    CannotDraft.NOTHING: gettext_lazy("Không chỉ dẫn nào đã chọn áp dụng được. Xem lý do ở dưới."),
}


class OrdersScreen(DocumentScreen):
    """A screen about the orders that change one document."""

    header_icon = "doc-full-inverse"
    page_title = gettext_lazy("Áp dụng sửa đổi")

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(),
            "lock_message": self.lock_message,
            "may_change": not self.lock_message,
            **kwargs,
        }


class OrdersView(OrdersScreen):
    """The open orders by day, each with what it makes of the text; and what was decided."""

    template_name = "legal_library/admin/orders.html"

    def post(self, request, *args, **kwargs):
        if self.lock_message:
            messages.error(request, self.lock_message)
            return redirect(orders_url(self.document.pk))
        work = {"ap-dung": self._apply, "bo-nhap": self._discard}.get(request.POST.get("viec"))
        if work is None:
            return redirect(orders_url(self.document.pk))
        return work(request)

    def _apply(self, request):
        day = _day(request.POST.get("ngay", ""))
        if day is None:
            messages.error(request, _("Hãy ghi ngày có hiệu lực của bản hợp nhất, dd/mm/yyyy."))
            return redirect(orders_url(self.document.pk))
        orders = self._chosen(request.POST)
        if not orders:
            messages.error(request, _("Bạn chưa chọn chỉ dẫn nào."))
            return redirect(orders_url(self.document.pk))
        try:
            tried = make_draft(
                self.document,
                day,
                orders,
                by=request.user,
                replace_written=request.POST.get("thay") == "1",
            )
        except CannotDraft as refusal:
            messages.error(request, WHY[refusal.why])
            return redirect(orders_url(self.document.pk))
        _tell_followers(request, self.document)
        done = sum(outcome.is_done for outcome in tried.outcomes.values())
        told = _(
            "Đã áp dụng %(done)s trên %(all)s chỉ dẫn vào bản nháp hợp nhất. Người khác duyệt và "
            "đăng thì bản này mới lên cổng."
        )
        messages.success(request, told % {"done": done, "all": len(orders)})
        return redirect(orders_url(self.document.pk))

    def _chosen(self, sent) -> list[AmendmentInstruction]:
        """The ticked orders in the order that the editor gave them."""
        keys = [key for key in sent.getlist("chon") if key.isascii() and key.isdecimal()]
        orders = self.document.amendments.open().of_public_acts().in_order().with_acts()
        orders = list(orders.filter(pk__in=[key for key in keys if len(key) < 18]))
        given = {item.pk: _number(sent.get(f"thu-tu-{item.pk}", "")) for item in orders}
        return sorted(orders, key=lambda item: given[item.pk])

    def _discard(self, request):
        try:
            done = discard_draft(self.document, by=request.user)
        except CannotDraft as refusal:
            messages.error(request, WHY[refusal.why])
            return redirect(orders_url(self.document.pk))
        if done:
            _tell_followers(request, self.document)
            messages.success(request, _("Đã bỏ bản nháp hợp nhất. Các chỉ dẫn vẫn chưa áp dụng."))
        return redirect(orders_url(self.document.pk))

    def get_context_data(self, **kwargs):
        decided = self.document.amendments.exclude(state=AmendmentInstruction.State.NEW)
        text = draft_in_work(self.document)
        return super().get_context_data(
            days=days_of(self.document),
            decided=decided.in_order().with_acts(),
            text=text,
            is_written_on=is_written_on(self.document),
            review_url=reverse("legal_library_review", args=[self.document.pk]),
            **kwargs,
        )


class OrderView(OrdersScreen):
    """One order: mended, refused with a reason, or opened again."""

    template_name = "legal_library/admin/order.html"
    page_title = gettext_lazy("Sửa chỉ dẫn")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        orders = self.document.amendments.of_public_acts().with_acts()
        self.item = get_object_or_404(orders, pk=kwargs["order"])

    def post(self, request, *args, **kwargs):
        if self.lock_message:
            messages.error(request, self.lock_message)
            return redirect(orders_url(self.document.pk))
        work = request.POST.get("viec")
        is_open = self.item.state == self.item.State.NEW
        if work == "mo-lai" and self.item.state == self.item.State.REFUSED:
            reopen(self.item, by=request.user)
            messages.success(request, _("Chỉ dẫn lại chờ áp dụng."))
            return redirect(orders_url(self.document.pk))
        if not is_open:
            messages.warning(request, _("Chỉ dẫn này đã được quyết định."))
            return redirect(orders_url(self.document.pk))
        if work == "khong":
            return self._refuse(request)
        form = OrderForm(request.POST, instance=self.item)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=400)
        form.save()
        record(
            Logged.CHANGED,
            actor=request.user,
            instance=self.document,
            what="amendments",
            order=self.item.pk,
        )
        messages.success(request, _("Đã sửa chỉ dẫn."))
        return redirect(f"{orders_url(self.document.pk)}#chi-dan-{self.item.pk}")

    def _refuse(self, request):
        reason = request.POST.get("ly-do", "").strip()
        if not reason:
            error = _("Hãy ghi lý do không áp dụng: người đọc sẽ thấy lý do này.")
            return self.render_to_response(self.get_context_data(reason_error=error), status=400)
        refuse(self.item, reason=reason, by=request.user)
        messages.success(request, _("Đã ghi là không áp dụng, kèm lý do."))
        return redirect(orders_url(self.document.pk))

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", OrderForm(instance=self.item))
        return super().get_context_data(
            item=self.item, orders_url=orders_url(self.document.pk), **kwargs
        )


def orders_url(document_pk: int) -> str:
    return reverse("legal_library_orders", args=[document_pk])


def _tell_followers(request, document) -> None:
    """Those who follow a draft hear that it changed, as saving it in the editor tells them."""
    document.refresh_from_db()
    for hook in hooks.get_hooks("after_edit_snippet"):
        hook(request, document)


def _day(text: str) -> date | None:
    text = text.strip()
    try:
        if len(text) == len("2031-03-01") and text[4] == "-":
            return date.fromisoformat(text)
        day, month, year = (int(part) for part in text.split("/"))
        return date(year, month, day)
    except ValueError:
        return None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 10**9


urlpatterns = [
    path("van-ban/<int:pk>/sua-doi/", OrdersView.as_view(), name="legal_library_orders"),
    path("van-ban/<int:pk>/sua-doi/<int:order>/", OrderView.as_view(), name="legal_library_order"),
]


def admit_all() -> None:
    changes = of_object(LegalDocument, Area.CONTENT, "change")
    for route in urlpatterns:
        admit(route.name, Rule(reads=changes, writes=changes))
