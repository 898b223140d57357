"""What stands in a section belongs to its unit and counts in its component."""

import pytest
from django.urls import reverse
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import nested_form_data, streamfield

from content.models import ContentRecord
from content.models.records import Component
from departments.models import ComponentPage, DepartmentIndexPage, DepartmentPage
from home.models import InfoPage
from materials.models import MaterialPage
from news.models import NewsPage
from tests.factories.departments import UnitFactory
from tests.factories.materials import MaterialIndexPageFactory, MaterialPageFactory
from tests.factories.news import NewsIndexPageFactory, NewsPageFactory
from tests.factories.sections import component_of, make_section, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    return make_section(code="so-y-te")


def record_of(page) -> ContentRecord:
    return ContentRecord.objects.get(uuid=page.uuid)


@pytest.mark.parametrize(
    ("model", "component", "fits"),
    [
        (NewsPage, Component.GUIDANCE, True),
        (NewsPage, Component.QUESTIONS, False),
        (NewsPage, Component.MATERIALS, False),
        (MaterialPage, Component.MATERIALS, True),
        (MaterialPage, Component.DOCUMENTS, True),
        (MaterialPage, Component.QUESTIONS, False),
        (InfoPage, Component.COUNCIL, True),
        (InfoPage, Component.MATERIALS, False),
    ],
)
def test_each_kind_of_page_stands_in_fitting_components_only(section, model, component, fits):
    parent = component_of(section, component)
    assert model.can_create_at(parent) is fits
    assert model(locale=parent.locale).can_move_to(parent) is fits


def test_a_section_keeps_its_place_and_its_units_code(section):
    other = make_section(code="so-khac")
    assert not component_of(section, Component.OTHER).can_move_to(other)
    assert component_of(section, Component.OTHER).can_move_to(section)
    section.slug = "dia-chi-khac"
    section.save()
    assert section.get_url() == "/don-vi/so-y-te/"


class NobodyAddsPartsOfSectionsByHandTests(WagtailPageTestCase):
    def test_parts_of_sections_are_made_whole(self):
        section = make_section()
        index = section.get_parent()
        assert not DepartmentIndexPage.can_create_at(index.get_parent())
        assert not DepartmentPage.can_create_at(index)
        assert not ComponentPage.can_create_at(section)

    def test_sections_and_components_can_be_edited_and_previewed(self):
        section = make_section()
        self.login()
        common = {"title": "Sở Y tế", "legal_bases": streamfield([]), "licence": "cc-by-4.0"}
        data = nested_form_data(
            {
                **common,
                "slug": section.slug,
                "introduction": "",
                "links": streamfield([]),
                "officers": {
                    "TOTAL_FORMS": 0,
                    "INITIAL_FORMS": 0,
                    "MIN_NUM_FORMS": 0,
                    "MAX_NUM_FORMS": 20,
                },
            }
        )
        self.assertPageIsEditable(section, post_data=data)
        self.assertPageIsPreviewable(section, post_data=data)
        component = component_of(section, Component.OTHER)
        data = nested_form_data({**common, "slug": component.slug, "stale_after_days": ""})
        self.assertPageIsEditable(component, post_data=data)
        self.assertPageIsPreviewable(component, post_data=data)


def test_a_page_in_a_section_belongs_to_its_unit_whatever_is_asked(section):
    parent = component_of(section, Component.GUIDANCE)
    page = NewsPageFactory(parent=parent, owner_unit=UnitFactory())
    assert page.owner_unit == section.unit
    page.owner_unit = UnitFactory()
    page = publish(page)
    assert page.owner_unit == section.unit
    record = record_of(page)
    assert (record.owner_unit, record.component) == (section.unit, Component.GUIDANCE)


def test_a_forged_unit_in_the_form_changes_nothing(admin_client, section):
    page = NewsPageFactory(parent=component_of(section, Component.GUIDANCE), title="Tin")
    data = nested_form_data(
        {
            "title": "Tin",
            "slug": page.slug,
            "date": "09/11/2026",
            "licence": "cc-by-4.0",
            "owner_unit": UnitFactory().pk,
            "body": streamfield([]),
            "legal_bases": streamfield([]),
        }
    )
    admin_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    page.refresh_from_db()
    assert page.owner_unit == section.unit
    assert page.get_latest_revision_as_object().owner_unit == section.unit


def test_a_page_outside_of_sections_keeps_the_unit_that_was_chosen():
    unit = UnitFactory()
    page = publish(NewsPageFactory(parent=NewsIndexPageFactory(), owner_unit=unit, live=False))
    assert page.owner_unit == unit
    assert record_of(page).component == Component.OTHER


def test_moving_a_page_changes_its_record(section):
    page = publish(NewsPageFactory(parent=component_of(section, Component.GUIDANCE), live=False))
    page.move(component_of(section, Component.COUNCIL), pos="last-child")
    assert record_of(page).component == Component.COUNCIL
    assert record_of(page).url == f"/don-vi/so-y-te/hoi-dong-phoi-hop/{page.slug}/"


def test_moving_a_page_to_another_section_changes_its_owner(section):
    other = make_section(code="so-khac")
    page = publish(NewsPageFactory(parent=component_of(section, Component.GUIDANCE), live=False))
    draft = NewsPageFactory(parent=component_of(section, Component.GUIDANCE), live=False)
    for moved in (page, draft):
        moved.move(component_of(other, Component.GUIDANCE), pos="last-child")
        moved.refresh_from_db()
        assert moved.owner_unit == other.unit
    assert record_of(page).owner_unit == other.unit


def test_a_page_below_a_page_of_a_section_stands_in_the_same_component(section):
    above = component_of(section, Component.COUNCIL).add_child(
        instance=InfoPage(title="Hội đồng", slug="hoi-dong")
    )
    below = above.add_child(instance=InfoPage(title="Thành viên", slug="thanh-vien"))
    assert below.owner_unit == section.unit
    assert record_of(publish(below)).component == Component.COUNCIL


def test_the_lists_of_the_province_show_what_sections_publish(client, section):
    index = NewsIndexPageFactory()
    NewsPageFactory(parent=index, title="Tin của tỉnh", owner_unit=UnitFactory(code="so-khac"))
    NewsPageFactory(parent=component_of(section, Component.GUIDANCE), title="Tin của Sở")
    assert {news.title for news in client.get("/tin-tuc/").context["news"]} == {
        "Tin của tỉnh",
        "Tin của Sở",
    }
    narrowed = client.get("/tin-tuc/?unit=so-y-te").context["news"]
    assert [news.title for news in narrowed] == ["Tin của Sở"]


def test_the_library_shows_the_materials_of_sections(client, section):
    MaterialIndexPageFactory()
    page = MaterialPageFactory(parent=component_of(section, Component.MATERIALS), title="Tờ gấp")
    assert [item.title for item in client.get("/tai-lieu/?unit=so-y-te").context["materials"]] == [
        "Tờ gấp"
    ]
    # Other materials of the kind stand in the library, whatever section the reader came from.
    assert f'href="/tai-lieu/?kind={page.kind.code}"' in client.get(page.url).content.decode()
