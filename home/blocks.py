"""Small blocks that the front page and the settings are composed of."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class LinkValue(blocks.StructValue):
    @property
    def url(self) -> str:
        """The page's own address where one is chosen, because pages move; else the typed one."""
        page = self.get("page")
        return (page.url if page else "") or self.get("address") or ""


class LinkBlock(blocks.StructBlock):
    """A link of a menu: to a page of the portal or to an address."""

    label = blocks.CharBlock(label=_("Chữ hiển thị"), max_length=40)
    page = blocks.PageChooserBlock(label=_("Trang"), required=False)
    address = blocks.CharBlock(
        label=_("Hoặc địa chỉ"),
        required=False,
        max_length=255,
        help_text=_("Ví dụ: /van-ban/ hoặc https://vbpl.vn/"),
    )

    def clean(self, value):
        cleaned = super().clean(value)
        address = cleaned.get("address")
        if not cleaned.get("page") and not address:
            raise blocks.StructBlockValidationError(
                block_errors={"address": ValidationError(_("Chọn một trang hoặc ghi địa chỉ."))}
            )
        if address and not address.startswith(("/", "https://", "http://")):
            raise blocks.StructBlockValidationError(
                block_errors={
                    "address": ValidationError(_("Địa chỉ bắt đầu bằng / hoặc https://."))
                }
            )
        return cleaned

    class Meta:
        icon = "link"
        label = _("Liên kết")
        value_class = LinkValue
        preview_value = {"label": "Văn bản", "address": "/van-ban/"}


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
