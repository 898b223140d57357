"""What content is about and for whom: the codification's topics, and audiences."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..text import sort_key


class TopicQuerySet(models.QuerySet):
    def subjects(self) -> Self:
        """The top level: the 45 subjects (chủ đề) of the codification."""
        return self.filter(parent__isnull=True)

    def with_descendants(self, codes) -> Self:
        """The topics with these codes and everything below them."""
        condition = models.Q(pk__in=[])
        for code in codes:
            condition |= models.Q(code=code) | models.Q(code__startswith=f"{code}.")
        return self.filter(condition)


class Topic(models.Model):
    """A subject (chủ đề) or topic (đề mục) of the codification of law, by its official code.

    Source: the subjects stand in Điều 7 of Pháp lệnh 03/2012/UBTVQH13; the topics as
    published at phapdien.moj.gov.vn.
    """

    code = models.CharField(_("mã"), max_length=20, unique=True)
    name = models.CharField(_("tên"), max_length=255)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("chủ đề"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    position = models.PositiveIntegerField(_("thứ tự"), default=0, db_index=True)
    sort_key = models.CharField(max_length=255, editable=False, default="")

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("chủ đề pháp điển")
        verbose_name_plural = _("chủ đề pháp điển")

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)


class Audience(models.Model):
    """A group of readers that content is written for, such as workers or propagandists."""

    code = models.SlugField(_("mã"), unique=True)
    name = models.CharField(_("tên"), max_length=120)
    position = models.PositiveIntegerField(_("thứ tự"), default=0)

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("đối tượng")
        verbose_name_plural = _("đối tượng")

    def __str__(self):
        return self.name
