"""What goes out comes back: the same tree and the same facts."""

import json
import lzma
from itertools import islice

import pytest

from legal_library.exporting.akoma_ntoso import write_akoma_ntoso
from legal_library.exporting.reading_back import read_akoma_ntoso, read_json, read_word
from legal_library.exporting.structured import write_json, write_text
from legal_library.exporting.word import write_word
from legal_library.parsing import characters, nonblank
from tests.factories.copies import SAMPLES, copy_of, odd_copy
from tests.factories.legal_library import SAMPLE_ACT

WAYS = [
    pytest.param(write_json, read_json, id="json"),
    pytest.param(write_akoma_ntoso, read_akoma_ntoso, id="xml"),
    pytest.param(write_word, read_word, id="docx"),
]


@pytest.mark.parametrize(("write", "read"), WAYS)
@pytest.mark.parametrize("text", [SAMPLE_ACT, *[path.read_text() for path in SAMPLES], ""])
def test_a_text_comes_back_as_it_went(text, write, read):
    copy = copy_of(text)
    assert read(write(copy)) == copy


@pytest.mark.parametrize(("write", "read"), WAYS)
def test_tables_notes_and_forbidden_characters_come_back(write, read):
    copy = odd_copy()
    assert read(write(copy)) == copy


@pytest.mark.parametrize("text", [SAMPLE_ACT, *[path.read_text() for path in SAMPLES]])
def test_plain_text_has_every_character_once_and_in_order(text):
    copy = copy_of(text)
    assert nonblank(write_text(copy).decode()) == characters(copy.parsed)


@pytest.mark.parametrize(("write", "read"), WAYS)
def test_the_same_text_gives_the_same_facts_whatever_is_unknown(write, read):
    copy = copy_of("Điều 1. Tên\nNội dung.", facts=odd_copy().facts)
    assert read(write(copy)).facts == copy.facts


@pytest.mark.shared_data
@pytest.mark.parametrize(("write", "read"), WAYS)
def test_real_laws_come_back(shared_data, write, read):
    """A handful; `evaluate_exports` takes all of them."""
    corpus = shared_data / "corpus" / "laws_full.jsonl.xz"
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        for line in islice(lines, 0, 60, 10):
            copy = copy_of(json.loads(line)["text"])
            assert read(write(copy)) == copy
