"""The yearly review of rights: is each role still needed by the person who holds it?"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..querysets import ReviewedRoleQuerySet


class RightsReview(models.Model):
    """One review: the roles held on the day it was opened, to be answered by a day."""

    year = models.PositiveSmallIntegerField(_("năm"))
    scope = models.ForeignKey(
        "departments.Unit",
        verbose_name=_("phạm vi"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Một đơn vị và các đơn vị trực thuộc. Để trống là cả tỉnh."),
    )
    opened_on = models.DateField(_("mở ngày"))
    due_on = models.DateField(_("hạn trả lời"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người mở"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        ordering = ["-opened_on", "-pk"]
        verbose_name = _("đợt rà soát quyền")
        verbose_name_plural = _("đợt rà soát quyền")
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gt=F("opened_on")), name="review_takes_time"
            ),
            models.UniqueConstraint(fields=["year", "scope"], name="one_review_a_year_and_unit"),
            models.UniqueConstraint(
                # A database tells empty scopes apart, so the province needs a rule of its own.
                fields=["year"],
                condition=Q(scope__isnull=True),
                name="one_review_a_year",
            ),
        ]

    def __str__(self):
        return _("Rà soát quyền năm %(year)d") % {"year": self.year}


class ReviewedRole(models.Model):
    """One role in a review, and what the person in charge answered."""

    class Answer(models.TextChoices):
        WAITING = "", _("Chưa trả lời")
        CONFIRMED = "confirmed", _("Vẫn cần")
        WITHDRAWN = "withdrawn", _("Đã thu hồi")

    review = models.ForeignKey(
        RightsReview,
        verbose_name=_("đợt rà soát"),
        on_delete=models.CASCADE,
        related_name="roles",
    )
    appointment = models.ForeignKey(
        "departments.Appointment",
        verbose_name=_("vai trò được giao"),
        on_delete=models.PROTECT,
        related_name="reviews",
    )
    answer = models.CharField(
        _("trả lời"), max_length=10, choices=Answer.choices, default=Answer.WAITING, blank=True
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người trả lời"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True, blank=True)

    objects = ReviewedRoleQuerySet.as_manager()

    class Meta:
        ordering = ["appointment__unit__sort_key", "appointment__role", "pk"]
        verbose_name = _("vai trò được rà soát")
        verbose_name_plural = _("vai trò được rà soát")
        constraints = [
            models.UniqueConstraint(fields=["review", "appointment"], name="role_reviewed_once"),
        ]

    def __str__(self):
        return f"{self.appointment}: {self.get_answer_display()}"
