"""What readers look for, day by day: counts only, nothing about who they are."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..queries import QUERY_LENGTH


class AskedQuery(models.Model):
    """How often a query was asked on one day, how much it found, and whether that was opened."""

    day = models.DateField(_("ngày"))
    key = models.CharField(max_length=QUERY_LENGTH)  # of all its spellings; see search.queries
    query = models.CharField(_("câu tìm"), max_length=QUERY_LENGTH)  # as it was last typed
    asked = models.PositiveIntegerField(_("lượt tìm"), default=0)
    # Told apart by a hash that is kept in memory for a day and never stored.
    askers = models.PositiveIntegerField(_("số nơi tìm"), default=0)
    results = models.PositiveIntegerField(_("số kết quả"), default=0)
    clicks = models.PositiveIntegerField(_("lượt mở kết quả"), default=0)

    class Meta:
        verbose_name = _("câu tìm trong ngày")
        verbose_name_plural = _("câu tìm trong ngày")
        constraints = [models.UniqueConstraint(fields=["day", "key"], name="query_once_a_day")]
        indexes = [models.Index(fields=["key"])]

    def __str__(self):
        return self.query


class OpenedResult(models.Model):
    """How often a result was opened from the results of a query on one day."""

    day = models.DateField(_("ngày"))
    key = models.CharField(max_length=QUERY_LENGTH)  # of the query
    source = models.CharField(_("nguồn"), max_length=40)
    record = models.CharField(_("bản ghi"), max_length=100)  # its key within the source
    rank = models.PositiveSmallIntegerField(_("thứ hạng"))  # at which it was last opened
    clicks = models.PositiveIntegerField(_("lượt mở"), default=0)

    class Meta:
        verbose_name = _("kết quả được mở")
        verbose_name_plural = _("kết quả được mở")
        constraints = [
            models.UniqueConstraint(
                fields=["day", "key", "source", "record"], name="result_once_a_day"
            )
        ]

    def __str__(self):
        return f"{self.source}:{self.record}"
