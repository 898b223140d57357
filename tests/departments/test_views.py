"""The public list of units and the page of a unit without a section."""

from datetime import date

import pytest
from django.utils import timezone

from departments.models import Unit, UnitSuccession
from departments.provisioning import create_department
from tests.factories.departments import UnitFactory
from tests.factories.home import site_home

pytestmark = pytest.mark.django_db

DAY = date(2025, 7, 1)


@pytest.fixture(autouse=True)
def home_page():
    return site_home()


def unit(code, name, kind=Unit.Kind.COMMUNE, **fields):
    return UnitFactory(code=code, name=name, kind=kind, **fields)


def went(old, *heirs, extent="whole"):
    for heir in heirs:
        UnitSuccession.objects.create(
            predecessor=old, successor=heir, extent=extent, happened_on=old.valid_to
        )


@pytest.fixture
def some_units():
    province = unit("91", "Tỉnh An Lạc", Unit.Kind.PROVINCE)
    district = unit("h", "Huyện Cũ", Unit.Kind.DISTRICT, parent=province, valid_to=DAY)
    units = {
        "stp": unit("stp", "Sở Tư pháp", Unit.Kind.DEPARTMENT, phone="0000 000 001"),
        "da": unit("p-da", "Phường Đa Phúc", Unit.Kind.WARD, parent=province, valid_from=DAY),
        "an": unit("p-an", "Phường An Lạc", Unit.Kind.WARD, parent=province, valid_from=DAY),
        "gom": unit("x-gom", "Xã Bến Gốm", parent=district, valid_to=DAY),
        "chia": unit("x-chia", "Xã Chia Đôi", parent=district, valid_to=DAY),
    }
    went(units["gom"], units["da"])
    went(units["chia"], units["da"], units["an"], extent="part")
    return units


