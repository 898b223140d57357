"""A whole query: what is put right, named and filtered by, and what of it can be undone."""

import pytest

from content.filter_words import FilterWord
from search.understanding import literally, understand
from search.understanding.wording import FilterNames

from ..conftest import TODAY

NAMES = FilterNames(
    [
        FilterWord("type", frozenset({"nghi-dinh"}), "Nghị định"),
        FilterWord("unit", frozenset({"H21"}), "Ủy ban nhân dân tỉnh"),
    ]
)


def read(library, query: str, *undone: str):
    return understand(query, engine=library, day=TODAY, names=NAMES, as_typed=frozenset(undone))


def test_keys_of_an_input_method_are_put_right_and_then_understood(library):
    understood = read(library, "ddieeuf 5 luaatj ddaats ddai")
    [correction] = understood.corrections
    assert (correction.typed, correction.meant) == (
        "ddieeuf luaatj ddaats ddai",
        "điều luật đất đai",
    )
    assert understood.hits[0].record.title == "Điều 5. Nguyên tắc sử dụng đất"


def test_the_same_query_as_typed_when_that_is_asked_for(library):
    understood = read(library, "luaatj ddaats ddai", "typing")
    assert not understood.corrections
    assert understood.text == "luaatj ddaats ddai"


def test_words_written_together_come_apart(library):
    understood = read(library, "thuhoidat")
    assert understood.text == "thu hoi dat"
    assert read(library, "thuhoidat", "spacing").text == "thuhoidat"


def test_filters_in_words_leave_the_other_words(library):
    understood = read(library, "nghị định 2024 về xe máy")
    assert understood.filters == {"type": {"nghi-dinh"}, "year": {"2024"}}
    assert understood.text == "xe máy"


def test_an_undone_filter_is_words_again_and_the_others_stay(library):
    understood = read(library, "nghị định 2024 về xe máy", "year")
    assert understood.filters == {"type": {"nghi-dinh"}}
    assert understood.text == "2024 xe máy"


def test_a_name_is_no_filter(library):
    understood = read(library, "nghị định 168/2024/NĐ-CP")
    assert understood.hits
    assert not understood.stated
    assert not read(library, "nghị định 168/2024/NĐ-CP", "name").hits


def test_former_laws_of_the_name_are_offered(library):
    named = read(library, "luật đất đai").named
    assert [hit.record.number for hit in named.hits] == ["31/2024/QH15"]
    assert [hit.record.number for hit in named.former] == ["45/2013/QH13"]
    named = read(library, "điều 5 luật đất đai").named
    assert [hit.record.title for hit in named.former] == ["Điều 5. Người sử dụng đất"]


def test_quotation_marks_ask_for_the_words_as_they_stand(library):
    for understood in (read(library, 'đất "thu hồi đất"'), literally('đất "thu hồi đất"')):
        assert [phrase.tokens for phrase in understood.terms.phrases] == [("thu", "hồi", "đất")]
    assert not read(library, '"luaatj ddaats"').corrections


@pytest.mark.parametrize(
    "query", ["vượt đèn đỏ phạt bao nhiêu", "thu hoi dat", "rent a car", "xyz", ""]
)
def test_ordinary_words_stay_as_they_are(library, query):
    understood = read(library, query)
    assert not understood
    assert understood.text == query
