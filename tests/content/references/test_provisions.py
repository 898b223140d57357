"""Places inside acts, as printed in texts and as typed into a search box."""

import pytest

from content.references import find_provisions


@pytest.mark.parametrize(
    ("text", "eid", "act"),
    [
        (
            "điểm a khoản 2 Điều 5 Nghị định số 94/2016/NĐ-CP",
            "art_5__para_2__point_a",
            "94/2016/ND-CP",
        ),
        ("Điểm đ Khoản 1 Điều 12a của Luật Đất đai", "art_12a__para_1__point_dd", "Luật Đất đai"),
        ("điểm a1, khoản 2a, Điều 14", "art_14__para_2a__point_a1", ""),
        ("khoản 2 điều 10 nd 100/2019", "art_10__para_2", "ND 100/2019"),
        ("điều 5 luật đất đai", "art_5", "luật đất đai"),
        ("dieu 79 luat dat dai", "art_79", "luat dat dai"),
        ("diem d khoan 3 dieu 8 luat nha o", "art_8__para_3__point_d", "luat nha o"),
        ("Điều 9 Luật Phòng, chống ma túy", "art_9", "Luật Phòng, chống ma túy"),
        ("điều 8 hiến pháp", "art_8", "hiến pháp"),
        ("điều 5 khoản 2 điểm b luật cư trú", "art_5__para_2__point_b", "luật cư trú"),
        ("luật đất đai điều 79", "art_79", "luật đất đai"),
        ("nghị định 168 điều 6 khoản 2", "art_6__para_2", "ND 168"),
        ("điều thứ 3", "art_3", ""),
    ],
)
def test_a_place_and_its_act(text, eid, act):
    [reference] = find_provisions(text, typed=True)
    assert reference.text == text
    assert reference.eid == eid
    number = reference.act_number
    assert (number.terms[0] if number else reference.act_name) == act


@pytest.mark.parametrize(
    ("text", "name", "year"),
    [
        ("Điều 12 Luật Hôn nhân và gia đình năm 2014 quy định", "Luật Hôn nhân và gia đình", 2014),
        ("bộ luật dân sự 2015 điều 468", "bộ luật dân sự", 2015),
        ("điều 5 luật đất đai nói gì", "luật đất đai", None),
        ("theo Điều 8 Hiến pháp 2013, mọi người", "Hiến pháp", 2013),
    ],
)
def test_the_year_is_apart_from_the_name_and_the_name_ends_where_the_sentence_goes_on(
    text, name, year
):
    [reference] = find_provisions(text, typed=True)
    assert (reference.act_name, reference.act_year) == (name, year)


@pytest.mark.parametrize(
    "text",
    [
        "điều kiện kinh doanh",
        "khoản vay 5 triệu đồng",
        "điểm thi 5",
        "điều 5.000 đồng",
        "ngày 5 tháng 6 năm 2020",
        "khoản 1 Điều này",
        "biểu điều 5a1 khác",
        "",
    ],
)
def test_near_misses_are_no_places(text):
    assert find_provisions(text, typed=True) == []


@pytest.mark.parametrize("text", ["Điều 4 của Luật này", "Điều 1 luật", "Điều 3 và điều khác"])
def test_an_act_that_is_not_named_stays_empty(text):
    [reference] = find_provisions(text, typed=True)
    assert not reference.names_an_act


def test_in_running_text_an_act_before_the_place_is_left_alone():
    [reference] = find_provisions("Luật Đất đai, Điều 5 quy định")
    assert (reference.act_name, reference.text) == ("", "Điều 5")


def test_several_places_each_keep_their_act():
    found = find_provisions("Điều 5 Luật Đất đai; khoản 1 Điều 6 Nghị định số 10/2020/NĐ-CP")
    assert [(r.eid, r.act_name) for r in found] == [
        ("art_5", "Luật Đất đai"),
        ("art_6__para_1", ""),
    ]
    assert found[1].act_number.key == "10/2020/ND-CP"
