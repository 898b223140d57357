"""The embedded engine over a real index: what is found, in which order, with which counts."""

import unicodedata

import pytest

from content import validity
from content.references import number_terms
from content.registration import Passage, SearchRecord
from content.text import fold
from search.analysis import query_terms
from search.engines.base import NEWEST, EngineUnavailable
from search.engines.tantivy.reading import TantivyReader

from .conftest import LAND_LAW, PROVISIONS, TODAY, article


def find(engine, query: str, **options):
    return engine.search(query_terms(query), day=TODAY, **options)


def titles(results) -> list[str]:
    return [hit.record.title for hit in results.hits]


def counts(results, facet: str) -> dict[str, int]:
    return {value.value: value.count for value in results.facets[facet]}


@pytest.mark.parametrize(
    ("query", "first"),
    [
        (
            "vượt đèn đỏ xe máy phạt bao nhiêu",
            "Điều 7. Xử phạt người điều khiển xe mô tô, xe gắn máy",
        ),
        ("thu hồi đất phát triển kinh tế", "Điều 79. Thu hồi đất để phát triển kinh tế - xã hội"),
        ("bảng giá đất đô thị", "Điều 1. Bảng giá đất"),
    ],
)
def test_a_question_finds_its_answer_however_it_is_spelled(library, query, first):
    for spelling in (query, fold(query), unicodedata.normalize("NFD", query), query.upper()):
        assert titles(find(library, spelling))[0] == first


def test_common_words_of_a_question_order_its_first_results_only(library, monkeypatch):
    query = "người sử dụng đất được nhà nước giao đất có quyền gì"
    before = find(library, query)
    monkeypatch.setattr("search.pipeline.COMMON_RECORDS", 2)
    monkeypatch.setattr("search.engines.reader.WEIGHED", 3)
    weighed = []
    scores = TantivyReader.scores
    monkeypatch.setattr(
        TantivyReader,
        "scores",
        lambda reader, among, terms: weighed.append(terms) or scores(reader, among, terms),
    )
    after = find(library, query)
    assert "dat" in weighed[0]
    assert titles(after)[0] == titles(before)[0]
    assert after.hits[0].score == pytest.approx(before.hits[0].score)


def test_doubly_marked_letters_and_dd_are_found_without_diacritics(library):
    assert titles(find(library, "nguoi su dung dat")) == titles(find(library, "người sử dụng đất"))
    assert titles(find(library, "luat dat dai"))[0] == "Luật Đất đai"


def test_typed_diacritics_decide_between_words_that_fold_alike(library):
    with library.update() as update:
        for key, text in ((90, "Bản đồ và bạn đồ"), (91, "Bán đồ gỗ")):
            update.add("questions", SearchRecord(key=f"{key}/", title=text, body=text, url="/x/"))
    assert titles(find(library, "bán đồ"))[0] == "Bán đồ gỗ"
    assert titles(find(library, "bản đồ"))[0] == "Bản đồ và bạn đồ"


@pytest.mark.parametrize("query", ["đất", "đất đai", "vượt đèn đỏ", "người sử dụng đất"])
def test_diacritics_change_neither_what_is_found_nor_the_counts(library, query):
    exact, plain = find(library, query), find(library, fold(query))
    assert set(titles(exact)) == set(titles(plain))
    assert exact.total == plain.total
    assert {f: counts(exact, f) for f in exact.facets} == {
        f: counts(plain, f) for f in plain.facets
    }


def test_the_best_clause_is_quoted(library):
    hit = find(library, "xây dựng chợ cho khu dân cư").hits[0]
    assert hit.passage == Passage(
        "khoan-2", "Khoản 2", "Xây dựng chợ & <trung tâm> văn hóa cho khu dân cư."
    )


def test_a_record_without_passages_is_quoted_from_its_body(library):
    hit = find(library, "hàng rong").hits[0]
    assert hit.passage == Passage("", "", "Người bán hàng rong cần biết điều gì?")


def test_a_hit_carries_all_that_a_page_shows(library):
    [hit] = [h for h in find(library, "giá đất đô thị").hits if h.source == "provisions"][:1]
    record = hit.record
    assert (record.url, record.context) == (
        "/van-ban/4/dieu-1/",
        "Quyết định ban hành giá đất tại Cần Thơ",
    )
    assert (record.unit_label, record.year) == ("Ủy ban nhân dân tỉnh", 2025)
    assert hit.status == validity.UNKNOWN


def test_what_is_in_force_comes_before_what_has_expired(library):
    hits = find(library, "luật đất đai", filters={"kind": frozenset({"documents"})}).hits
    laws = [hit.record.number for hit in hits if hit.record.title == "Luật Đất đai"]
    assert laws == ["31/2024/QH15", "45/2013/QH13"]


def test_the_newest_come_first_when_asked(library):
    results = find(library, "đất", order=NEWEST)
    days = [hit.record.published_on for hit in results.hits]
    assert days == sorted(days, reverse=True)
    assert len(set(days)) > 2
    assert set(titles(results)) == set(titles(find(library, "đất")))


