"""A citation leads to the document that it means as of its day, or says why it does not."""

from datetime import date

import pytest

from legal_library.citing import (
    Entry,
    MemoryCatalogue,
    Reason,
    find_and_resolve,
    named_acts,
)

TODAY = date(2026, 11, 1)
PROVINCE, OTHER = "Ủy ban nhân dân tỉnh An Lạc", "Ủy ban nhân dân tỉnh Bình Mẫu"
ENTRIES = [
    Entry("land-2003", "13/2003/QH11", "Luật", "Luật Đất đai", effective_from=date(2004, 7, 1)),
    Entry("land-2013", "45/2013/QH13", "Luật", "Luật Đất đai", effective_from=date(2014, 7, 1)),
    Entry("land-2024", "31/2024/QH15", "Luật", "Luật Đất đai", effective_from=date(2024, 8, 1)),
    Entry("brook", "05/2030/QH17", "Luật", "Luật Trồng cây ven suối"),
    Entry("decree", "10/2020/NĐ-CP", "Nghị định", issued_on=date(2020, 1, 5)),
    Entry("ours", "15/2025/QĐ-UBND", "Quyết định", issuer=PROVINCE),
    Entry("theirs", "15/2025/QĐ-UBND", "Quyết định", issuer=OTHER),
    Entry("old", "20/QĐ-TTg", "Quyết định", issued_on=date(2019, 3, 1)),
    Entry("new", "20/QĐ-TTg", "Quyết định", issued_on=date(2021, 3, 1)),
]
PLACES = {
    "land-2024": {"art_5", "art_5__para_1", "part_2__chp_II__sec_1", "art_9__point_dd"},
    "ours": {"art_1", "att_1__art_1", "att_1__art_5"},
    "brook": {"art_1"},
}
CATALOGUE = MemoryCatalogue(ENTRIES, PLACES)


def leads(text: str, *, as_of: date = TODAY, home: str = "") -> list[tuple[str, str, Reason]]:
    """Where each citation of *text* leads: the document, the place and the reason."""
    home_entry = next((entry for entry in ENTRIES if entry.key == home), None)
    laws = named_acts().with_names(["Luật Trồng cây ven suối"])
    found = find_and_resolve(text, CATALOGUE, laws, as_of=as_of, home=home_entry)
    return [
        (f.resolution.entry.key if f.resolution.is_resolved else "",
         f.resolution.eid, f.resolution.reason)
        for f in found
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "as_of", "document"),
    [
        ("Luật Đất đai", date(2010, 1, 1), "land-2003"),
        ("Luật Đất đai", date(2014, 6, 30), "land-2003"),
        ("Luật Đất đai", date(2014, 7, 1), "land-2013"),
        ("Luật Đất đai", date(2024, 7, 31), "land-2013"),
        ("Luật Đất đai", date(2024, 8, 1), "land-2024"),
        ("Luật Đất đai năm 2013", TODAY, "land-2013"),
        ("Luật Đất đai 2024", date(2024, 3, 1), "land-2024"),
        ("luat dat dai 2003", TODAY, "land-2003"),
        ("Luật Trồng cây ven suối", date(2031, 6, 1), "brook"),
        # No law of this name was issued that year, or by that day.
        ("Luật Đất đai năm 2019", TODAY, ""),
        ("Luật Đất đai", date(1990, 1, 1), ""),
    ],
)
def test_a_name_means_the_law_of_its_year_or_of_the_day(text, as_of, document):
    ((found, _eid, reason),) = leads(f"Theo {text}.", as_of=as_of)
    assert found == document
    assert (reason == Reason.NOT_IN_LIBRARY) is (not document)


def test_a_day_of_effect_that_a_later_act_moved_is_the_table_s():
    """The text of 31/2024/QH15 says 1 January 2025; Luật 43/2024/QH15 made it 1 August 2024."""
    stated = Entry("x", "31/2024/QH15", "Luật", "Luật Đất đai", effective_from=date(2025, 1, 1))
    (found,) = find_and_resolve(
        "Luật Đất đai", MemoryCatalogue([stated]), named_acts(), as_of=date(2024, 10, 1)
    )
    assert found.resolution.entry == stated


def test_a_law_that_the_library_lacks_is_still_known_by_its_number():
    (finding,) = find_and_resolve(
        "Theo Bộ luật Dân sự.", CATALOGUE, named_acts(), as_of=date(2020, 1, 1)
    )
    assert finding.as_dict()["meant"] == "91/2015/QH13"
    assert finding.as_dict()["resolved"] is None


