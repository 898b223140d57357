"""What the admin pages about people share: Wagtail's frame, and refusals said in words."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin

from ..people import NotAllowed


class Allowed:
    """Lets in whom `is_allowed` lets in; a use case's refusal is shown where it was asked for."""

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        if not self.is_allowed(request.user):
            raise PermissionDenied
        try:
            return super().dispatch(request, *args, **kwargs)
        except NotAllowed as refusal:
            if request.method != "POST":
                raise
            messages.error(request, str(refusal))
            return redirect(self.refused_url())

    def is_allowed(self, user) -> bool:
        raise NotImplementedError

    def refused_url(self) -> str:
        return self.request.path


class AdminPage(Allowed, WagtailAdminTemplateMixin, TemplateView):
    """One page with a title, a way back and what its template arranges."""

    parents: tuple[tuple[str, str], ...] = ()  # address names and labels above this page

    def get_breadcrumbs_items(self):
        above = [{"url": reverse(name), "label": label} for name, label in self.parents]
        here = {"url": "", "label": self.get_page_title()}
        return [*self.breadcrumbs_items, *above, here]


class AdminList(Allowed, BaseListingView):
    """A list that Wagtail filters, searches and pages."""

    paginate_by = 50
    template_name = "accounts/admin/list.html"
    default_ordering = None

    def order_queryset(self, queryset):
        return queryset


class AdminForm(AdminPage):
    """A page with one form; `save` does it and says where to go."""

    template_name = "accounts/admin/form.html"
    form_class = None
    submit_label = _("Lưu")
    introduction = ""
    is_dangerous = False

    def get_form(self, data=None):
        return self.form_class(data, **self.get_form_kwargs())

    def get_form_kwargs(self) -> dict:
        return {}

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data(form=self.get_form()))

    def post(self, request, *args, **kwargs):
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        return self.save(form)

    def save(self, form) -> HttpResponse:
        raise NotImplementedError

    def back_url(self) -> str:
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            submit_label=self.submit_label,
            introduction=self.introduction,
            is_dangerous=self.is_dangerous,
            back_url=self.back_url(),
            media=kwargs["form"].media,
            **kwargs,
        )


def shown_once(response: HttpResponse) -> HttpResponse:
    """*response* with passwords in it, which no cache and no history may keep."""
    add_never_cache_headers(response)
    return response
