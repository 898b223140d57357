"""Who holds which role, where, from when to when, and who gave it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..querysets import AppointmentQuerySet
from ..roles import PROVINCE_WIDE, Role


class Appointment(models.Model):
    """One person in one role. An ended appointment stays, so that it can be asked who was who."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người"),
        on_delete=models.PROTECT,
        related_name="appointments",
    )
    role = models.CharField(_("vai trò"), max_length=20, choices=Role.choices)
    unit = models.ForeignKey(
        "departments.Unit",
        verbose_name=_("đơn vị"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="appointments",
        help_text=_("Để trống với vai trò của cả tỉnh."),
    )
    begins_on = models.DateField(_("từ ngày"), default=timezone.localdate)
    ends_on = models.DateField(
        _("đến trước ngày"), null=True, blank=True, help_text=_("Ngày đầu tiên không còn vai trò.")
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người giao"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reason = models.CharField(_("lý do, căn cứ"), max_length=255, blank=True)
    confirmed_on = models.DateField(
        _("rà soát gần nhất"),
        null=True,
        blank=True,
        help_text=_("Ngày người có trách nhiệm xác nhận vai trò này vẫn cần."),
    )

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["unit__sort_key", "role", "pk"]
        verbose_name = _("vai trò được giao")
        verbose_name_plural = _("vai trò được giao")
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=sorted(PROVINCE_WIDE), unit__isnull=True)
                | (~Q(role__in=sorted(PROVINCE_WIDE)) & Q(unit__isnull=False)),
                name="appointment_in_a_unit_or_the_province",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="appointment_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "unit"],
                condition=Q(ends_on__isnull=True),
                name="one_open_appointment_each",
            ),
            models.UniqueConstraint(
                # A database tells empty units apart, so the province needs a rule of its own.
                fields=["user", "role"],
                condition=Q(ends_on__isnull=True, unit__isnull=True),
                name="one_open_province_appointment_each",
            ),
        ]

    def __str__(self):
        where = self.unit or _("cả tỉnh")
        return f"{self.user}: {self.get_role_display()}, {where}"

    def clean(self):
        if Role(self.role).is_province_wide == bool(self.unit_id):
            raise ValidationError(
                {"unit": _("Vai trò của cả tỉnh không có đơn vị, các vai trò khác phải có.")}
            )

    def holds_on(self, day) -> bool:
        """Whether the role is held on *day*; the day it ends is out."""
        return self.begins_on <= day and (self.ends_on is None or day < self.ends_on)
