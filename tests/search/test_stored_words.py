"""The words that are kept beside an index come back as they were, and answer as bytes."""

import pytest

from search.stored_words import StoredWords

MANY = [f"từ{number}" for number in range(900)]


@pytest.mark.parametrize(
    ("heading", "body"),
    [
        ([], []),
        (["thu", "hồi", "đất"], []),
        ([], ["đất", "đai", "đất"]),
        (["thu", "hồi"], ["đất"] * 2_000),
        (["một"], MANY + MANY),  # more distinct words than a byte can tell apart
        (MANY, ["x" * 100_000]),
    ],
)
def test_words_come_back_in_order(heading, body):
    assert StoredWords.of(heading, body).tokens() == (heading, body)


def test_a_byte_for_each_word_says_what_it_is_to_a_query():
    words = StoredWords.of(["thu", "hồi"], ["đất", "của", "Đất".lower(), "dat"])
    assert words.coded({"dat": 1, "thu": 2}) == bytes([2, 0, 1, 0, 1, 1])


@pytest.mark.parametrize("count", [0, 1, 599, 600, 601, 1_500, 5_000])
def test_a_beginning_is_the_heading_and_so_many_words(count):
    body = (MANY * 2)[:1_700]
    beginning = StoredWords.of(["một", "hai"], body).beginning(count)
    assert beginning.tokens() == (["một", "hai"], body[:count])
    assert set(beginning.distinct()) == {"một", "hai", *body[:count]}
