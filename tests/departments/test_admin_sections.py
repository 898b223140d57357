"""The form that makes sections, the board in the admin, and an editor's own section there."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from content.models.records import Component
from departments.admin import sections
from departments.models import DepartmentPage, Unit
from departments.roles import Role
from tests.factories.accounts import officer
from tests.factories.departments import UnitFactory
from tests.factories.home import site_home
from tests.factories.news import NewsPageFactory
from tests.factories.sections import component_of, make_section, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def system_admin(client):
    site_home()
    person = officer(Role.SYSTEM_ADMIN)
    client.force_login(person)
    return person


def form(client):
    return client.get(reverse("departments_create_sections"))


def send(client, *units):
    return client.post(
        reverse("departments_create_sections"), {"units": [unit.pk for unit in units]}
    )


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def test_the_form_offers_units_of_today_without_a_section(client, system_admin):
    make_section(name="Sở Có rồi")
    UnitFactory(name="Sở Chưa có")
    UnitFactory(name="Xã Đã hết", kind=Unit.Kind.COMMUNE, valid_to=timezone.localdate())
    UnitFactory(name="Tỉnh An Lạc", kind=Unit.Kind.PROVINCE)
    offered = [label.get_text(strip=True) for label in soup(form(client)).select("fieldset label")]
    assert offered == ["Sở Chưa có"]


def test_ticked_units_get_their_sections_and_are_shown(client, system_admin):
    first, second = UnitFactory(code="so-mot", name="Sở Một"), UnitFactory(code="so-hai")
    page = soup(send(client, first, second))
    assert DepartmentPage.objects.filter(unit__in=[first, second]).count() == 2
    assert page.find("a", href="/don-vi/so-mot/")
    section = DepartmentPage.objects.get(unit=first)
    assert page.find("a", href=reverse("wagtailadmin_pages:edit", args=[section.pk]))


def test_a_double_click_makes_one(client, system_admin):
    unit = UnitFactory()
    send(client, unit)
    assert "Đã có từ trước" in send(client, unit).content.decode()
    assert DepartmentPage.objects.filter(unit=unit).count() == 1


def test_nothing_ticked_forged_and_ended_units_are_answered_in_words(client, system_admin):
    assert "Hãy chọn ít nhất một đơn vị" in send(client).content.decode()
    ended = UnitFactory(valid_to=timezone.localdate())
    for forged in (ended.pk, 999_999, "x", "1 OR 1=1"):
        response = client.post(reverse("departments_create_sections"), {"units": [forged]})
        assert response.status_code == 200
        assert soup(response).select_one("[role=alert]")
    assert not DepartmentPage.objects.exists()


def test_no_more_than_a_web_server_waits_for(client, system_admin, monkeypatch):
    monkeypatch.setattr(sections, "AT_ONCE", 1)
    response = send(client, UnitFactory(), UnitFactory())
    assert "Mỗi lần chọn nhiều nhất 1 đơn vị" in response.content.decode()
    assert not DepartmentPage.objects.exists()


def test_only_who_looks_after_the_portal_makes_sections(client, system_admin):
    unit = UnitFactory()
    for role in (Role.LEADER, Role.UNIT_ADMIN, Role.DRAFTER):
        client.force_login(officer(role, unit))
        assert send(client, unit).status_code in (302, 403)
    assert not DepartmentPage.objects.exists()


def test_the_form_asks_a_fixed_number_of_queries(
    client, system_admin, django_assert_max_num_queries
):
    UnitFactory.create_batch(30)
    form(client)
    with django_assert_max_num_queries(15):
        form(client)


def test_the_board_in_the_admin_leads_to_what_can_be_done(client, system_admin):
    make_section(name="Sở Y tế")
    page = soup(client.get(reverse("departments_board")))
    assert "Sở Y tế" in page.select_one(".board-table").get_text()
    assert page.find("a", href=reverse("departments_create_sections"))


def test_a_drafter_sees_gaps_and_ways_to_fill_them(client):
    section = make_section(name="Sở Y tế")
    guidance = component_of(section, Component.GUIDANCE)
    publish(NewsPageFactory(parent=guidance, live=False))
    client.force_login(officer(Role.DRAFTER, section.unit))
    page = soup(client.get(reverse("wagtailadmin_home")))
    lines = page.select(".section-panel__component")
    assert len(lines) == 8
    assert "Có nội dung mới" in lines[1].get_text()
    assert "Chưa có nội dung" in lines[2].get_text()
    add = reverse("wagtailadmin_pages:add", args=["news", "newspage", guidance.pk])
    assert page.find("a", href=add)
    for view in ("wagtailsnippets_qa_question", "wagtailsnippets_legal_library_legaldocument"):
        assert page.find("a", href=reverse(f"{view}:add"))


def test_a_leader_adds_nothing_but_sees_the_gaps(client):
    section = make_section()
    client.force_login(officer(Role.LEADER, section.unit))
    page = soup(client.get(reverse("wagtailadmin_home")))
    assert len(page.select(".section-panel__component")) == 8
    assert not page.select(".section-panel a.button")


def test_nobody_sees_another_units_section_on_the_first_page(client):
    make_section(name="Sở Khác")
    client.force_login(officer(Role.DRAFTER, UnitFactory()))
    assert "Sở Khác" not in client.get(reverse("wagtailadmin_home")).content.decode()
