"""How long a step may take, and which days count: data with dates, because rules change."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from departments.roles import Role

from ..querysets import StepDeadlineQuerySet
from ..workdays import add_working_days

STEPS = [(Role.CHECKER.value, _("Kiểm tra")), (Role.LEADER.value, _("Phê duyệt"))]


class StepDeadline(models.Model):
    """How many working days a step usually takes, from a day on."""

    step = models.CharField(_("bước"), max_length=20, choices=STEPS)
    working_days = models.PositiveSmallIntegerField(
        _("số ngày làm việc"), validators=[MinValueValidator(1)]
    )
    valid_from = models.DateField(_("áp dụng từ ngày"), default=timezone.localdate)
    legal_basis = models.CharField(_("căn cứ"), max_length=255, blank=True)

    objects = StepDeadlineQuerySet.as_manager()

    class Meta:
        ordering = ["step", "-valid_from"]
        verbose_name = _("thời hạn xử lý của bước duyệt")
        verbose_name_plural = _("thời hạn xử lý của bước duyệt")
        constraints = [
            models.UniqueConstraint(fields=["step", "valid_from"], name="one_deadline_per_day")
        ]

    def __str__(self):
        return _("%(step)s: %(days)d ngày làm việc, từ %(day)s") % {
            "step": self.get_step_display(),
            "days": self.working_days,
            "day": date_format(self.valid_from, "SHORT_DATE_FORMAT"),
        }

    def due_on(self, day):
        """The last day of the step when it begins on *day*."""
        return add_working_days(day, self.working_days, SpecialDay.objects.between)


class SpecialDayQuerySet(models.QuerySet):
    def between(self, first, last) -> dict:
        """Of the special days in this time, whether each is a day of work."""
        days = self.filter(day__range=(first, last)).values_list("day", "is_working_day")
        return dict(days)


class SpecialDay(models.Model):
    """A public holiday, or a weekend day that is worked instead of another."""

    day = models.DateField(_("ngày"), unique=True)
    name = models.CharField(_("tên"), max_length=120)
    is_working_day = models.BooleanField(
        _("làm việc"),
        default=False,
        help_text=_("Đánh dấu với thứ bảy, chủ nhật làm bù. Để trống với ngày nghỉ."),
    )
    legal_basis = models.CharField(_("căn cứ"), max_length=255, blank=True)

    objects = SpecialDayQuerySet.as_manager()

    class Meta:
        ordering = ["-day"]
        verbose_name = _("ngày nghỉ, ngày làm bù")
        verbose_name_plural = _("ngày nghỉ, ngày làm bù")

    def __str__(self):
        return f"{date_format(self.day, 'SHORT_DATE_FORMAT')}: {self.name}"
