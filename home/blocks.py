"""Small blocks that the front page and the settings are composed of."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.links import LinkValue


class LifeSituationValue(LinkValue):
    @property
    def url(self) -> str:
        """The chosen page or address; without one, the search for the situation's words."""
        words = urlencode({"q": self["query"] or self["title"]})
        return super().url or f"{reverse('search:search')}?{words}"


class LifeSituationBlock(blocks.StructBlock):
    """What people come for, in their words: “Đất đai, nhà ở”."""

    title = blocks.CharBlock(label=_("Tên việc"), max_length=60)
    words = blocks.CharBlock(
        label=_("Vài từ gợi ý"),
        required=False,
        max_length=120,
        help_text=_("Ví dụ: sổ đỏ, thu hồi, bồi thường"),
    )
    page = blocks.PageChooserBlock(label=_("Trang"), required=False)
    address = blocks.CharBlock(label=_("Hoặc địa chỉ"), required=False, max_length=255)
    query = blocks.CharBlock(
        label=_("Hoặc từ cần tìm"),
        required=False,
        max_length=120,
        help_text=_("Để trống cả ba thì tìm theo tên việc."),
    )

    class Meta:
        icon = "tag"
        label = _("Việc của bạn")
        value_class = LifeSituationValue
        preview_value = {"title": "Đất đai, nhà ở", "words": "sổ đỏ, thu hồi, bồi thường"}
