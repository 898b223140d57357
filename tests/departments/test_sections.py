"""What citizens see of a unit's section, in a fixed number of queries."""

from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.timezone import make_aware
from wagtail.models import PageViewRestriction

from content.models import ContentRecord
from content.models.records import Component
from departments.models import DepartmentPage, Officer, Unit, UnitSuccession
from legal_library.models import LegalDocument
from tests.factories.content import TopicFactory
from tests.factories.departments import UnitFactory
from tests.factories.news import NewsPageFactory
from tests.factories.qa import QuestionFactory
from tests.factories.sections import component_of, make_section, publish

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def section():
    return make_section(code="so-y-te", name="Sở Y tế tỉnh An Lạc", email="yte@anlac.example")


@pytest.fixture
def add_record(section):
    """Adds published records of the section's unit."""

    def add(component=Component.OTHER, title="Nội dung", unit=None, **fields):
        record = {
            "content_type": ContentType.objects.get_for_model(LegalDocument),
            "object_id": 1000 + ContentRecord.objects.count(),
            "kind": "news",
            "component": component,
            "title": title,
            "url": f"/noi-dung-{ContentRecord.objects.count()}/",
            "owner_unit": unit or section.unit,
            "live": True,
            "published_at": timezone.now(),
        }
        return ContentRecord.objects.create(**(record | fields))

    return add


def soup(client, address):
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return BeautifulSoup(response.content, "html.parser")


def words(client, address) -> str:
    return soup(client, address).main.get_text(" ", strip=True)


def test_a_section_names_the_unit_its_officers_and_links(client, section):
    section.introduction = "Tiếp dân thứ Ba."
    section.officers = [Officer(name="Đỗ Thị Mẫu", title="Chánh Thanh tra", phone="0000 000 009")]
    section.links = [("link", {"label": "Bệnh viện", "address": "https://benhvien.example/"})]
    publish(section)
    page = soup(client, "/don-vi/so-y-te/")
    assert page.h1.get_text() == "Sở Y tế tỉnh An Lạc"
    text = page.main.get_text(" ", strip=True)
    for shown in ("Tiếp dân thứ Ba.", "Đỗ Thị Mẫu", "Chánh Thanh tra", "yte@anlac.example"):
        assert shown in text
    assert page.find("a", href="https://benhvien.example/")
    assert page.find("a", href="tel:0000000009")


def test_only_components_with_something_to_read_are_shown(client, section, add_record):
    add_record(Component.GUIDANCE, "Hướng dẫn tiêm chủng")
    page = soup(client, "/don-vi/so-y-te/")
    assert [head.get_text() for head in page.select(".section-head h2")] == ["Hướng dẫn, chỉ đạo"]
    assert page.find("a", href="/don-vi/so-y-te/huong-dan-chi-dao/")
    assert not page.find("a", href="/don-vi/so-y-te/thong-ke/")


def test_a_section_without_content_says_so_and_how_to_reach_the_unit(client, section):
    text = words(client, "/don-vi/so-y-te/")
    assert "Chuyên trang chưa có nội dung" in text
    assert "yte@anlac.example" in text


def test_the_newest_stand_first_and_the_rest_is_one_link_further(client, section, add_record):
    for day in range(6):
        moment = make_aware(datetime(2026, 1, 1 + day))
        add_record(Component.OTHER, f"Tin {day}", published_at=moment)
    titles = [
        title.get_text() for title in soup(client, "/don-vi/so-y-te/").select(".record-card__title")
    ]
    assert titles == ["Tin 5", "Tin 4", "Tin 3", "Tin 2"]


def test_drafts_and_other_units_stay_out(client, section, add_record):
    add_record(Component.OTHER, "Đang soạn", live=False)
    add_record(Component.OTHER, "Của sở khác", unit=UnitFactory())
    add_record(Component.OTHER, "In English", language="en")
    text = words(client, "/don-vi/so-y-te/")
    for hidden in ("Đang soạn", "Của sở khác", "In English"):
        assert hidden not in text


