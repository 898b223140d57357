"""Units in forms, written as text: a list of fourteen thousand helps nobody to choose."""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.text import fold

from ..models import Unit

SUGGESTED = 5
CODE_AT_THE_END = re.compile(r"\[([\w-]+)\]\s*$", re.ASCII)  # “Xã Cờ Đỏ [31261]”


def written(unit: Unit) -> str:
    """How a form writes a unit so that it reads it back without doubt."""
    return f"{unit.name} [{unit.code}]"


def read_unit(text: str, *, former: bool = False) -> Unit:
    """The unit that exists today under this code or name; raises ValidationError in words.

    With *former* also one that has ended: law goes on in the territory of merged units.
    """
    living = Unit.objects.all() if former else Unit.objects.filter(valid_to__isnull=True)
    marked = CODE_AT_THE_END.search(text)
    code = marked.group(1) if marked else text.strip()
    if found := Unit.objects.filter(code=code).first():
        return found
    if not marked:
        close = list(living.named(text).best_named_first(text)[: SUGGESTED + 1])
        wanted = " ".join(fold(text).split())
        same = [unit for unit in close if wanted in (fold(unit.name), fold(unit.short_name))]
        if len(same) == 1:
            return same[0]
        if close:
            names = "; ".join(written(unit) for unit in (same or close)[:SUGGESTED])
            raise forms.ValidationError(
                _("“%(text)s” chưa rõ là đơn vị nào. Hãy ghi một trong các đơn vị: %(names)s.")
                % {"text": text, "names": names}
            )
    raise forms.ValidationError(
        _("Không có đơn vị “%s”. Hãy ghi đúng tên hoặc mã của đơn vị đang tồn tại.") % text
    )


class UnitField(forms.CharField):
    """One unit, by name or code."""

    widget = forms.TextInput(attrs={"list": "unit-names", "autocomplete": "off"})

    def __init__(self, **options):
        help_text = gettext_lazy("Ghi tên hoặc mã. Nếu trùng tên, ghi cả mã: Xã Mẫu [ma-xa].")
        super().__init__(**{"help_text": help_text, "max_length": 400, **options})

    def prepare_value(self, value):
        return written(value) if isinstance(value, Unit) else value

    def clean(self, value):
        text = super().clean(value)
        return read_unit(text) if text else None


class UnitsField(forms.CharField):
    """Several units, one a line; with *former* also units that have ended."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, *, former: bool = False, **options):
        self.former = former
        help_text = gettext_lazy("Mỗi dòng một đơn vị: tên, hoặc mã, hoặc tên kèm [mã].")
        super().__init__(**{"help_text": help_text, "max_length": 8000, **options})

    def prepare_value(self, value):
        if isinstance(value, (list, tuple)):
            return "\n".join(written(unit) for unit in value)
        return value

    def clean(self, value):
        units, errors = [], []
        for line in super().clean(value).splitlines():
            if not line.strip():
                continue
            try:
                unit = read_unit(line.strip(), former=self.former)
            except forms.ValidationError as error:
                errors.append(error)
            else:
                if unit not in units:
                    units.append(unit)
        if errors:
            raise forms.ValidationError(errors)
        return units
