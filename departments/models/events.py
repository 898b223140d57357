"""What happened to units: dated, with a legal basis, never undone by deleting."""

from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from .units import Unit


class UnitEvent(models.Model):
    """A merger, split, renaming, move under another parent, or abolition.

    The successions of the event say which unit went into which.
    """

    class Kind(models.TextChoices):
        MERGE = "merge", _("Hợp nhất, sáp nhập")
        SPLIT = "split", _("Chia, tách")
        RENAME = "rename", _("Đổi tên")
        MOVE = "move", _("Chuyển đơn vị cấp trên")
        ABOLISH = "abolish", _("Giải thể")

    kind = models.CharField(_("việc"), max_length=20, choices=Kind.choices)
    happened_on = models.DateField(
        _("ngày"), help_text=_("Ngày đầu tiên sự thay đổi có hiệu lực."), db_index=True
    )
    legal_basis = models.CharField(
        _("căn cứ"),
        max_length=255,
        help_text=_("Số, ký hiệu của văn bản, ví dụ: 1656/NQ-UBTVQH15."),
    )
    units = models.ManyToManyField(
        Unit, verbose_name=_("đơn vị"), related_name="events", blank=True
    )
    previous_parent = models.ForeignKey(
        Unit,
        verbose_name=_("trước thuộc"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    new_parent = models.ForeignKey(
        Unit,
        verbose_name=_("nay thuộc"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    # Of the form it was sent with: the same form sent twice is one event.
    form_key = models.UUIDField(null=True, unique=True, editable=False)
    note = models.TextField(_("ghi chú"), blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người ghi"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    recorded_at = models.DateTimeField(_("ghi lúc"), auto_now_add=True)

    class Meta:
        ordering = ["-happened_on", "-pk"]
        verbose_name = _("thay đổi của đơn vị")
        verbose_name_plural = _("thay đổi của đơn vị")

    def __str__(self):
        day = date_format(self.happened_on, "SHORT_DATE_FORMAT")
        return f"{self.get_kind_display()}, {day}"
