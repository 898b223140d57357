"""What counts as a definition in an article “Giải thích từ ngữ”, and what does not."""

import pytest

from legal_library.defining.reading import definitions, read
from legal_library.parsing import Node


def clause(number, text, *points, eid=""):
    eid = eid or f"art_3__para_{number}"
    return Node(kind="clause", number=str(number), text=text, eid=eid, children=points)


def article(*children, heading="Giải thích từ ngữ", text="", eid="art_3"):
    return Node(kind="article", number="3", heading=heading, text=text, eid=eid, children=children)


@pytest.mark.parametrize(
    ("sentence", "term", "abbreviation"),
    [
        ("Đất ở là đất để làm nhà ở.", "Đất ở", ""),
        ("Hộ kinh doanh được hiểu là cơ sở do một người lập.", "Hộ kinh doanh", ""),
        ("“Chất thải” là vật chất bị thải ra.", "Chất thải", ""),
        ("Hạ tầng kỹ thuật bao gồm đường, điện, nước.", "Hạ tầng kỹ thuật", ""),
        ("Hành lang an toàn: khoảng đất dọc hai bên đường.", "Hành lang an toàn", ""),
        ("Cổ tức là khoản lợi nhuận được trả.", "Cổ tức", ""),
        ("Mức tối thiểu là mức thấp nhất.", "Mức tối thiểu", ""),
        (
            "Bộ xác định thuê bao (sau đây gọi tắt là SIM) là thẻ gắn vào máy.",
            "Bộ xác định thuê bao",
            "SIM",
        ),
        (
            "Xe cơ giới đường bộ (sau đây gọi là xe cơ giới) gồm xe ô tô.",
            "Xe cơ giới đường bộ",
            "xe cơ giới",
        ),
        (
            "Đơn vị khu vực nhà nước (sau đây gọi chung là cơ quan, tổ chức) bao gồm trường học.",
            "Đơn vị khu vực nhà nước",
            "cơ quan, tổ chức",
        ),
        ("Dược chất (còn gọi là hoạt chất) là chất dùng làm thuốc.", "Dược chất", "hoạt chất"),
        ("Vốn (bằng tiền) là tiền góp vào.", "Vốn", ""),
    ],
)
def test_the_term_stands_before_the_verb(sentence, term, abbreviation):
    found = read(sentence, sentence, "art_3__para_1")
    assert (found.term, found.abbreviation, found.text) == (term, abbreviation, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Chính phủ quy định chi tiết Điều này.",
        "Trường hợp khác thì áp dụng pháp luật có liên quan.",
        "là đất ở",
        " ".join(["dài"] * 21) + " là quá dài.",
        "1: hai",
        "",
    ],
)
def test_other_sentences_define_nothing(sentence):
    assert read(sentence, sentence, "art_3__para_1") is None


def test_clauses_of_the_article_are_read_with_what_they_enumerate():
    point = Node(kind="point", marker="a)", text="Đất làm nhà;", eid="art_3__para_1__point_a")
    found = definitions(article(clause(1, "Đất ở bao gồm:", point)))
    assert [(each.term, each.text) for each in found] == [
        ("Đất ở", "Đất ở bao gồm:\na) Đất làm nhà;")
    ]


def test_points_define_where_the_clause_only_introduces_them():
    points = [
        Node(kind="point", text=f"{word} là vật.", eid=f"art_3__para_1__point_{letter}")
        for letter, word in (("a", "Xe"), ("b", "Tàu"))
    ]
    introduction = "Trong Luật này, các từ ngữ dưới đây được hiểu như sau:"
    found = definitions(article(clause(1, introduction, *points), heading="Phạm vi"))
    assert not found  # the heading and the article's own words say nothing of terms
    found = definitions(article(clause(1, introduction, *points)))
    assert [(each.term, each.eid) for each in found] == [
        ("Xe", "art_3__para_1__point_a"),
        ("Tàu", "art_3__para_1__point_b"),
    ]


def test_an_old_article_without_a_heading_says_it_in_its_first_words():
    text = "Trong Luật này, các từ ngữ dưới đây được hiểu như sau:"
    found = definitions(article(clause(1, "Xe là vật."), heading="", text=text))
    assert [each.term for each in found] == ["Xe"]


@pytest.mark.parametrize("heading", ["Đối tượng áp dụng", "Giải thích luật", "Nguyên tắc"])
def test_articles_about_other_things_define_nothing(heading):
    assert definitions(article(clause(1, "Đất ở là đất."), heading=heading)) == []


def test_what_an_amending_act_quotes_is_not_its_own():
    quoted = article(clause(1, "Đất ở là đất."), eid="art_1__qstr_1__art_3")
    assert definitions(quoted) == []
