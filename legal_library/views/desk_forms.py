"""Forms of relations, events and a unit's word on validity."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from content.references.numbers import number_key

from ..addresses import anchor, eid_at, place_name
from ..models import LegalDocument, Provision, Relation, StatusOverride, ValidityEvent

_PLACE_HELP = gettext_lazy(
    "Như trong địa chỉ của điều khoản, ví dụ dieu-5-khoan-2; để trống khi là cả văn bản."
)


class PlaceField(forms.CharField):
    """A provision, as its anchor in the public address; kept as an eId."""

    def __init__(self, **kwargs):
        super().__init__(required=False, max_length=255, help_text=_PLACE_HELP, **kwargs)

    def prepare_value(self, value):
        from_eid = isinstance(value, str) and "_" in value
        return anchor(value) if from_eid else value

    def clean(self, value):
        text = super().clean(value).strip().strip("#")
        if not text or "_" in text:
            return text
        eid = eid_at(text)
        if not eid or not place_name(eid):
            raise forms.ValidationError(
                _("Không đọc được “%s”. Viết như dieu-5 hoặc dieu-5-khoan-2-diem-a.") % text
            )
        return eid


class RelationForm(forms.ModelForm):
    """A number finds the other document; of several with that number one is chosen."""

    target_number = forms.CharField(
        label=gettext_lazy("Số, ký hiệu của văn bản bị tác động"),
        required=False,
        max_length=120,
        help_text=gettext_lazy(
            "Ví dụ 45/2013/QH13. Văn bản chưa có trong tủ sách thì quan hệ chờ đến khi có."
        ),
    )
    chosen = forms.ModelChoiceField(
        label=gettext_lazy("Văn bản cùng số"),
        queryset=LegalDocument.objects.none(),
        required=False,
        empty_label=gettext_lazy("Chọn một văn bản"),
    )
    source_eid = PlaceField(label=gettext_lazy("Tại quy định của văn bản này"))
    target_eid = PlaceField(label=gettext_lazy("Tới quy định của văn bản kia"))
    field_order = ("kind", "citation", "target_number", "chosen", "target_eid", "source_eid")

    class Meta:
        model = Relation
        fields = ("kind", "citation", "source_eid", "target_eid", "happens_on", "ends_on")
        widgets = {"happens_on": AdminDateInput, "ends_on": AdminDateInput}

    def __init__(self, *args, namesakes=(), **kwargs):
        super().__init__(*args, **kwargs)
        relation = self.instance
        self.fields["kind"].label = _("Văn bản này")
        target = relation.target
        self.fields["target_number"].initial = target.number if target else ""
        if not target and relation.pk:
            self.fields["target_number"].initial = relation.target_number_key
        sent = number_key(self.data.get("target_number", "")) if self.is_bound else ""
        keys = [document.pk for document in namesakes]
        found = LegalDocument.objects.filter(pk__in=keys)
        if sent:
            found = LegalDocument.objects.filter(number_key=sent)
        found = found.select_related("type", "issuer").defer("draft_text", "draft_tree")
        self.fields["chosen"].queryset = found
        self.fields["chosen"].label_from_instance = _told_apart
        self.fields["chosen"].initial = target
        if len(found) < 2:
            self.fields["chosen"].widget = forms.HiddenInput()

    def clean(self):
        given = super().clean()
        number, chosen = given.get("target_number", ""), given.get("chosen")
        key = number_key(number)
        if number and not key:
            self.add_error("target_number", _("Số, ký hiệu cần có chữ số, ví dụ 45/2013/QH13."))
        found = list(self.fields["chosen"].queryset) if key else []
        if not chosen and len(found) > 1:
            self.add_error(
                "chosen", _("Nhiều văn bản cùng số này: hãy chọn đúng văn bản, hoặc sửa số.")
            )
        target = chosen or (found[0] if len(found) == 1 else None)
        self.instance.target, self.instance.target_number_key = target, key
        begins, ends = given.get("happens_on"), given.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", _("Ngày kết thúc đứng trước ngày bắt đầu."))
        if target and target == self.instance.source:
            self.add_error("target_number", _("Văn bản không tự tác động lên chính mình."))
        if (target or key) and self._repeats(given):
            self.add_error(None, _("Quan hệ này đã có ở chính quy định này."))
        return given

    def _repeats(self, given) -> bool:
        same = Relation.objects.filter(
            source=self.instance.source,
            **{
                name: given.get(name) or ""
                for name in ("kind", "citation", "source_eid", "target_eid")
            },
        )
        return same.exclude(pk=self.instance.pk).exists()


class EventForm(forms.ModelForm):
    """Something that happened to the document or a provision, told by a person."""

    eid = PlaceField(label=gettext_lazy("Quy định"))

    class Meta:
        model = ValidityEvent
        fields = ("kind", "eid", "happens_on", "source")
        widgets = {"happens_on": AdminDateInput}
        labels = {"source": gettext_lazy("Theo (văn bản, nguồn)")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["happens_on"].required = True
        self.fields["happens_on"].help_text = ""

    def clean_eid(self):
        eid = self.cleaned_data["eid"]
        provisions = Provision.objects.filter(expression__document=self.instance.document)
        if eid and provisions.exists() and not provisions.filter(eid=eid).exists():
            raise forms.ValidationError(_("Toàn văn không có %s.") % (place_name(eid) or eid))
        return eid

    def clean(self):
        given = super().clean()
        same = self.instance.document.validity_events.filter(
            kind=given.get("kind"),
            eid=given.get("eid") or "",
            happens_on=given.get("happens_on"),
            cause__isnull=True,
        )
        if same.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Sự kiện này đã có."))
        return given


class OverrideForm(forms.ModelForm):
    class Meta:
        model = StatusOverride
        fields = ("status", "reason", "holds_from", "holds_until", "unit")
        widgets = {"holds_from": AdminDateInput, "holds_until": AdminDateInput}

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        self.fields["holds_from"].initial = timezone.localdate
        if len(units) == 1:
            self.fields["unit"].initial = units[0]

    def clean(self):
        given = super().clean()
        begins, ends = given.get("holds_from"), given.get("holds_until")
        if begins and ends and ends < begins:
            self.add_error("holds_until", _("Ngày cuối đứng trước ngày bắt đầu."))
        return given


def _told_apart(document: LegalDocument) -> str:
    issuer = document.issuer.name if document.issuer else _("chưa rõ cơ quan")
    day = f"{document.issued_on:%d/%m/%Y}" if document.issued_on else _("chưa rõ ngày")
    return f"{document} · {issuer} · {day} · {document.title[:80]}"
