"""How readers narrow the list of materials: what kind, about what, for whom."""

from django.utils.translation import gettext_lazy as _

from content.filters import ContentFilterSet, OccurringFilter, TopicFilter, UnitFilter


class MaterialFilter(ContentFilterSet):
    kind = OccurringFilter(label=_("Loại tài liệu"), empty_label=_("Mọi loại"))
    topic = TopicFilter()
    audience = OccurringFilter(
        field_name="audiences", label=_("Dành cho"), empty_label=_("Mọi đối tượng")
    )
    unit = UnitFilter()
