"""The pages of uploads in the admin: the list, the form, the progress of one batch, its report."""

import django_filters
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from audit.models import Action
from audit.recording import record as log
from content.public_forms import within_rate
from departments.rights import Area, has_right, may, units_where

from ..import_reports import ImportReport
from ..models import UploadBatch, UploadedFile, UploadState
from ..models.uploads import REPEATABLE, UNDER_WAY
from ..views.review_base import review_url
from . import processing
from .forms import UploadForm
from .receiving import NothingToTake, receive
from .template import write_template

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_SENT = {"limit": 30, "seconds": 600}  # batches from one network, for one person
FILES_A_PAGE = 50
LIST = ("uploads:list", gettext_lazy("Nhập nhiều văn bản"))


def visible_batches(user):
    """The batches of the units whose drafts *user* may see."""
    units = units_where(user, Area.CONTENT, "view")
    batches = UploadBatch.objects.select_related("owner_unit", "created_by")
    return batches if units is None else batches.filter(owner_unit__in=units)


def hide_what_is_not_theirs(user, file: UploadedFile) -> None:
    """Drop from *file* a document that went to another unit since, and is not public."""
    document = file.document
    if document and not (document.live or may(user, Area.CONTENT, "view", document.owner_unit_id)):
        file.document = None


class BatchFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("Trạng thái"),
        choices=[
            ("unfinished", gettext_lazy("Chưa xong")),
            ("waiting_for_confirmation", gettext_lazy("Chờ xác nhận")),
            ("with_trouble", gettext_lazy("Có tệp không nhập được")),
        ],
        method="in_state",
    )
    mine = django_filters.ChoiceFilter(
        label=gettext_lazy("Người tải lên"),
        choices=[("1", gettext_lazy("Chỉ của tôi"))],
        method="of_mine",
    )

    class Meta:
        model = UploadBatch
        fields = []

    def in_state(self, batches, name, value):
        return getattr(batches, value)()

    def of_mine(self, batches, name, value):
        return batches.filter(created_by=self.request.user)


class BatchList(BaseListingView):
    page_title = LIST[1]
    header_icon = "upload"
    template_name = "legal_library/uploads/list.html"
    results_template_name = "legal_library/uploads/list_results.html"
    index_url_name = "uploads:list"
    index_results_url_name = "uploads:list_results"
    filterset_class = BatchFilterSet
    paginate_by = 20
    default_ordering = None
    verbose_name_plural = gettext_lazy("lượt tải văn bản")

    def get_base_queryset(self):
        return visible_batches(self.request.user)

    def order_queryset(self, queryset):
        return queryset.counted().order_by("-created_at", "-pk")

    def get_header_buttons(self):
        if not has_right(self.request.user, Area.CONTENT, "add"):
            return []
        return [
            HeaderButton(_("Tải lên"), url=reverse("uploads:new"), icon_name="upload", priority=10),
        ]


class UploadPage(WagtailAdminTemplateMixin, TemplateView):
    """A page below the list."""

    header_icon = "upload"

    def get_breadcrumbs_items(self):
        above = {"url": reverse(LIST[0]), "label": LIST[1]}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.get_page_title()}]


