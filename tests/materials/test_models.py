"""The library of materials, for readers and for editors."""

import json

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents.models import Document
from wagtail.models import PageViewRestriction
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from departments.models import ComponentPage
from home.models import HomePage
from materials.models import MaterialFile, MaterialIndexPage, MaterialPage
from tests.factories.content import AudienceFactory, TopicFactory
from tests.factories.departments import UnitFactory
from tests.factories.materials import (
    MaterialIndexPageFactory,
    MaterialKindFactory,
    MaterialPageFactory,
)


class PageTests(WagtailPageTestCase):
    def setUp(self):
        self.index = MaterialIndexPageFactory()
        self.page = MaterialPageFactory(parent=self.index)

    def test_materials_stand_only_in_their_library_or_a_section(self):
        self.assertAllowedParentPageTypes(MaterialIndexPage, {HomePage})
        self.assertAllowedSubpageTypes(MaterialIndexPage, {MaterialPage})
        self.assertAllowedParentPageTypes(MaterialPage, {MaterialIndexPage, ComponentPage})
        self.assertAllowedSubpageTypes(MaterialPage, {})

    def test_both_can_be_read(self):
        for page in (self.index, self.page):
            self.assertPageIsRoutable(page)
            self.assertPageIsRenderable(page)

    def test_a_material_can_be_edited_and_previewed(self):
        self.login()
        post_data = nested_form_data(
            {
                "title": "Tờ gấp",
                "slug": "to-gap",
                "kind": str(self.page.kind_id),
                "body": streamfield([]),
                "legal_bases": streamfield([]),
                "files": inline_formset([]),
                "licence": "cc-by-4.0",
            }
        )
        self.assertPageIsEditable(self.page, post_data=post_data)
        self.assertPageIsPreviewable(self.page, post_data=post_data)


@pytest.fixture
def index(db):
    return MaterialIndexPageFactory()


def titles(client, **choices) -> set[str]:
    response = client.get("/tai-lieu/", choices)
    return {material.title for material in response.context["materials"]}


def test_the_list_is_narrowed_by_kind_topic_and_audience(client, index):
    leaflet, topic, audience = MaterialKindFactory(), TopicFactory(), AudienceFactory()
    wanted = MaterialPageFactory(parent=index, title="Tờ gấp đất đai", kind=leaflet)
    wanted.topics, wanted.audiences = [topic], [audience]
    wanted.save()
    MaterialPageFactory(parent=index, title="Tờ gấp khác", kind=leaflet)
    assert titles(client, kind=leaflet.code) == {"Tờ gấp đất đai", "Tờ gấp khác"}
    assert titles(client, kind=leaflet.code, topic=topic.code) == {"Tờ gấp đất đai"}
    assert titles(client, audience=audience.code) == {"Tờ gấp đất đai"}


def test_only_kinds_that_occur_can_be_chosen(client, index):
    MaterialPageFactory(parent=index, kind=MaterialKindFactory(name="Tiểu phẩm"))
    MaterialKindFactory(name="Đề cương")
    shown = client.get("/tai-lieu/").content.decode()
    assert "Tiểu phẩm" in shown
    assert "Đề cương" not in shown


def test_a_choice_that_does_not_exist_is_answered(client, index):
    MaterialPageFactory(parent=index)
    shown = client.get("/tai-lieu/", {"kind": "khong-co"}).content.decode()
    assert "Danh sách này không có lựa chọn đó" in shown
    assert "Bỏ lọc" in shown


def test_drafts_and_closed_pages_are_not_listed(client, index):
    MaterialPageFactory(parent=index, live=False)
    closed = MaterialPageFactory(parent=index)
    PageViewRestriction.objects.create(
        page=closed.page_ptr, restriction_type=PageViewRestriction.LOGIN
    )
    assert titles(client) == set()
    assert "Tài liệu mới sẽ hiện ở đây" in client.get("/tai-lieu/").content.decode()


def test_the_list_asks_the_same_number_of_queries_whatever_its_length(client, index):
    MaterialPageFactory(parent=index, owner_unit=UnitFactory())
    client.get("/tai-lieu/")
    with CaptureQueriesContext(connection) as short:
        client.get("/tai-lieu/")
    for _ in range(19):
        MaterialPageFactory(parent=index, owner_unit=UnitFactory())
    with CaptureQueriesContext(connection) as long:
        client.get("/tai-lieu/")
    assert len(long) == len(short) <= 16


def test_a_material_shows_its_files_with_format_and_size(
    client, index, django_assert_max_num_queries
):
    page = MaterialPageFactory(parent=index, owner_unit=UnitFactory(), page_count=2, minutes=15)
    for number in range(3):
        file = ContentFile(b"x" * 2048, name=f"to-gap-{number}.pdf")
        document = Document.objects.create(title=f"Tờ gấp {number}", file=file, file_size=2048)
        page.files.add(MaterialFile(document=document, title="Bản in đậm" if number == 0 else ""))
    page.save()
    shown = client.get(page.url).content.decode()
    assert "Bản in đậm" in shown
    assert "Tờ gấp 1" in shown
    assert "PDF, 2,0" in shown
    assert "2 trang" in shown
    assert "15 phút" in shown
    with django_assert_max_num_queries(20):
        client.get(page.url)


def test_readers_leave_nothing_behind(client, index):
    page = MaterialPageFactory(parent=index)
    for address in ("/tai-lieu/", page.url):
        response = client.get(address)
        assert "Set-Cookie" not in response.headers
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")


def test_a_material_describes_itself_to_machines(client, index):
    kind = MaterialKindFactory(name="Tờ gấp")
    page = MaterialPageFactory(parent=index, kind=kind, page_count=2, minutes=15)
    element = client.get(page.url).content.decode().split('<script type="application/ld+json">')[1]
    data = json.loads(element.split("</script>")[0])
    assert data["@type"] == "LearningResource"
    assert data["learningResourceType"] == "Tờ gấp"
    assert (data["numberOfPages"], data["timeRequired"]) == (2, "PT15M")


def test_kinds_are_edited_in_the_settings(client, admin_user):
    client.force_login(admin_user)
    response = client.post(
        "/admin/snippets/materials/materialkind/add/",
        {"name": "Tờ gấp", "code": "to-gap", "description": "", "position": "1"},
    )
    assert response.status_code == 302
    assert "Tờ gấp" in client.get("/admin/snippets/materials/materialkind/").content.decode()
