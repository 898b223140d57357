"""Queries that name a document or an article, as people type them."""

import pytest

from search.understanding import find_named

from ..conftest import LAND_LAW, TODAY, TRAFFIC_DECREE, article, law


def read(library, query: str):
    return find_named(query, engine=library, day=TODAY)


@pytest.mark.parametrize(
    "query",
    [
        "168/2024/NĐ-CP",
        "168/2024/nd-cp",
        "nd 168",
        "nđ168/2024",
        "nghị định 168/2024",
        "Nghị định số 168/2024/NĐ-CP",
        "168 2024 nd cp",
        "168/2024",
    ],
)
def test_a_number_in_any_spelling_leads_to_its_document(library, query):
    [hit] = read(library, query).hits
    assert (hit.record.title, hit.record.number) == (TRAFFIC_DECREE.title, TRAFFIC_DECREE.number)
    assert read(library, query).meaning == "Nghị định 168/2024/NĐ-CP"


@pytest.mark.parametrize(
    ("query", "title", "number"),
    [
        ("điều 5 luật đất đai", "Điều 5. Nguyên tắc sử dụng đất", "31/2024/QH15"),
        ("dieu 5 luat dat dai", "Điều 5. Nguyên tắc sử dụng đất", "31/2024/QH15"),
        (
            "luật đất đai điều 79",
            "Điều 79. Thu hồi đất để phát triển kinh tế - xã hội",
            "31/2024/QH15",
        ),
        ("điều 5 luật đất đai 2013", "Điều 5. Người sử dụng đất", "45/2013/QH13"),
        ("điều 5 luật 45/2013/QH13", "Điều 5. Người sử dụng đất", "45/2013/QH13"),
        (
            "điều 7 nghị định 168",
            "Điều 7. Xử phạt người điều khiển xe mô tô, xe gắn máy",
            "168/2024/NĐ-CP",
        ),
        ("điều 1 quyết định 12/2025/QĐ-UBND", "Điều 1. Bảng giá đất", "12/2025/QĐ-UBND"),
    ],
)
def test_an_article_of_a_law_by_name_year_or_number(library, query, title, number):
    understood = read(library, query)
    assert [(hit.record.title, hit.record.number) for hit in understood.hits] == [(title, number)]
    assert understood.meaning.startswith(title)


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("khoản 2 điều 5 luật đất đai", "Khoản 2"),
        ("điểm đ khoản 2 điều 5 luật đất đai", "Khoản 2"),
        ("khoản 1 điều 5 luật đất đai", "Khoản 1"),
        ("điều 5 luật đất đai", "Khoản 1"),
        ("khoản 22 điều 5 luật đất đai", "Khoản 1"),
    ],
)
def test_the_clause_that_was_asked_for_is_quoted(library, query, label):
    [hit] = read(library, query).hits
    assert hit.passage.label == label


@pytest.mark.parametrize("query", ["luật đất đai", "luat dat dai", "Luật Đất đai năm 2024"])
def test_a_law_by_its_name_is_the_one_in_force(library, query):
    assert [hit.record.number for hit in read(library, query).hits] == ["31/2024/QH15"]


def test_a_law_about_another_law_is_not_that_law(library):
    with library.update() as update:
        amending = "Luật sửa đổi, bổ sung một số điều của Luật Đất đai"
        update.add("documents", law(9, amending, "43/2024/QH15", 2025))
    assert read(library, "luật đất đai").hits[0].record.number == "31/2024/QH15"


def test_the_newest_of_those_in_force_is_meant(library):
    with library.update() as update:
        newer = law(9, "Luật Đất đai", "99/2026/QH16", 2026)
        update.add("documents", newer)
        update.add("provisions", article(newer, "5", "Mới hơn", "Nội dung."))
    assert read(library, "điều 5 luật đất đai").hits[0].record.number == "99/2026/QH16"


def test_documents_that_share_a_number_are_all_offered(library):
    with library.update() as update:
        same = law(9, "Quyết định về giá nước", "12/2025/QĐ-UBND", 2025, type_label="Quyết định")
        update.add("documents", same)
        update.add("provisions", article(same, "3", "Giá nước sạch", "Nội dung."))
    understood = read(library, "quyết định 12/2025/qđ-ubnd")
    assert len(understood.hits) == 2
    assert understood.meaning == "các văn bản “quyết định 12/2025/qđ-ubnd”"
    [hit] = read(library, "điều 3 quyết định 12/2025/QĐ-UBND").hits
    assert hit.record.url == "/van-ban/9/dieu-3/"


def test_a_whole_number_that_is_not_here_is_named(library):
    understood = read(library, "nghị định 999/2024/NĐ-CP")
    assert (understood.hits, understood.missing_number) == ((), "nghị định 999/2024/NĐ-CP")


def test_an_article_that_the_law_does_not_have_is_not_made_up(library):
    assert not read(library, "điều 999 luật đất đai")
    assert not read(library, "điều 5 luật không có thật")


@pytest.mark.parametrize(
    "query",
    [
        "vượt đèn đỏ phạt bao nhiêu",
        "điều kiện kinh doanh",
        "quyết định 3 nội dung",
        "luật",
        "đất đai",
        "12",
        "tháng 5/2024",
        "",
        "🙂",
    ],
)
def test_ordinary_words_mean_no_document(library, query):
    understood = read(library, query)
    assert (understood.hits, understood.missing_number) == ((), "")
    assert LAND_LAW  # the library has laws that could have been taken
