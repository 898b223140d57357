"""Questions about many questions."""

from typing import Self

from django.db import models

from content.querysets import basis_changed_on


class QuestionQuerySet(models.QuerySet):
    def published(self) -> Self:
        """What everybody may read."""
        return self.filter(live=True)

    def in_language(self, code: str) -> Self:
        return self.filter(locale__language_code=code)

    def for_listing(self) -> Self:
        """All that a listing card shows, in one query and without the full answers."""
        found = self.select_related("owner_unit", "locale").defer("answer", "details")
        return found.annotate(basis_changed_on=basis_changed_on())

    def newest(self) -> Self:
        """Latest answer first; the key breaks ties so that paging is stable."""
        return self.order_by("-answered_on", "-pk")
