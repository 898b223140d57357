"""Filters and counts over profiles."""

from datetime import date

from content import validity
from content.registration import SearchRecord
from search.facets import Profile, Selection

TODAY = date(2026, 11, 23)


def profile(source="provisions", **fields) -> Profile:
    return Profile.of(source, SearchRecord(key="1/", title="", body="", url="", **fields))


def counts(selection: Selection, profiles, facet: str) -> dict[str, int]:
    return {value.value: value.count for value in selection.counts(profiles)[facet]}


def test_a_topic_counts_for_the_subjects_above_it_once():
    land = profile(topics=("15.1", "15.2"))
    assert counts(Selection(None, None, TODAY), [land, land], "topic") == {
        "15": 2,
        "15.1": 2,
        "15.2": 2,
    }


def test_each_facet_is_counted_under_the_filters_of_the_others():
    profiles = [
        profile(year=2024, type_code="luat"),
        profile(year=2024, type_code="nghi-dinh"),
        profile(year=2025, type_code="luat"),
    ]
    selection = Selection({"year": frozenset({"2024"})}, None, TODAY)
    assert counts(selection, profiles, "year") == {"2024": 2, "2025": 1}
    assert counts(selection, profiles, "type") == {"luat": 1, "nghi-dinh": 1}
    assert len(selection.passing(profiles)) == 2


def test_values_of_one_facet_are_alternatives_and_facets_add_up():
    profiles = [profile(year=2023), profile(year=2024), profile("news", year=2024)]
    filters = {"year": frozenset({"2023", "2024"}), "kind": frozenset({"provisions"})}
    assert len(Selection(filters, None, TODAY).passing(profiles)) == 2


def test_an_unknown_value_finds_nothing_and_an_unknown_facet_too():
    assert not Selection({"year": frozenset({"1"})}, None, TODAY).passing([profile(year=2024)])
    assert not Selection({"colour": frozenset({"red"})}, None, TODAY).passing([profile()])


def test_other_languages_are_neither_found_nor_counted():
    profiles = [profile(year=2024), profile(year=2024, language="km")]
    selection = Selection(None, frozenset({"vi"}), TODAY)
    assert len(selection.passing(profiles)) == 1
    assert counts(selection, profiles, "year") == {"2024": 1}


def test_validity_is_that_of_the_day_of_the_search():
    law = profile(
        effective_from=date(2025, 1, 1),
        effective_to=date(2026, 1, 1),
        stated_status=validity.IN_FORCE,
    )
    assert law.status(date(2024, 12, 31)) == validity.NOT_YET_IN_FORCE
    assert law.status(date(2025, 6, 1)) == validity.IN_FORCE
    assert law.status(date(2026, 1, 1)) == validity.EXPIRED


def test_what_is_not_law_has_no_validity():
    assert profile("news", year=2024).status(TODAY) == ""
    assert counts(Selection(None, None, TODAY), [profile("news")], "validity") == {}


def test_a_profile_survives_being_stored():
    original = profile(
        topics=("1", "2"), published_on=date(2024, 2, 29), unit="H1", unit_label="Sở"
    )
    copy = Profile.from_list(original.as_list())
    assert copy.as_list() == original.as_list()
    assert isinstance(copy.topics, tuple)
