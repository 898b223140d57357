"""Two texts article by article, and the words of one provision in both."""

import pytest

from legal_library.comparing import Change, article_digests, compare_articles, compare_texts
from legal_library.parsing import Node, parse
from legal_library.word_changes import word_changes

BEFORE = """Chương I
CHUNG
Điều 1. Phạm vi
Một.
Điều 2. Mức
1. Phạt 1.000.000 đồng.
2. Phạt cảnh cáo.
Chương II
THI HÀNH
Điều 3. Cũ
Ba.
"""
AFTER = """Chương I
CHUNG
Điều 1. Phạm vi
Một.
Điều 2. Mức
1. Phạt 1.500.000 đồng.
2. Phạt cảnh cáo.
3. Phạt lại.
Điều 2a. Mới
Hai a.
Chương II
TỔ CHỨC THI HÀNH
"""


def changes(before, after):
    units = compare_texts(parse(before), parse(after)).units
    return [(unit.eid, unit.change.value) for unit in units]


def test_articles_and_chapter_names_are_compared_by_their_addresses():
    assert changes(BEFORE, AFTER) == [
        ("chp_I", "same"),
        ("art_1", "same"),
        ("art_2", "changed"),
        ("art_2a", "added"),
        ("chp_II", "changed"),
        ("art_3", "removed"),
    ]


def test_a_text_and_itself_have_no_change():
    comparison = compare_texts(parse(BEFORE), parse(BEFORE))
    assert comparison.changed == []
    assert [run.is_same for run in comparison.runs] == [True]


def test_inside_an_article_each_provision_is_a_row():
    unit = compare_texts(parse(BEFORE), parse(AFTER)).changed[0]
    assert [(row.eid, row.change.value) for row in unit.rows] == [
        ("art_2__para_1", "changed"),
        ("art_2__para_2", "same"),
        ("art_2__para_3", "added"),
    ]
    assert unit.rows[0].before == [(" ", "1. Phạt "), ("-", "1.000.000"), (" ", " đồng.")]
    assert unit.rows[0].after == [(" ", "1. Phạt "), ("+", "1.500.000"), (" ", " đồng.")]


def test_notes_of_who_changed_an_article_are_no_words_of_it():
    article = parse(BEFORE).articles()[0]
    noted = Node(
        **{
            **{name: getattr(article, name) for name in ("kind", "number", "marker", "heading")},
            "text": article.text,
            "eid": article.eid,
            "children": (Node("note", text="Được sửa.", eid="art_1__note_1"),),
        }
    )
    assert compare_articles(article, noted).change == Change.SAME


def test_digests_tell_which_articles_differ():
    before, after = article_digests(parse(BEFORE)), article_digests(parse(AFTER))
    assert [eid for eid in after if before.get(eid) != after[eid]] == ["art_2", "art_2a"]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", []),
        ("như cũ", "như cũ", [(" ", "như cũ")]),
        ("", "mới", [("+", "mới")]),
        ("cũ", "", [("-", "cũ")]),
        (
            "thôn, tổ dân phố.",
            "thôn, tổ dân phố, khu phố.",
            [(" ", "thôn, tổ dân phố"), ("+", ", khu phố"), (" ", ".")],
        ),
        # Words that only look alike are exchanged whole, and a blank between two is theirs.
        (
            "đất ở nông thôn",
            "đất vườn đô thị",
            [(" ", "đất "), ("-", "ở nông thôn"), ("+", "vườn đô thị")],
        ),
        ("dân", "dẫn", [("-", "dân"), ("+", "dẫn")]),
    ],
)
def test_words_left_out_and_put_in(before, after, expected):
    assert word_changes(before, after) == expected


@pytest.mark.parametrize("words", [3_000, 60_000])
def test_long_provisions_lose_no_word_and_take_no_long_time(words):
    before = " ".join(str(number) for number in range(words))
    after = " ".join(str(number) for number in range(words, 0, -1))
    pieces = word_changes(before, after)
    assert "".join(text for sign, text in pieces if sign != "+") == before
    assert "".join(text for sign, text in pieces if sign != "-") == after


def test_a_word_in_a_long_provision_is_found_by_its_sentence():
    sentences = [f"Câu {number} có chữ." for number in range(900)]
    before, after = " ".join(sentences), " ".join(sentences).replace("Câu 500 có", "Câu 500 bỏ")
    changed = [piece for piece in word_changes(f"A {before} B", f"C {after} D") if piece[0] != " "]
    assert ("-", "có") in changed
    assert ("+", "bỏ") in changed
