"""What is asked for when somebody sends many files."""

import uuid

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.snippets.widgets import AdminSnippetChooser

from departments.models import Unit
from departments.rights import Area, units_where

ACCEPTED = (
    *(".docx", ".doc", ".rtf", ".odt", ".pdf", ".html", ".htm", ".txt"),
    *(".xml", ".json", ".zip", ".xlsx"),
)


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Files, in the order in which they were chosen; what is in them is looked at later."""

    widget = ManyFilesInput

    def clean(self, data, initial=None):
        files = [file for file in data or () if file]
        if not files:
            raise ValidationError(_("Hãy chọn ít nhất một tệp."))
        limits = settings.UPLOADS
        if len(files) > limits["MOST_FILES"]:
            message = _("Đã chọn %(count)d tệp, mỗi lượt nhận nhiều nhất %(most)d. Hãy bớt đi.")
            raise ValidationError(message % {"count": len(files), "most": limits["MOST_FILES"]})
        size = sum(file.size for file in files)
        if size > limits["MOST_BYTES"]:
            message = _("Các tệp nặng %(size)s, mỗi lượt nhận nhiều nhất %(most)s. Hãy chia ra.")
            sizes = {"size": filesizeformat(size), "most": filesizeformat(limits["MOST_BYTES"])}
            raise ValidationError(message % sizes)
        return files


class UploadForm(forms.Form):
    uuid = forms.UUIDField(widget=forms.HiddenInput)
    files = ManyFilesField(label=gettext_lazy("Tệp"))
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Đơn vị phụ trách"),
        queryset=Unit.objects.none(),
        error_messages={
            "invalid_choice": gettext_lazy("Đơn vị này không phải của bạn. Hãy chọn đơn vị khác."),
            "required": gettext_lazy("Hãy chọn đơn vị phụ trách các văn bản này."),
        },
    )
    credit = forms.CharField(
        label=gettext_lazy("Nguồn"),
        max_length=255,
        required=False,
        help_text=gettext_lazy("Hiện cho người đọc, ví dụ: Công báo tỉnh. Có thể để trống."),
    )

    def __init__(self, data=None, files=None, *, user):
        super().__init__(data, files, initial={"uuid": uuid.uuid4()})
        self.fields["files"].widget.attrs |= {
            "accept": ",".join(ACCEPTED),
            "data-file-drop-input": "",
        }
        self._offer_units(self.fields["unit"], units_where(user, Area.CONTENT, "add"))

    def _offer_units(self, field: forms.ModelChoiceField, keys: set[int] | None) -> None:
        living = Unit.objects.as_of(timezone.localdate())
        if keys is None:
            # Thousands: looked up by name, and none for what is the whole province's.
            field.queryset = living
            field.required = False
            field.widget = AdminSnippetChooser(model=Unit)
            field.help_text = _("Để trống nếu là văn bản của cả tỉnh.")
            return
        field.queryset = living.filter(pk__in=keys)
        if len(keys) == 1:
            field.empty_label = None
