"""What acts say that their words mean."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.text import fold, sort_key

from .documents import LegalDocument
from .expressions import Expression


class Definition(models.Model):
    """One term, as the current text of a document defines it.

    Derived: written anew whenever another text of the document becomes the current one.
    """

    document = models.ForeignKey(
        LegalDocument,
        verbose_name=_("văn bản"),
        on_delete=models.CASCADE,
        related_name="definitions",
    )
    expression = models.ForeignKey(
        Expression, verbose_name=_("bản văn"), on_delete=models.CASCADE, related_name="definitions"
    )
    eid = models.CharField(_("quy định (eId)"), max_length=255)
    position = models.PositiveIntegerField(_("thứ tự"))
    term = models.CharField(_("thuật ngữ"), max_length=255)
    abbreviation = models.CharField(_("gọi tắt"), max_length=120, blank=True)
    text = models.TextField(_("giải thích"))
    # The term without case and diacritics: the same in every law that defines it.
    term_key = models.CharField(max_length=255, editable=False, db_index=True)
    sort_key = models.CharField(max_length=255, editable=False)

    class Meta:
        ordering = ["sort_key", "pk"]
        verbose_name = _("thuật ngữ")
        verbose_name_plural = _("thuật ngữ")
        constraints = [
            models.UniqueConstraint(
                fields=["expression", "position"], name="one_definition_per_position"
            )
        ]
        indexes = [models.Index(fields=["sort_key", "id"], name="definition_alphabet")]

    def __str__(self):
        return self.term

    @classmethod
    def of(cls, expression: Expression, position: int, **fields) -> "Definition":
        """A row not yet stored, with its keys, which bulk writing does not derive."""
        term = fields["term"]
        return cls(
            document_id=expression.document_id,
            expression=expression,
            position=position,
            term_key=fold(term)[:255],
            sort_key=sort_key(term),
            **fields,
        )
