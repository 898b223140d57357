"""The front page and plain pages as Wagtail pages, and their forms in the admin."""

import pytest
from django.urls import reverse
from wagtail.models import Page, Site
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from departments.models import ComponentPage
from home.models import HomePage, Hotline, InfoPage


class TestPages(WagtailPageTestCase):
    @classmethod
    def setUpTestData(cls):
        root = Page.objects.get(depth=1)
        cls.home = root.add_child(instance=HomePage(title="Trang chủ", slug="trang-chu"))
        Site.objects.filter(is_default_site=True).update(root_page=cls.home)
        cls.info = cls.home.add_child(instance=InfoPage(title="Về cổng này", slug="ve-cong-nay"))

    def setUp(self):
        self.login()

    def test_where_pages_may_stand(self):
        self.assertAllowedParentPageTypes(HomePage, {Page})
        self.assertCanCreateAt(HomePage, InfoPage)
        self.assertAllowedParentPageTypes(InfoPage, {HomePage, InfoPage, ComponentPage})
        self.assertAllowedSubpageTypes(InfoPage, {InfoPage})

    def test_pages_open_and_can_be_edited(self):
        for page in (self.home, self.info):
            self.assertPageIsRoutable(page)
            self.assertPageIsRenderable(page)

    def test_info_page_is_edited(self):
        body = streamfield([("text", rich_text("<p>Ai cũng đọc được.</p>"))])
        data = {
            "title": "Về cổng này",
            "slug": "ve-cong-nay",
            "summary": "",
            "licence": "cc-by-4.0",
            "body": body,
            "legal_bases": streamfield([]),
        }
        self.assertPageIsEditable(self.info, nested_form_data(data))

    def test_front_page_is_edited(self):
        data = {
            "title": "Trang chủ",
            "slug": "trang-chu",
            "summary": "",
            "licence": "cc-by-4.0",
            "question": "Bạn cần tìm quy định nào?",
            "lead": "",
            "placeholder": "",
            "examples": streamfield([("example", "nđ 168/2024")]),
            "life_situations": streamfield(
                [
                    (
                        "situation",
                        {
                            "title": "Đất đai",
                            "words": "",
                            "page": "",
                            "address": "",
                            "query": "",
                        },
                    )
                ]
            ),
            "legal_bases": streamfield([]),
        }
        self.assertPageIsEditable(self.home, nested_form_data(data))


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("wagtailsettings:edit", ["home", "portalsettings"]),
        (Hotline.snippet_viewset.get_url_name("list"), []),
        (Hotline.snippet_viewset.get_url_name("add"), []),
    ],
)
def test_settings_and_hotlines_open_in_the_admin(admin_client, home_page, name, arguments):
    response = admin_client.get(reverse(name, args=arguments), follow=True)
    assert response.status_code == 200
