"""What readers may send."""

from django import forms
from django.utils.translation import gettext_lazy as _

from content.public_forms import PublicForm

from .citing.checking import LONGEST
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


class CitationCheckForm(PublicForm):
    """A text whose citations are to be looked up. Nothing of it is kept."""

    purpose = "legal_library.citation_check"

    text = forms.CharField(
        label=_("Đoạn văn cần kiểm tra"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Dán nguyên văn, nhiều nhất 50.000 chữ cái. Cổng không lưu nội dung này."),
        error_messages={
            "required": _("Hãy dán đoạn văn có trích dẫn văn bản pháp luật."),
            "max_length": _(
                "Đoạn văn có %(show_value)d chữ cái, nhiều hơn %(limit_value)d. "
                "Hãy chia thành nhiều phần rồi kiểm tra từng phần."
            ),
        },
    )
    as_of = forms.DateField(
        label=_("Đoạn văn viết ngày"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        help_text=_("“Luật Đất đai” không ghi năm là luật có hiệu lực ngày này. Trống là hôm nay."),
    )


class HandoutForm(forms.Form):
    """What the author of a hand-out writes on it, and an address to add. Sent by GET."""

    add = forms.CharField(
        label=_("Thêm điều, khoản, điểm"),
        max_length=1000,
        required=False,
        help_text=_("Mở văn bản, sao chép liên kết của điều, khoản hoặc điểm rồi dán vào đây."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url"}),
    )
    title = forms.CharField(label=_("Tên tờ phát"), max_length=120, required=False)
    note = forms.CharField(
        label=_("Ghi chú của người soạn"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In dưới tên. Nhiều nhất 500 chữ cái; mọi người có liên kết đều đọc được."),
    )
