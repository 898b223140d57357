"""A section is made whole, once, for units that exist."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Collection, Page

from audit.models import Action, AuditEvent
from content.models.records import Component
from departments import provisioning
from departments.models import ComponentPage, DepartmentIndexPage, DepartmentPage, Unit
from departments.provisioning import SectionRefused, create_department, register_section_step
from departments.roles import Role
from departments.staffing import group_name
from tests.factories.departments import UnitFactory
from tests.factories.home import site_home
from tests.factories.sections import make_section


@pytest.fixture
def home(db):
    return site_home()


@pytest.fixture
def steps(monkeypatch):
    """The steps of other apps, for one test."""
    found = []
    monkeypatch.setattr(provisioning, "_steps", found)
    return found


def run(*arguments, **options) -> str:
    output = StringIO()
    call_command("create_department", *arguments, stdout=output, stderr=output, **options)
    return output.getvalue()


def test_a_section_has_the_eight_components_in_the_standard_order(home):
    section = create_department(UnitFactory(code="so-dat-dai", name="Sở Đất đai"))
    assert section.get_url() == "/don-vi/so-dat-dai/"
    assert section.title == "Sở Đất đai"
    pages = ComponentPage.objects.child_of(section).live()
    assert [page.component for page in pages] == Component.values
    assert [page.slug for page in pages] == list(provisioning.SLUGS.values())


def test_every_page_of_a_section_belongs_to_its_unit(home):
    section = make_section()
    owners = ComponentPage.objects.child_of(section).values_list("owner_unit", flat=True)
    assert {section.owner_unit_id, *owners} == {section.unit_id}


def test_a_section_has_a_folder_and_groups_for_its_roles(home):
    section = make_section(name="Sở Y tế")
    assert section.collection.name == "Sở Y tế"
    assert section.collection.get_parent() == Collection.get_first_root_node()
    for role in (Role.DRAFTER, Role.LEADER, Role.UNIT_ADMIN):
        assert Group.objects.filter(name=group_name(role, section.unit)).exists()


def test_a_second_time_changes_nothing(home):
    section = make_section()
    DepartmentPage.objects.filter(pk=section.pk).update(introduction="Đã viết")
    before = Page.objects.count(), Collection.objects.count(), Group.objects.count()
    again = create_department(section.unit)
    assert again.pk == section.pk
    assert again.introduction == "Đã viết"
    assert before == (Page.objects.count(), Collection.objects.count(), Group.objects.count())
    assert AuditEvent.objects.filter(action=Action.SECTION_CREATED).count() == 1


def test_a_second_time_adds_what_an_accident_took(home):
    section = make_section()
    ComponentPage.objects.get(owner_unit=section.unit, component=Component.DIALOGUE).delete()
    create_department(section.unit)
    assert ComponentPage.objects.child_of(section).count() == 8


def test_sections_stand_side_by_side(home):
    parent = make_section(code="so-tu-phap")
    child = make_section(code="trung-tam", parent=parent.unit)
    assert child.get_parent() == parent.get_parent()
    assert DepartmentIndexPage.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "days"), [("valid_to", 0), ("valid_from", 1)], ids=["ended today", "begins tomorrow"]
)
def test_only_units_of_today_get_a_section(home, name, days):
    # Asked now: the tests may have been collected before midnight.
    day = timezone.localdate() + timedelta(days=days)
    with pytest.raises(SectionRefused):
        create_department(UnitFactory(**{name: day}))
    assert not DepartmentPage.objects.exists()


def test_without_a_front_page_it_says_what_to_do(db):
    Page.objects.filter(depth=2).delete()
    with pytest.raises(SectionRefused, match="trang chủ"):
        create_department(UnitFactory())


@pytest.mark.parametrize(
    ("kind", "name", "introduces"),
    [
        (Unit.Kind.DEPARTMENT, "Sở Tư pháp tỉnh An Lạc", True),
        (Unit.Kind.DEPARTMENT, "Sở Y tế tỉnh An Lạc", False),
        (Unit.Kind.COMMUNE, "Xã Đậu Lâm", True),
        (Unit.Kind.COMMITTEE, "Ủy ban nhân dân tỉnh An Lạc", True),
    ],
)
def test_justice_and_the_local_level_also_introduce_resolutions(home, kind, name, introduces):
    section = make_section(kind=kind, name=name)
    page = ComponentPage.objects.get(owner_unit=section.unit, component=Component.DOCUMENTS)
    assert ("nghị quyết" in page.summary) is introduces


def test_other_apps_take_part_in_the_same_transaction(home, steps):
    seen = []
    register_section_step(seen.append)
    section = make_section()
    assert seen == [section]

    def refuse(section):
        raise RuntimeError

    register_section_step(refuse)
    with pytest.raises(RuntimeError):
        make_section(code="khong-xong")
    assert not DepartmentPage.objects.filter(slug="khong-xong").exists()


def test_it_is_logged_who_made_it(home, django_user_model):
    person = django_user_model.objects.create(username="quantri")
    create_department(UnitFactory(code="so-mot"), by=person)
    event = AuditEvent.objects.get(action=Action.SECTION_CREATED)
    assert (event.actor_name, event.unit_code) == ("quantri", "so-mot")


def test_the_command_makes_what_is_asked_for_and_can_be_run_again(home):
    UnitFactory(code="so-mot")
    UnitFactory(code="phuong-hai", kind=Unit.Kind.WARD)
    UnitFactory(code="phuong-cu", kind=Unit.Kind.WARD, valid_to=timezone.localdate())
    assert "so-mot: made" in run("so-mot")
    said = run("so-mot", all_kinds=["ward"])
    assert "[1/2] so-mot: was there" in said
    assert "[2/2] phuong-hai: made" in said
    assert DepartmentPage.objects.count() == 2


def test_the_command_fails_for_unknown_and_ended_units_after_making_the_others(home):
    UnitFactory(code="so-mot")
    UnitFactory(code="so-cu", valid_to=timezone.localdate())
    with pytest.raises(CommandError, match="2 of the units"):
        run("khong-co", "so-cu", "so-mot")
    assert list(DepartmentPage.objects.values_list("slug", flat=True)) == ["so-mot"]


def test_a_dry_run_writes_nothing(home):
    UnitFactory(code="so-mot")
    assert "would get a section" in run("so-mot", dry_run=True)
    assert not DepartmentPage.objects.exists()
