"""Whatever is thrown at the readers: a text from which nothing is lost, or words."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legal_library.parsing import characters, from_json, parse_lines, to_json
from legal_library.parsing.lines import Line
from legal_library.reading import Reading, UnreadableFile, parse_readings, read
from tests.legal_library.parsing.test_invariants import legal_noise


def check(data: bytes) -> None:
    try:
        reading = read(data, ocr=False)
    except UnreadableFile:
        return
    document = parse_readings([reading])
    assert characters(document) == reading.characters
    nodes = list(document.walk())
    assert len({node.eid for node in nodes}) == len(nodes)
    assert from_json(to_json(document)) == document


# RTF would start LibreOffice a hundred times.
@given(st.binary(max_size=300).filter(lambda data: not data.startswith(b"{\\rtf")))
def test_any_bytes_give_a_text_or_words(data):
    check(data)


@given(legal_noise)
@settings(max_examples=60)
def test_nothing_of_a_page_is_lost(text):
    paragraphs = "".join(f"<p>{line}</p>" for line in text.splitlines())
    check(f"<!doctype html><html><body>{paragraphs}</body></html>".encode())


@given(
    st.lists(
        st.builds(
            Line,
            number=st.integers(1, 50),
            text=st.sampled_from(
                ["Điều 1. Hoa", "1.\u202f3 Một", "a) A", "A\tB\nC\t", "PHỤ LỤC", "Nơi nhận:", "hoa"]
            ),
            bold=st.booleans(),
            page=st.integers(0, 3),
            table=st.booleans(),
            note=st.sampled_from(["", "", "", "1", "2"]),
            whole=st.booleans(),
        ),
        max_size=25,
    )
)
def test_hints_tables_and_notes_lose_nothing(lines):
    reading = Reading("docx", tuple(lines))
    document = parse_lines(lines, wrapped=False)
    assert characters(document) == reading.characters
    nodes = list(document.walk())
    assert len({node.eid for node in nodes}) == len(nodes)


@pytest.mark.parametrize("kind", ["pdf", "docx", "html"])
def test_truncated_and_shuffled_files_end_in_a_text_or_in_words(kind, gazette, page, word):
    data = {
        "pdf": gazette,
        "html": page,
        "docx": word("Điều 1. Hoa", "1. Một.", "a) A;", "Điều 2. Lá", "Nơi nhận:"),
    }[kind]
    dice = random.Random(1)
    for _time in range(12):
        cut = dice.randrange(len(data))
        check(data[:cut])
        check(data[cut:])
        blocks = [data[at : at + 512] for at in range(0, len(data), 512)]
        dice.shuffle(blocks)
        check(blocks[0] + b"".join(blocks))
        broken = bytearray(data)
        for _bit in range(20):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        check(bytes(broken))
