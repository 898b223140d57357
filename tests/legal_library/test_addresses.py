import pytest

from legal_library.addresses import (
    anchor,
    article_eid,
    article_path,
    eid_at,
    place_name,
    quotation_of,
)


@pytest.mark.parametrize(
    ("eid", "expected"),
    [
        ("art_5", "dieu-5"),
        ("art_12a", "dieu-12a"),
        ("art_5__para_2__point_d", "dieu-5-khoan-2-diem-d"),
        ("art_5__para_2__point_dd", "dieu-5-khoan-2-diem-dd"),
        ("art_5__point_a1", "dieu-5-diem-a1"),
        ("part_1__chp_II__sec_3", "phan-1-chuong-ii-muc-3"),
        ("att_1__art_5", "kem-theo-1-dieu-5"),
        ("art_1__para_2__qstr_1__art_34", "dieu-1-khoan-2-trich-1-dieu-34"),
        ("annex", "phu-luc"),
        ("annex_II", "phu-luc-ii"),
    ],
)
def test_anchor_and_back(eid, expected):
    assert anchor(eid) == expected
    assert eid_at(expected) == eid.lower()


@pytest.mark.parametrize("words", ["", "5", "noi-dung", "5-dieu", "xdieu-5"])
def test_what_is_no_anchor_has_no_address(words):
    assert eid_at(words) == ""


@pytest.mark.parametrize(
    ("eid", "path"),
    [
        ("art_5", "dieu-5/"),
        ("art_12a", "dieu-12a/"),
        ("art_5-2", "dieu-5-2/"),
        ("att_1__art_5", "kem-theo-1/dieu-5/"),
    ],
)
def test_path_of_an_article_and_back(eid, path):
    assert article_path(eid) == path
    *body, article = path.strip("/").split("/")
    number = body[0].removeprefix("kem-theo-") if body else ""
    assert article_eid(article.removeprefix("dieu-"), number) == eid


@pytest.mark.parametrize(
    "eid", ["art_5__para_1", "chp_II", "annex_I__art_1", "art_1__qstr_1__art_34", ""]
)
def test_only_articles_of_the_act_itself_have_a_path(eid):
    assert article_path(eid) == ""


@pytest.mark.parametrize(
    ("eid", "name"),
    [
        ("art_5", "Điều 5"),
        ("art_5__para_2__point_dd", "điểm đ khoản 2 Điều 5"),
        ("art_5__point_d", "điểm d Điều 5"),
        ("chp_II__sec_3", "Mục 3 Chương II"),
        ("att_1__art_5__para_2", "khoản 2 Điều 5 của văn bản kèm theo"),
        ("att_2__art_5", "Điều 5 của văn bản kèm theo thứ 2"),
        (
            "art_1__para_2__qstr_1__art_34__para_1",
            "khoản 1 Điều 34 trong phần sửa đổi tại khoản 2 Điều 1",
        ),
        ("", ""),
    ],
)
def test_place_is_named_as_a_citation_names_it(eid, name):
    assert place_name(eid) == name


@pytest.mark.parametrize(
    ("eid", "parent", "quotation"),
    [
        ("art_1__para_2__qstr_1__art_34", "art_1__para_2", "art_1__para_2__qstr_1"),
        ("art_1__qstr_2__art_34__para_1", "art_1__qstr_2__art_34", ""),
        ("art_1__qstr_2__art_34", "art_1__qstr_2__chp_II", ""),
        ("art_1__para_2", "art_1", ""),
    ],
)
def test_quotation_begins_below_the_provision_that_quotes(eid, parent, quotation):
    assert quotation_of(eid, parent) == quotation
