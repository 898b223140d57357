"""What one province's portal is called, and the imprint that a state site owes its readers."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField

from content.links import LinkBlock
from content.text import dialled


@register_setting(icon="home", order=10)
class PortalSettings(BaseSiteSetting):
    """Names, imprint and menus. Everything a reader sees of them is edited here."""

    name = models.CharField(
        _("tên cổng"),
        max_length=255,
        default="Cổng thông tin phổ biến, giáo dục pháp luật",
        help_text=_("Tên đầy đủ, ở cuối mỗi trang."),
    )
    short_name = models.CharField(
        _("tên ngắn"),
        max_length=60,
        blank=True,
        help_text=_("Ở đầu mỗi trang. Ví dụ: Pháp luật An Lạc"),
    )
    province = models.CharField(
        _("tỉnh, thành phố"), max_length=120, blank=True, help_text=_("Ví dụ: tỉnh An Lạc")
    )
    governing_body = models.CharField(_("cơ quan chủ quản"), max_length=255, blank=True)
    responsible_person = models.CharField(_("người chịu trách nhiệm"), max_length=120, blank=True)
    responsible_title = models.CharField(_("chức vụ"), max_length=120, blank=True)
    licence = models.CharField(
        _("giấy phép"),
        max_length=255,
        blank=True,
        help_text=_("Số, ngày và nơi cấp. Để trống nếu không có."),
    )
    address = models.CharField(_("địa chỉ"), max_length=255, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=60, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    menu = StreamField([("link", LinkBlock())], verbose_name=_("danh mục chính"), blank=True)
    footer_links = StreamField(
        [("link", LinkBlock())], verbose_name=_("liên kết cuối trang"), blank=True
    )

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldPanel("name"), FieldPanel("short_name"), FieldPanel("province")],
                        heading=_("Tên"),
                    ),
                    MultiFieldPanel(
                        [
                            FieldPanel("governing_body"),
                            FieldPanel("responsible_person"),
                            FieldPanel("responsible_title"),
                            FieldPanel("licence"),
                            FieldPanel("address"),
                            FieldPanel("phone"),
                            FieldPanel("email"),
                        ],
                        heading=_("Thông tin bắt buộc của trang nhà nước"),
                    ),
                ],
                heading=_("Tên và thông tin"),
            ),
            ObjectList([FieldPanel("menu"), FieldPanel("footer_links")], heading=_("Danh mục")),
        ]
    )

    class Meta:
        verbose_name = _("thiết lập cổng")

    def __str__(self):
        return self.display_name

    @property
    def display_name(self) -> str:
        """The short name, or the full one until somebody has chosen a short one."""
        return self.short_name or self.name

    @property
    def full_name(self) -> str:
        """The name with its province, which a name such as “Cổng … tỉnh An Lạc” already holds."""
        if not self.province or self.province.lower() in self.name.lower():
            return self.name
        return f"{self.name} {self.province}"

    @property
    def phone_digits(self) -> str:
        """The number as a telephone dials it."""
        return dialled(self.phone)