def test_a_filter_finds_as_many_as_its_count_said_and_leaves_the_other_counts(library):
    everything = find(library, "đất")
    assert everything.total == sum(counts(everything, "kind").values())
    for facet in ("kind", "validity", "type", "topic", "year", "unit"):
        for value, count in counts(everything, facet).items():
            filtered = find(library, "đất", filters={facet: frozenset({value})})
            assert filtered.total == count, (facet, value)
            assert counts(filtered, facet) == counts(everything, facet)


def test_counts_of_a_facet_respect_the_other_filters(library):
    filtered = find(library, "đất", filters={"kind": frozenset({"documents"})})
    assert counts(filtered, "year") == {"2013": 1, "2024": 1, "2025": 1}
    assert counts(filtered, "kind")["provisions"] > 1


def test_a_facet_knows_the_words_of_its_values(library):
    labels = {value.value: value.label for value in find(library, "đất").facets["unit"]}
    assert labels == {"H21": "Ủy ban nhân dân tỉnh"}


def test_pages_follow_each_other_without_gap_or_repetition(engine):
    engine.rebuild(
        ("questions", SearchRecord(key=f"{n}/", title=f"Đất số {n}", body="đất đai", url=f"/{n}/"))
        for n in range(150)
    )
    seen = []
    for offset in range(0, 160, 20):
        page = find(engine, "đất đai", offset=offset, limit=20)
        assert page.total == 150
        seen += [hit.record.key for hit in page.hits]
    assert len(seen) == len(set(seen)) == 150


def test_weak_matches_are_not_counted_as_found(library):
    strict = find(library, "xây dựng chợ văn hóa khu dân cư", cutoff=0.9)
    loose = find(library, "xây dựng chợ văn hóa khu dân cư", cutoff=0)
    assert strict.total == 1 < loose.total


def test_other_languages_stay_out(library):
    with library.update() as update:
        update.add(
            "questions",
            SearchRecord(key="95/", title="land law", body="land", url="/en/", language="en"),
        )
    assert find(library, "land", languages=frozenset({"vi"})).total == 0
    assert find(library, "land", languages=frozenset({"vi", "en"})).total == 1


@pytest.mark.parametrize(
    "query",
    ['"', "*", "AND", "OR NOT", "a:b", "đất^5", "(((", "\\", "+đất -đai", "🙂🙂", "đất " * 400],
)
def test_query_syntax_means_nothing(library, query):
    assert find(library, query).total >= 0


def test_an_empty_query_finds_nothing(library):
    assert find(library, "").total == 0
    assert find(library, "").hits == ()


# -- lookup ----------------------------------------------------------------------------


def look_up(engine, number: str, **options):
    options = {"sources": ["documents"]} | options
    return engine.lookup(number_terms(number)[:1], day=TODAY, **options)


def test_a_number_leads_to_its_document_in_any_spelling(library):
    for number in ("168/2024/NĐ-CP", "168/2024/nd-cp", "168/2024/NĐCP"):
        [hit] = look_up(library, number)
        assert hit.record.number == "168/2024/NĐ-CP"
    assert look_up(library, "169/2024/NĐ-CP") == []


def test_a_place_leads_to_that_article_of_the_document(library):
    [hit] = look_up(library, "31/2024/QH15", sources=["provisions"], place="art_5")
    assert hit.record.title == "Điều 5. Nguyên tắc sử dụng đất"
    assert look_up(library, "31/2024/QH15", sources=["provisions"], place="art_6") == []


# -- changes ---------------------------------------------------------------------------


def test_an_object_is_replaced_as_a_whole(library):
    with library.update() as update:
        update.remove("provisions", 2)
        update.add("provisions", article(LAND_LAW, "5", "Quy định hoàn toàn mới", "Nội dung mới."))
    assert titles(find(library, "quy định hoàn toàn mới"))[0] == "Điều 5. Quy định hoàn toàn mới"
    assert look_up(library, "31/2024/QH15", sources=["provisions"], place="art_79") == []
    # The document of the same key is another object.
    assert look_up(library, "31/2024/QH15")


def test_a_change_that_fails_changes_nothing(library):
    before = find(library, "đất").total

    def fail():
        with library.update() as update:
            update.remove("provisions", 2)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert find(library, "đất").total == before
    with library.update() as update:  # the writer that failed is not in the way
        update.remove("provisions", 2)
    assert find(library, "đất").total < before


def test_a_record_with_odd_text_is_indexed(library):
    odd = SearchRecord(key="99/", title="Ký tự \x00 lạ \U0001f600", body="", url="/", year=-1)
    with library.update() as update:
        update.add("questions", odd)
    assert titles(find(library, "ký tự lạ"))[0] == odd.title


def test_without_an_index_the_engine_says_so(engine):
    with pytest.raises(EngineUnavailable):
        find(engine, "đất")
    with pytest.raises(EngineUnavailable):
        engine.check()


def test_many_small_changes_leave_one_findable_version(library):
    for number in range(12):
        with library.update() as update:
            update.remove("provisions", 2)
            update.add("provisions", article(LAND_LAW, "5", f"Lần sửa {number}", "Nội dung."))
    assert [t for t in titles(find(library, "lần sửa")) if "Lần sửa" in t] == ["Điều 5. Lần sửa 11"]
    assert len(PROVISIONS) - 2 + 1 == sum(
        1 for hit in find(library, "điều", limit=100, cutoff=0).hits if hit.source == "provisions"
    )
