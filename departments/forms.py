"""What visitors and editors may ask of the units, and what an event needs to be told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Unit

DAY_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]


def day_field(**options) -> forms.DateField:
    """A day as people write it.

    A browser's own date field follows the browser's language: in an English one 01/7/2025
    would be the seventh of January.
    """
    return forms.DateField(
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(
            attrs={"placeholder": "01/07/2025", "autocomplete": "off"}, format="%d/%m/%Y"
        ),
        error_messages={
            "invalid": _("Không đọc được ngày này. Hãy ghi ngày/tháng/năm, ví dụ 30/06/2025.")
        },
        **options,
    )


class DirectoryForm(forms.Form):
    """What is asked of the list of units; a value that makes no sense is left out."""

    q = forms.CharField(label=_("Tên đơn vị, tên cũ"), max_length=200, required=False)
    loai = forms.ChoiceField(label=_("Loại"), choices=Unit.Kind, required=False)
    ngay = day_field(label=_("Địa giới ngày"), required=False)
