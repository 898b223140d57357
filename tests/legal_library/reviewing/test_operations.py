"""Structure operations lose nothing and keep the order; addresses stay unique; steps undo."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legal_library.parsing import characters, nonblank, parse
from legal_library.reviewing import operations
from legal_library.reviewing.addressing import addressed
from legal_library.reviewing.operations import OPERATIONS, Refused
from legal_library.reviewing.patches import PatchError, difference, redo, undo
from legal_library.reviewing.working import (
    LEAVES,
    RANKS,
    characters_of,
    close_up,
    node_at,
    open_up,
    places,
    without_addresses,
)
from tests.factories.legal_library import SAMPLE_ACT

DATA = Path(__file__).parents[2] / "data"
SOURCES = {path.stem: path.read_text() for path in sorted((DATA / "parsing").glob("*.txt"))}
TREES = {name: parse(text) for name, text in {"mau": SAMPLE_ACT, **SOURCES}.items()}
SMALL = sorted(name for name, tree in TREES.items() if len(list(tree.walk())) < 150)


def work_of(text):
    return open_up(parse(text))


def at(work, eid):
    """The place of the node with this address."""
    zones, _repeated = addressed(work)
    return next(place for place, node in places(zones) if node.eid == eid)


def eids(work):
    return [node.eid for _place, node in places(addressed(work)[0])]


def named(work, *kinds):
    """“article 1”, “clause 2” … in reading order."""
    return [
        f"{node.kind} {node.number}".strip()
        for _place, node in places(work)
        if not kinds or node.kind in kinds
    ]


@pytest.mark.parametrize("name", sorted(TREES))
def test_addresses_are_those_that_the_parser_gives(name):
    tree = TREES[name]
    zones, _repeated = addressed(open_up(tree))
    assert close_up(zones, tree) == tree


# --- properties of any sequence of steps ---

one_step = st.tuples(
    st.sampled_from(sorted(OPERATIONS)),
    st.integers(0, 10_000),
    st.sampled_from(sorted(set(RANKS) - {"table", "note"})),
    st.sampled_from([-1, 1]),
    st.booleans(),
)


def arguments(name, node, number, kind, by, flag):
    return {
        "split": {"at": number % (len(node.text) + 1)},
        "join": {"same_paragraph": flag},
        "retype": {"kind": kind},
        "renumber": {"number": f"{number % 40}a" if flag else "IV", "in_text": flag},
        "edit": {"marker": node.marker, "heading": "", "text": node.text + " đậm"},
        "move": {"by": by},
    }.get(name, {})


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(st.sampled_from(SMALL), st.lists(one_step, min_size=1, max_size=12))
def test_whatever_an_editor_does_nothing_is_lost(name, steps):
    work = open_up(TREES[name])
    history = []
    for operation, number, kind, by, flag in steps:
        found = list(places(work))
        if not found:
            break
        place, node = found[number % len(found)]
        given_arguments = arguments(operation, node, number, kind, by, flag)
        try:
            done = OPERATIONS[operation](work, place, **given_arguments)
        except Refused:
            continue
        before, after = characters_of(work), characters_of(done.work)
        if operation not in ("edit", "move") and not (operation == "renumber" and flag):
            assert after == before, operation
        elif operation == "move":
            assert Counter(after) == Counter(before)
        zones, _repeated = addressed(done.work)
        found = [node.eid for _place, node in places(zones)]
        assert all(found)
        assert len(set(found)) == len(found)
        # What is written is read again as the same tree to work on: quotations stay.
        document = close_up(zones, TREES[name])
        assert addressed(open_up(document))[0] == zones
        assert all(not node.children for _p, node in places(done.work) if node.kind in LEAVES)
        if done.place:
            node_at(done.work, done.place)
        after = without_addresses(zones)
        patches = difference(work, after)
        assert redo(work, patches) == after
        assert undo(after, patches) == work
        history.append((work, patches))
        work = after
    for before, patches in reversed(history):
        work = undo(work, patches)
        assert work == before


def test_a_patch_of_another_tree_is_refused():
    work = work_of("Điều 1. Một\n1. A.\n2. B.\n")
    done = operations.move(work, at(work, "art_1__para_1"), 1)
    patches = difference(work, done.work)
    with pytest.raises(PatchError):
        undo(work_of("Điều 9. Chín\n"), patches)


# --- what each operation means ---


def test_a_clause_that_was_missed_is_split_off_by_its_number():
    work = work_of("Điều 1. Một\n1. Đầu. 2. Sau đậm.\na) Điểm.\n")
    place = at(work, "art_1__para_1")
    done = operations.split(work, place, node_at(work, place).text.index("2. Sau"))
    new = node_at(done.work, done.place)
    assert (new.kind, new.number, new.marker, new.text) == ("clause", "2", "2.", "Sau đậm.")
    assert eids(done.work) == ["art_1", "art_1__para_1", "art_1__para_2", "art_1__para_2__point_a"]


def test_an_article_inside_a_clause_takes_what_follows_with_it():
    text = "Điều 1. Một\n1. A có câu. Điều 2. Hai\n2. B.\nĐiều 3. Ba\n"
    work = work_of(text)
    place = at(work, "art_1__para_1")
    done = operations.split(work, place, node_at(work, place).text.index("Điều 2"))
    assert eids(done.work) == ["art_1", "art_1__para_1", "art_2", "art_2__para_2", "art_3"]
    assert node_at(done.work, done.place).heading == "Hai"


def test_words_without_a_number_become_a_paragraph_below():
    work = work_of("Điều 1. Một\n1. Câu đầu. Câu sau.\n")
    place = at(work, "art_1__para_1")
    done = operations.split(work, place, 9)
    assert named(done.work) == ["article 1", "clause 1", "paragraph"]


@pytest.mark.parametrize("offset", [-1, 0, 999])
def test_nothing_is_split_off_at_an_end(offset):
    work = work_of("Thư không có điều nào.")
    with pytest.raises(Refused):
        operations.split(work, at(work, "p_1"), offset)


def test_a_heading_that_was_torn_is_joined():
    work = work_of("Điều 1. Trách nhiệm của\nỦy ban nhân dân\n1. A.\n")
    work = operations.edit(
        work, at(work, "art_1"), marker="Điều 1.", heading="Trách nhiệm của", text=""
    ).work
    article = node_at(work, at(work, "art_1"))
    torn = operations.split(
        operations.edit(
            work,
            at(work, "art_1"),
            marker="Điều 1.",
            heading="Trách nhiệm của",
            text="Ủy ban nhân dân",
        ).work,
        at(work, "art_1"),
        0,
    )
    assert named(torn.work) == ["article 1", "paragraph", "clause 1"]
    done = operations.join(torn.work, torn.place)
    assert node_at(done.work, done.place).heading == "Trách nhiệm của Ủy ban nhân dân"
    assert article.children == node_at(done.work, done.place).children


def test_a_false_article_joins_the_sentence_before_and_leaves_its_clauses_in_order():
    work = work_of("Điều 1. Một\n1. Theo quy định tại.\nĐiều 2. Nghị định này\n2. Tiếp.\n")
    done = operations.join(work, at(work, "art_2"), same_paragraph=True)
    assert eids(done.work) == ["art_1", "art_1__para_1", "art_1__para_2"]
    assert node_at(done.work, done.place).text == "Theo quy định tại. Điều 2. Nghị định này"


def test_a_paragraph_becomes_an_article_with_what_follows():
    work = work_of("Điều 1. Một\n1. A.\nĐiều 3. Ba\n")
    place = at(work, "art_1__para_1")
    work = operations.edit(work, place, marker="1.", heading="", text="A.\nĐiều 2. Hai").work
    split = operations.split(work, place, 3)
    assert named(split.work) == ["article 1", "clause 1", "article 2", "article 3"]


def test_a_new_chapter_takes_the_articles_behind_it():
    work = work_of("Điều 1. Một\nĐiều 2. Hai\nĐiều 3. Ba\n")
    done = operations.retype(work, at(work, "art_2"), "chapter")
    assert named(done.work) == ["article 1", "chapter 2", "article 3"]
    assert len(work[2]) == 3
    assert [node.kind for node in done.work[2]] == ["article", "chapter"]


def test_an_article_made_a_clause_goes_below_the_article_before():
    work = work_of("Điều 1. Một\n1. A.\nĐiều 2. Hai\n1. B.\n")
    done = operations.retype(work, at(work, "art_2"), "clause")
    assert [node.kind for node in done.work[2]] == ["article"]
    assert node_at(done.work, done.place).text == "Hai"


def test_a_number_may_change_alone_or_with_the_words():
    work = work_of("Điều 1. Một\nĐiều 2. Hai\n")
    place = at(work, "art_2")
    alone = operations.renumber(work, place, "1a")
    assert (node_at(alone.work, place).number, node_at(alone.work, place).marker) == (
        "1a",
        "Điều 2.",
    )
    both = operations.renumber(work, place, "1đ", in_text=True)
    assert node_at(both.work, place).marker == "Điều 1đ."
    assert eids(both.work) == ["art_1", "art_1dd"]


def test_a_number_twice_is_told():
    work = work_of("Điều 1. Một\nĐiều 2. Hai\n")
    done = operations.renumber(work, at(work, "art_2"), "1")
    assert addressed(done.work)[1] == {"art_1"}
    assert eids(done.work) == ["art_1", "art_1-2"]


@pytest.mark.parametrize(
    "number", ["", "5 6", "<b>", "1" * 30, "12/" * 4 + "1" * 30, "a/b/c/d/e/f/g"]
)
def test_what_is_no_number_is_refused(number):
    work = work_of("Điều 1. Một\n")
    with pytest.raises(Refused):
        operations.renumber(work, at(work, "art_1"), number)


def test_in_and_out_are_each_others_opposite():
    work = work_of("Điều 1. Một\n1. A.\n2. B.\n")
    inside = operations.move_in(work, at(work, "art_1__para_2"))
    assert eids(inside.work) == ["art_1", "art_1__para_1", "art_1__para_1__para_2"]
    assert operations.move_out(inside.work, inside.place).work == work


def test_a_quotation_gets_addresses_of_its_own():
    work = work_of("Điều 1. Sửa đổi\n1. Sửa Điều 5 như sau:\n2. B.\n")
    inside = operations.move_in(work, at(work, "art_1__para_2"))
    quoted = operations.quote(inside.work, inside.place)
    assert eids(quoted.work)[-1] == "art_1__para_1__qstr_1__para_2"
    assert operations.quote(quoted.work, quoted.place).work == inside.work


def test_only_what_is_empty_is_removed():
    work = work_of("Điều 1. Một\n1. A.\n")
    place = at(work, "art_1__para_1")
    with pytest.raises(Refused):
        operations.remove(work, place)
    emptied = operations.edit(work, place, marker="", heading="", text="")
    assert eids(operations.remove(emptied.work, place).work) == ["art_1"]


def test_a_signature_goes_to_the_conclusion_and_back():
    work = work_of("Điều 1. Một\n1. A.\nĐiều 2. Hai\n")
    done = operations.to_next_zone(work, at(work, "art_2"))
    assert [len(zone) for zone in done.work] == [0, 0, 1, 1]
    assert operations.to_previous_zone(done.work, done.place).work == work


def test_a_regulation_issued_with_the_act_counts_its_articles_anew():
    work = work_of("Điều 1. Một\nĐiều 2. Hai\n")
    work = operations.with_children(
        work, (3,), (operations.Node("paragraph", text="QUY CHẾ"), *work[2][1:])
    )
    work = operations.with_children(work, (2,), work[2][:1])
    done = operations.attach(work, (3, 0))
    assert eids(done.work) == ["art_1", "att_1__title", "att_1__art_2"]
    assert done.place == (4, 0)
    undone = operations.detach(done.work, done.place)
    assert eids(undone.work) == ["art_1", "p_1", "art_2"]
    with pytest.raises(Refused):
        operations.detach(undone.work, undone.place)


def test_an_article_may_begin_what_was_issued_with_the_act():
    work = work_of("Điều 1. Một\nĐiều 2. Hai\nĐiều 1. Lại một\n")
    done = operations.attach(work, at(work, "art_1-2"))
    assert eids(done.work) == ["art_1", "art_2", "att_1__art_1"]
    with pytest.raises(Refused):
        operations.attach(work, at(work, "art_1"))


def test_words_are_only_changed_by_editing_them():
    work = work_of("Điều 1. Một\n1. A.\n")
    done = operations.edit(
        work, at(work, "art_1__para_1"), marker="1a)", heading="", text="Đ\r\nậ  "
    )
    node = node_at(done.work, done.place)
    assert (node.number, node.text) == ("1a", "Đ\nậ")
    with pytest.raises(Refused):
        operations.edit(done.work, done.place, marker="1a)", heading="", text="Đ\nậ")


def test_a_table_is_split_between_rows_and_read_as_text():
    tree = parse("Điều 1. Một\n")
    work = open_up(tree)
    table = operations.Node("table", text="a\tb\nc\td")
    work = operations.with_children(work, at(work, "art_1"), (table,))
    place = (*at(work, "art_1"), 0)
    with pytest.raises(Refused):
        operations.split(work, place, 1)
    done = operations.split(work, place, 4)
    assert named(done.work, "table") == ["table", "table"]
    text = operations.retype(work, place, "paragraph")
    assert nonblank(node_at(text.work, text.place).text) == "abcd"
    assert characters(close_up(addressed(text.work)[0], tree)).endswith("abcd")
