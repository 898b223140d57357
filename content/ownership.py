"""Whose a thing is, in the forms of editors: only units in which the person may work.

`content` knows no rights: the app that does says with `register_owners` among which units
somebody may choose.
"""

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

# The units that a person may give an object to; None for all, and for none.
Owners = Callable[[object, object], QuerySet | None]
_registered: list[Owners] = []


def register_owners(owners: Owners) -> None:
    """Let *owners*(user, instance) name the units to choose from; the last one counts."""
    _registered[:] = [owners]


class OwnerFormMixin:
    """Refuses a unit that is not the person's, and keeps what else was typed.

    Who works in one unit finds it filled in; an empty one would put the thing out of their reach.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._own_units: list | None = None
        field = self.fields.get("owner_unit")
        if field is None or self.for_user is None:
            return
        if self._place():
            # A page in a section belongs to the unit of the section.
            del self.fields["owner_unit"]
            return
        units = _registered[0](self.for_user, self.instance) if _registered else None
        if units is not None:
            self._limit(field, units)

    def clean_owner_unit(self):
        unit = self.cleaned_data.get("owner_unit")
        if unit is None and self._own_units is not None:
            if len(self._own_units) == 1:
                return self._own_units[0]
            raise ValidationError(_("Hãy chọn đơn vị của bạn phụ trách nội dung này."))
        return unit

    def _place(self):
        """Where in a unit's section the page stands, or will stand."""
        parent = getattr(self, "parent_page", None)
        below = getattr(parent.specific, "place_below", None) if parent else None
        return below or getattr(self.instance, "place", None)

    def _limit(self, field, units: QuerySet) -> None:
        self._own_units = list(units)
        field.queryset = units
        field.required = True
        field.empty_label = None if len(self._own_units) == 1 else field.empty_label
        field.widget = forms.Select()
        field.widget.is_required = True
        field.widget.choices = field.choices
        field.error_messages["invalid_choice"] = _(
            "Đơn vị này không phải của bạn. Hãy chọn đơn vị của bạn; phần đã nhập vẫn còn."
        )
        if self._own_units and not self.instance.owner_unit_id:
            self.initial["owner_unit"] = self._own_units[0].pk


class OwnedModelForm(OwnerFormMixin, WagtailAdminModelForm):
    """The form of an editorial model."""


class OwnedPageForm(OwnerFormMixin, WagtailAdminPageForm):
    """The form of a page."""
