"""The closed set of blocks that editors compose content from.

Closed, so that what one portal publishes another can show: exchange and search know
every block. Each has a template in templates/blocks/ and a preview.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

RICH_TEXT_FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link", "hr"]


class TextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs):
        kwargs.setdefault("features", RICH_TEXT_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Đoạn văn")
        template = "blocks/text.html"
        preview_value = "<p>Người yêu cầu không phải trả tiền cho trợ giúp pháp lý.</p>"
        description = _("Văn bản có tiểu mục, danh sách, liên kết.")


class LegalBasisBlock(blocks.StructBlock):
    """A provision that content rests on: its words, and its address in the legal library."""

    citation = blocks.CharBlock(
        label=_("Trích dẫn"), help_text=_("Ví dụ: khoản 2 Điều 12 Luật Hòa giải ở cơ sở")
    )
    document_uuid = blocks.CharBlock(label=_("Mã văn bản"), required=False)
    eid = blocks.CharBlock(label=_("Vị trí (eId)"), required=False)
    as_of = blocks.DateBlock(label=_("Tại ngày"), required=False)

    class Meta:
        icon = "link"
        label = _("Căn cứ")
        template = "blocks/legal_basis.html"
        preview_value = {"citation": "khoản 2 Điều 12 Luật Hòa giải ở cơ sở"}


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

    class Meta:
        icon = "image"
        label = _("Ảnh")
        template = "blocks/image.html"


class DocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Tệp"))
    title = blocks.CharBlock(label=_("Tên hiển thị"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("Tệp tải về")
        template = "blocks/document.html"


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
        extension = cleaned["video"].file_extension.lower()
        if extension not in {"mp4", "webm"}:
            raise blocks.StructBlockValidationError(
                block_errors={"video": ValidationError(_("Chọn tệp MP4 hoặc WebM."))}
            )
        return cleaned

    class Meta:
        icon = "media"
        label = _("Video")
        template = "blocks/video.html"


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(label=_("Tên bảng"))
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Chữ"), required=False)),
            ("number", blocks.DecimalBlock(label=_("Số"), required=False)),
        ],
        label=_("Bảng"),
    )

    class Meta:
        icon = "table"
        label = _("Bảng")
        template = "blocks/table.html"


class CalloutBlock(blocks.StructBlock):
    tone = blocks.ChoiceBlock(
        label=_("Kiểu"),
        choices=[("info", _("Cần biết")), ("warning", _("Lưu ý")), ("success", _("Nên làm"))],
        default="info",
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
            "steps": [{"title": "Chuẩn bị giấy chứng sinh", "text": ""}],
        }


class RelatedItemsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Tiêu đề"), default=_("Xem thêm"))
    pages = blocks.ListBlock(
        blocks.PageChooserBlock(label=_("Trang")), label=_("Trang"), min_num=1, max_num=8
    )

    class Meta:
        icon = "list-ul"
        label = _("Nội dung liên quan")
        template = "blocks/related_items.html"


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
        block_counts: dict = {}


def body_text(value: blocks.StreamValue) -> str:
    """The words of a body, for search: all blocks in order, markup removed."""
    texts = value.stream_block.get_searchable_content(value) if value else []
    return "\n".join(str(text) for text in texts if text)
