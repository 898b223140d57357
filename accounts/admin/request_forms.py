"""The form of a request: the letter's head, and a row for each person."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from content.text import fold, normalize
from departments.models import Unit

from .. import requesting
from ..models import AccountRequest, RequestedAccount
from ..models.requests import PHONE, UNIT_ROLES
from .people_forms import NameField, User

MOST_PEOPLE = 50


class RequestForm(forms.Form):
    """For which unit, to whom, under which number."""

    uuid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    unit = forms.ModelChoiceField(
        label=_("Đơn vị đề nghị"), queryset=Unit.objects.none(), empty_label=None
    )
    addressee = forms.CharField(label=_("Kính gửi"), max_length=255)
    number = forms.CharField(
        label=_("Số công văn"),
        max_length=60,
        required=False,
        help_text=_("Để trống nếu chưa lấy số, ví dụ: 15/UBND-VP."),
    )

    def __init__(self, data=None, *, filer, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["unit"].queryset = requesting.units_to_ask_for(filer)


class PersonRowForm(forms.Form):
    """One row of the annexed table."""

    full_name = NameField(label=_("Họ và tên"), max_length=150)
    title = forms.CharField(label=_("Chức vụ"), max_length=150, required=False)
    phone = forms.CharField(
        label=_("Điện thoại"), max_length=30, required=False, validators=[PHONE]
    )
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    role = forms.ChoiceField(label=_("Vai trò"), choices=[("", "—"), *UNIT_ROLES])
    reason = forms.CharField(label=_("Lý do cấp mới"), max_length=255)

    def clean_email(self):
        email = self.cleaned_data["email"]
        holder = User.objects.filter(email__iexact=email, is_active=True).first() if email else None
        if holder:
            raise ValidationError(
                _("Người này đã có tài khoản %(name)s. Hãy giao thêm vai trò cho tài khoản đó."),
                params={"name": holder.get_username()},
            )
        return email


class BasePeopleFormSet(BaseFormSet):
    """At least one person, and nobody twice for the same role."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Bỏ người này")

    def clean(self):
        if any(self.errors):
            return
        seen = set()
        for form in self.filled:
            key = (
                fold(form.cleaned_data["full_name"]),
                form.cleaned_data["email"].lower(),
                form.cleaned_data["role"],
            )
            if key in seen:
                raise ValidationError(
                    _("%(name)s có hai dòng cùng vai trò. Hãy bỏ một dòng."),
                    params={"name": form.cleaned_data["full_name"]},
                )
            seen.add(key)

    @property
    def filled(self):
        deleted = self.deleted_forms
        return [form for form in self.forms if form.has_changed() and form not in deleted]

    def people(self) -> list[RequestedAccount]:
        """The rows that were filled, as they will be kept."""
        fields = ("full_name", "title", "phone", "email", "role", "reason")
        return [
            RequestedAccount(**{name: form.cleaned_data[name] for name in fields})
            for form in self.filled
        ]


PeopleFormSet = formset_factory(
    PersonRowForm,
    formset=BasePeopleFormSet,
    extra=1,
    max_num=MOST_PEOPLE,
    validate_max=True,
    min_num=1,
    validate_min=True,
    can_delete=True,
)


class WithdrawForm(forms.Form):
    """Which of the roles held in the unit are asked to be withdrawn, and why."""

    appointments = forms.ModelMultipleChoiceField(
        label=_("Vai trò cần thu hồi"),
        queryset=AccountRequest.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy đánh dấu ít nhất một vai trò cần thu hồi.")},
    )
    reason = forms.CharField(label=_("Lý do thu hồi"), max_length=255)

    def __init__(self, data=None, *, filer, unit, **kwargs):
        super().__init__(data, **kwargs)
        field = self.fields["appointments"]
        field.queryset = requesting.withdrawable(filer, unit.pk)
        field.label_from_instance = self.label_of

    @staticmethod
    def label_of(appointment) -> str:
        user = appointment.user
        name = user.get_full_name() or user.get_username()
        return f"{name} ({user.get_username()}): {appointment.get_role_display()}"

    def people(self) -> list[RequestedAccount]:
        return [self._row(appointment) for appointment in self.cleaned_data["appointments"]]

    def _row(self, appointment) -> RequestedAccount:
        user, profile = appointment.user, getattr(appointment.user, "profile", None)
        return RequestedAccount(
            full_name=normalize(user.get_full_name() or user.get_username()),
            title=profile.title if profile else "",
            phone=profile.phone if profile else "",
            email=user.email,
            role=appointment.role,
            reason=self.cleaned_data["reason"],
            appointment=appointment,
        )


class DecisionForm(forms.Form):
    """A returned or refused request says why; an approval may."""

    reason = forms.CharField(
        label=_("Lý do, ý kiến"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bắt buộc khi trả lại hoặc từ chối."),
    )
