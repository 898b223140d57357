"""Questions about what was done; nobody changes the answers."""

from datetime import date, datetime
from typing import Self

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _

from content.text import fold

from .registration import Scope


class AuditEventQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise PermissionDenied(_("Nhật ký không sửa được."))

    def delete(self):
        raise PermissionDenied(_("Nhật ký không xóa được."))

    def of_object(self, instance: models.Model) -> Self:
        """What was done to *instance*."""
        return self.filter(object_kind=instance._meta.label_lower, object_id=str(instance.pk))

    def within(self, scope: Scope) -> Self:
        """What concerns the units of *scope*; None is everything."""
        return self if scope is None else self.filter(unit_code__in=scope)

    def about_person(self, words: str) -> Self:
        """Done by somebody whose account or name contains *words*, with or without diacritics."""
        return self.filter(actor_words__contains=fold(words))

    def about_unit(self, words: str) -> Self:
        """Concerning a unit with this code, or whose name contains *words*."""
        return self.filter(
            models.Q(unit_code=words.strip()) | models.Q(unit_words__contains=fold(words))
        )

    def about_object(self, words: str) -> Self:
        """Done to something whose name contains *words*."""
        return self.filter(object_words__contains=fold(words))

    def remove_before(self, moment: datetime, limit: int) -> int:
        """Remove the oldest *limit* of what is older than *moment*; the only way out of the log."""
        oldest = list(
            self.filter(at__lt=moment).order_by("pk").values_list("pk", flat=True)[:limit]
        )
        return self.filter(pk__in=oldest)._raw_delete(self.db)


class RetentionPeriodQuerySet(models.QuerySet):
    def months_on(self, day: date) -> int | None:
        """How many months the log is kept by the rule in force on *day*."""
        return self.filter(valid_from__lte=day).values_list("months", flat=True).first()
