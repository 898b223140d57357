"""Telephone numbers where people find help; data with dates, because numbers change."""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from content.text import dialled


class HotlineQuerySet(models.QuerySet):
    def valid_on(self, day: date) -> Self:
        """Numbers that can be called on *day*; the day a number ends is out."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gt=day),
        )


class Hotline(models.Model):
    """A number that can be tapped, what it is for, and when somebody answers."""

    label = models.CharField(
        _("tên đường dây"), max_length=120, help_text=_("Ví dụ: Trợ giúp pháp lý miễn phí")
    )
    description = models.CharField(
        _("giúp ai, việc gì"), max_length=255, blank=True, help_text=_("Một câu ngắn.")
    )
    number = models.CharField(_("số điện thoại"), max_length=30)
    hours = models.CharField(_("giờ tiếp"), max_length=120, blank=True)
    valid_from = models.DateField(_("dùng từ ngày"), null=True, blank=True)
    valid_to = models.DateField(
        _("đến trước ngày"), null=True, blank=True, help_text=_("Ngày đầu tiên không còn dùng.")
    )
    position = models.PositiveIntegerField(_("thứ tự"), default=0)

    objects = HotlineQuerySet.as_manager()

    panels = [
        FieldPanel("label"),
        FieldPanel("description"),
        FieldRowPanel([FieldPanel("number"), FieldPanel("hours")]),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        FieldPanel("position"),
    ]

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("đường dây nóng")
        verbose_name_plural = _("đường dây nóng")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lt=F("valid_to")),
                name="hotline_ends_after_it_begins",
            )
        ]

    def __str__(self):
        return f"{self.label}: {self.number}"

    def clean(self):
        if not self.number_digits.removeprefix("+"):
            raise ValidationError({"number": _("Số điện thoại cần có chữ số.")})

    @property
    def number_digits(self) -> str:
        return dialled(self.number)
