"""Closeness: together, in order, in the heading, with the diacritics as typed."""

from content import validity
from search.analysis import query_terms, reading_of, syllables
from search.ranking import ClosenessMeter, Text, closeness_factor, standing, status_factor
from search.stored_words import StoredWords


def measure(query: str, heading: str, body: str):
    terms = query_terms(query)
    [reading] = terms.readings
    meter = ClosenessMeter(reading, terms.exact, dict.fromkeys(terms.syllables, 1.0))
    return meter.measure(Text(StoredWords.of(syllables(heading), syllables(body))))


def test_words_within_one_window_count_and_words_far_apart_do_not_add_up():
    near = measure("thu hồi đất", "", "Nhà nước thu hồi đất")
    far = measure("thu hồi đất", "", "thu hồi " + "x " * 100 + "đất")
    assert near.window == 1
    assert round(far.window, 2) == 0.67


def test_neighbours_must_follow_in_order_and_closely():
    assert measure("thu hồi đất", "", "thu hồi đất").order == 1
    assert measure("thu hồi đất", "", "đất hồi thu").order == 0
    assert measure("thu hồi", "", "thu một hai ba hồi").order == 1
    assert measure("thu hồi", "", "thu một hai ba bốn hồi").order == 0


def test_the_heading_counts_by_the_share_that_the_query_names():
    assert measure("thu hồi đất", "Thu hồi đất", "").heading == 1
    assert measure("thu hồi đất", "Thu hồi đất của rừng", "").heading == 0.75
    assert measure("thu hồi đất", "", "thu hồi").heading == 0


def test_without_a_heading_the_first_words_count_instead():
    late = "Trong các trường hợp sau đây " * 5 + "thu hồi đất"
    assert measure("thu hồi đất", "", "Thu hồi đất là việc").opening == 1
    assert measure("thu hồi đất", "Điều 5.", "Thu hồi đất là việc").opening == 1
    assert measure("thu hồi đất", "", late).opening == 0
    assert measure("thu hồi đất", "Giao đất", "Thu hồi đất là việc").opening == 0


def test_words_as_typed_are_closer_than_what_they_may_mean():
    typed, meant = reading_of(["sổ", "đỏ"]), reading_of(["giấy", "chứng", "nhận"])
    weights = dict.fromkeys((*typed.syllables, *meant.syllables), 1.0)
    meters = [ClosenessMeter(reading, (), weights) for reading in (typed, meant)]
    texts = [Text(StoredWords.of([], syllables(text))) for text in ("sổ đỏ", "giấy chứng nhận")]
    as_typed, as_meant = (closeness_factor(meters, text) for text in texts)
    assert as_typed > as_meant > 1


def test_diacritics_as_typed_are_closer_than_others():
    assert measure("bán đất", "", "bán đất").exact == 1
    assert measure("bán đất", "", "bạn đạt").exact == 0
    assert measure("ban dat", "", "bán đất").exact == 0


def test_every_kind_of_closeness_raises_the_score():
    plain = measure("thu hồi đất", "", "hoi")
    for better in (
        measure("thu hồi đất", "", "hoi thu"),
        measure("thu hồi đất", "", "thu hoi"),
        measure("thu hồi đất", "hoi", ""),
        measure("thu hồi đất", "", "hồi"),
    ):
        assert better.factor > plain.factor


def test_what_is_out_of_force_comes_later():
    assert status_factor(validity.EXPIRED) < status_factor(validity.IN_FORCE)
    assert status_factor("") == status_factor(validity.UNKNOWN) == 1


def test_the_number_of_an_article_is_no_word_of_its_heading():
    assert measure("thu hồi đất", "Điều 79. Thu hồi đất", "").heading == 1


def stand(**fields) -> float:
    plain = {"status": "", "amending": False, "provincial": False, "authority": 0}
    return standing(**(plain | fields))


def test_in_force_comes_before_not_yet_in_force_and_that_before_expired():
    statuses = (validity.IN_FORCE, validity.NOT_YET_IN_FORCE, validity.EXPIRED)
    factors = [stand(status=status) for status in statuses]
    assert factors == sorted(factors, reverse=True)
    assert len(set(factors)) == 3


def test_principal_acts_come_before_amending_ones():
    assert stand(amending=True) < stand()


def test_what_is_of_the_province_is_lifted():
    assert stand(provincial=True) > stand()


def test_what_is_cited_more_comes_first_up_to_a_measure():
    assert stand() < stand(authority=1) < stand(authority=20) < stand(authority=63)
    assert stand(authority=63) == stand(authority=10_000)


def test_only_what_ages_loses_with_time():
    assert stand(days_old=0) == stand(days_old=None) == 1
    assert stand(days_old=30) > stand(days_old=300) > stand(days_old=30_000) > 0.84
