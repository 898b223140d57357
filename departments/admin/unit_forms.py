"""The forms of the screens about units: one for each kind of event, contacts, corrections."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.text import slug

from .. import events
from ..forms import day_field
from ..handover import estate_of
from ..importing.files import kind_of
from ..models import Unit, UnitEvent
from ..preview import what_happens
from .unit_fields import UnitField, UnitsField

CODE_LENGTH = Unit._meta.get_field("code").max_length


class EventForm(forms.Form):
    """What every event needs; `record` does it, `try_out` tells whether it would work."""

    happened_on = day_field(
        label=gettext_lazy("Ngày thay đổi"),
        help_text=gettext_lazy("Ngày đầu tiên sự thay đổi có hiệu lực."),
    )
    legal_basis = forms.CharField(
        label=gettext_lazy("Căn cứ"),
        max_length=255,
        help_text=gettext_lazy("Số, ký hiệu của văn bản, ví dụ: 1656/NQ-UBTVQH15."),
    )
    note = forms.CharField(
        label=gettext_lazy("Ghi chú"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    form_key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            name: gettext_lazy("Biểu mẫu không còn dùng được. Hãy mở lại từ trang của đơn vị.")
            for name in ("invalid", "required")
        },
    )

    def __init__(self, *args, unit: Unit, user, **kwargs):
        self.unit, self.user = unit, user
        initial = {"form_key": uuid.uuid4(), **self.start(unit), **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)
        last = ("happened_on", "legal_basis", "note", "form_key")
        self.order_fields([*(name for name in self.fields if name not in last), *last])

    def start(self, unit: Unit) -> dict:
        """What the form says before anybody wrote in it."""
        return {}

    def ending(self) -> list[Unit]:
        """The units that the event ends."""
        return [self.unit]

    def record(self, *, is_trial: bool = False) -> UnitEvent:
        asked = self.cleaned_data
        return self.apply(
            events.Decision(
                asked["happened_on"],
                asked["legal_basis"],
                asked["note"],
                self.user,
                asked["form_key"],
                is_trial,
            )
        )

    def apply(self, decision: events.Decision) -> UnitEvent:
        raise NotImplementedError

    def heir(self, event: UnitEvent) -> Unit | None:
        """Who receives what the ending units hold."""
        return None

    def try_out(self) -> list[str]:
        """What the event would do, in sentences, undone again; none with errors in the form."""
        estates = {unit.pk: estate_of(unit) for unit in self.ending()}
        with transaction.atomic():
            lines = self._tried(estates)
            transaction.set_rollback(True)
        return lines

    def _tried(self, estates) -> list[str]:
        try:
            with transaction.atomic():
                event = self.record(is_trial=True)
                return what_happens(event, estates, self.receiver(event))
        except ValidationError as error:
            self.complain(error)
            return []

    def complain(self, error: ValidationError) -> None:
        """Put each message at the field that it is about."""
        named = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
        for name, messages in named.items():
            self.add_error(name if name in self.fields else None, messages)


class MergeForm(EventForm):
    units = UnitsField(label=gettext_lazy("Các đơn vị kết thúc"))
    successor = UnitField(label=gettext_lazy("Nhập vào đơn vị đang có"), required=False)
    new_name = forms.CharField(
        label=gettext_lazy("Hoặc lập đơn vị mới, tên"), max_length=255, required=False
    )
    new_code = forms.CharField(
        label=gettext_lazy("Mã của đơn vị mới"),
        max_length=CODE_LENGTH,
        required=False,
        help_text=gettext_lazy("Cũng là địa chỉ chuyên trang. Để trống thì lấy từ tên."),
    )
    new_parent = UnitField(label=gettext_lazy("Đơn vị mới thuộc"), required=False)

    def start(self, unit):
        return {"units": [unit], "new_parent": unit.parent}

    def clean(self):
        asked = super().clean()
        if not self.errors and bool(asked["successor"]) == bool(asked["new_name"]):
            self.add_error(
                "successor",
                _("Hãy chọn một: đơn vị đang có nhận sáp nhập, hoặc tên của đơn vị mới."),
            )
        return asked

    def ending(self):
        return self.cleaned_data["units"]

    def apply(self, decision):
        asked = self.cleaned_data
        successor = asked["successor"] or new_unit(
            asked["new_name"], asked["new_code"], self.unit, asked["new_parent"]
        )
        return events.merge(asked["units"], successor, decision)

    def receiver(self, event):
        return event.successions.first().successor


class SplitForm(EventForm):
    new_names = forms.CharField(
        label=gettext_lazy("Các đơn vị mới"),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Mỗi dòng một tên; muốn tự đặt mã thì ghi sau dấu chấm phẩy: Xã Mẫu Đông; xa-mau-dong."
        ),
    )
    existing = UnitsField(label=gettext_lazy("Các đơn vị đang có nhận một phần"), required=False)
    heir = forms.CharField(
        label=gettext_lazy("Đơn vị nhận nội dung và đơn vị trực thuộc"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("Tên một trong các đơn vị trên. Để trống thì là đơn vị đầu tiên."),
    )

    def clean(self):
        asked = super().clean()
        if self.errors:
            return asked
        lines = [line.strip() for line in asked["new_names"].splitlines() if line.strip()]
        parts = [line.partition(";")[::2] for line in lines]
        new = [new_unit(name, code, self.unit, self.unit.parent) for name, code in parts]
        self.successors = [*new, *asked["existing"]]
        names = [slug(each.name) for each in self.successors]
        wanted = slug(asked["heir"].partition("[")[0])
        if wanted and wanted not in names:
            self.add_error("heir", _("Đơn vị nhận phải là một trong các đơn vị ghi ở trên."))
        self.heir_position = names.index(wanted) if wanted in names else 0
        return asked

    def apply(self, decision):
        return events.split(self.unit, self.successors, self.heir_position, decision)

    def receiver(self, event):
        return Unit.objects.get(code=self.successors[self.heir_position].code)


class RenameForm(EventForm):
    name = forms.CharField(label=gettext_lazy("Tên mới"), max_length=255)
    short_name = forms.CharField(label=gettext_lazy("Tên ngắn mới"), max_length=120, required=False)

    def ending(self):
        return []

    def apply(self, decision):
        asked = self.cleaned_data
        return events.rename(self.unit, asked["name"], decision, short_name=asked["short_name"])


class MoveForm(EventForm):
    parent = UnitField(label=gettext_lazy("Nay thuộc"), required=False)

    def ending(self):
        return []

    def apply(self, decision):
        return events.move(self.unit, self.cleaned_data["parent"], decision)


class AbolishForm(EventForm):
    heir = UnitField(
        label=gettext_lazy("Đơn vị nhận nội dung"),
        required=False,
        help_text=gettext_lazy(
            "Cần khi đơn vị còn nội dung, bản nháp hoặc đơn vị trực thuộc. Ghi tên hoặc mã."
        ),
    )

    def apply(self, decision):
        return events.abolish(self.unit, decision, heir=self.cleaned_data["heir"])

    def receiver(self, event):
        return self.cleaned_data["heir"]


EVENT_FORMS = {
    UnitEvent.Kind.MERGE: MergeForm,
    UnitEvent.Kind.SPLIT: SplitForm,
    UnitEvent.Kind.RENAME: RenameForm,
    UnitEvent.Kind.MOVE: MoveForm,
    UnitEvent.Kind.ABOLISH: AbolishForm,
}


def new_unit(name: str, code: str, like: Unit, parent: Unit | None) -> events.NewUnit:
    """A unit to be made by an event: of the kind its name says, else that of *like*."""
    name = " ".join(name.split())
    return events.NewUnit(
        code=code.strip() or slug(name, CODE_LENGTH),
        name=name,
        kind=kind_of(name) or Unit.Kind(like.kind),
        parent=parent,
    )


def website_field() -> forms.URLField:
    return forms.URLField(
        label=Unit._meta.get_field("website").verbose_name, required=False, assume_scheme="https"
    )


class ContactForm(forms.ModelForm):
    website = website_field()

    class Meta:
        model = Unit
        fields = ["address", "phone", "email", "website"]


class UnitForm(forms.ModelForm):
    """A unit that the portal does not know yet."""

    parent = UnitField(label=gettext_lazy("Thuộc"), required=False)
    valid_from = day_field(label=gettext_lazy("Có từ ngày"), required=False)
    website = website_field()

    class Meta:
        model = Unit
        fields = [
            *("name", "short_name", "kind", "code", "parent", "valid_from", "statistics_code"),
            *("account_code", "organisation_code", "address", "phone", "email", "website"),
        ]


class CorrectionForm(forms.ModelForm):
    """What was written wrongly; what happened in reality is an event."""

    parent = UnitField(label=gettext_lazy("Thuộc"), required=False)
    valid_from = day_field(label=gettext_lazy("Có từ ngày"), required=False)
    valid_to = day_field(
        label=gettext_lazy("Đến trước ngày"),
        required=False,
        help_text=gettext_lazy("Ngày đầu tiên không còn đơn vị. Để trống nếu đơn vị đang tồn tại."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do sửa"),
        max_length=500,
        help_text=gettext_lazy("Sai ở đâu, theo văn bản nào. Lý do được giữ trong nhật ký."),
    )

    class Meta:
        model = Unit
        fields = [
            *("name", "short_name", "kind", "parent", "valid_from", "valid_to"),
            *("statistics_code", "account_code", "organisation_code"),
        ]
