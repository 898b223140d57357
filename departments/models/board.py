"""What the completeness board shows, computed ahead: component by unit."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.models.records import Component

from .units import Unit


class ComponentTarget(models.Model):
    """How fresh a component should be kept in the whole province: data, because plans change."""

    component = models.CharField(
        _("thành phần"), max_length=20, choices=Component.choices, unique=True
    )
    stale_after_days = models.PositiveSmallIntegerField(_("coi là cũ sau (ngày)"), default=180)
    legal_basis = models.CharField(_("căn cứ"), max_length=255, blank=True)

    class Meta:
        ordering = ["component"]
        verbose_name = _("mức cập nhật của thành phần")
        verbose_name_plural = _("mức cập nhật của thành phần")

    def __str__(self):
        return self.get_component_display()


class ComponentTally(models.Model):
    """How much one unit has published in one component, and when last."""

    unit = models.ForeignKey(
        Unit, verbose_name=_("đơn vị"), on_delete=models.CASCADE, related_name="tallies"
    )
    component = models.CharField(_("thành phần"), max_length=20, choices=Component.choices)
    live_count = models.PositiveIntegerField(_("số nội dung đang đăng"), default=0)
    last_update_on = models.DateField(_("cập nhật gần nhất"), null=True, blank=True)
    counted_at = models.DateTimeField(_("đếm lúc"), auto_now=True)

    class Meta:
        ordering = ["unit__sort_key", "component"]
        verbose_name = _("ô của bảng đầy đủ")
        verbose_name_plural = _("ô của bảng đầy đủ")
        constraints = [
            models.UniqueConstraint(fields=["unit", "component"], name="one_tally_per_component")
        ]

    def __str__(self):
        return f"{self.unit}: {self.get_component_display()}"
