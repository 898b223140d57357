"""Results that editors put first for some queries, from one day to another."""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.text import compose

from ..queries import QUERY_LENGTH, query_key


class PinnedResultQuerySet(models.QuerySet):
    def in_force_on(self, day: date) -> Self:
        ended = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
        return self.filter(ended, starts_on__lte=day)


class PinnedResult(models.Model):
    """A result that stands first when one of some queries is asked, and says so.

    It points to what the index knows, so that what is withdrawn is not shown either.
    """

    queries = models.TextField(
        _("câu tìm"),
        help_text=_("Mỗi dòng một câu, có dấu hay không dấu đều được. Chỉ khớp khi cả câu giống."),
    )
    source = models.CharField(_("loại nội dung"), max_length=40, editable=False)
    record = models.CharField(_("bản ghi"), max_length=100, editable=False)
    title = models.CharField(_("kết quả"), max_length=500, editable=False)
    note = models.CharField(
        _("lời dẫn"),
        max_length=200,
        blank=True,
        help_text=_("Một câu nói vì sao nên xem, ví dụ: Mẫu tờ khai mới từ 01/7/2025."),
    )
    starts_on = models.DateField(_("ghim từ ngày"), default=timezone.localdate)
    ends_on = models.DateField(
        _("đến hết ngày"), null=True, blank=True, help_text=_("Để trống nếu chưa biết.")
    )

    objects = PinnedResultQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        verbose_name = _("kết quả ghim")
        verbose_name_plural = _("kết quả ghim")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="pin_ends_after_it_begins",
            )
        ]

    def __str__(self):
        return self.title

    def clean(self):
        self.queries = "\n".join(
            " ".join(compose(line).split()) for line in self.queries.splitlines() if line.strip()
        )
        if not self.keys:
            raise ValidationError({"queries": _("Hãy ghi ít nhất một câu tìm.")})
        if any(len(line) > QUERY_LENGTH for line in self.queries.splitlines()):
            raise ValidationError({"queries": _("Một câu tìm dài quá 150 ký tự.")})
        if self.ends_on and self.starts_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("Ngày cuối phải từ ngày bắt đầu trở đi.")})

    @property
    def keys(self) -> list[str]:
        """The queries in the form in which spellings are compared."""
        return [key for line in self.queries.splitlines() if (key := query_key(line))]
