"""Everyday words and abbreviations, as editors keep them."""

from datetime import date, datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Max, Q
from django.utils.translation import gettext_lazy as _

from ..analysis import syllables
from ..synonyms import ABBREVIATION, SYNONYM, Synonym

_SEVERAL = _("Chỉ chữ viết tắt mới có nhiều nghĩa; từ đồng nghĩa chỉ có một dòng.")


class SynonymSetQuerySet(models.QuerySet):
    def valid_on(self, day: date) -> Self:
        """Sets that searches of *day* use."""
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
        not_over = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
        return self.filter(begun, not_over, is_active=True)

    def state(self) -> tuple[int, datetime | None]:
        """Changes whenever a set is added, saved or deleted; in one small query."""
        return tuple(self.aggregate(n=Count("pk"), last=Max("changed_at")).values())


class SynonymSet(models.Model):
    """Words that people type, and the words of the law that they mean."""

    class Kind(models.TextChoices):
        ABBREVIATION = ABBREVIATION, _("Chữ viết tắt")
        SYNONYM = SYNONYM, _("Từ thông dụng")

    kind = models.CharField(_("loại"), max_length=20, choices=Kind, default=Kind.SYNONYM)
    terms = models.TextField(
        _("từ người dân gõ"),
        help_text=_("Mỗi dòng một cách viết, ví dụ “sổ đỏ”, “bìa đỏ”."),
    )
    meanings = models.TextField(
        _("nghĩa trong văn bản"),
        help_text=_("Chữ viết tắt có nhiều nghĩa thì mỗi dòng một nghĩa, nghĩa hay gặp trước."),
    )
    both_ways = models.BooleanField(
        _("tìm cả chiều ngược lại"),
        default=False,
        help_text=_("Gõ từ của văn bản thì cũng tìm bằng từ người dân gõ."),
    )
    valid_from = models.DateField(_("dùng từ ngày"), null=True, blank=True)
    valid_to = models.DateField(
        _("dùng đến trước ngày"), null=True, blank=True, help_text=_("Ngày này không còn dùng.")
    )
    note = models.TextField(_("ghi chú"), blank=True)
    is_active = models.BooleanField(_("đang dùng"), default=True)
    # Which line of the starting list it came from, so that loading the list again neither
    # repeats it nor undoes what an editor made of it.
    starting_key = models.CharField(max_length=200, null=True, unique=True, editable=False)
    changed_at = models.DateTimeField(_("sửa lần cuối"), auto_now=True)

    objects = SynonymSetQuerySet.as_manager()

    class Meta:
        verbose_name = _("nhóm từ đồng nghĩa")
        verbose_name_plural = _("từ đồng nghĩa")
        ordering = ["terms", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gt=models.F("valid_from")),
                name="synonym_set_ends_after_it_begins",
                violation_error_message=_("Ngày thôi dùng phải sau ngày bắt đầu dùng."),
            )
        ]

    def __str__(self):
        return " · ".join(self.spellings)

    def clean(self):
        errors = {}
        for name in ("terms", "meanings"):
            if any(not syllables(line) for line in _lines(getattr(self, name))):
                errors[name] = _("Mỗi dòng phải có ít nhất một chữ.")
        if self.kind == SYNONYM and len(self.readings) > 1:
            errors["meanings"] = _SEVERAL
        if errors:
            raise ValidationError(errors)

    @property
    def spellings(self) -> tuple[str, ...]:
        return _lines(self.terms)

    @property
    def readings(self) -> tuple[str, ...]:
        return _lines(self.meanings)

    def synonyms(self) -> list[Synonym]:
        """What searches use of it."""
        found = [Synonym(typed, self.readings, self.kind) for typed in self.spellings]
        if self.both_ways:
            found += [Synonym(meant, self.spellings[:1], SYNONYM) for meant in self.readings]
        return found


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
