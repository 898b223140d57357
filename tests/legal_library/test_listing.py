from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from legal_library.listing import Listing
from legal_library.models import LegalDocument
from legal_library.vocabulary import document_type, issuer
from tests.factories.content import TopicFactory
from tests.factories.departments import UnitFactory
from tests.factories.legal_library import LegalDocumentFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


@pytest.fixture
def documents():
    """Three public documents that differ in everything, and a draft."""
    unit = UnitFactory(code="hdnd", name="Hội đồng nhân dân tỉnh")
    council = issuer("Hội đồng nhân dân tỉnh An Lạc")
    council.unit = unit
    council.save()
    land = TopicFactory(code="36", name="Đất đai", position=36)
    survey = TopicFactory(code="36.3", name="Đo đạc", parent=land)
    LegalDocumentFactory(
        title="Luật Đất đai",
        type=document_type("Luật"),
        issuer=issuer("Quốc hội"),
        issued_on=date(2024, 1, 18),
        effective_from=date(2024, 8, 1),
        stated_status="in_force",
        topics=[land, survey],
    )
    LegalDocumentFactory(
        title="Mức hỗ trợ",
        issuer=council,
        issued_on=date(2026, 11, 6),
        effective_from=date(2026, 12, 1),
        topics=[survey],
    )
    LegalDocumentFactory(title="Không rõ gì", owner_unit=unit)
    LegalDocumentFactory(title="Dự thảo", live=False, issued_on=date(2024, 5, 5), topics=[land])


def listing(query=""):
    return Listing(QueryDict(query), TODAY)


def titles(query=""):
    return [document.title for document in listing(query).documents]


def counts(name, query=""):
    return {choice.value: choice.count for choice in listing(query).facets[name].choices}


def test_all_public_documents_newest_first_and_undated_last(documents):
    assert titles() == ["Mức hỗ trợ", "Luật Đất đai", "Không rõ gì"]


def test_order_by_the_day_of_effect(documents):
    assert titles("order=effective")[:2] == ["Mức hỗ trợ", "Luật Đất đai"]
    LegalDocument.objects.filter(title="Luật Đất đai").update(effective_from=date(2027, 1, 1))
    assert titles("order=effective")[:2] == ["Luật Đất đai", "Mức hỗ trợ"]
    assert titles("order=zzz") == titles()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("type=luat", ["Luật Đất đai"]),
        ("type=luat&type=nghi-quyet", ["Mức hỗ trợ", "Luật Đất đai", "Không rõ gì"]),
        ("type=luat&year=2026", []),
        ("issuer=quoc-hoi", ["Luật Đất đai"]),
        ("year=2024", ["Luật Đất đai"]),
        ("validity=in_force", ["Luật Đất đai"]),
        ("validity=not_yet_in_force", ["Mức hỗ trợ"]),
        ("validity=unknown", ["Không rõ gì"]),
        ("topic=36", ["Mức hỗ trợ", "Luật Đất đai"]),
        ("topic=36.3", ["Mức hỗ trợ", "Luật Đất đai"]),
        ("unit=hdnd", ["Mức hỗ trợ", "Không rõ gì"]),
        ("type=%20luat%20", ["Luật Đất đai"]),
        ("type=", ["Mức hỗ trợ", "Luật Đất đai", "Không rõ gì"]),
    ],
)
def test_filters_add_up_inside_and_narrow_between(documents, query, found):
    assert titles(query) == found


def test_counts_are_those_under_all_other_filters(documents):
    assert counts("type") == {"luat": 1, "nghi-quyet": 2}
    assert counts("type", "type=luat") == {"luat": 1, "nghi-quyet": 2}
    assert counts("type", "year=2024") == {"luat": 1}
    assert counts("validity") == {"in_force": 1, "not_yet_in_force": 1, "unknown": 1}
    assert counts("year") == {"2026": 1, "2024": 1}
    assert counts("unit") == {"hdnd": 2}


def test_subject_counts_a_document_once_whatever_its_topics(documents):
    assert counts("topic") == {"36": 2}


def test_a_topic_below_a_subject_can_be_chosen(documents):
    assert counts("topic", "topic=36.3") == {"36": 2, "36.3": 2}
    assert listing("topic=36.3").unknown == []


@pytest.mark.parametrize(
    "query",
    [
        "type=khong-co",
        "year=20x4",
        "year=99999999999999",
        "year=%C2%B2024",
        "topic='--",
        "validity=x",
        "unit=%00hdnd&type=khong-co",
    ],
)
def test_what_does_not_exist_finds_nothing_and_is_named(documents, query):
    assert titles(query) == []
    assert listing(query).unknown


def test_a_long_value_is_not_asked_for(documents):
    assert titles("type=" + "a" * 10_000) == titles()


def test_chosen_filters_and_their_removal(client, documents):
    html = client.get("/van-ban/danh-sach/?type=luat&year=2024&page=2").content.decode()
    assert 'href="?year=2024"' in html
    assert 'href="?type=luat"' in html
    assert "1 văn bản" in html


def test_unknown_choice_is_explained_on_the_page(client, documents):
    html = client.get("/van-ban/danh-sach/?type=khong-co").content.decode()
    assert "Tủ sách không có lựa chọn: khong-co." in html
    assert "Không có văn bản nào như vậy" in html


@pytest.mark.parametrize("page", ["0", "-1", "abc", "999"])
def test_a_page_that_is_none_is_forgiven(client, documents, page):
    response = client.get(f"/van-ban/danh-sach/?page={page}")
    assert response.status_code == 200
    assert "Luật Đất đai" in response.content.decode()


def test_pages_of_twenty_keep_the_filters(client, documents):
    for number in range(25):
        LegalDocumentFactory(number=f"{number}/NQ", issued_on=date(2025, 1, 1))
    html = client.get("/van-ban/danh-sach/?year=2025").content.decode()
    assert html.count('class="document-card"') == 20
    assert "?year=2025&amp;page=2" in html


def test_choices_beyond_the_first_are_folded_away_unless_chosen():
    for year in range(2000, 2015):
        LegalDocumentFactory(issued_on=date(year, 1, 1))
    facet = listing().facets["year"]
    assert (len(facet.first), len(facet.more), facet.more_is_chosen) == (8, 7, False)
    assert listing("year=2001").facets["year"].more_is_chosen
    assert not listing("year=2014").facets["year"].more_is_chosen


def test_validity_is_that_of_today(client):
    yesterday = timezone.localdate() - timedelta(days=1)
    LegalDocumentFactory(title="Vừa hết hôm qua", effective_to=yesterday)
    html = client.get("/van-ban/danh-sach/?validity=expired").content.decode()
    assert "Vừa hết hôm qua" in html