def page(client, query=""):
    response = client.get(f"/don-vi/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_units_of_today_are_listed_by_kind_in_dictionary_order(client, some_units):
    html = page(client)
    assert "Huyện Cũ" not in html
    assert "Xã Bến Gốm" not in html
    assert html.index("Sở Tư pháp") < html.index("Phường An Lạc") < html.index("Phường Đa Phúc")
    assert "Phường, Tỉnh An Lạc</h2>" in html


def test_units_can_be_narrowed_by_kind(client, some_units):
    html = page(client, "?loai=ward")
    assert "Phường An Lạc" in html
    assert "Sở Tư pháp" not in html


@pytest.mark.parametrize("query", ["loai=khong-co", "page=99999", "page=abc", "loai=%00&page=-1"])
def test_senseless_addresses_still_list_units(client, some_units, query):
    assert "Sở Tư pháp" in page(client, f"?{query}")


@pytest.mark.parametrize("day", ["2025-06-30", "30/6/2025", "30-06-2025"])
def test_the_list_of_another_day_says_so_and_leads_back(client, some_units, day):
    html = page(client, f"?ngay={day}")
    assert "Theo địa giới ngày 30/06/2025" in html
    assert "Xem theo địa giới hiện hành" in html
    assert "Xã Bến Gốm" in html
    assert "Xã, Huyện Cũ, Tỉnh An Lạc</h2>" in html
    assert "Phường An Lạc" not in html


@pytest.mark.parametrize("day", ["31/02/2025", "hôm nay", "0", "2025-13-01", "%00", "9" * 300])
def test_a_day_that_is_none_is_answered_in_words(client, some_units, day):
    html = page(client, f"?ngay={day}")
    assert "Không đọc được ngày này. Hãy ghi ngày/tháng/năm" in html
    assert "Phường An Lạc" in html


def test_a_day_before_any_unit_is_answered_in_words(client, some_units):
    Unit.objects.update(valid_from=DAY, valid_to=None)
    assert "Không có dữ liệu về đơn vị của ngày này" in page(client, "?ngay=1990-01-01")


@pytest.mark.parametrize("query", ["Bến Gốm", "ben gom", "xã bến gốm", "BẾN  GỐM"])
def test_a_former_name_leads_to_the_unit_of_today(client, some_units, query):
    html = page(client, f"?q={query}")
    assert "Tên cũ, đến hết 30/06/2025" in html
    assert 'nay thuộc <a href="/don-vi/p-da/">Phường Đa Phúc</a> từ 01/07/2025' in html


def test_a_divided_unit_names_all_its_successors(client, some_units):
    html = page(client, "?q=chia doi")
    assert html.count('<a href="/don-vi/p-') == 2


def test_the_same_name_again_is_not_said_to_be_part_of_itself(client, some_units):
    old = unit("x-an-cu", "Phường An Lạc", Unit.Kind.WARD, valid_to=DAY)
    went(old, some_units["an"])
    assert "Phường An Lạc nay là <a" in page(client, "?q=an lac")


@pytest.mark.parametrize("query", ["không có đâu", "%00", "'; DROP TABLE", "😀", "x" * 500])
def test_a_name_that_is_not_found_is_answered_in_words(client, some_units, query):
    html = client.get("/don-vi/", {"q": query}).content.decode()
    assert "Không có đơn vị nào tên" in html or "Phường An Lạc" in html


def test_a_unit_without_contacts_or_section_has_a_page(client, some_units):
    html = client.get("/don-vi/p-da/lich-su/").content.decode()
    assert "Hình thành từ" in html
    assert "Xã Chia Đôi (Huyện Cũ)" in html
    assert "(một phần)" in html
    assert "01/07/2025" in html


def test_the_page_of_a_former_unit_says_who_continues_it(client, some_units):
    html = client.get("/don-vi/x-chia/lich-su/").content.decode()
    assert "Đơn vị này không còn" in html
    assert "Nay thuộc:" in html
    assert client.get("/don-vi/khong-co/lich-su/").status_code == 404


def test_lists_ask_a_fixed_number_of_queries(client, some_units, django_assert_num_queries):
    for number in range(30):
        old = unit(f"c{number}", f"Xã Cũ {number}", valid_to=DAY)
        went(old, unit(f"m{number}", f"Xã Mới {number}", parent=some_units["stp"]))
    page(client)  # the site and its settings are remembered
    with django_assert_num_queries(5):
        page(client, "?loai=commune")
    with django_assert_num_queries(8):
        page(client, "?q=xa cu")


def test_the_page_of_a_unit_asks_a_fixed_number_of_queries(
    client, some_units, django_assert_num_queries
):
    for number in range(30):
        went(unit(f"c{number}", f"Xã Cũ {number}", valid_to=DAY), some_units["da"])
    client.get("/don-vi/p-an/lich-su/")
    with django_assert_num_queries(7):
        assert "Xã Cũ 29" in client.get("/don-vi/p-da/lich-su/").content.decode()


def test_an_empty_list_says_what_will_stand_here(client):
    Unit.objects.all().delete()
    assert "Chưa có đơn vị nào" in page(client)


def test_a_unit_that_ends_today_is_no_longer_listed(client):
    unit("x", "Xã Hôm Nay", valid_to=timezone.localdate())
    assert "Xã Hôm Nay" not in page(client)


@pytest.fixture
def with_sections(some_units):
    """The place of all sections is there, made with the first of them."""
    create_department(some_units["stp"])
    return some_units


def test_an_address_leads_to_the_single_successor_for_good(client, with_sections):
    response = client.get("/don-vi/x-gom/")
    assert (response.status_code, response.url) == (301, "/don-vi/p-da/")


def test_an_address_with_several_successors_lets_the_reader_choose(client, with_sections):
    response = client.get("/don-vi/x-chia/")
    assert response.status_code == 200
    assert "Phường An Lạc" in response.content.decode()


def test_an_old_number_answers_as_an_address(client, with_sections):
    Unit.objects.filter(code="x-gom").update(statistics_code="31277")
    Unit.objects.filter(code="p-an").update(statistics_code="31001")
    assert client.get("/don-vi/31277/").url == "/don-vi/p-da/"
    assert client.get("/don-vi/31001/").url == "/don-vi/p-an/"


def test_a_unit_without_a_section_answers_at_its_code_and_one_with_a_section_there(
    client, with_sections
):
    assert "Chưa có thông tin liên hệ" not in client.get("/don-vi/p-an/").content.decode()
    assert client.get("/don-vi/p-an/").templates[0].name == "departments/unit.html"
    assert client.get("/don-vi/stp/").templates[0].name == "departments/section.html"
    assert client.get("/don-vi/khong-co/").status_code == 404


def test_units_have_pages_before_the_first_section_is_made(client, some_units):
    assert "Phường Đa Phúc" in client.get("/don-vi/p-da/").content.decode()
    assert client.get("/don-vi/x-gom/").status_code == 301
    assert client.get("/don-vi/khong-co/").status_code == 404
