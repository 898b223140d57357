"""What can be a syllable, and where its tone stands."""

import json

import pytest

from search.analysis import syllables
from search.understanding.syllables import is_syllable, with_tone, without_tone


@pytest.mark.parametrize(
    "token",
    [
        *("đất", "nghiêng", "quyền", "giấy", "giếng", "gì", "hòa", "thủy", "khuya", "người"),
        *("uống", "ươm", "yêu", "quốc", "giết", "khoẻ", "xoong", "ý", "được", "ngoằn", "rượu"),
        *("dat", "nghieng", "quyen", "giay", "hoa", "ky", "qui", "duoc", "ruou", "a"),
    ],
)
def test_syllables_are_recognised_with_and_without_diacritics(token):
    assert is_syllable(token)


@pytest.mark.parametrize(
    "token",
    [
        *("luaatj", "ddaats", "d9at61", "dangky", "internet", "user", "office", "qh15", "nd"),
        *("tèt", "tềch", "kât", "ghang", "nghac", "cê", "ngê", "truờng", "fa", "", "12", "đđ"),
    ],
)
def test_other_words_are_not(token):
    assert not is_syllable(token)


@pytest.mark.parametrize(
    "token", ["quyền", "giấy", "hòa", "thủy", "người", "mía", "già", "được", "khoái", "gì", "giếng"]
)
def test_a_tone_goes_back_to_where_it_was(token):
    assert with_tone(*without_tone(token)) == token


@pytest.mark.shared_data
def test_nearly_all_words_of_real_questions_are_syllables(shared_data):
    path = shared_data / "retrieval" / "query_log_drill_train_unlabelled.json"
    words = [w for row in json.loads(path.read_text()) for w in syllables(row["question"])]
    words = [word for word in words if word.isalpha()]
    strangers = [word for word in words if not is_syllable(word)]
    assert len(strangers) < 0.01 * len(words)
