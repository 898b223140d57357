"""What goes out comes back: the same tree and the same facts."""

import json
import lzma
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legal_library.exporting import Copy
from legal_library.exporting.akoma_ntoso import write_akoma_ntoso
from legal_library.exporting.reading_back import read_akoma_ntoso, read_json, read_word
from legal_library.exporting.structured import write_json, write_text
from legal_library.exporting.word import write_word
from legal_library.parsing import KINDS, Body, Node, ParsedDocument, characters, nonblank
from tests.factories.copies import FACTS, SAMPLES, copy_of, odd_copy
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


words = st.text(max_size=20)
branches = st.recursive(
    st.just([]),
    lambda below: st.lists(
        st.tuples(st.sampled_from(KINDS), st.booleans(), words, words, words, below), max_size=4
    ),
    max_leaves=12,
)


def nodes(branches, parent):
    """Nodes with addresses as the parser gives them: quoted neighbours share a quotation."""
    built, quotations, was_quoted = [], 0, False
    for position, (kind, quoted, marker, heading, text, below) in enumerate(branches, start=1):
        quotations += quoted and not was_quoted
        was_quoted = quoted
        eid = f"{parent}__qstr_{quotations}__x_{position}" if quoted else f"{parent}__x_{position}"
        children = () if kind in ("table", "note") else nodes(below, eid)
        built.append(Node(kind, "đ" if marker else "", marker, heading, text, eid, children))
    return tuple(built)


@pytest.mark.parametrize(("write", "read"), WAYS)
@settings(max_examples=25, deadline=None)
@given(st.lists(branches, min_size=4, max_size=4))
def test_any_tree_comes_back(write, read, branches):
    """Whatever an editor puts together, and whatever characters a source has."""
    preface, main, conclusion, attached = branches
    title = Node("paragraph", text="QUY CHẾ", eid="att_1__title")
    bodies = (
        Body(None, nodes(main, "art_1"), nodes(conclusion, "conclusion")),
        Body(title, nodes(attached, "att_1__art_1")),
    )
    copy = Copy(FACTS, ParsedDocument(nodes(preface, "preface"), bodies))
    assert read(write(copy)) == copy


@pytest.mark.shared_data
@pytest.mark.parametrize(("write", "read"), WAYS)
def test_real_laws_come_back(shared_data, write, read):
    """A handful; `evaluate_exports` takes all of them."""
    corpus = shared_data / "corpus" / "laws_full.jsonl.xz"
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        for line in islice(lines, 0, 60, 10):
            copy = copy_of(json.loads(line)["text"])
            assert read(write(copy)) == copy
