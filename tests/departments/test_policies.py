"""What the registered policies say, for whom, until when, and in how many queries."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.urls import resolve, reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.permissions import policy_registry

from content.models.records import Component
from departments.gate.asking import Asked
from departments.gate.middleware import is_let_in
from departments.gate.table import rule_for
from departments.models import ComponentPage
from departments.policies import actions_on, governing, people_over, people_with
from departments.provisioning import create_department
from departments.rights import Area, holdings
from departments.roles import Role
from departments.staffing import appoint, end_appointment, forget_rights
from departments.wagtail_rights import write_province_rights, write_section_rights
from legal_library.models import ErrorReport, LegalDocument
from news.models import NewsPage
from qa.models import Question
from tests.factories.departments import UnitFactory
from tests.factories.home import site_home
from tests.factories.legal_library import LegalDocumentFactory
from tests.factories.qa import QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(db):
    site_home()
    return UnitFactory()


@pytest.fixture
def section(unit):
    return create_department(unit)


def person(name, role=None, unit=None, **fields):
    user = get_user_model().objects.create_user(name)
    if role:
        appoint(user, role, unit, **fields)
    return get_user_model().objects.get(pk=user.pk)


def draft_in(section, writer):
    component = ComponentPage.objects.child_of(section).get(component=Component.GUIDANCE)
    page = NewsPage(title="Tin", summary="Tóm tắt.", live=False, owner=writer)
    component.add_child(instance=page)
    return page


def test_a_role_ends_on_its_day_whatever_groups_say(section, unit):
    user = person("chuyen-vien", Role.DRAFTER, unit)
    page = draft_in(section, user)
    assert page.permissions_for_user(user).can_edit()
    user.appointments.update(ends_on=timezone.localdate())
    forget_rights(user)
    assert user.groups.filter(name=f"{unit.code}:bc").exists()
    assert not page.permissions_for_user(user).can_edit()
    assert not user.has_perm("wagtailadmin.access_admin")


def test_a_group_alone_gives_nothing(section, unit):
    user = person("khach")
    user.groups.add(Group.objects.get(name=f"{unit.code}:ld"))
    page = draft_in(section, user)
    assert not page.permissions_for_user(user).can_edit()
    assert not user.has_perm("qa.publish_question")


def test_a_role_that_begins_tomorrow_is_none_today(section, unit):
    tomorrow = timezone.localdate() + timedelta(days=1)
    user = person("mai", Role.DRAFTER, unit, begins_on=tomorrow)
    assert not governing(Question).user_has_permission(user, "add")


def test_a_role_taken_back_is_gone_at_once(section, unit):
    user = person("nghi", Role.LEADER, unit)
    page = draft_in(section, user)
    assert page.permissions_for_user(user).can_publish()
    end_appointment(user.appointments.get())
    assert not page.permissions_for_user(get_user_model().objects.get(pk=user.pk)).can_publish()


def test_a_drafter_throws_away_only_own_drafts_that_were_never_public(section, unit):
    user, other = person("mot", Role.DRAFTER, unit), person("hai", Role.DRAFTER, unit)
    page = draft_in(section, user)
    assert page.permissions_for_user(user).can_delete()
    assert not page.permissions_for_user(other).can_delete()
    page.first_published_at = timezone.now()
    assert not page.permissions_for_user(user).can_delete()

    question = QuestionFactory(owner_unit=unit, live=False)
    question.save_revision(user=user)
    may_delete = governing(Question).user_has_permission_for_instance
    assert may_delete(user, "delete", question)
    assert not may_delete(other, "delete", question)
    question.live = True
    assert not may_delete(user, "delete", question)


def test_the_administrator_of_a_unit_reaches_the_sections_below_and_no_content(section, unit):
    child = create_department(UnitFactory(parent=unit))
    user = person("quan-tri", Role.UNIT_ADMIN, unit)
    assert child.permissions_for_user(user).can_edit()
    assert not draft_in(child, user).permissions_for_user(user).can_edit()
    assert not draft_in(section, user).permissions_for_user(user).can_edit()


def test_the_unit_of_a_report_is_that_of_its_document(unit):
    user = person("kiem-tra", Role.CHECKER, unit)
    own = ErrorReport.objects.create(document=LegalDocumentFactory(owner_unit=unit), message="x")
    ErrorReport.objects.create(document=LegalDocumentFactory(), message="y")
    policy = governing(ErrorReport)
    assert list(policy.instances_user_has_any_permission_for(user, {"change"})) == [own]
    assert policy.permits(user, "change", own.pk)


def test_who_may_is_found_from_the_object(unit):
    leader = person("lanh-dao", Role.LEADER, unit)
    editor = person("bien-tap", Role.EDITOR)
    person("kiem-toan", Role.AUDITOR)
    child = UnitFactory(parent=unit)
    admin = person("quan-tri", Role.UNIT_ADMIN, unit)
    policy = governing(LegalDocument)
    document = LegalDocumentFactory(owner_unit=unit)
    assert set(policy.users_with_permission_for_instance("publish", document)) == {leader, editor}
    assert set(people_over(Area.CONTENT, {"publish"}, None)) == {editor}
    assert admin in people_over(Area.PEOPLE, {"change"}, child.pk)
    assert leader in people_with(Area.CONTENT, {"publish"})


def test_rights_are_written_twice_as_once(section, unit):
    rows = section.group_permissions.count()
    folders = section.collection.group_permissions.count()
    write_section_rights(section)
    write_province_rights()
    write_province_rights()
    assert (section.group_permissions.count(), section.collection.group_permissions.count()) == (
        rows,
        folders,
    )


def test_a_row_that_the_table_no_longer_allows_gives_nothing(section, unit):
    user = person("chuyen-vien", Role.DRAFTER, unit)
    group = Group.objects.get(name=f"{unit.code}:bc")
    group.page_permissions.create(page=section.page_ptr, permission_type="publish")
    page = draft_in(section, user)
    assert not page.permissions_for_user(user).can_publish()


def test_rights_cost_two_queries_a_request(section, unit, django_assert_num_queries):
    user = person("chuyen-vien", Role.DRAFTER, unit)
    pages = list(Page.objects.descendant_of(section).specific())
    tuple(page.specific_class for page in pages)
    with django_assert_num_queries(2):  # the roles held, and where they stand
        for page in pages:
            page.permissions_for_user(user).can_edit()
        policy_registry.get_by_type(Page).user_has_permission(user, "add")
    with django_assert_num_queries(0):
        governing(Question).user_has_permission(user, "change")
        user.has_perm("qa.change_question")


def test_the_gate_asks_the_database_once(section, unit, django_assert_num_queries):
    user = person("chuyen-vien", Role.DRAFTER, unit)
    question = QuestionFactory(owner_unit=unit, live=False)
    page = draft_in(section, user)
    for name, key in [
        ("wagtailsnippets_qa_question:edit", question.pk),
        ("wagtailadmin_pages:edit", page.pk),
    ]:
        match = resolve(reverse(name, args=[key]))
        asked = Asked(user, match, "POST")
        holdings(user)
        actions_on(user, page)
        tuple(ContentType.objects.get_for_models(NewsPage))
        with django_assert_num_queries(1):  # the object; the roles are read for the screen anyway
            assert is_let_in(asked, rule_for(asked))


def test_who_looks_after_the_frame_does_not_see_a_draft_in_the_list_of_pages(unit, section, client):
    draft = draft_in(section, person("nguoi-viet", Role.DRAFTER, unit))
    client.force_login(person("quan-tri", Role.UNIT_ADMIN, unit))
    assert client.get(reverse("wagtailadmin_explore", args=[draft.pk])).status_code == 403
    component = draft.get_parent()
    assert client.get(reverse("wagtailadmin_explore", args=[component.pk])).status_code == 200
    client.force_login(person("nguoi-kiem", Role.CHECKER, unit))
    assert client.get(reverse("wagtailadmin_explore", args=[draft.pk])).status_code in (200, 302)


def test_a_step_with_a_key_longer_than_any_is_not_found(client):
    client.force_login(person("bien-tap", Role.EDITOR))
    assert client.get(reverse("editorial_step", args=[10**25])).status_code == 404


def test_a_key_longer_than_any_chooses_no_page(client):
    client.force_login(person("bien-tap", Role.EDITOR))
    chosen = reverse("wagtailadmin_choose_page_chosen_multiple") + f"?id={10**25}"
    response = client.get(chosen)
    # SQLite cannot even ask for such a key, PostgreSQL asks and finds nothing.
    assert response.status_code == 404 or response.json() == {
        "step": "page_chosen",
        "result": [],
    }
