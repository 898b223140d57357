"""Words of the tree are found in the source, also where they repeat or were changed."""

from dataclasses import replace

from legal_library.parsing import Line, parse
from legal_library.reviewing.comparing import Change, compare
from legal_library.reviewing.locating import Alignment, lines_of_text, source_lines
from legal_library.reviewing.outline import Outline, cuts

TEXT = "Điều 1. Một\n1. Như nhau.\nĐiều 2. Hai\n1. Như nhau.\n2. Khác đậm.\n"


def test_the_same_words_are_told_apart_by_where_they_stand():
    alignment = Alignment(parse(TEXT), lines_of_text(TEXT))
    assert alignment.lines_at("art_1__para_1") == (1, 1)
    assert alignment.lines_at("art_2__para_1") == (3, 3)
    assert alignment.node_at(3).eid == "art_2__para_1"


def test_a_provision_over_several_lines_has_its_first_and_last():
    lines = [Line(1, "Điều 1. Một", whole=True), Line(2, "1. Câu dài nối", page=3)]
    lines += [Line(3, "sang dòng sau.", page=4)]
    text = "Điều 1. Một\n1. Câu dài nối sang dòng sau.\n"
    alignment = Alignment(parse(text), source_lines(lines))
    assert alignment.lines_at("art_1__para_1") == (1, 2)


def test_words_that_an_editor_changed_are_still_close_by():
    document = parse(TEXT)
    article = document.bodies[0].nodes[1]
    clause = replace(article.children[0], text="Viết lại hoàn toàn.")
    changed = replace(article, children=(clause, article.children[1]))
    body = replace(document.bodies[0], nodes=(document.bodies[0].nodes[0], changed))
    alignment = Alignment(replace(document, bodies=(body,)), lines_of_text(TEXT))
    assert alignment.lines_at("art_2__para_1")[0] in (3, 4)
    assert alignment.lines_at("art_2__para_2") == (4, 4)


def test_a_note_stands_last_in_tree_and_source():
    lines = [Line(1, "Điều 1. Một"), Line(2, "1 Chú thích.", note="1"), Line(3, "Chữ.")]
    assert [line.number for line in source_lines(lines)] == [1, 3, 2]


# --- comparing ---


def test_differences_are_told_by_provision_and_by_word():
    before = parse("Điều 1. Một\n1. Hỗ trợ 100 đồng.\n2. Bỏ đi.\n")
    after = parse("Điều 1. Một\n1. Hỗ trợ 200 đồng.\nĐiều 2. Thêm\n")
    found = {item.change: item for item in compare(before, after)}
    assert set(found) == {Change.CHANGED, Change.REMOVED, Change.ADDED}
    assert ("-", "100") in found[Change.CHANGED].pieces
    assert ("+", "200") in found[Change.CHANGED].pieces
    assert found[Change.REMOVED].before.text == "Bỏ đi."
    assert found[Change.ADDED].after.heading == "Thêm"


def test_an_article_put_in_does_not_make_all_behind_it_new():
    before = parse("Điều 1. Một\nĐiều 2. Hai\nĐiều 3. Ba\n")
    after = parse("Điều 1. Một\nĐiều 1a. Mới\nĐiều 2. Hai\nĐiều 3. Ba\n")
    assert [item.change for item in compare(before, after)] == [Change.ADDED]


def test_the_same_text_has_no_differences():
    assert compare(parse(TEXT), parse(TEXT)) == []


# --- the tree on the screen ---


def test_a_page_of_the_tree_ends_between_articles():
    text = "".join(f"Điều {n}. Tên {n}\n1. Một.\n2. Hai.\n" for n in range(1, 61))
    outline = Outline(parse(text))
    assert len(outline.pages) == 3
    assert all(group.first.node.kind == "article" for page in outline.pages for group in page)
    assert outline.page_of("art_60") == 3
    assert outline.article("Điều 60") == "art_60"
    assert outline.article("99") == ""
    shown = [row.node.eid for page in outline.pages for group in page for row in group.rows]
    assert shown == [node.eid for node in parse(text).walk()]


def test_a_long_annex_goes_on_in_groups_of_its_own():
    outline = Outline(parse("Điều 1. Một\n" + "".join(f"{n}. Ý.\n" for n in range(1, 150))))
    groups = [group for page in outline.pages for group in page]
    assert [group.continues for group in groups] == [False, True, True]


def test_places_to_split_begin_with_those_where_a_number_stands():
    found = cuts("Câu một. Câu hai; 2. Khoản hai.")
    assert found[0][1] == "2. Khoản hai."
    assert all(
        "Câu một. Câu hai; 2. Khoản hai."[offset:].startswith(words[:4]) for offset, words in found
    )
