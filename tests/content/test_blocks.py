"""Every block can be shown, previewed, searched, and refuses what readers could not use."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.blocks import StreamBlockValidationError
from wagtail.documents.models import Document
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, PageViewRestriction

from content.blocks import ContentBlocks, LegalBasisBlock, body_text
from tests.factories.home import site_home
from tests.factories.news import NewsIndexPageFactory, NewsPageFactory

BLOCKS = ContentBlocks().child_blocks
NOWHERE = "00000000-0000-0000-0000-000000000000"


def body(*blocks):
    """A body of (name, value) pairs."""
    return ContentBlocks().normalize(list(blocks))


def html(*blocks) -> str:
    value = body(*blocks)
    return value.stream_block.render(value)


def file(name: str) -> Document:
    return Document.objects.create(title=name, file=ContentFile(b"words", name=name))


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_tells_editors_what_it_is(name):
    block = BLOCKS[name]
    assert block.label
    assert block.meta.icon != "placeholder"
    assert block.get_description()
    assert block.is_previewable


@pytest.mark.django_db
@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_previews_on_an_empty_portal(name, client, admin_user):
    client.force_login(admin_user)
    block = BLOCKS[name]
    response = client.get("/admin/block-preview/", {"id": block.definition_prefix})
    assert response.status_code == 200
    assert "css/main.css" in response.content.decode()


@pytest.mark.django_db
def test_previews_show_the_newest_of_the_library():
    from wagtail.images.models import Image

    Image.objects.create(title="Cây đa", file=get_test_image_file())
    file("to-gap.pdf")
    video = file("phim.webm")
    assert "<img" in BLOCKS["image"].render(BLOCKS["image"].get_preview_value())
    assert "phim.webm" in BLOCKS["document"].render(BLOCKS["document"].get_preview_value())
    assert BLOCKS["video"].get_preview_value()["video"] == video


def test_headings_of_a_text_stand_directly_below_the_title():
    assert [name for name in BLOCKS["text"].features if name.startswith("h") and name != "hr"] == [
        "h2",
        "h3",
    ]


def test_figures_of_a_table_are_grouped_and_set_to_the_right():
    table = {
        "caption": "Mức hỗ trợ",
        "columns": [{"type": "text", "heading": "Việc"}, {"type": "number", "heading": "Đồng"}],
        "rows": [{"values": ["Đối thoại", 400000]}, {"values": [None, None]}],
    }
    shown = html(("table", table))
    assert '<td class="data-table__number">400.000</td>' in shown
    assert "<td>Đối thoại</td>" in shown
    assert "None" not in shown


def test_two_tables_of_the_same_name_have_ids_of_their_own():
    table = {"caption": "Bảng", "columns": [{"type": "text", "heading": "A"}], "rows": []}
    value = body(("table", table), ("table", table))
    shown = value.stream_block.render(value)
    assert len({part.split('"')[0] for part in shown.split('<caption id="')[1:]}) == 2


def test_a_table_without_a_name_is_refused():
    value = body(("table", {"caption": "", "columns": [], "rows": []}))
    with pytest.raises(StreamBlockValidationError):
        value.stream_block.clean(value)


def test_a_draft_may_hold_a_table_without_a_name():
    blocks = ContentBlocks()
    value = blocks.normalize([("table", {"caption": "", "columns": [], "rows": []})])
    assert blocks.clean_deferred(value)


@pytest.mark.django_db
def test_a_video_must_be_a_file_that_browsers_play():
    block = BLOCKS["video"]
    words = {"title": "Phim", "transcript": "<p>Lời</p>"}
    assert block.clean(block.normalize({"video": file("phim.mp4"), **words}))
    with pytest.raises(ValidationError) as refused:
        block.clean(block.normalize({"video": file("phim.pdf"), **words}))
    assert "MP4" in str(refused.value.block_errors["video"])


@pytest.mark.django_db
def test_a_video_needs_its_words():
    block = BLOCKS["video"]
    with pytest.raises(ValidationError) as refused:
        block.clean(block.normalize({"video": file("phim.mp4"), "title": "Phim", "transcript": ""}))
    assert "transcript" in refused.value.block_errors


@pytest.mark.django_db
def test_a_picture_needs_a_description():
    with pytest.raises(ValidationError) as refused:
        BLOCKS["image"].clean(BLOCKS["image"].normalize({"image": None, "alt_text": ""}))
    assert "alt_text" in refused.value.block_errors


@pytest.mark.parametrize(
    ("field", "value"),
    [("document_uuid", "45/2013/QH13"), ("eid", "Điều 5"), ("citation", "")],
    ids=["number instead of uuid", "words instead of eId", "no citation"],
)
def test_a_legal_basis_is_refused_where_it_could_lead_nowhere(field, value):
    block = LegalBasisBlock()
    basis = {"citation": "Điều 5", "document_uuid": NOWHERE, "eid": "art_5", field: value}
    with pytest.raises(ValidationError) as refused:
        block.clean(block.normalize(basis))
    assert field in refused.value.block_errors


@pytest.mark.django_db
def test_a_basis_that_the_library_does_not_have_stays_words():
    basis = {"citation": "Điều 5 Luật Mẫu", "document_uuid": NOWHERE, "eid": "art_5"}
    shown = html(("provision_quotation", {"quotation": "Người dân được hỏi.", "basis": basis}))
    assert "Điều 5 Luật Mẫu" in shown
    assert "<a " not in shown


@pytest.mark.django_db
def test_related_items_leave_out_what_not_everybody_may_read():
    site_home()
    index = NewsIndexPageFactory()
    shown = NewsPageFactory(parent=index, title="Đã đăng")
    draft = NewsPageFactory(parent=index, title="Còn nháp", live=False)
    closed = NewsPageFactory(parent=index, title="Nội bộ")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    pages = [Page.objects.get(pk=page.pk) for page in (draft, shown, closed)]
    listed = html(("related_items", {"heading": "Xem thêm", "pages": pages}))
    assert "Đã đăng" in listed
    assert "Còn nháp" not in listed
    assert "Nội bộ" not in listed
    assert "Xem thêm" not in html(("related_items", {"heading": "Xem thêm", "pages": [pages[0]]}))


def test_body_text_holds_the_words_of_all_blocks_and_no_codes():
    basis = {"citation": "khoản 2 Điều 4", "document_uuid": NOWHERE, "eid": "art_4__para_2"}
    text = body_text(
        body(
            ("text", "<h2>Đất đai</h2><p>Thửa <b>đậm</b></p>"),
            ("provision_quotation", {"quotation": "Được tách thửa", "basis": basis}),
            ("callout", {"tone": "warning", "heading": "", "text": "<p>Đừng tự phá</p>"}),
            ("steps", {"heading": "Các bước", "steps": [{"title": "Nộp đơn", "text": ""}]}),
        )
    )
    for words in ("Đất đai", "đậm", "Được tách thửa", "khoản 2 Điều 4", "Đừng tự phá", "Nộp đơn"):
        assert words in text
    for code in (NOWHERE, "art_4", "<b>", "Lưu ý"):
        assert code not in text
