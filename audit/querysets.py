"""Questions about what was done; nobody changes the answers."""

from datetime import datetime
from typing import Self

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEventQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise PermissionDenied(_("Nhật ký không sửa được."))

    def delete(self):
        raise PermissionDenied(_("Nhật ký không xóa được."))

    def of_object(self, instance: models.Model) -> Self:
        """What was done to *instance*."""
        return self.filter(object_kind=instance._meta.label_lower, object_id=str(instance.pk))

    def remove_before(self, moment: datetime) -> int:
        """Remove what is older than the time of keeping; the only way out of the log."""
        return super().filter(at__lt=moment)._raw_delete(self.db)
