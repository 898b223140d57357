"""What readers may send."""

from django import forms
from django.utils.translation import gettext_lazy as _

from content.public_forms import PublicForm

from .models import ErrorReport


class ErrorReportForm(PublicForm):
    """What is wrong in a text. No name is asked for; an address only if an answer is wanted."""

    purpose = "legal_library.error_report"

    kind = forms.ChoiceField(label=_("Loại lỗi"), choices=ErrorReport.Kind.choices)
    message = forms.CharField(
        label=_("Sai ở đâu, đúng ra là gì?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Ví dụ: khoản 1 thiếu chữ “không” trước “được”. Nhiều nhất 2.000 chữ cái."),
        error_messages={"required": _("Hãy viết chỗ sai, một câu là đủ.")},
    )
    contact = forms.CharField(
        label=_("Thư điện tử hoặc số điện thoại"),
        max_length=255,
        required=False,
        help_text=_("Chỉ để báo lại kết quả cho bạn."),
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )
