import html
import json
import lzma
import re
from itertools import pairwise

import pytest

from legal_library.addresses import anchor
from legal_library.parsing import Body, Node, ParsedDocument, characters, parse
from legal_library.rendering import (
    heading_of,
    render_article,
    render_excerpt,
    render_expression,
)
from tests.factories.legal_library import parsed_sample

TAG = re.compile(r"<[^>]+>")
# Rules drawn with hyphens and the bars of flattened tables are drawn by the page itself.
DRAWING = re.compile(r"[-–—_=*.|]+")


def words_of(rendered: str) -> str:
    return DRAWING.sub("", "".join(html.unescape(TAG.sub("", rendered)).split()))


def rendered_nodes(*nodes: Node) -> str:
    return render_expression(ParsedDocument(bodies=(Body(nodes=nodes),))).html


@pytest.fixture(scope="module")
def sample():
    return render_expression(parsed_sample())


def test_page_says_what_the_source_says_and_nothing_else(sample):
    assert words_of(sample.html) == DRAWING.sub("", characters(parsed_sample()))


def test_every_article_clause_and_point_has_its_anchor(sample):
    ids = set(re.findall(r' id="([^"]+)"', sample.html))
    named = {
        anchor(node.eid)
        for node in parsed_sample().walk()
        if node.kind in ("chapter", "article", "clause", "point")
    }
    assert named <= ids
    assert {"dieu-2-khoan-1-diem-d", "dieu-2-khoan-1-diem-dd", "dieu-2a"} <= ids
    assert {"kem-theo-1", "kem-theo-1-dieu-1-khoan-2"} <= ids


def test_no_id_occurs_twice_and_every_link_leads_to_one(sample):
    ids = re.findall(r' id="([^"]+)"', sample.html)
    assert len(ids) == len(set(ids))
    links = re.findall(r'href="#([^"]+)"', sample.html + sample.contents_html)
    assert set(links) <= set(ids)


def test_two_provisions_with_one_address_do_not_share_an_id():
    twins = (Node("article", marker="Điều 1.", eid="chp_Ia"), Node("article", eid="chp_IA"))
    assert rendered_nodes(*twins).count('id="chuong-ia"') == 1


def test_text_is_escaped(sample):
    assert "mức hỗ trợ &lt;cho&gt; hòa giải viên" in sample.html
    hostile = Node(
        "clause", marker='1."><script>', heading="<b>", text="<img>", eid="art_1__para_1"
    )
    shown = rendered_nodes(Node("article", marker="Điều 1.", eid="art_1", children=(hostile,)))
    assert "<script>" not in shown
    assert "<img>" not in shown


def test_headings_are_an_outline_below_the_title_of_the_page(sample):
    levels = [int(level) for level in re.findall(r"<h(\d)", sample.html)]
    assert levels[0] == 2
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_articles_without_chapters_stand_directly_below_the_title():
    assert "<h2>" in rendered_nodes(Node("article", marker="Điều 1.", heading="Tên", eid="art_1"))


def test_what_an_amendment_quotes_has_no_heading_and_is_a_quotation(sample):
    quotation = re.search(r"<blockquote>(.*?)</blockquote>", sample.html)[1]
    assert "“Điều 4. Học phí" in quotation
    assert "<h" not in quotation
    assert "Học phí" not in sample.contents_html


def test_items_of_one_kind_are_one_list_and_paragraphs_between_stay_between():
    article = Node(
        "article",
        marker="Điều 1.",
        eid="art_1",
        children=(
            Node("clause", marker="1.", text="một", eid="art_1__para_1"),
            Node("clause", marker="2.", text="hai", eid="art_1__para_2"),
            Node("paragraph", text="giữa", eid="art_1__p_1"),
            Node("clause", marker="3.", text="ba", eid="art_1__para_3"),
        ),
    )
    shown = rendered_nodes(article)
    assert shown.count("<ol>") == 2
    assert shown.index("hai") < shown.index("<p>giữa</p>") < shown.index("ba")


def test_head_has_two_columns_only_where_the_motto_is_found(sample):
    assert '<p class="document-text__issuer">TỈNH AN LẠC</p>' in sample.html
    assert '<p class="document-text__number">Số: 12/2025/NQ-HĐND</p>' in sample.html
    assert '<p class="document-text__place">An Lạc, ngày 10 tháng 7 năm 2025</p>' in sample.html
    without = render_expression(parse("KẾ HOẠCH\nTuyên truyền\n\nĐiều 1. Mục đích\nĐể biết."))
    assert "document-text__head" not in without.html


@pytest.mark.parametrize(
    "head",
    [
        "QUỐC\nHỘI\n-----\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "---\nLuật\nsố: 15/2023/QH15\nHà\nNội, ngày 09 tháng 01 năm 2023\nLUẬT\nKHÁM BỆNH",
        "QUỐC HỘI |\nCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n|\nĐộc lập – Tự do – Hạnh phúc |\n"
        "Luật số: 15/2023/QH15 |\nHà Nội, ngày 09 tháng 01 năm 2023 |\nLUẬT\nKHÁM BỆNH",
    ],
    ids=["narrow columns", "table cells"],
)
def test_head_is_read_as_sources_break_it(head):
    preface = tuple(Node("paragraph", text=line) for line in head.split("\n"))
    shown = render_expression(ParsedDocument(preface=preface)).html
    places = re.findall(r'document-text__(\w+)">([^<]+)', shown.split("</div>")[0])
    assert places[0] == ("issuer", "QUỐC HỘI")
    assert places[1][0] == "nation"
    assert places[2][0] == "motto"
    assert places[3] == ("number", "Luật số: 15/2023/QH15")
    assert places[4] == ("place", "Hà Nội, ngày 09 tháng 01 năm 2023")


def test_recipients_and_signature_stand_side_by_side(sample):
    assert re.search(r"__recipients\"><p>Nơi nhận:</p>.*Lưu: VT", sample.html)
    assert re.search(r"__signature\"><p>CHỦ TỊCH</p><p>Nguyễn Thị Mẫu</p>", sample.html)


def test_cells_of_a_flattened_table_stay_together():
    text = "Bảng sau:\nBậc |\n1 |\n2\n|\n<3> |"
    shown = rendered_nodes(Node("paragraph", text=text))
    assert "<span>Bậc</span><span>1</span>" in shown
    assert "<span>&lt;3&gt;</span>" in shown
    assert "|" not in shown


def test_contents_nest_and_read_as_sentences(sample):
    assert '<a href="#chuong-ii">Chương II. Mức hỗ trợ</a><ol><li>' in sample.contents_html
    assert '<a href="#dieu-2a">Điều 2a. Hỗ trợ tổ hòa giải</a>' in sample.contents_html
    assert "Kèm theo: Quy chế Hoạt động của tổ hòa giải</a><ol>" in sample.contents_html


@pytest.mark.parametrize(
    ("marker", "heading", "expected"),
    [
        ("Chương II", "MỨC HỖ TRỢ", "Chương II. Mức hỗ trợ"),
        ("Điều 5.", "Tên điều", "Điều 5. Tên điều"),
        ("Điều 5.", "", "Điều 5"),
        ("PHỤ LỤC II", "DANH MỤC", "Phụ lục II. Danh mục"),
        ("PHẦN THỨ NHẤT", "NHỮNG QUY ĐỊNH CHUNG", "Phần thứ nhất. Những quy định chung"),
    ],
)
def test_heading_of(marker, heading, expected):
    assert heading_of(Node("article", marker=marker, heading=heading)) == expected


def test_article_by_itself_leaves_itself_out_of_its_anchors():
    (article,) = [node for node in parsed_sample().articles() if node.eid == "art_2"]
    shown = render_article(article)
    assert 'id="khoan-1-diem-dd"' in shown
    assert 'href="#khoan-1-diem-dd"' in shown
    assert "Mức hỗ trợ theo vụ việc" not in shown


@pytest.mark.shared_data
def test_no_character_of_real_laws_is_lost_or_added(shared_data):
    with lzma.open(shared_data / "corpus" / "laws_full.jsonl.xz", "rt") as lines:
        laws = [json.loads(line) for _number, line in zip(range(25), lines, strict=False)]
    for law in laws:
        parsed = parse(law["text"])
        rendered = render_expression(parsed)
        assert words_of(rendered.html) == DRAWING.sub("", characters(parsed)), law["number"]
        ids = re.findall(r' id="([^"]+)"', rendered.html)
        assert len(ids) == len(set(ids)), law["number"]


def test_a_table_keeps_its_rows_and_the_breaks_in_its_cells():
    table = Node("table", text="STT\tTên\n1\tHoa\u2028Lá <x>", eid="art_1__table_1")
    page = render_expression(ParsedDocument(bodies=(Body(nodes=(table,)),)))
    assert "<tr><td>STT</td><td>Tên</td></tr>" in page.html
    assert "<tr><td>1</td><td>Hoa<br>Lá &lt;x&gt;</td></tr>" in page.html


def test_footnotes_stand_at_the_end_and_their_numbers_are_raised_in_the_text():
    clause = Node("paragraph", text="Luật này\u202f3 quy định về hoa.", eid="p_1")
    note = Node("note", number="3", marker="3", text="Được sửa đổi.\nHai.", eid="note_3")
    page = render_expression(ParsedDocument(bodies=(Body(nodes=(clause,), conclusion=(note,)),)))
    assert "Luật này<sup>3</sup> quy định" in page.html
    assert '<li id="chu-thich-3"><p><a href="#chu-thich-3">3 </a>Được sửa đổi.</p>' in page.html


def test_an_excerpt_has_no_ids_so_that_several_stand_on_one_page():
    article = parsed_sample().articles()[1]
    for node in (article, article.children[0], article.children[0].children[4]):
        written = render_excerpt(node)
        assert "id=" not in written
        assert "href=" not in written
        assert "xã đặc biệt khó khăn" in written
