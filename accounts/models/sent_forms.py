"""Forms that were sent, so that a second click does nothing a second time."""

import uuid

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from ..querysets import SentFormQuerySet


class SentForm(models.Model):
    """The key that a form carried when it was opened; made with what the form does."""

    key = models.UUIDField(_("khóa"), primary_key=True, default=uuid.uuid4, editable=False)
    sent_at = models.DateTimeField(_("gửi lúc"), auto_now_add=True)

    objects = SentFormQuerySet.as_manager()

    class Meta:
        verbose_name = _("biểu mẫu đã gửi")
        verbose_name_plural = _("biểu mẫu đã gửi")

    def __str__(self):
        return str(self.key)

    @classmethod
    def take(cls, key) -> bool:
        """Whether the form with this key is sent for the first time; call it in a transaction."""
        try:
            with transaction.atomic():
                cls(key=key).save(force_insert=True)
        except IntegrityError:
            return False
        return True
