"""The outbox of the search index."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IndexChange(models.Model):
    """An object whose records in the index are out of date.

    Written in the transaction that changed the object, deleted once the index has committed
    the new records: whatever dies in between, the row is still there.
    """

    source = models.CharField(_("nguồn"), max_length=40)
    primary_key = models.BigIntegerField(_("khóa"))
    created_at = models.DateTimeField(_("ghi lúc"), auto_now_add=True)
    # In the index that answers now, but perhaps not in the one that is being built.
    applied = models.BooleanField(_("đã vào chỉ mục hiện tại"), default=False)

    class Meta:
        verbose_name = _("thay đổi chờ vào chỉ mục")
        verbose_name_plural = _("thay đổi chờ vào chỉ mục")

    def __str__(self):
        return f"{self.source}/{self.primary_key}"
