"""How readers narrow the list of questions."""

from django.utils.translation import gettext_lazy as _

from content.filters import ContentFilterSet, OccurringFilter, TopicFilter


class QuestionFilter(ContentFilterSet):
    topic = TopicFilter()
    unit = OccurringFilter(
        field_name="owner_unit", label=_("Đơn vị trả lời"), empty_label=_("Mọi đơn vị")
    )
