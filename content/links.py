"""A link that an editor sets: to a page of the portal or to any address."""

from django.core.exceptions import ValidationError
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
