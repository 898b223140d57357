"""What may be typed about people; whether it may be done is decided in `people`."""

import uuid

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from content.text import normalize
from departments.models import Appointment, Unit
from departments.roles import Role

from .. import people
from ..models import Profile

User = get_user_model()


class NameField(forms.CharField):
    """A person's name in one spelling: composed letters, single spaces."""

    def clean(self, value):
        name = " ".join(normalize(super().clean(value)).split())
        if name and not any(letter.isalpha() for letter in name):
            raise ValidationError(_("Hãy ghi họ và tên bằng chữ."))
        return name


class ReasonForm(forms.Form):
    """Why something is done; it stays in the log."""

    reason = forms.CharField(
        label=_("Lý do, căn cứ"),
        max_length=255,
        help_text=_("Được ghi vào nhật ký, ví dụ: nghỉ hưu theo Quyết định số 12/QĐ-STP."),
    )


class RoleForm(ReasonForm):
    """A role and where it is held."""

    role = forms.ChoiceField(label=_("Vai trò"))
    unit = forms.ModelChoiceField(
        label=_("Đơn vị"), queryset=Unit.objects.none(), required=False, empty_label="—"
    )
    field_order = ["role", "unit", "reason"]

    def __init__(self, data=None, *, giver, **kwargs):
        super().__init__(data, **kwargs)
        roles = people.givable_roles(giver)
        self.fields["role"].choices = [("", "—"), *((role.value, role.label) for role in roles)]
        self.fields["unit"].queryset = people.givable_units(giver)
        if any(role.is_province_wide for role in roles):
            self.fields["unit"].help_text = _("Để trống với vai trò của cả tỉnh.")

    def clean(self):
        cleaned = super().clean()
        if (role := cleaned.get("role")) and "unit" in cleaned:
            cleaned["role"] = role = Role(role)
            if role.is_province_wide and cleaned["unit"]:
                self.add_error("unit", _("Vai trò của cả tỉnh không thuộc đơn vị nào."))
            if not role.is_province_wide and not cleaned["unit"]:
                self.add_error("unit", _("Hãy chọn đơn vị của vai trò này."))
        return cleaned


class PersonForm(forms.Form):
    """Who the person is; the account's name and the roles are not changed here."""

    full_name = NameField(label=_("Họ và tên"), max_length=150)
    title = forms.CharField(label=_("Chức vụ"), max_length=150, required=False)
    phone = forms.CharField(label=_("Điện thoại"), max_length=30, required=False)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    external_id = forms.CharField(
        label=Profile._meta.get_field("external_id").verbose_name.capitalize(),
        help_text=Profile._meta.get_field("external_id").help_text,
        max_length=255,
        required=False,
    )

    def __init__(self, data=None, *, person=None, may_identify=False, **kwargs):
        super().__init__(data, **kwargs)
        self.person = person
        if not may_identify:
            del self.fields["external_id"]

    def clean_email(self):
        email = self.cleaned_data["email"]
        others = User.objects.exclude(pk=self.person and self.person.pk)
        if email and (other := others.filter(email__iexact=email, is_active=True).first()):
            raise ValidationError(
                _("Địa chỉ này đã dùng cho tài khoản %(name)s. Mỗi người chỉ có một tài khoản."),
                params={"name": other.get_username()},
            )
        return email

    def clean_external_id(self):
        value = self.cleaned_data["external_id"]
        others = Profile.objects.exclude(user=self.person)
        if value and others.filter(external_id=value).exists():
            raise ValidationError(_("Mã này đã ghi cho người khác."))
        return value


class NewAccountForm(PersonForm, RoleForm):
    """A person, the first role, and why."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    field_order = ["full_name", "title", "phone", "email", "role", "unit", "reason"]

    def __init__(self, data=None, *, giver, **kwargs):
        super().__init__(data, giver=giver, **kwargs)


class PeopleFilterSet(WagtailFilterSet):
    """Narrows the list to a unit, a role, a state."""

    unit = django_filters.ModelChoiceFilter(
        label=_("Đơn vị"), queryset=Unit.objects.none(), method="in_unit"
    )
    role = django_filters.ChoiceFilter(label=_("Vai trò"), choices=Role.choices, method="in_role")
    state = django_filters.ChoiceFilter(
        label=_("Trạng thái"),
        choices=[
            ("active", _("Đang dùng")),
            ("disabled", _("Đang khóa")),
            ("new", _("Chưa đăng nhập lần nào")),
            ("idle", _("Không có vai trò")),
        ],
        method="in_state",
    )
    second_factor = django_filters.ChoiceFilter(
        label=_("Xác thực hai lớp"),
        choices=[("yes", _("Đã bật")), ("no", _("Chưa bật"))],
        method="with_second_factor",
    )

    class Meta:
        model = User
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        units = people.visible_units(self.request.user)
        self.filters["unit"].field.queryset = units

    def in_unit(self, queryset, name, unit):
        return queryset.filter(pk__in=self._holders(unit=unit))

    def in_role(self, queryset, name, role):
        return queryset.filter(pk__in=self._holders(role=role))

    def in_state(self, queryset, name, state):
        if state == "idle":
            return queryset.exclude(pk__in=self._holders())
        states = {
            "active": Q(is_active=True),
            "disabled": Q(is_active=False),
            "new": Q(last_login__isnull=True),
        }
        return queryset.filter(states[state])

    def with_second_factor(self, queryset, name, answer):
        return queryset.filter(has_second_factor=answer == "yes")

    def _holders(self, **conditions):
        held = Appointment.objects.held_on(timezone.localdate())
        return held.filter(**conditions).values("user")
