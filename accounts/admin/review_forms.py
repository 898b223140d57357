"""Opening a review, and answering it."""

from datetime import timedelta

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import AdminDateInput

from departments.models import Unit
from departments.roles import Role

from ..models import ReviewedRole

TIME_TO_ANSWER = timedelta(days=30)


def _this_year() -> int:
    return timezone.localdate().year


def _in_a_month():
    return timezone.localdate() + TIME_TO_ANSWER


class OpenReviewForm(forms.Form):
    """Which year, for whom, until when."""

    year = forms.IntegerField(label=_("Năm"), min_value=2020, max_value=2100, initial=_this_year)
    scope = forms.ModelChoiceField(
        label=_("Phạm vi"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("Cả tỉnh"),
        help_text=_("Một đơn vị và các đơn vị trực thuộc, hoặc cả tỉnh."),
    )
    due_on = forms.DateField(label=_("Hạn trả lời"), initial=_in_a_month, widget=AdminDateInput())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = Unit.objects.as_of(timezone.localdate())
        self.fields["scope"].queryset = today.in_dictionary_order()

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day <= timezone.localdate():
            raise ValidationError(_("Hạn trả lời phải sau hôm nay."))
        return day


class AnswerForm(forms.Form):
    """What is answered about the roles that were ticked."""

    action = forms.ChoiceField(choices=[("confirm", ""), ("withdraw", "")])
    roles = forms.TypedMultipleChoiceField(coerce=int)
    seen = forms.BooleanField(required=False)
    reason = forms.CharField(max_length=255, required=False, strip=True)

    def __init__(self, data, *, keys):
        super().__init__(data)
        self.fields["roles"].choices = [(key, key) for key in keys]
        self.fields["roles"].error_messages["required"] = _("Hãy đánh dấu ít nhất một vai trò.")
        self.fields["roles"].error_messages["invalid_choice"] = _(
            "Có vai trò nằm ngoài quyền trả lời của bạn. Không có gì thay đổi."
        )

    def clean(self):
        cleaned = super().clean()
        action = cleaned.get("action")
        if action == "confirm" and not cleaned.get("seen"):
            raise ValidationError(
                _("Hãy đánh dấu vào câu xác nhận rằng bạn đã xem từng vai trò được chọn.")
            )
        if action == "withdraw" and not cleaned.get("reason"):
            raise ValidationError(_("Hãy ghi lý do thu hồi."))
        return cleaned


class ReviewedRoleFilterSet(WagtailFilterSet):
    """Narrows a review to an answer or a role."""

    answer = django_filters.ChoiceFilter(
        label=_("Trả lời"),
        choices=[
            ("waiting", _("Chưa trả lời")),
            ("confirmed", _("Vẫn cần")),
            ("withdrawn", _("Đã thu hồi")),
        ],
        method="by_answer",
    )
    role = django_filters.ChoiceFilter(
        label=_("Vai trò"), field_name="appointment__role", choices=Role.choices
    )

    class Meta:
        model = ReviewedRole
        fields = []

    def by_answer(self, queryset, name, answer):
        return queryset.unanswered() if answer == "waiting" else queryset.filter(answer=answer)
