"""What is asked when a step is taken, handed over, or an expert is invited or answers."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.widgets import AdminDateInput

from content.public_forms import PublicForm
from content.text import compose

from .deciding import SHORTEST_REASON

LONGEST_COMMENT = 4000


class _StepForm(forms.Form):
    """A decision, with what was seen when it was made, so that a stale page changes nothing."""

    seen_step = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen_revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_comment(self):
        return compose(self.cleaned_data["comment"]).strip()


class ApproveForm(_StepForm):
    comment = forms.CharField(
        label=_("Ý kiến"),
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Không bắt buộc. Người soạn và bước sau đọc được."),
    )


class ReturnForm(_StepForm):
    comment = forms.CharField(
        label=_("Lý do trả lại"),
        min_length=SHORTEST_REASON,
        max_length=LONGEST_COMMENT,
        strip=True,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Nói rõ cần sửa gì. Người soạn thấy lời này trên đầu bài."),
        error_messages={
            "required": _("Hãy ghi lý do trả lại, để người soạn biết phải sửa gì."),
            "min_length": _("Lý do quá ngắn: hãy nói rõ hơn cần sửa gì."),
        },
    )


class HandOverForm(forms.Form):
    """Who takes the step, and until when."""

    due_on = forms.DateField(
        label=_("Hạn"),
        widget=AdminDateInput,
        help_text=_("Ngày cuối cùng của bước này."),
        error_messages={
            "required": _("Hãy chọn hạn."),
            "invalid": _("Hãy ghi ngày theo mẫu 25/12/2026."),
        },
    )
    assignee = forms.ModelChoiceField(
        queryset=None,
        label=_("Giao cho"),
        required=False,
        empty_label=_("Bất kỳ ai giữ vai trò này"),
    )

    def __init__(self, *args, state, **kwargs):
        super().__init__(*args, **kwargs)
        self.state = state
        self.fields["assignee"].queryset = state.people()
        self.fields["assignee"].label_from_instance = get_user_display_name

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day < timezone.localdate() and day != self.state.due_on:
            raise forms.ValidationError(_("Hạn này đã qua. Hãy chọn từ hôm nay trở đi."))
        return day


class ExpertInvitationForm(forms.Form):
    """Whom to ask, and for how long the link works."""

    DAYS = [(3, _("3 ngày")), (7, _("7 ngày")), (14, _("14 ngày")), (30, _("30 ngày"))]

    name = forms.CharField(label=_("Họ tên chuyên gia"), max_length=120)
    email = forms.EmailField(label=_("Thư điện tử"), max_length=254)
    days = forms.TypedChoiceField(
        label=_("Liên kết dùng được trong"), choices=DAYS, coerce=int, initial=7
    )
    message = forms.CharField(
        label=_("Lời nhắn"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Cần chuyên gia xem điều gì. Lời này đứng trong thư và trên đầu bản thảo."),
    )

    def expires_at(self):
        return timezone.now() + timedelta(days=self.cleaned_data["days"])


class ExpertCommentForm(PublicForm):
    """What the expert says of the draft: of the whole, and of single parts."""

    LONGEST = 5000

    general = forms.CharField(
        label=_("Góp ý chung"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Bạn viết được tới 5.000 ký tự. Gửi nhiều lần cũng được."),
    )

    def __init__(self, *args, parts, purpose, **kwargs):
        self.purpose = purpose  # the token of one link's form opens no other's
        super().__init__(*args, **kwargs)
        self.parts = {part.key: part for part in parts if part.may_be_commented}
        for key in self.parts:
            self.fields[self.field_name(key)] = forms.CharField(
                label=_("Góp ý cho phần này"),
                required=False,
                max_length=self.LONGEST,
                widget=forms.Textarea({"rows": 3}),
            )

    @staticmethod
    def field_name(key: str) -> str:
        return f"phan-{key}"

    @property
    def visible_questions(self):
        return [self["general"]]

    def clean(self):
        cleaned = super().clean()
        if not any(text.strip() for text in self.texts(cleaned).values()):
            raise forms.ValidationError(_("Chưa có góp ý nào. Hãy viết ít nhất một ô rồi gửi."))
        return cleaned

    def texts(self, cleaned=None) -> dict[str, str]:
        """What was written, by the key of the part; the empty key is the whole."""
        cleaned = self.cleaned_data if cleaned is None else cleaned
        found = {"": cleaned.get("general", "")}
        found |= {key: cleaned.get(self.field_name(key), "") for key in self.parts}
        return {key: text for key, text in found.items() if text.strip()}
