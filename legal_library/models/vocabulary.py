"""Types of documents and the bodies that issue them: dated data, loaded from CSV."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.text import fold, sort_key


class DocumentType(models.Model):
    """A type (loại văn bản) with its place in the hierarchy of Điều 4 Luật 64/2025/QH15."""

    code = models.SlugField(_("mã"), unique=True)
    name = models.CharField(_("tên"), max_length=120, unique=True)
    abbreviation = models.CharField(_("viết tắt trong số hiệu"), max_length=20, blank=True)
    rank = models.PositiveSmallIntegerField(
        _("thứ bậc"), default=99, help_text=_("1 là cao nhất (Hiến pháp).")
    )
    is_normative = models.BooleanField(_("quy phạm pháp luật"), default=True)

    class Meta:
        ordering = ["rank", "name"]
        verbose_name = _("loại văn bản")
        verbose_name_plural = _("loại văn bản")

    def __str__(self):
        return self.name


class Issuer(models.Model):
    """A body that issues documents (cơ quan ban hành), under one name and its dates."""

    class Level(models.TextChoices):
        CENTRAL = "central", _("Trung ương")
        PROVINCE = "province", _("Cấp tỉnh")
        DISTRICT = "district", _("Cấp huyện (đến 30/6/2025)")
        COMMUNE = "commune", _("Cấp xã")
        OTHER = "other", _("Khác")

    name = models.CharField(_("tên"), max_length=255)
    key = models.SlugField(_("khóa"), max_length=255, unique=True, editable=False)
    abbreviation = models.CharField(_("viết tắt"), max_length=40, blank=True)
    level = models.CharField(_("cấp"), max_length=20, choices=Level.choices, default=Level.CENTRAL)
    unit = models.ForeignKey(
        "departments.Unit",
        verbose_name=_("đơn vị của tỉnh"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="issuers",
    )
    valid_from = models.DateField(_("có từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)
    sort_key = models.CharField(max_length=255, editable=False, default="")

    class Meta:
        ordering = ["sort_key"]
        verbose_name = _("cơ quan ban hành")
        verbose_name_plural = _("cơ quan ban hành")

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.key = self.key_of(self.name)
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)

    @staticmethod
    def key_of(name: str) -> str:
        """The name without case, diacritics and punctuation: one key for every spelling."""
        return "-".join(fold(name).replace(",", " ").replace("-", " ").split())[:255]
