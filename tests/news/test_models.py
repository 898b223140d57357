"""The list of news and a piece of news, for readers and for editors."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from departments.models import ComponentPage
from home.models import HomePage
from materials.models import MaterialPage
from news.models import NewsIndexPage, NewsPage
from tests.factories.content import TopicFactory
from tests.factories.departments import UnitFactory
from tests.factories.news import NewsIndexPageFactory, NewsPageFactory


class PageTests(WagtailPageTestCase):
    def setUp(self):
        self.index = NewsIndexPageFactory()
        self.page = NewsPageFactory(parent=self.index)

    def test_news_stands_only_in_a_list_of_news_or_a_section(self):
        self.assertAllowedParentPageTypes(NewsIndexPage, {HomePage})
        self.assertAllowedSubpageTypes(NewsIndexPage, {NewsPage})
        self.assertAllowedParentPageTypes(NewsPage, {NewsIndexPage, ComponentPage})
        self.assertAllowedSubpageTypes(NewsPage, {})
        self.assertCanNotCreateAt(HomePage, NewsPage)
        self.assertCanNotCreateAt(NewsIndexPage, MaterialPage)

    def test_both_can_be_read(self):
        for page in (self.index, self.page):
            self.assertPageIsRoutable(page)
            self.assertPageIsRenderable(page)

    def test_both_can_be_edited_and_previewed(self):
        self.login()
        common = {"title": "Tin", "legal_bases": streamfield([]), "licence": "cc-by-4.0"}
        index = nested_form_data({**common, "slug": "tin-tuc"})
        page = nested_form_data(
            {
                **common,
                "slug": "tin",
                "date": "09/11/2026",
                "body": streamfield([("callout", {"tone": "info", "text": rich_text("<p>A</p>")})]),
            }
        )
        for edited, post_data in ((self.index, index), (self.page, page)):
            self.assertPageIsEditable(edited, post_data=post_data)
            self.assertPageIsPreviewable(edited, post_data=post_data)


@pytest.fixture
def index(db):
    return NewsIndexPageFactory()


def titles(client, address="/tin-tuc/") -> list[str]:
    return [item.title for item in client.get(address).context["news"]]


def test_the_list_begins_with_the_latest_day(client, index):
    for day in (date(2026, 11, 1), date(2026, 11, 20), date(2025, 12, 31)):
        NewsPageFactory(parent=index, title=f"{day:%d/%m/%Y}", date=day)
    assert titles(client) == ["20/11/2026", "01/11/2026", "31/12/2025"]


def test_drafts_and_closed_pages_are_not_listed(client, index):
    NewsPageFactory(parent=index, title="Nháp", live=False)
    closed = NewsPageFactory(parent=index, title="Kín")
    PageViewRestriction.objects.create(
        page=closed.page_ptr, restriction_type=PageViewRestriction.LOGIN
    )
    assert titles(client) == []


def test_a_subject_finds_news_about_the_topics_below_it(client, index):
    subject = TopicFactory(code="8", name="Dân số, gia đình")
    topic = TopicFactory(code="8.4", name="Hôn nhân và gia đình", parent=subject)
    about = NewsPageFactory(parent=index, title="Đăng ký kết hôn")
    about.topics = [topic]
    about.save()
    NewsPageFactory(parent=index, title="Việc khác")
    assert titles(client, "/tin-tuc/?topic=8") == ["Đăng ký kết hôn"]
    assert titles(client, "/tin-tuc/?topic=8.4") == ["Đăng ký kết hôn"]


def test_only_topics_that_occur_can_be_chosen(client, index):
    used, unused = TopicFactory(name="Đất đai"), TopicFactory(name="Hàng hải")
    page = NewsPageFactory(parent=index)
    page.topics = [used]
    page.save()
    shown = client.get("/tin-tuc/").content.decode()
    assert "Đất đai" in shown
    assert "Hàng hải" not in shown
    refused = client.get("/tin-tuc/", {"topic": unused.code})
    assert refused.status_code == 200
    assert "Danh sách này không có lựa chọn đó" in refused.content.decode()
    assert list(refused.context["news"]) == []


@pytest.mark.parametrize(
    "query", ["topic=%00", "topic='", "page=abc", "page=-1", "topic=x&topic=y"]
)
def test_nonsense_in_the_address_is_answered(client, index, query):
    assert client.get(f"/tin-tuc/?{query}").status_code == 200


def test_an_empty_list_says_what_will_come(client, index):
    assert "Tin mới sẽ hiện ở đây" in client.get("/tin-tuc/").content.decode()


def test_the_list_has_pages_of_twenty_that_keep_the_filter(client, index):
    topic = TopicFactory()
    for _ in range(21):
        page = NewsPageFactory(parent=index)
        page.topics = [topic]
        page.save()
    first = client.get("/tin-tuc/", {"topic": topic.code})
    assert len(first.context["news"]) == 20
    assert f"topic={topic.code}&amp;page=2" in first.content.decode()


def test_the_list_asks_the_same_number_of_queries_whatever_its_length(client, index):
    NewsPageFactory(parent=index, owner_unit=UnitFactory())
    client.get("/tin-tuc/")  # the paths of sites are read once
    with CaptureQueriesContext(connection) as short:
        client.get("/tin-tuc/")
    for _ in range(19):
        NewsPageFactory(parent=index, owner_unit=UnitFactory())
    with CaptureQueriesContext(connection) as long:
        client.get("/tin-tuc/")
    assert len(long) == len(short) <= 14


def test_a_page_asks_a_fixed_number_of_queries(client, index, django_assert_max_num_queries):
    bases = [("basis", {"citation": f"Điều {number}"}) for number in range(5)]
    page = NewsPageFactory(parent=index, owner_unit=UnitFactory(), legal_bases=bases)
    page.topics = TopicFactory.create_batch(3)
    page.save()
    client.get(page.url)
    with django_assert_max_num_queries(17):
        client.get(page.url)


def test_readers_leave_nothing_behind(client, index):
    page = NewsPageFactory(parent=index)
    for address in ("/tin-tuc/", page.url):
        response = client.get(address)
        assert "Set-Cookie" not in response.headers
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")


def test_a_page_shows_date_source_owner_and_licence(client, index):
    page = NewsPageFactory(
        parent=index,
        date=date(2026, 11, 9),
        author="Minh Mẫu",
        source_credit="Báo An Lạc",
        owner_unit=UnitFactory(name="Sở Tư pháp tỉnh An Lạc"),
    )
    shown = client.get(page.url).content.decode()
    for words in ("09/11/2026", "Minh Mẫu", "Theo Báo An Lạc", "Sở Tư pháp tỉnh An Lạc", "CC BY"):
        assert words in shown
    assert "data-print" in shown


def test_a_page_describes_itself_to_machines(client, index):
    page = NewsPageFactory(parent=index, title="Bỏ thẻ </script> đi", date=date(2026, 11, 9))
    shown = client.get(page.url).content.decode()
    element = shown.split('<script type="application/ld+json">')[1].split("</script>")[0]
    data = json.loads(element)
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == "Bỏ thẻ </script> đi"
    assert data["datePublished"] == "2026-11-09"
    assert data["url"] == f"http://testserver{page.url}"


def test_a_lead_image_needs_a_description(index):
    page = NewsPageFactory.build(lead_image=Image(title="Cây", file=get_test_image_file()))
    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert "lead_image_alt" in refused.value.message_dict


def test_a_lead_image_is_shown_with_its_description(client, index):
    image = Image.objects.create(title="Cây", file=get_test_image_file())
    page = NewsPageFactory(parent=index, lead_image=image, lead_image_alt="Cây đa đầu làng")
    assert 'alt="Cây đa đầu làng"' in client.get(page.url).content.decode()
