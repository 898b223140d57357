"""Answered questions: what was asked, the answer in short and in full, and what it rests on."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index

from content.blocks import ContentBlocks
from content.models import StandardContent
from content.models.records import Component
from content.ownership import OwnedModelForm
from content.schema import describe
from content.text import slug as make_slug
from content.two_people import TwoPeopleMixin

from .querysets import QuestionQuerySet


class Question(
    TwoPeopleMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    index.Indexed,
    StandardContent,
    ClusterableModel,
):
    """A question with its answer. The summary of the standard structure is the short answer."""

    record_kind = "questions"
    record_component = Component.QUESTIONS

    title = models.CharField(
        _("câu hỏi"), max_length=300, help_text=_("Một câu, như người dân hỏi, có dấu hỏi ở cuối.")
    )
    slug = models.SlugField(
        _("địa chỉ"),
        max_length=120,
        blank=True,
        help_text=_("Để trống thì lấy từ câu hỏi. Không đổi khi đã đăng."),
    )
    details = models.TextField(
        _("nội dung hỏi"),
        blank=True,
        help_text=_("Hoàn cảnh của người hỏi. Bỏ tên, địa chỉ, số giấy tờ, số điện thoại."),
    )
    summary = models.TextField(
        _("trả lời ngắn"),
        max_length=500,
        help_text=_("Một đến ba câu, đủ để người đọc biết phải làm gì."),
    )
    answer = StreamField(ContentBlocks(), verbose_name=_("trả lời đầy đủ"), blank=True)
    answered_on = models.DateField(_("ngày trả lời"), default=timezone.localdate, db_index=True)
    reviewed_on = models.DateField(
        _("rà soát gần nhất"),
        null=True,
        blank=True,
        help_text=_("Ngày đơn vị xem lại và thấy câu trả lời còn đúng."),
    )

    objects = QuestionQuerySet.as_manager()

    exclude_fields_in_copy = ["uuid"]  # a translation is another thing, see BasePage
    base_form_class = OwnedModelForm
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("title"),
                    FieldPanel("details"),
                    FieldPanel("summary"),
                    FieldPanel("answer"),
                    FieldPanel("legal_bases"),
                    FieldRowPanel([FieldPanel("answered_on"), FieldPanel("reviewed_on")]),
                    InlinePanel(
                        "related_links",
                        heading=_("Câu hỏi liên quan"),
                        label=_("Câu hỏi"),
                        max_num=3,
                    ),
                ],
                heading=_("Hỏi và đáp"),
            ),
            ObjectList(
                [FieldPanel("slug"), *StandardContent.standard_panels, PublishingPanel()],
                heading=_("Đơn vị, chủ đề, nguồn"),
            ),
        ]
    )
    search_fields = [
        index.SearchField("title"),
        index.SearchField("summary"),
        index.AutocompleteField("title"),
        index.FilterField("owner_unit"),
        index.FilterField("locale"),
        index.FilterField("live"),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ["-answered_on", "-pk"]
        verbose_name = _("câu hỏi")
        verbose_name_plural = _("câu hỏi")
        constraints = [models.UniqueConstraint(fields=["slug", "locale"], name="question_address")]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if self.reviewed_on and self.answered_on and self.reviewed_on < self.answered_on:
            raise ValidationError(
                {"reviewed_on": _("Ngày rà soát đứng trước ngày trả lời. Hãy xem lại.")}
            )

    def full_clean(self, *args, **kwargs):
        # Before the checks, so that an address that is taken is never a database error.
        self.slug = self.slug or self._free_slug()
        super().full_clean(*args, **kwargs)

    def save(self, *args, **kwargs):
        self.slug = self.slug or self._free_slug()
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        # A question stands under its own language, whoever links to it; before it is saved
        # for the first time it has none.
        with override(self.locale.language_code if self.locale_id else get_language()):
            return reverse("qa:question", args=[self.slug])

    @property
    def published_at(self):
        """The day that a list shows."""
        return self.answered_on

    @property
    def related(self) -> list["Question"]:
        """The questions that the editor put beside this one, as far as they are public."""
        links = self.related_links.select_related("related__owner_unit", "related__locale")
        return [link.related for link in links if link.related.live]

    def get_preview_template(self, request, mode_name):
        return "qa/question.html"

    def get_preview_context(self, request, mode_name):
        return self.page_context(request)

    def page_context(self, request) -> dict:
        """What the question's page shows, published or previewed."""
        url = request.build_absolute_uri(self.get_absolute_url())
        return {
            "page_title": self.title,
            "page_description": self.summary,
            "trail": [(_("Hỏi đáp pháp luật"), reverse("qa:list"))],
            "question": self,
            "related": self.related,
            "disclaimer": QuestionSettings.load(request_or_site=request).disclaimer,
            "schema": self.structured_data(url),
        }

    def structured_data(self, url: str) -> dict:
        """The question and its answer as a schema.org QAPage."""
        answered_by = (
            {"@type": "GovernmentOrganization", "name": self.owner_unit.name}
            if self.owner_unit
            else None
        )
        answer = {
            "@type": "Answer",
            "text": self.summary,
            "dateCreated": self.answered_on,
            "url": url,
            "author": answered_by,
        }
        question = {
            "@type": "Question",
            "name": self.title,
            "text": self.details or self.title,
            "answerCount": 1,
            "dateCreated": self.answered_on,
            "acceptedAnswer": {key: value for key, value in answer.items() if value},
        }
        return describe(
            self,
            schema_type="QAPage",
            url=url,
            mainEntity=question,
            lastReviewed=self.reviewed_on,
            # A question that is being written has no locale yet, and can be previewed.
            inLanguage=self.locale.language_code if self.locale_id else get_language(),
        )

    def _free_slug(self) -> str:
        base = make_slug(self.title, max_length=100) or f"cau-hoi-{self.uuid.hex[:8]}"
        taken = set(
            Question.objects.filter(slug__startswith=base, locale=self.locale_id)
            .exclude(pk=self.pk)
            .values_list("slug", flat=True)
        )
        address, counter = base, 2
        while address in taken:
            address, counter = f"{base}-{counter}", counter + 1
        return address


class RelatedQuestion(Orderable):
    """Another question that a reader of this one will want."""

    question = ParentalKey(Question, on_delete=models.CASCADE, related_name="related_links")
    related = models.ForeignKey(
        Question, verbose_name=_("câu hỏi"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [FieldPanel("related")]

    class Meta(Orderable.Meta):
        verbose_name = _("câu hỏi liên quan")
        verbose_name_plural = _("câu hỏi liên quan")

    def __str__(self):
        return str(self.related)

    def clean(self):
        super().clean()
        if self.related_id and self.related_id == self.question_id:
            raise ValidationError({"related": _("Câu hỏi không thể liên quan tới chính nó.")})


@register_setting(icon="help")
class QuestionSettings(BaseGenericSetting):
    """Words that stand with every answer."""

    disclaimer = models.TextField(
        _("lưu ý dưới mỗi câu trả lời"),
        blank=True,
        default=(
            "Câu trả lời giúp bạn hiểu quy định chung, không thay cho văn bản của cơ quan có thẩm "
            "quyền giải quyết vụ việc của bạn. Quy định có thể đổi sau ngày trả lời."
        ),
    )

    panels = [FieldPanel("disclaimer")]

    class Meta:
        verbose_name = _("thiết lập hỏi đáp")

    def __str__(self):
        return str(self._meta.verbose_name)