def test_a_component_lists_pages_answers_and_law_alike(client, section):
    publish(QuestionFactory(title="Tiêm ở đâu?", owner_unit=section.unit, live=False))
    guidance = component_of(section, Component.GUIDANCE)
    publish(NewsPageFactory(parent=guidance, title="Quy trình mới", live=False))
    assert "Tiêm ở đâu?" in words(client, "/don-vi/so-y-te/hoi-dap/")
    assert "Quy trình mới" in words(client, "/don-vi/so-y-te/huong-dan-chi-dao/")


def test_a_component_can_be_narrowed_by_topic_and_year(client, section, add_record):
    topic = TopicFactory(code="91", name="Y tế dự phòng")
    about = add_record(Component.OTHER, "Tiêm chủng", published_at=make_aware(datetime(2025, 5, 5)))
    about.topics.add(topic)
    add_record(Component.OTHER, "Khám bệnh", published_at=make_aware(datetime(2026, 5, 5)))
    address = "/don-vi/so-y-te/noi-dung-khac/"
    assert "Khám bệnh" not in words(client, f"{address}?topic=91")
    assert "Tiêm chủng" not in words(client, f"{address}?year=2026")
    assert "Chưa có nội dung nào như vậy" in words(client, f"{address}?topic=91&year=2026")
    assert "Danh sách này không có năm đó" in words(client, f"{address}?year=1999")


@pytest.mark.parametrize("query", ["topic=%00", "year='", "page=abc", "page=-1", "year=x&topic=y"])
def test_nonsense_in_the_address_is_answered(client, section, add_record, query):
    add_record()
    assert client.get(f"/don-vi/so-y-te/noi-dung-khac/?{query}").status_code == 200


def test_a_component_has_pages_of_twenty(client, section, add_record):
    for number in range(21):
        add_record(title=f"Tin {number}")
    page = soup(client, "/don-vi/so-y-te/noi-dung-khac/")
    assert len(page.select(".record-card")) == 20
    assert page.find("a", href="?page=2")


def test_an_empty_component_leads_back_to_the_section(client, section):
    response = client.get("/don-vi/so-y-te/thong-ke/")
    assert (response.status_code, response.url) == (302, "/don-vi/so-y-te/")


def test_the_breadcrumb_of_a_news_page_leads_to_the_section(client, section):
    parent = component_of(section, Component.COUNCIL)
    page = publish(NewsPageFactory(parent=parent, title="Họp Hội đồng", live=False))
    trail = [link["href"] for link in soup(client, page.url).select(".breadcrumbs a")]
    assert trail == ["/", "/don-vi/", "/don-vi/so-y-te/", "/don-vi/so-y-te/hoi-dong-phoi-hop/"]


@pytest.mark.parametrize("address", ["/don-vi/so-y-te/", "/don-vi/so-y-te/noi-dung-khac/"])
def test_what_is_new_can_be_followed_as_atom(client, section, add_record, address):
    add_record(Component.OTHER, "Tin <mới> & đủ")
    assert f"{address}atom/" in client.get(address).content.decode()
    response = client.get(f"{address}atom/")
    assert response["Content-Type"].startswith("application/atom+xml")
    assert "Tin &lt;mới&gt; &amp; đủ" in response.content.decode()


def test_a_closed_section_is_closed_below_too(client, section, add_record):
    add_record()
    PageViewRestriction.objects.create(
        page=section.page_ptr, restriction_type=PageViewRestriction.LOGIN
    )
    for address in ("/don-vi/so-y-te/", "/don-vi/so-y-te/noi-dung-khac/"):
        assert client.get(address).status_code == 302