@pytest.mark.parametrize(
    ("text", "home", "found"),
    [
        ("Quyết định số 15/2025/QĐ-UBND", "", ("", Reason.AMBIGUOUS)),
        ("Quyết định số 15/2025/QĐ-UBND", "ours", ("ours", Reason.NUMBER)),
        (f"Quyết định số 15/2025/QĐ-UBND của {OTHER}", "", ("theirs", Reason.NUMBER)),
        ("Quyết định số 15/2025/QĐ-UBND của UBND tỉnh An Lạc", "", ("ours", Reason.NUMBER)),
        ("Quyết định số 15/2025/QĐ-UBND của Ủy ban nhân dân tỉnh Xa Lạ", "",
         ("", Reason.NOT_IN_LIBRARY)),
        # Numbers without a year begin anew each year.
        ("Quyết định số 20/QĐ-TTg", "", ("", Reason.AMBIGUOUS)),
        ("Quyết định số 20/QĐ-TTg ngày 01/3/2021", "", ("new", Reason.NUMBER)),
        ("Quyết định số 20/QĐ-TTg ngày 02/3/2021", "", ("", Reason.NOT_IN_LIBRARY)),
        # With its year the number says enough; the day is a slip of the pen.
        ("Nghị định số 10/2020/NĐ-CP ngày 06/01/2020", "", ("decree", Reason.NUMBER)),
        ("Nghị định 10/2020", "", ("decree", Reason.NUMBER)),
        ("Nghị định số 11/2020/NĐ-CP", "", ("", Reason.NOT_IN_LIBRARY)),
    ],
)  # fmt: skip
def test_numbers_alike_are_told_apart_or_left_alone(text, home, found):
    ((document, _eid, reason),) = leads(f"Theo {text}.", home=home)
    assert (document, reason) == found


@pytest.mark.parametrize(
    ("text", "home", "found"),
    [
        ("khoản 1 Điều 5 Luật Đất đai", "", ("land-2024", "art_5__para_1")),
        ("điểm đ Điều 9 Luật Đất đai", "", ("land-2024", "art_9__point_dd")),
        ("Mục 1 Chương II Luật Đất đai", "", ("land-2024", "part_2__chp_II__sec_1")),
        ("khoản 7 Điều 5 Luật Đất đai", "", ("", "")),
        ("Điều 1 Quyết định này", "ours", ("ours", "art_1")),
        ("Điều 5 Quyết định này", "ours", ("ours", "att_1__art_5")),
        ("Điều 1 Quy chế ban hành kèm theo Quyết định số 15/2025/QĐ-UBND", "ours",
         ("ours", "att_1__art_1")),
        # The places of this decree are not known: the rule for eIds says where.
        ("điểm a khoản 2 Điều 3 Nghị định số 10/2020/NĐ-CP", "",
         ("decree", "art_3__para_2__point_a")),
    ],
)  # fmt: skip
def test_places(text, home, found):
    ((document, eid, _reason),) = leads(f"Theo {text}.", home=home)
    assert (document, eid) == found


def test_this_in_a_text_that_is_no_act():
    assert leads("Theo khoản 1 Điều này.") == [("", "", Reason.SELF_UNKNOWN)]
    assert leads("Theo Điều 5.") == [("", "", Reason.NO_ACT)]
    found = leads("Luật Đất đai 2024 cấm lấn đất. Điều 5 của Luật này nói rõ.")
    assert found[1] == ("land-2024", "art_5", Reason.ANTECEDENT)


def test_a_quoted_amendment_of_an_unknown_act_leads_nowhere():
    text = "Sửa đổi các điều sau như sau:\n“1. Theo Điều 5 của Luật này.”"
    assert leads(text, home="land-2024") == [("", "", Reason.QUOTED)]


def test_of_the_law_is_not_the_decree_that_says_so():
    assert leads("Theo Điều 5 của Luật.", home="decree") == [("", "", Reason.NO_ACT)]


def test_this_article_in_a_document_takes_the_heading_above():
    text = "Điều 5. Hồ sơ\n1. Đơn.\n2. Người quy định tại khoản 1 Điều này ký đơn."
    assert leads(text, home="land-2024") == [("land-2024", "art_5__para_1", Reason.SELF)]


def test_every_row_of_the_table_of_laws_is_found_by_its_name_and_year():
    laws = named_acts()
    for act in laws.acts:
        candidates = laws.candidates(act.name)
        assert act in candidates
        assert act.years, act
        assert not act.effective_from or act.effective_from >= act.appears_on, act
