"""The yearly review of rights in the admin."""

from itertools import chain

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import HeaderButton

from audit.models import Action
from audit.recording import record
from content.downloads import csv_response
from departments.rights import Area, has_right, units_where

from .. import reviewing
from ..models import ReviewedRole
from .frame import AdminForm, AdminList
from .people_views import LIST
from .review_forms import AnswerForm, OpenReviewForm, ReviewedRoleFilterSet

REVIEWS = ("people:reviews", gettext_lazy("Rà soát quyền hằng năm"))


class ReviewList(AdminList):
    page_title = REVIEWS[1]
    header_icon = "tasks"
    results_template_name = "accounts/admin/review_results.html"
    index_url_name = "people:reviews"
    index_results_url_name = "people:reviews_results"
    verbose_name_plural = gettext_lazy("đợt rà soát")

    def is_allowed(self, user):
        return has_right(user, Area.REQUESTS, "view")

    def get_base_queryset(self):
        return reviewing.reviews_of(self.request.user)

    def get_breadcrumbs_items(self):
        *above, here = super().get_breadcrumbs_items()
        return [*above, {"url": reverse(LIST[0]), "label": LIST[1]}, here]

    def get_context_data(self, *args, **kwargs):
        return super().get_context_data(*args, today=timezone.localdate(), **kwargs)

    def get_header_buttons(self):
        if not reviewing.may_open(self.request.user):
            return []
        url = reverse("people:review_open")
        return [HeaderButton(_("Mở đợt rà soát"), url=url, icon_name="plus", priority=10)]


class OpenReview(AdminForm):
    page_title = gettext_lazy("Mở đợt rà soát quyền")
    header_icon = "plus"
    parents = (LIST, REVIEWS)
    form_class = OpenReviewForm
    submit_label = gettext_lazy("Mở đợt rà soát")
    introduction = gettext_lazy(
        "Mỗi vai trò đang giữ hôm nay vào danh sách. Lãnh đạo và quản trị của từng đơn vị trả lời "
        "cho người của mình; vai trò của cả tỉnh do quản trị hệ thống trả lời."
    )

    def is_allowed(self, user):
        return reviewing.may_open(user)

    def back_url(self):
        return reverse("people:reviews")

    def save(self, form):
        review = reviewing.open_review(by=self.request.user, **form.cleaned_data)
        return redirect("people:review", pk=review.pk)


class ReviewPage(AdminList):
    """The roles of one review that the visitor sees, and the answers to them."""

    template_name = "accounts/admin/review.html"
    results_template_name = "accounts/admin/review_roles.html"
    header_icon = "tasks"
    filterset_class = ReviewedRoleFilterSet
    verbose_name_plural = gettext_lazy("vai trò")

    @cached_property
    def review(self):
        return get_object_or_404(reviewing.reviews_of(self.request.user), pk=self.kwargs["pk"])

    def is_allowed(self, user):
        return has_right(user, Area.REQUESTS, "view")

    def get_page_title(self):
        return str(self.review)

    def get_index_url(self):
        return reverse("people:review", args=[self.review.pk])

    def get_index_results_url(self):
        return reverse("people:review_results", args=[self.review.pk])

    def get_breadcrumbs_items(self):
        *above, here = super().get_breadcrumbs_items()
        middle = [{"url": reverse(name), "label": label} for name, label in (LIST, REVIEWS)]
        return [*above, *middle, here]

    def get_header_buttons(self):
        query = self.request.GET.copy()
        query["export"] = "csv"
        url = f"{self.index_url}?{query.urlencode()}"
        return [HeaderButton(_("Tải CSV"), url=url, icon_name="download", priority=10)]

    def get_base_queryset(self):
        units = units_where(self.request.user, Area.REQUESTS, "view")
        return ReviewedRole.objects.filter(review=self.review).of_units(units).for_listing()

    def get(self, request, *args, **kwargs):
        return self.export() if request.GET.get("export") else super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        keys = list(reviewing.answerable(request.user, self.review).values_list("pk", flat=True))
        form = AnswerForm(request.POST, keys=keys)
        if not form.is_valid():
            messages.error(request, " ".join(chain.from_iterable(form.errors.values())))
            return redirect(request.get_full_path())
        roles, reason = form.cleaned_data["roles"], form.cleaned_data["reason"]
        if form.cleaned_data["action"] == "confirm":
            count = reviewing.confirm(self.review, roles, by=request.user)
            done = _("Đã xác nhận %(count)d vai trò.")
        else:
            count = reviewing.withdraw(self.review, roles, by=request.user, reason=reason)
            done = _("Đã thu hồi %(count)d vai trò.")
        messages.success(request, done % {"count": count})
        return redirect(request.get_full_path())

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        mine = reviewing.answerable(self.request.user, self.review)
        shown = [row.pk for row in context["object_list"]]
        today = timezone.localdate()
        return context | {
            "review": self.review,
            "standing": reviewing.standing(self.get_base_queryset().order_by()),
            "mine": set(mine.unanswered().filter(pk__in=shown).values_list("pk", flat=True)),
            "is_late": self.review.due_on < today,
            "today": today,
        }

    def export(self):
        """The review as CSV; taking it out is logged."""
        rows = self.get_queryset()
        record(
            Action.EXPORTED,
            actor=self.request.user,
            instance=self.review,
            unit=self.review.scope,
            rows=rows.count(),
        )
        response = csv_response(
            f"ra-soat-quyen-{self.review.year}.csv",
            HEADS,
            map(row_of, rows.iterator(chunk_size=1_000)),
        )
        response.is_audited = True
        return response


HEADS = [
    gettext_lazy("Đơn vị"),
    gettext_lazy("Họ và tên"),
    gettext_lazy("Tài khoản"),
    gettext_lazy("Vai trò"),
    gettext_lazy("Từ ngày"),
    gettext_lazy("Đến trước ngày"),
    gettext_lazy("Trả lời"),
    gettext_lazy("Người trả lời"),
    gettext_lazy("Lúc"),
]


def row_of(row: ReviewedRole) -> list[str]:
    held, answered = row.appointment, row.answered_at
    return [
        str(held.unit or _("Cả tỉnh")),
        held.user.get_full_name(),
        held.user.get_username(),
        held.get_role_display(),
        f"{held.begins_on:%Y-%m-%d}",
        f"{held.ends_on:%Y-%m-%d}" if held.ends_on else "",
        row.get_answer_display(),
        row.answered_by.get_username() if row.answered_by else "",
        date_format(timezone.localtime(answered), "Y-m-d H:i") if answered else "",
    ]
