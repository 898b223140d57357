"""The closed set of blocks that editors compose content from.

Closed, so that what one portal publishes another can show: exchange and search know
every block. Each has a template in templates/blocks/ and a preview.
"""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from .registration import law_place
from .tables import TableBlock

RICH_TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "hr"]
VIDEO_EXTENSIONS = {"mp4", "webm"}

is_uuid = RegexValidator(
    r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
    _("Hãy dán liên kết của văn bản hoặc của điều, khoản trong Tủ sách."),
)
is_eid = RegexValidator(
    r"^[A-Za-z0-9_.-]+$", _("Vị trí chỉ có chữ không dấu, số và gạch dưới, ví dụ art_5__para_2.")
)


class TextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs):
        kwargs.setdefault("features", RICH_TEXT_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Đoạn văn")
        template = "blocks/text.html"
        preview_value = (
            "<h2>Ai được trợ giúp?</h2><p>Người thuộc hộ nghèo, trẻ em, người có công. "
            "<b>Bạn không phải trả tiền.</b></p>"
        )
        description = _("Văn bản có tiểu mục, danh sách, liên kết.")


class LegalBasisBlock(blocks.StructBlock):
    """A provision that content rests on: its words, and its address in the legal library."""

    citation = blocks.CharBlock(
        label=_("Trích dẫn"), help_text=_("Ví dụ: khoản 2 Điều 12 Luật Hòa giải ở cơ sở")
    )
    document_uuid = blocks.CharBlock(
        label=_("Liên kết trong Tủ sách"),
        required=False,
        validators=[is_uuid],
        search_index=False,
        help_text=_("Bấm số điều, khoản trong văn bản, chọn “Sao chép liên kết” rồi dán vào đây."),
    )
    eid = blocks.CharBlock(
        label=_("Vị trí"),
        required=False,
        validators=[is_eid],
        search_index=False,
        help_text=_("Cổng tự điền từ liên kết."),
    )
    as_of = blocks.DateBlock(label=_("Tại ngày"), required=False)

    def clean(self, value):
        """A link is kept as the address that stays when texts and slugs are replaced."""
        address = value.get("document_uuid") or ""
        if "/" in address:
            place = law_place(address)
            if place is None:
                message = _("Tủ sách không có văn bản ở địa chỉ này. Hãy chép lại liên kết.")
                raise blocks.StructBlockValidationError(
                    block_errors={"document_uuid": ValidationError(message)}
                )
            value = self.normalize(
                {**value, "document_uuid": place.document_uuid, "eid": place.eid}
            )
        return super().clean(value)

    class Meta:
        icon = "link"
        label = _("Căn cứ")
        template = "blocks/legal_basis.html"
        preview_value = {"citation": "khoản 2 Điều 12 Luật Hòa giải ở cơ sở"}
        description = _("Quy định mà nội dung dựa vào. Có mã văn bản thì trích dẫn thành liên kết.")


class ProvisionQuotationBlock(blocks.StructBlock):
    quotation = blocks.TextBlock(label=_("Nội dung trích"), rows=4)
    basis = LegalBasisBlock(label=_("Trích từ"))

    class Meta:
        icon = "openquote"
        label = _("Trích quy định")
        template = "blocks/provision_quotation.html"
        preview_value = {
            "quotation": "Hòa giải viên được hỗ trợ khi trực tiếp tham gia hòa giải.",
            "basis": {"citation": "khoản 1 Điều 3 Nghị quyết mẫu"},
        }
        description = _("Lời văn của một điều, khoản, kèm nơi trích.")


class ImageBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Ảnh"))
    alt_text = blocks.CharBlock(
        label=_("Mô tả ảnh"),
        help_text=_("Nói điều người xem thấy trong ảnh, cho người không nhìn được."),
    )
    caption = blocks.CharBlock(label=_("Chú thích"), required=False)
    credit = blocks.CharBlock(label=_("Người chụp, nguồn"), required=False)

    def get_preview_value(self):
        """The newest image of the library, as editors will see their own."""
        return self.normalize(
            {
                "image": get_image_model().objects.order_by("-pk").first(),
                "alt_text": "Ảnh mới nhất trong kho",
                "caption": "Chú thích đứng dưới ảnh.",
                "credit": "Người chụp",
            }
        )

    class Meta:
        icon = "image"
        label = _("Ảnh")
        template = "blocks/image.html"
        description = _("Ảnh có mô tả bắt buộc, chú thích và nguồn.")


class DocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Tệp"))
    title = blocks.CharBlock(label=_("Tên hiển thị"), required=False)

    def get_preview_value(self):
        """The newest file of the library."""
        newest = get_document_model().objects.order_by("-pk").first()
        return self.normalize({"document": newest, "title": "Mẫu đơn đề nghị (ví dụ)"})

    class Meta:
        icon = "doc-full"
        label = _("Tệp tải về")
        template = "blocks/document.html"
        description = _("Một tệp để tải: mẫu đơn, tờ gấp, đề cương.")


class VideoBlock(blocks.StructBlock):
    """A video kept on the portal itself: nothing is loaded from elsewhere."""

    video = DocumentChooserBlock(label=_("Tệp video (MP4, WebM)"))
    title = blocks.CharBlock(label=_("Tên video"))
    transcript = blocks.RichTextBlock(
        label=_("Bản lời"),
        features=["ul", "ol", "bold", "italic"],
        help_text=_("Toàn bộ lời nói, cho người không nghe được và để tìm kiếm."),
    )

    def clean(self, value):
        cleaned = super().clean(value)
        video = cleaned["video"]  # None in a draft that is saved half done
        if video and video.file_extension.lower() not in VIDEO_EXTENSIONS:
            raise blocks.StructBlockValidationError(
                block_errors={"video": ValidationError(_("Chọn tệp MP4 hoặc WebM."))}
            )
        return cleaned

    def get_preview_value(self):
        """The newest video of the library."""
        videos = [
            document
            for document in get_document_model().objects.order_by("-pk")[:200]
            if document.file_extension.lower() in VIDEO_EXTENSIONS
        ]
        return self.normalize(
            {
                "video": videos[0] if videos else None,
                "title": "Ba bước hòa giải ở cơ sở",
                "transcript": "<p>Bản lời đứng ngay dưới video.</p>",
            }
        )

    class Meta:
        icon = "media"
        label = _("Video")
        template = "blocks/video.html"
        description = _("Video lưu tại cổng, có bản lời bắt buộc.")


class CalloutBlock(blocks.StructBlock):
    tone = blocks.ChoiceBlock(
        label=_("Kiểu"),
        choices=[("info", _("Cần biết")), ("warning", _("Lưu ý")), ("success", _("Nên làm"))],
        default="info",
        search_index=False,
    )
    heading = blocks.CharBlock(label=_("Tiêu đề"), required=False)
    text = blocks.RichTextBlock(label=_("Nội dung"), features=["bold", "italic", "link", "ul"])

    class Meta:
        icon = "info-circle"
        label = _("Khung lưu ý")
        template = "blocks/callout.html"
        preview_value = {
            "tone": "info",
            "heading": "Miễn phí",
            "text": "<p>Trợ giúp pháp lý không thu tiền.</p>",
        }
        description = _("Một điều người đọc không được bỏ qua.")


class StepsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Tiêu đề"), required=False)
    steps = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("title", blocks.CharBlock(label=_("Việc cần làm"))),
                (
                    "text",
                    blocks.RichTextBlock(
                        label=_("Cách làm"), features=["bold", "link", "ul"], required=False
                    ),
                ),
            ]
        ),
        label=_("Các bước"),
        min_num=1,
    )

    class Meta:
        icon = "list-ol"
        label = _("Các bước")
        template = "blocks/steps.html"
        preview_value = {
            "heading": "Đăng ký khai sinh",
            "steps": [
                {"title": "Chuẩn bị giấy chứng sinh", "text": ""},
                {"title": "Nộp tại Ủy ban nhân dân cấp xã", "text": "<p>Hoặc nộp qua mạng.</p>"},
            ],
        }
        description = _("Việc cần làm theo thứ tự, được đánh số.")


class RelatedItemsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Tiêu đề"), default=_("Xem thêm"))
    pages = blocks.ListBlock(
        blocks.PageChooserBlock(label=_("Trang")), label=_("Trang"), min_num=1, max_num=8
    )

    def get_context(self, value, parent_context=None):
        """With `pages`, those of the chosen that everybody may read, in the editor's order."""
        chosen = [page.pk for page in value["pages"] if page]
        public = Page.objects.live().public().in_bulk(chosen)
        pages = [public[key] for key in chosen if key in public]
        return {**super().get_context(value, parent_context), "pages": pages}

    def get_preview_value(self):
        """The newest pages of the portal."""
        newest = Page.objects.live().filter(depth__gt=2).order_by("-first_published_at")[:3]
        return self.normalize({"heading": "Xem thêm", "pages": list(newest)})

    class Meta:
        icon = "list-ul"
        label = _("Nội dung liên quan")
        template = "blocks/related_items.html"
        description = _("Liên kết tới những trang khác của cổng.")


class ContentBlocks(blocks.StreamBlock):
    """The body of every page: all blocks, in the order editors reach for them."""

    text = TextBlock()
    provision_quotation = ProvisionQuotationBlock()
    callout = CalloutBlock()
    steps = StepsBlock()
    image = ImageBlock()
    document = DocumentBlock()
    video = VideoBlock()
    table = TableBlock()
    related_items = RelatedItemsBlock()

    class Meta:
        template = "blocks/content.html"


def body_text(value: blocks.StreamValue) -> str:
    """The words of a body, for search: all blocks in order, markup removed."""
    texts = value.stream_block.get_searchable_content(value) if value else []
    return "\n".join(str(text) for text in texts if text)
