"""No character is lost, whatever is thrown at the parser."""

import random
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal_library.parsing import (
    KINDS,
    characters,
    from_json,
    nonblank,
    parse,
    parse_parts,
    read_attributes,
    to_json,
    to_text,
)

SOURCES = sorted((Path(__file__).parents[2] / "data" / "parsing").glob("*.txt"))

WORDS = """
Điều 1.|Điều 2|Điều|Điều 1a.|“Điều 5.|"Điều 6|Điều 5 của Luật này|1.|2.|1a.|12|a)|đ)|a1)|“2.
Chương|Chương II|I|II.|Mục 1.|Phần|thứ nhất|Tiểu mục 1|PHỤ LỤC|PHỤ LỤC I|Mẫu số 01|TÊN CHƯƠNG
QUY CHẾ|QUYẾT ĐỊNH:|LUẬT|(Ban hành kèm theo Quyết định)|Nơi nhận:|TM. ỦY BAN NHÂN DÂN|CHỦ TỊCH
Lê Văn Mẫu|Luật này được Quốc hội thông qua|CỘNG HÒA XÃ HỘI|Số: 1/2026/QĐ-UBND|Kính gửi:
Hà Nội, ngày 01 tháng 13 năm 2026|Luật này có hiệu lực từ ngày 31 tháng 02 năm 2026|Căn cứ Luật
như sau:|Sửa đổi, bổ sung Điều 5 như sau:|”.|”|“|"|-----|- xã hội|hoa nở|Hoa nở.|hoa,|hoa;|Việt Nam
"""
INVISIBLE = ("\u200b", "\ufeff", "\x00", "\u0301")
PIECES = ["|", *INVISIBLE, *WORDS.strip().replace("\n", "|").split("|")]
SEPARATORS = ["\n", "\n", "\n", " ", "\r\n", "\n\n", "\x0c", "\u2028", "\t", "\u00a0", ""]
legal_noise = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from(SEPARATORS)), max_size=60
).map(lambda pairs: "".join(piece + separator for piece, separator in pairs))


def check(text: str) -> None:
    document = parse(text)
    assert characters(document) == nonblank(text)
    nodes = list(document.walk())
    assert len({node.eid for node in nodes}) == len(nodes)
    assert all(node.eid and node.kind in KINDS for node in nodes)
    assert all(
        1 <= warning.line <= len(text.split("\n")) + text.count("\r")
        for warning in document.warnings
    )
    assert from_json(to_json(document)) == document
    assert to_text(document)
    read_attributes(document)


@given(legal_noise)
def test_nothing_is_lost_of_legal_noise(text):
    check(text)


@given(st.text())
def test_nothing_is_lost_of_any_text(text):
    check(text)


@given(st.lists(legal_noise, max_size=4))
def test_nothing_is_lost_of_parts(parts):
    assert characters(parse_parts(parts)) == nonblank("\n".join(parts))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_nothing_is_lost_of_truncated_shuffled_or_decomposed_documents(path):
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    shuffle = random.Random(1).sample
    check(text)
    check(unicodedata.normalize("NFD", text))
    for cut in range(0, len(text), 97):
        check(text[cut:])
        check(text[:cut])
    for _ in range(20):
        check("".join(shuffle(lines, len(lines))))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_decomposed_text_gives_the_same_document(path):
    text = path.read_text(encoding="utf-8")
    assert parse(unicodedata.normalize("NFD", text)) == parse(text)


def test_a_document_of_doubts_reports_the_first_and_counts_the_rest():
    document = parse("Điều 1. A\n" + "1. Một.\n" * 2000)
    assert len(document.warnings) == 501
    assert document.warnings[-1].message == "Còn 1499 chỗ khác cần kiểm tra từ dòng này."
    assert len(list(document.walk())) == 2001
