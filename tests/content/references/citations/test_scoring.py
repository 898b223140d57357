"""A score counts each expected citation once, and only where place, act and words agree."""

import pytest

from content.references.citations.scoring import Scores, is_same

WANTED = {
    "start": 5,
    "end": 20,
    "act": {"type": "Luật", "name": "Luật Giá", "year": 2012},
    "provision": {"article": "5"},
}


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"start": 12, "end": 30}, True),
        ({"start": 20, "end": 30}, False),
        ({"provision": {"article": "6"}}, False),
        ({"act": {"type": "Luật", "name": "Luật giá", "year": 2012, "number": None}}, True),
        ({"act": {"type": "Luật", "name": "Luật Giá", "year": 2023}}, False),
        ({"act": {"type": "Luật", "name": "Luật Giá", "number": "11/2012/QH13"}}, False),
        ({"act": None}, False),
        ({"self": True, "this": "act"}, False),
    ],
)
def test_same(change, same):
    assert is_same(WANTED, WANTED | change) is same


def test_twice_found_is_once_wrong():
    scores = Scores()
    scores.add("1", [WANTED, WANTED | {"provision": {"article": "9"}}], [WANTED, WANTED])
    assert (scores.right, scores.precision, scores.recall) == (1, 0.5, 0.5)
    assert [item["provision"] for _id, item in scores.missed] == [{"article": "9"}]
