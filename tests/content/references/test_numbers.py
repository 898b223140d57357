"""Document numbers: one normal form, one key, found in running text and in what people type."""

import json
import lzma

import pytest

from content.references import find_numbers, normalize_number, number_key, number_terms


@pytest.mark.parametrize(
    ("raw", "normal", "key"),
    [
        ("168/2024/NĐ-CP", "168/2024/NĐ-CP", "168/2024/ND-CP"),
        ("168/2024/nđ-cp", "168/2024/NĐ-CP", "168/2024/ND-CP"),
        ("14/2019/Q\u00d0–TTg", "14/2019/QĐ-TTG", "14/2019/QD-TTG"),
        ("100/2019/NĐCP", "100/2019/NĐ-CP", "100/2019/ND-CP"),
        ("50/2022/NĐ_CP", "50/2022/NĐ-CP", "50/2022/ND-CP"),
        ("Luật số 51/2024/QH15", "51/2024/QH15", "51/2024/QH15"),
        ("số số 51/2024/QH15", "51/2024/QH15", "51/2024/QH15"),
        ("Số: 01 /2018/TT-VPCP.", "01/2018/TT-VPCP", "01/2018/TT-VPCP"),
        ("3/2019/TT-BTP", "3/2019/TT-BTP", "03/2019/TT-BTP"),
        ("12/2018/TT-BLĐTBXh", "12/2018/TT-BLĐTBXH", "12/2018/TT-BLDTBXH"),
        ("66.13/2026/NQ-CP", "66.13/2026/NQ-CP", "66.13/2026/NQ-CP"),
        ("66-NQ/TW", "66-NQ/TW", "66-NQ/TW"),
        ("QCVN 102:2016/BTTTT", "QCVN102:2016/BTTTT", "QCVN102:2016/BTTTT"),
        ("73-CP", "73-CP", "73-CP"),
        ("Không số", "", ""),
        ("", "", ""),
    ],
)
def test_spellings_of_a_number_have_one_normal_form_and_one_key(raw, normal, key):
    assert normalize_number(raw) == normal
    assert number_key(raw) == key
    assert number_key(key) == key


def test_decomposed_letters_are_the_same_number():
    assert number_key("10/2014/UBTVQH13 ") == number_key("10/2014/UBTVQH13")
    assert normalize_number("5/QĐ-UBND".replace("Đ", "Đ")) == "5/QĐ-UBND"
    assert normalize_number("01/2014/NQLT/CP-UBTU\u031bMTTQVN") == "01/2014/NQLT/CP-UBTƯMTTQVN"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("theo Nghị định số 168/2024/NĐ-CP, các khoản", ["Nghị định số 168/2024/NĐ-CP"]),
        ("Nghị định số 168/2024/NĐ-CP - Quy định xử phạt", ["Nghị định số 168/2024/NĐ-CP"]),
        ("168/2024/NĐ – CP", ["168/2024/NĐ – CP"]),
        (
            "Luật số 64/2025/QH15 và Luật số 87/2025/QH15",
            ["Luật số 64/2025/QH15", "Luật số 87/2025/QH15"],
        ),
        ("Công văn 473/STP-PBGDPL", ["473/STP-PBGDPL"]),
        ("Quyết định 734/TTg", ["Quyết định 734/TTg"]),
        ("01/2005/TTLT-VKSTC-TATC-BCA-BQP", ["01/2005/TTLT-VKSTC-TATC-BCA-BQP"]),
        ("33/2005/TT-BGD&ĐT", ["33/2005/TT-BGD&ĐT"]),
        ("theo QCVN 102:2016/BTTTT", ["QCVN 102:2016/BTTTT"]),
        ("Nghị định 15/2020 quy định", ["Nghị định 15/2020"]),
        # near misses
        ("ngày 20/6/2012", []),
        ("tốc độ 60 km/h, trực 24/24h", []),
        ("2.000.000 đồng/người, 5/năm", []),
        ("quyết định 3 nội dung", []),
        ("Luật Đất đai năm 2024", []),
        ("tỷ lệ 1/2 và 3-5 ngày", []),
    ],
)
def test_numbers_in_running_text(text, found):
    assert [number.text for number in find_numbers(text)] == found


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("nd 168", ("ND 168",)),
        ("nđ168", ("ND 168",)),
        ("nghị định 168/2024", ("ND 168/2024",)),
        ("nghi dinh 15 nam 2020", ("ND 15/2020",)),
        ("168/2024/nd-cp", ("168/2024/ND-CP",)),
        ("168 2024 nd cp", ("168/2024/ND-CP",)),
        ("168/2024", ("168/2024",)),
        ("luật 91", ("QH 91",)),
        ("tt 03 2019 btp", ("03/2019/TT-BTP",)),
        ("tt 03/2019 btp", ("03/2019/TT-BTP",)),
        ("nghị quyết 43/2022", ("NQ 43/2022", "QH 43/2022", "UBTVQH 43/2022")),
        ("66-nq/tw", ("66-NQ/TW",)),
    ],
)
def test_what_people_type_names_terms_that_the_document_has(query, terms):
    [number] = find_numbers(query, typed=True)
    assert number.text == query
    assert number.terms == terms


@pytest.mark.parametrize(
    "query", ["luật 2024", "tháng 6/2012", "mức phạt 500 nghìn", "điều 5 khoản 2"]
)
def test_other_figures_in_a_query_are_no_numbers(query):
    assert find_numbers(query, typed=True) == []


@pytest.mark.parametrize(
    ("number", "query"),
    [
        ("168/2024/NĐ-CP", "nghị định 168"),
        ("91/2015/QH13", "bộ luật 91/2015"),
        ("43/2022/QH15", "nghị quyết 43"),
        ("3/2019/TT-BTP", "thông tư 03/2019"),
    ],
)
def test_a_partly_typed_number_meets_the_terms_of_its_document(number, query):
    [match] = find_numbers(query, typed=True)
    assert set(match.terms) & set(number_terms(number))


@pytest.mark.shared_data
def test_every_well_formed_number_of_the_codification_is_found_whole(shared_data):
    with lzma.open(shared_data / "corpus" / "codified_articles_2026.jsonl.xz", "rt") as lines:
        numbers = {json.loads(line)["src_number"] or "" for line in lines}
    missed = []
    for number in numbers:
        found = find_numbers(normalize_number(number))
        if len(found) != 1 or found[0].key != number_key(number):
            missed.append(number)
    # What remains is cut off or mistyped in the source: “60”, “Thông”, “02/2020/”.
    assert len(missed) <= 30, sorted(missed)
