"""People and their roles: a list, a page for each, and what may be done there."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import HeaderButton

from audit.registration import may_read
from departments.rights import Area, has_right

from .. import people
from ..guarding import has_second_factor
from ..models import Profile, SentForm
from ..opening import open_account
from ..sessions import open_sessions
from .frame import AdminForm, AdminList, AdminPage, shown_once
from .people_forms import NewAccountForm, PeopleFilterSet, PersonForm, RoleForm

User = get_user_model()
LIST = ("people:list", gettext_lazy("Tài khoản và vai trò"))


class PeopleList(AdminList):
    page_title = LIST[1]
    header_icon = "group"
    results_template_name = "accounts/admin/people_results.html"
    index_url_name = "people:list"
    index_results_url_name = "people:list_results"
    filterset_class = PeopleFilterSet
    is_searchable = True
    verbose_name_plural = gettext_lazy("người dùng")

    def is_allowed(self, user):
        return has_right(user, Area.PEOPLE, "view")

    def get_base_queryset(self):
        return people.for_listing(people.visible_people(self.request.user))

    def search_queryset(self, queryset):
        return people.named(queryset, self.search_query) if self.is_searching else queryset

    def get_header_buttons(self):
        if not people.may_open_accounts(self.request.user):
            return []
        url = reverse("people:open")
        return [HeaderButton(_("Cấp tài khoản"), url=url, icon_name="plus", priority=10)]


class PersonMixin:
    """Somebody whom the visitor may see; everybody else does not exist."""

    parents = (LIST,)

    @cached_property
    def person(self):
        visible = people.visible_people(self.request.user).select_related("profile")
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    @cached_property
    def may_administer(self) -> bool:
        return people.may_administer(self.request.user, self.person)

    def is_allowed(self, user):
        return has_right(user, Area.PEOPLE, "view")

    def person_url(self) -> str:
        return reverse("people:person", args=[self.person.pk])

    back_url = refused_url = person_url


class PersonPage(PersonMixin, AdminPage):
    template_name = "accounts/admin/person.html"
    header_icon = "user"

    def get_page_title(self):
        return self.person.get_full_name() or self.person.get_username()

    def get_context_data(self, **kwargs):
        rows = self.person.appointments.select_related("unit", "given_by").order_by(
            "-begins_on", "-pk"
        )
        today = timezone.localdate()
        units = people.reach(self.request.user)
        appointments = list(rows)
        for row in appointments:
            row.is_held = row.holds_on(today)
            row.is_coming = row.begins_on > today and row.ends_on is None
            within = units is None or row.unit_id in units
            row.may_be_ended = self.may_administer and row.ends_on is None and within
        return super().get_context_data(
            person=self.person,
            profile=Profile.objects.of(self.person),
            appointments=appointments,
            has_second_factor=has_second_factor(self.person),
            session_count=len(open_sessions(self.person)),
            may_administer=self.may_administer,
            may_read_log=may_read(self.request.user),
            log_kind=User._meta.label_lower,
            is_self=self.person.pk == self.request.user.pk,
            **kwargs,
        )


class PersonForms(PersonMixin, AdminForm):
    """A form about one person, for those who may administer that person."""

    success = ""

    def is_allowed(self, user):
        return super().is_allowed(user) and self.may_administer

    def get_page_subtitle(self):
        return self.person.get_full_name() or self.person.get_username()

    def get_breadcrumbs_items(self):
        *above, here = super().get_breadcrumbs_items()
        return [*above, {"url": self.person_url(), "label": self.get_page_subtitle()}, here]

    def done(self, happened: bool = True):
        if happened:
            messages.success(self.request, self.success)
        else:
            messages.info(self.request, _("Việc này đã được làm trước đó, không có gì thay đổi."))
        return redirect(self.person_url())


class EditPerson(PersonForms):
    page_title = gettext_lazy("Sửa thông tin")
    form_class = PersonForm
    success = gettext_lazy("Đã lưu thông tin.")

    def get_form_kwargs(self):
        profile = Profile.objects.of(self.person)
        return {
            "person": self.person,
            "may_identify": people.may_open_accounts(self.request.user),
            "initial": {
                "full_name": self.person.get_full_name(),
                "title": profile.title,
                "phone": profile.phone,
                "email": self.person.email,
                "external_id": profile.external_id or "",
            },
        }

    def save(self, form):
        people.describe(self.person, by=self.request.user, **form.cleaned_data)
        return self.done()


class GiveRole(PersonForms):
    page_title = gettext_lazy("Giao vai trò")
    form_class = RoleForm
    submit_label = gettext_lazy("Giao vai trò")
    introduction = gettext_lazy(
        "Người được giao có quyền của vai trò này ngay hôm nay. Vai trò đăng bài hoặc quản trị "
        "phải bật xác thực hai lớp ở lần đăng nhập tới."
    )
    success = gettext_lazy("Đã giao vai trò.")

    def get_form_kwargs(self):
        return {"giver": self.request.user}

    def save(self, form):
        people.give_role(self.person, by=self.request.user, **form.cleaned_data)
        return self.done()


class OpenAccount(AdminForm):
    page_title = gettext_lazy("Cấp tài khoản")
    header_icon = "plus"
    parents = (LIST,)
    form_class = NewAccountForm
    submit_label = gettext_lazy("Cấp tài khoản")
    introduction = gettext_lazy(
        "Tên tài khoản được đặt theo quy tắc mã đơn vị, mã vai trò. Mật khẩu chỉ hiện một lần "
        "sau khi cấp."
    )

    def is_allowed(self, user):
        return people.may_open_accounts(user)

    def get_form_kwargs(self):
        return {"giver": self.request.user}

    def back_url(self):
        return reverse("people:list")

    def save(self, form):
        fields = dict(form.cleaned_data)
        with transaction.atomic():
            if not SentForm.take(fields.pop("key")):
                messages.info(self.request, _("Tài khoản này đã được cấp ở lần gửi trước."))
                return redirect(self.back_url())
            opened = open_account(by=self.request.user, **fields)
        return show_passwords(
            self,
            [(opened.user, opened.password)],
            reverse("people:person", args=[opened.user.pk]),
        )


def show_passwords(page, rows, onward_url: str):
    """The only time that these passwords are seen: a list to print and hand over."""
    page.template_name = "accounts/admin/passwords.html"
    context = AdminPage.get_context_data(page, rows=rows, onward_url=onward_url)
    return shown_once(page.render_to_response(context))
