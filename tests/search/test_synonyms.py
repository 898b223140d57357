"""Everyday words and abbreviations: what is read into a query, and how it weighs."""

import pytest

from search.analysis import query_terms
from search.starting_synonyms import read_sets, read_synonyms
from search.synonyms import Synonym, SynonymTable, expanded

from .conftest import TODAY, article, law

TABLE = SynonymTable(
    [
        Synonym("sổ đỏ", ("giấy chứng nhận quyền sử dụng đất",)),
        Synonym("làm sổ đỏ", ("cấp giấy chứng nhận quyền sử dụng đất",)),
        Synonym("mất", ("chết",)),
        Synonym("gplx", ("giấy phép lái xe",), "abbreviation"),
        Synonym("hđ", ("hợp đồng", "hóa đơn", "hội đồng"), "abbreviation"),
    ]
)


def meanings(text: str) -> list[tuple[str, str]]:
    return [(one.typed, one.meaning) for one in expanded(text, TABLE).expansions]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("thủ tục làm sổ đỏ", [("làm sổ đỏ", "cấp giấy chứng nhận quyền sử dụng đất")]),
        ("mua bán sổ đỏ", [("sổ đỏ", "giấy chứng nhận quyền sử dụng đất")]),
        ("so do", [("so do", "giấy chứng nhận quyền sử dụng đất")]),
        ("đổi GPLX", [("gplx", "giấy phép lái xe")]),
        ("bố mất", [("mất", "chết")]),
        ("mat bang", []),  # “mặt”, “mất”, “mật”: one syllable without diacritics says too little
        ("đỏ sổ", []),
    ],
)
def test_the_longest_words_that_are_known_are_read(text, found):
    assert meanings(text) == found


def test_words_as_typed_weigh_more_and_stay_a_reading_of_their_own():
    terms = expanded("thủ tục làm sổ đỏ", TABLE)
    typed, read = terms.readings
    assert typed.syllables == query_terms("thủ tục làm sổ đỏ").syllables
    assert "giay_chung" in read.pairs
    assert "so_do" not in read.pairs
    assert read.weight < typed.weight


def test_an_abbreviation_that_may_be_a_word_without_diacritics_is_read_with_them_only():
    table = SynonymTable([Synonym("ca", ("công an",), "abbreviation")])
    assert expanded("thue thu nhap ca nhan", table).expansions == ()
    assert [read.meaning for read in expanded("báo ca phường", table).expansions] == ["công an"]


def test_an_abbreviation_alone_is_searched_as_its_words_with_their_diacritics():
    terms = expanded("GPLX", TABLE)
    assert terms.exact[:2] == ("giấy", "phép")
    assert terms.readings[0].syllables == ("giay", "phep", "lai", "xe")


def test_an_ambiguous_abbreviation_names_its_other_meanings():
    [expansion] = expanded("vi phạm hđ", TABLE).expansions
    assert expansion.meaning == "hợp đồng"
    assert expansion.alternatives == ("hóa đơn", "hội đồng")


def test_nothing_is_read_into_other_words():
    assert expanded("thu hồi đất", TABLE) == query_terms("thu hồi đất")


def test_what_something_is_is_sought_where_acts_define_their_words():
    for text in ("An ninh mạng là gì?", "thế nào là an ninh mạng", "an ninh mang la gi"):
        terms = expanded(text, TABLE)
        assert {"giai_thich", "ninh_mang", "mang_la"} <= set(terms.readings[-1].pairs)
    assert expanded("thủ tục là gì vậy", SynonymTable()).expansions == ()


def test_exact_words_come_before_folded_and_folded_before_synonyms(engine):
    act = law(1, "Luật mẫu", "1/2024/QH15", 2024)
    rows = [
        article(act, "1", "Quy định một", "Việc cấp giấy chứng nhận quyền sử dụng đất."),
        article(act, "2", "Quy định hai", "Số đo của thửa được ghi lại rõ ràng."),
        article(act, "3", "Quy định ba", "Sổ đỏ của thửa được ghi lại rõ ràng."),
        article(act, "4", "Quy định bốn", "Việc thu giấy chứng nhận quyền sử dụng đất."),
    ]
    engine.rebuild(("provisions", row) for row in rows)
    hits = engine.search(expanded("sổ đỏ", TABLE), day=TODAY, cutoff=0).hits
    titles = [hit.record.title for hit in hits]
    assert titles[:2] == [rows[2].title, rows[1].title]
    assert set(titles[2:]) == {rows[0].title, rows[3].title}


def test_the_starting_list_is_sound():
    lines = list(read_sets())
    spellings = [typed for line in lines for typed in line.spellings]
    assert len(lines) > 300
    assert len(spellings) == len(set(spellings))
    assert all(line.meanings and all(line.meanings) for line in lines)
    assert all(len(line.meanings) == 1 for line in lines if line.kind == "synonym")
    [licence] = [one for one in read_synonyms() if one.typed == "gplx"]
    assert licence.meanings == ("giấy phép lái xe",)
