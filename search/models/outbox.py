"""The outbox of the search indexes."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Longer than any rebuild: one that runs finds in the outbox what changed meanwhile.
KEPT = timedelta(days=1)
_TOGETHER = 900  # keys in one statement; SQLite takes no more than 999


class IndexChangeQuerySet(models.QuerySet):
    def of(self, index: str) -> Self:
        return self.filter(index=index)

    def waiting(self) -> Self:
        """What the index has not got yet, the oldest first."""
        return self.filter(delivered_at=None).order_by("pk")

    def delivered(self, changes: list["IndexChange"]) -> None:
        """Note that the index has committed *changes*."""
        keys = [change.pk for change in changes]
        for start in range(0, len(keys), _TOGETHER):
            rows = self.filter(pk__in=keys[start : start + _TOGETHER])
            rows.update(delivered_at=timezone.now())

    def forget_old(self, indexes: list[str]) -> None:
        """Delete what these got a day ago."""
        old = self.filter(index__in=indexes, delivered_at__lt=timezone.now() - KEPT)
        if old.exists():  # asked each second, and SQLite has one writer at a time
            old.delete()

    def forget_others(self, indexes: list[str]) -> None:
        """Delete what waits for indexes that are no more."""
        self.exclude(index__in=indexes).delete()


class IndexChange(models.Model):
    """An object whose records in one of the indexes are out of date.

    Written in the transaction that changed the object, once for each index, and marked once
    that index has committed the new records: whatever dies in between, the row still waits.
    """

    index = models.CharField(_("chỉ mục"), max_length=60, default="tantivy")
    source = models.CharField(_("nguồn"), max_length=40)
    primary_key = models.BigIntegerField(_("khóa"))
    created_at = models.DateTimeField(_("ghi lúc"), auto_now_add=True)
    delivered_at = models.DateTimeField(_("vào chỉ mục lúc"), null=True, blank=True)

    objects = IndexChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("thay đổi chờ vào chỉ mục")
        verbose_name_plural = _("thay đổi chờ vào chỉ mục")
        indexes = [models.Index(fields=["index", "delivered_at"], name="search_change_waiting")]

    def __str__(self):
        return f"{self.source}/{self.primary_key}"
