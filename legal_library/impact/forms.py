"""What an editor types when deciding on content whose basis has changed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from content.registration import search_sources
from departments.models import Unit

from ..models import LegalDocument


class DecisionForm(forms.Form):
    """The reason, which stays with the basis and in the log."""

    note = forms.CharField(
        label=_("Lý do"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Hãy ghi lý do, để người sau biết vì sao.")},
    )


class FilterForm(forms.Form):
    """What narrows the list. The choices are what the list holds."""

    don_vi = forms.ModelChoiceField(
        label=_("Đơn vị"), queryset=Unit.objects.none(), required=False, empty_label=_("Mọi đơn vị")
    )
    loai = forms.ChoiceField(label=_("Loại nội dung"), required=False)
    tu_ngay = forms.DateField(
        label=_("Thay đổi từ ngày"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )
    do_van_ban = forms.ModelChoiceField(
        label=_("Do văn bản"),
        queryset=LegalDocument.objects.none(),
        required=False,
        empty_label=_("Mọi văn bản"),
    )

    def __init__(self, *args, records, **kwargs):
        super().__init__(*args, **kwargs)
        units = records.order_by().values("owner_unit")
        self.fields["don_vi"].queryset = Unit.objects.filter(pk__in=units).order_by("name")
        labels = {source.name: source.label for source in search_sources()}
        kinds = records.order_by().values_list("kind", flat=True).distinct()
        self.fields["loai"].choices = [
            ("", _("Mọi loại")),
            *((kind, labels.get(kind, kind)) for kind in kinds),
        ]
        causes = records.order_by().values("bases__stale_event__cause")
        self.fields["do_van_ban"].queryset = (
            LegalDocument.objects.filter(pk__in=causes).select_related("type").order_by("number")
        )

    def narrow(self, records):
        """*records* as the valid fields ask; what cannot be read narrows nothing."""
        self.is_valid()
        given = getattr(self, "cleaned_data", {})
        if unit := given.get("don_vi"):
            records = records.filter(owner_unit=unit)
        if kind := given.get("loai"):
            records = records.filter(kind=kind)
        if day := given.get("tu_ngay"):
            records = records.filter(basis_changed_on__gte=day)
        if cause := given.get("do_van_ban"):
            bases = cause.caused_events.values("pk")
            records = records.filter(bases__stale_event__in=bases).distinct()
        return records

    @property
    def is_used(self) -> bool:
        return any(self.data.get(name) for name in self.fields)