def test_a_section_asks_a_fixed_number_of_queries(
    client, section, add_record, django_assert_num_queries
):
    section.officers = [Officer(name=f"Người {number}") for number in range(5)]
    page = NewsPageFactory(parent=component_of(section, Component.OTHER)).page_ptr
    section.links = [("link", {"label": "Tin", "page": page})]
    publish(section)
    for component in Component.values:
        for _ in range(6):
            add_record(component)
    client.get("/don-vi/so-y-te/")
    # The frame of the portal asks for menu and footer besides, when they have pages.
    with django_assert_num_queries(13):
        client.get("/don-vi/so-y-te/")


def test_a_component_asks_a_fixed_number_of_queries(
    client, section, add_record, django_assert_num_queries
):
    for _ in range(25):
        add_record(Component.OTHER).topics.add(TopicFactory())
    client.get("/don-vi/so-y-te/noi-dung-khac/")
    with django_assert_num_queries(17):
        client.get("/don-vi/so-y-te/noi-dung-khac/")


def test_readers_leave_nothing_behind(client, section, add_record):
    add_record()
    for address in ("/don-vi/so-y-te/", "/don-vi/so-y-te/noi-dung-khac/"):
        response = client.get(address)
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")


# When time passes over a unit


def end(section: DepartmentPage, *successors: Unit) -> None:
    Unit.objects.filter(pk=section.unit_id).update(valid_to=TODAY)
    for successor in successors:
        UnitSuccession.objects.create(
            predecessor=section.unit, successor=successor, happened_on=TODAY
        )


def test_the_section_of_an_ended_unit_leads_to_its_only_successor(client, section):
    successor = make_section(code="so-moi")
    end(section, successor.unit)
    response = client.get("/don-vi/so-y-te/")
    assert response.status_code == 301
    assert response.url == "/don-vi/so-moi/"


def test_what_an_ended_unit_published_stays_where_it_was(client, section, add_record):
    add_record(Component.OTHER, "Vẫn đọc được")
    successor = make_section(code="so-moi")
    end(section, successor.unit)
    assert "Vẫn đọc được" in words(client, "/don-vi/so-y-te/noi-dung-khac/")
    archive = soup(client, "/don-vi/so-moi/").find("a", href="/don-vi/so-y-te/luu-tru/")
    assert archive.get_text() == "Sở Y tế tỉnh An Lạc"
    text = words(client, "/don-vi/so-y-te/luu-tru/")
    assert "Vẫn đọc được" in text
    assert f"kết thúc từ ngày {TODAY:%d/%m/%Y}" in text


def test_of_several_successors_none_is_chosen_for_the_reader(client, section):
    heirs = [make_section(code="so-mot").unit, UnitFactory(code="so-hai", name="Sở Hai")]
    end(section, *heirs)
    page = soup(client, "/don-vi/so-y-te/")
    for heir in heirs:
        assert page.find("a", href=f"/don-vi/{heir.code}/")


def test_a_living_unit_has_no_archive(client, section):
    assert client.get("/don-vi/so-y-te/luu-tru/").status_code == 404


def test_a_unit_that_will_end_is_shown_as_it_is(client, section):
    Unit.objects.filter(pk=section.unit_id).update(valid_to=TODAY + timedelta(days=1))
    assert "kết thúc" not in words(client, "/don-vi/so-y-te/")


def test_unknown_addresses_are_not_found(client, section):
    for address in ("/don-vi/khong-co/", "/don-vi/so-y-te/khong-co/", "/don-vi/khong/co/"):
        assert client.get(address).status_code == 404


def test_crawlers_are_told_of_filled_components_only(client, section, add_record):
    news = NewsPageFactory(parent=component_of(section, Component.COUNCIL), live=False)
    publish(news)
    closed = make_section(code="so-cu")
    end(closed)
    found = client.get("/sitemap-trang.xml").content.decode()
    assert "/don-vi/so-y-te/</loc>" in found
    assert "/don-vi/so-y-te/hoi-dong-phoi-hop/</loc>" in found
    assert "/don-vi/so-y-te/thong-ke/</loc>" not in found
    assert "/don-vi/so-cu/</loc>" not in found