class SendFiles(UploadPage):
    """Choose many files, and send them."""

    page_title = gettext_lazy("Tải nhiều văn bản lên")
    template_name = "legal_library/uploads/send.html"

    def get(self, request, *args, **kwargs):
        return self._show(UploadForm(user=request.user))

    def post(self, request, *args, **kwargs):
        form = UploadForm(request.POST, request.FILES, user=request.user)
        if not form.is_valid():
            return self._show(form, status=422)
        if not within_rate(request, f"uploads {request.user.pk}", **MOST_SENT):
            form.add_error(None, _("Bạn đã tải lên nhiều lượt liền nhau. Hãy đợi mười phút."))
            return self._show(form, status=429)
        given = form.cleaned_data
        try:
            batch = receive(
                files=given["files"],
                unit=given["unit"],
                by=request.user,
                uuid=given["uuid"],
                credit=given["credit"],
            )
        except NothingToTake as error:
            form.add_error("files", str(error))
            return self._show(form, status=422)
        processing.hand_over(batch)
        return redirect("uploads:batch", batch.pk)

    def _show(self, form: UploadForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(form=form, limits=settings.UPLOADS, media=form.media)
        return self.render_to_response(context, status=status)


class AttributesTemplate(View):
    """The table of attributes to fill in."""

    def get(self, request):
        data = write_template(most_rows=settings.UPLOADS["MOST_ROWS"])
        return _download(data, "bang-thuoc-tinh.xlsx")


class BatchMixin:
    @cached_property
    def batch(self) -> UploadBatch:
        """The batch in the address, if the visitor may see it; every other does not exist."""
        return get_object_or_404(visible_batches(self.request.user).counted(), pk=self.kwargs["pk"])


class BatchPage(BatchMixin, UploadPage):
    """How far each file has come, and what can be done now."""

    template_name = "legal_library/uploads/batch.html"
    actions = {
        "confirm": processing.confirm,
        "cancel": processing.cancel,
        "retry": processing.retry,
    }

    def get_page_title(self):
        return _("Lượt tải %s") % self.batch

    def post(self, request, *args, **kwargs):
        name = request.POST.get("action", "")
        if name == "go_on":
            self.go_on()
        elif name in self.actions and not self.actions[name](self.batch, by=request.user):
            messages.warning(request, _("Không còn tệp nào để làm việc này."))
        return redirect("uploads:batch", self.batch.pk)

    def go_on(self) -> None:
        """Read one more file here, or remind the worker."""
        if processing.has_worker():
            processing.hand_over(self.batch, again=True)
        else:
            processing.read_next(self.batch)

    def get_context_data(self, **kwargs):
        batch = self.batch
        state = self.request.GET.get("trang-thai", "")
        states = [
            (UploadState(row["state"]), row["number"])
            for row in batch.files.of_documents()
            .order_by()
            .values("state")
            .annotate(number=Count("pk"))
        ]
        files = batch.files.for_listing()
        if state in UploadState.values:
            files = files.filter(state=state)
        page = Paginator(files, FILES_A_PAGE).get_page(self.request.GET.get("p"))
        self._link_drafts(page)
        counts = {shown.value: number for shown, number in states}
        return super().get_context_data(
            batch=batch,
            states=sorted(states, key=lambda pair: UploadState.values.index(pair[0])),
            state=state,
            page=page,
            done=batch.done,
            repeatable=sum(counts.get(each, 0) for each in REPEATABLE),
            waiting=sum(counts.get(each, 0) for each in UNDER_WAY),
            may_work=may(self.request.user, Area.CONTENT, "add", batch.owner_unit_id),
            has_worker=processing.has_worker(),
            **kwargs,
        )

    def _link_drafts(self, files) -> None:
        finder = AdminURLFinder(self.request.user)
        for file in files:
            hide_what_is_not_theirs(self.request.user, file)
            is_draft = file.document and (file.has_draft or not file.document.live)
            file.draft_url = finder.get_edit_url(file.document) if is_draft else None
            file.review_url = review_url(file.document.pk) if file.draft_url else None


class BatchProgress(BatchPage):
    """The part of the page that changes, asked for by the page itself."""

    def get(self, request, *args, **kwargs):
        return render(request, f"{self.template_name}#progress", self.get_context_data())

    def post(self, request, *args, **kwargs):
        self.go_on()
        del self.batch  # read how far it is now
        return self.get(request, *args, **kwargs)


class BatchReport(BatchMixin, View):
    """What became of each file, as a spreadsheet."""

    def get(self, request, pk):
        report = ImportReport()
        for file in self.batch.files.for_report():
            hide_what_is_not_theirs(request.user, file)
            report.add_file(file)
        log(Action.EXPORTED, actor=request.user, instance=self.batch, rows=len(report.rows))
        response = _download(report.content(), f"nhap-van-ban-{self.batch.pk}.xlsx")
        response.is_audited = True
        return response


def _download(data: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=XLSX, headers=headers)
