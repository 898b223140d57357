"""The texts of a document and their structure."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from ..comparing import article_digests
from ..parsing import ParsedDocument, from_json, to_json
from ..querysets import ExpressionQuerySet, ProvisionQuerySet
from ..rendering import render_expression
from ..structure import Zone, flatten
from .documents import LegalDocument


def tree_digest(tree: dict) -> str:
    """What two trees have in common exactly when they say the same."""
    text = json.dumps(tree["preface"] + tree["bodies"], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


class ExpressionManager(models.Manager.from_queryset(ExpressionQuerySet)):
    @transaction.atomic
    def write(
        self, document: LegalDocument, parsed: ParsedDocument, *, kind="", **fields
    ) -> "Expression":
        """Store *parsed* as a text of *document* with all its provisions; its HTML is made here.

        The same tree again, of the same date and language, gives the expression that exists:
        a correction is a new expression of the same date, never a change of an old one.
        """
        tree = to_json(parsed)
        sha256 = tree_digest(tree)
        fields.setdefault("language", document.language)
        fields.setdefault("valid_on", document.issued_on)
        latest = self.filter(document=document, **fields).order_by("-pk").first()
        if latest and latest.tree_sha256 == sha256:
            return latest
        rendered = render_expression(parsed)
        rows = list(flatten(parsed))
        expression = self.create(
            document=document,
            kind=kind or Expression.Kind.ORIGINAL,
            tree_sha256=sha256,
            html=rendered.html,
            contents_html=rendered.contents_html,
            warnings=tree["warnings"],
            article_count=sum(row.is_standing_article for row in rows),
            article_digests=article_digests(parsed),
            **fields,
        )
        Provision.objects.bulk_create(
            (Provision(expression=expression, **row.as_fields()) for row in rows), batch_size=500
        )
        return expression

    @transaction.atomic
    def write_draft(self, document: LegalDocument) -> "Expression":
        """Store the draft's tree, as the text that the tree says it is; see `text_of_draft`.

        The orders of other acts that it carries out count as carried out from now on.
        """
        tree = document.draft_tree
        text = text_of_draft(tree)
        expression = self.write(document, from_json(tree), **text.fields)
        if text.instructions:
            document.amendments.record_applied(expression, text.instructions)
        return expression


@dataclass(frozen=True, slots=True)
class TextOfDraft:
    """Which text of the document a draft will be, and which orders it carries out."""

    kind: str = ""
    valid_on: date | None = None
    language: str = ""
    instructions: tuple[int, ...] = ()
    digest: str = ""  # of the tree as the orders left it: tells whether somebody went on

    @property
    def fields(self) -> dict:
        """What `write` is to be told; nothing of a draft of the original."""
        told = {"kind": self.kind, "valid_on": self.valid_on, "language": self.language}
        return {name: value for name, value in told.items() if value}


def text_of_draft(tree: dict | None) -> TextOfDraft:
    """What the draft's *tree* says that it is; a tree that says nothing is the original.

    It stands in the tree, so that other words pasted into the draft are not taken for it.
    """
    said = (tree or {}).get("text") or {}
    day = said.get("valid_on")
    return TextOfDraft(
        kind=said.get("kind", ""),
        valid_on=date.fromisoformat(day) if day else None,
        language=said.get("language", ""),
        instructions=tuple(said.get("instructions", ())),
        digest=said.get("digest", ""),
    )


def as_draft_of(tree: dict, text: TextOfDraft) -> dict:
    """*tree* that says which text it is; of the original nothing is said."""
    if not text.kind:
        return tree
    said = asdict(text) | {"instructions": list(text.instructions)}
    said["valid_on"] = text.valid_on.isoformat() if text.valid_on else None
    return {**tree, "text": said}


class Expression(models.Model):
    """The text of a document in one language as of one date."""

    class Kind(models.TextChoices):
        ORIGINAL = "original", _("Bản gốc")
        CONSOLIDATED = "consolidated", _("Bản hợp nhất")
        TRANSLATION = "translation", _("Bản dịch")

    document = models.ForeignKey(
        LegalDocument,
        verbose_name=_("văn bản"),
        on_delete=models.CASCADE,
        related_name="expressions",
    )
    language = models.CharField(_("ngôn ngữ"), max_length=10, default="vi")
    valid_on = models.DateField(_("tại ngày"), null=True, blank=True)
    kind = models.CharField(_("loại bản"), max_length=20, choices=Kind.choices)
    # Some articles of the act only, as the codification has them.
    is_partial = models.BooleanField(_("chỉ gồm một số điều"), default=False)
    source_name = models.CharField(_("nguồn"), max_length=255, blank=True)
    source_sha256 = models.CharField(_("mã băm của nguồn"), max_length=64, blank=True)
    tree_sha256 = models.CharField(max_length=64, editable=False)
    html = models.TextField(editable=False)
    contents_html = models.TextField(editable=False)
    warnings = models.JSONField(_("cảnh báo"), default=list, blank=True)
    article_count = models.PositiveIntegerField(_("số điều"), default=0)
    # A short sum of each article's words: tells which of them another text has otherwise.
    article_digests = models.JSONField(default=dict, editable=False)
    created_at = models.DateTimeField(_("tạo lúc"), auto_now_add=True)

    objects = ExpressionManager()

    class Meta:
        ordering = ["-valid_on", "-pk"]
        verbose_name = _("bản văn")
        verbose_name_plural = _("bản văn")
        indexes = [
            models.Index(fields=["document", "language", "-valid_on"], name="expression_as_of")
        ]

    def __str__(self):
        return f"{self.document}, {self.get_kind_display()}"


class Provision(models.Model):
    """A node of an expression, addressed by its Akoma Ntoso eId and ordered by `position`.

    `last_position` is that of the last node below it, so a whole article is one range.
    """

    class Kind(models.TextChoices):
        PART = "part", _("Phần")
        CHAPTER = "chapter", _("Chương")
        SECTION = "section", _("Mục")
        SUBSECTION = "subsection", _("Tiểu mục")
        ARTICLE = "article", _("Điều")
        CLAUSE = "clause", _("Khoản")
        POINT = "point", _("Điểm")
        ANNEX = "annex", _("Phụ lục")
        PARAGRAPH = "paragraph", _("Đoạn")
        TABLE = "table", _("Bảng")
        NOTE = "note", _("Chú thích")

    expression = models.ForeignKey(Expression, on_delete=models.CASCADE, related_name="provisions")
    body = models.PositiveSmallIntegerField(_("phần thân"), default=0)
    zone = models.CharField(
        max_length=12, choices=[(zone, zone) for zone in Zone], default=Zone.MAIN
    )
    position = models.PositiveIntegerField(_("thứ tự"))
    last_position = models.PositiveIntegerField()
    depth = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(_("cấp"), max_length=12, choices=Kind.choices)
    number = models.CharField(_("số"), max_length=40, blank=True)
    marker = models.TextField(_("ký hiệu"), blank=True)
    heading = models.TextField(_("tên"), blank=True)
    text = models.TextField(_("nội dung"), blank=True)
    eid = models.CharField(_("eId"), max_length=255)

    objects = ProvisionQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        verbose_name = _("quy định")
        verbose_name_plural = _("quy định")
        constraints = [
            models.UniqueConstraint(fields=["expression", "eid"], name="one_provision_per_eid"),
            models.UniqueConstraint(
                fields=["expression", "position"], name="one_provision_per_position"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.number}".strip()
