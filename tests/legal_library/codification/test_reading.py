"""A line of the codification as an article: numbers cut at blanks, changes, broken lines."""

import json
from datetime import date

import pytest

from legal_library.codification.reading import (
    BrokenLine,
    Change,
    read_line,
    whole_number,
    words_digest,
)
from legal_library.codification.texts import articles_of, document_text
from tests.factories.codification import line


def read(**fields):
    return read_line(line(**fields))


@pytest.mark.parametrize(
    ("number", "words", "expected"),
    [
        ("18", "(Điều 1 Thông tư số 18 /2021/TT-NHNN, có hiệu lực)", "18/2021/TT-NHNN"),
        ("68/2015/TT-", "(Điều 1 Thông tư số 68/2015/TT- BTNMT, có", "68/2015/TT-BTNMT"),
        ("57/2020/QH14", "(Điều 2 Luật số 57/2020/QH14, có hiệu lực", "57/2020/QH14"),
        ("57/2020/QH14", "nói về điều khác", "57/2020/QH14"),
    ],
)
def test_a_number_that_was_cut_is_whole_again(number, words, expected):
    assert whole_number(number, words) == expected


def test_the_first_article_tells_title_day_and_issuer():
    article = read()

    assert (article.issued_on, article.issuer) == (date(2020, 6, 16), "Quốc hội")
    assert (article.title, article.effective_from) == ("Luật Mẫu", date(2021, 1, 1))
    assert (article.heading, article.eid, article.item) == ("Phạm vi", "art_1", "111")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("có nội dung được sửa đổi bởi Điều 1 Luật số 26/2018/QH14", "amended"),
        ("có nội dung bị bãi bỏ bởi Điều 1 Luật số 26/2018/QH14", "amended"),
        ("được bổ sung bởi Điều 1 Luật số 26/2018/QH14", "added"),
        ("bị bãi bỏ bởi Điều 1 Luật số 26/2018/QH14", "removed"),
        ("bị ngưng hiệu lực bởi Điều 1 Luật số 26/2018/QH14", "suspended"),
    ],
)
def test_what_changed_an_article_is_read_with_its_day(words, expected):
    begins = "có hiệu lực thi hành kể từ ngày"
    src = f"( Điều 1 Luật số 9/2030/QH1, {begins} 01/01/2030, {words} {begins} 01/02/2031)"
    article = read(src=src, src_number="9/2030/QH1")

    assert article.changes == (Change(expected, "26/2018/QH14", date(2031, 2, 1)),)


@pytest.mark.parametrize(
    "broken",
    [
        "không phải JSON",
        "[1]",
        "[" * 2000,
        line(src_number=None),
        line(src_article="5 và 6"),
        line(text=["x"]),
        json.dumps({"src": "a\0b", "src_number": "1", "src_article": "1"}),
    ],
)
def test_a_line_that_is_no_article_says_so(broken):
    with pytest.raises(BrokenLine):
        read_line(broken)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Hoà giải  ở\ncơ sở;", "hòa giải ở cơ sở.", True),
        ("Đất đai: 100 m2", "đất đai (100 m2)", True),
        ("mức 200.000 đồng", "mức 300.000 đồng", False),
        ("được cấp", "không được cấp", False),
        ("trợ giúp", "trở giúp", False),
    ],
)
def test_only_words_make_a_change(one, other, is_same):
    assert (words_digest(one) == words_digest(other)) is is_same


def test_articles_stand_in_the_order_of_their_numbers_with_their_clauses():
    pieces = [
        read(src_article=number, text="1. Một.\n2. Hai:\na) Chữ a;\nb) Chữ b.")
        for number in ("10", "2", "2đ", "2d", "2a")
    ]
    found = articles_of([*pieces, pieces[0]])
    text = document_text({eid: article.node() for eid, article in found.items()})

    assert list(found) == ["art_2", "art_2a", "art_2d", "art_2dd", "art_10"]
    eids = [node.eid for node in text.walk()]
    assert "art_2dd__para_2__point_b" in eids
    assert len(eids) == len(set(eids))
