"""What the library gives to search: the right records, public only, in few queries."""

from datetime import date
from itertools import product

import pytest
from django.utils import timezone

from content import registration
from content.filter_words import filter_words
from content.records import sync_record
from content.registration import announce_change, on_change, search_sources
from legal_library.models import Citation
from legal_library.searching import document_records, provision_records
from tests.factories.content import TopicFactory
from tests.factories.departments import UnitFactory
from tests.factories.legal_library import (
    SAMPLE_ACT,
    LegalDocumentFactory,
    sample_document,
    write_text,
)

pytestmark = pytest.mark.django_db


def articles_of(document):
    return {record.key.partition("/")[2]: record for record in provision_records([document.pk])}


def test_one_record_for_each_standing_article(document):
    assert list(articles_of(document)) == [
        "art_1",
        "art_2",
        "art_2a",
        "art_3",
        "art_4",
        "att_1__art_1",
        "att_1__art_2",
    ]


def test_an_article_is_named_addressed_and_quoted(document, url):
    record = articles_of(document)["art_2"]
    assert record.title == "Điều 2. Mức hỗ trợ theo vụ việc"
    assert record.url == f"{url}dieu-2/"
    assert record.context == "Nghị quyết 12/2025/NQ-HĐND"
    assert "Vụ, việc ở xã đặc biệt khó khăn" in record.body
    assert "Mức hỗ trợ theo vụ việc" not in record.body
    passages = [(passage.anchor, passage.label) for passage in record.passages]
    assert passages == [("khoan-1", "Khoản 1"), ("khoan-2", "Khoản 2")]
    assert "hòa giải thành: 400.000 đồng" in record.passages[0].text
    assert articles_of(document)["att_1__art_1"].url == f"{url}kem-theo-1/dieu-1/"


def test_passages_stand_where_the_article_page_has_them(client, document):
    for record in provision_records([document.pk]):
        html = client.get(record.url).content.decode()
        for passage in record.passages:
            assert f'id="{passage.anchor}"' in html


def test_points_are_the_passages_of_an_article_without_clauses():
    document = LegalDocumentFactory()
    write_text(document, "Điều 1. Mức\nNhư sau:\na) Một trăm;\nđ) Hai trăm.")
    (record,) = provision_records([document.pk])
    assert [passage.label for passage in record.passages] == ["Điểm a", "Điểm đ"]
    assert record.passages[1].anchor == "diem-dd"


def test_quoted_provisions_are_found_with_the_article_that_quotes_them(document):
    record = articles_of(document)["art_3"]
    assert "Học phí của học sinh" in record.body
    assert [passage.label for passage in record.passages] == ["Khoản 1", "Khoản 2"]


def test_a_document_without_articles_is_one_record():
    document = LegalDocumentFactory(title="Về việc trực Tết")
    write_text(document, "CHỈ THỊ\nVề việc trực Tết\n\n1. Các sở trực đủ.\n2. Xã báo cáo.")
    (record,) = provision_records([document.pk])
    assert record.url == document.get_absolute_url()
    assert "Xã báo cáo" in record.body


def test_a_short_name_of_a_law_stands_in_the_context():
    law = sample_document(title="Nghị quyết về hòa giải", number="1/2026/NQ-HĐND")
    assert next(provision_records([law.pk])).context == "Nghị quyết về hòa giải, 1/2026/NQ-HĐND"


def test_facets(document):
    unit, topic = UnitFactory(code="hdnd", name="Hội đồng nhân dân"), TopicFactory(code="37")
    document.issuer.unit = unit
    document.issuer.save()
    document.topics.add(topic)
    document.save()
    for record in (*provision_records([document.pk]), *document_records([document.pk])):
        assert (record.type_code, record.type_label) == ("nghi-quyet", "Nghị quyết")
        assert (record.unit, record.unit_label) == ("hdnd", "Hội đồng nhân dân")
        assert record.topics == ("37",)
        assert (record.year, record.stated_status) == (2025, "unknown")
        assert record.number == "12/2025/NQ-HĐND"


def test_only_the_current_text_is_found(document):
    write_text(document, SAMPLE_ACT.replace("400.000", "500.000"))
    body = articles_of(document)["art_2"].body
    assert "500.000" in body
    assert "400.000" not in body


def test_drafts_and_unknown_keys_give_nothing(draft):
    assert list(provision_records([draft.pk, 10**9])) == []
    assert list(document_records([draft.pk, 10**9])) == []


def test_a_document_is_found_by_its_opening_lines(document, url):
    (record,) = document_records([document.pk])
    assert record.url == url
    assert record.title == document.title
    assert "Căn cứ Luật Hòa giải ở cơ sở" in record.body
    bare = LegalDocumentFactory(summary="Chỉ có tóm tắt.")
    (record,) = document_records([bare.pk])
    assert "Chỉ có tóm tắt." in record.body


def test_all_public_documents_are_read_in_a_fixed_number_of_queries(
    document, draft, django_assert_max_num_queries
):
    for number in range(10):
        sample_document(number=f"{number}/NQ-HĐND")
    sources = {source.name: source for source in search_sources()}
    with django_assert_max_num_queries(8):
        records = list(sources["provisions"].records())
    assert len(records) == 11 * 7
    assert sources["documents"].count() == sources["provisions"].count() == 11


def test_a_change_of_a_document_is_a_change_of_its_articles(document, monkeypatch):
    heard = []
    monkeypatch.setattr(registration._registry, "listeners", [])
    on_change(lambda name, keys: heard.extend((name, key) for key in keys))
    sync_record(document)
    assert heard == [("documents", document.pk), ("provisions", document.pk)]
    announce_change("news", 1)
    assert heard[2:] == [("news", 1)]


def test_types_and_the_bodies_of_the_province_are_filters_by_name(document):
    unit = UnitFactory(code="hdnd", name="Hội đồng nhân dân tỉnh An Lạc")
    document.issuer.unit = unit
    document.issuer.save()
    words = {(word.facet, word.name): word.values for word in filter_words()}
    assert words["type", "Nghị quyết"] == {document.type.code}
    assert words["unit", "Hội đồng nhân dân tỉnh An Lạc"] == {"hdnd"}


# -- standing --------------------------------------------------------------------------


def test_articles_share_their_document_with_it(document):
    [record] = document_records([document.pk])
    assert {r.document for r in articles_of(document).values()} == {record.document}


def test_what_is_cited_more_has_more_authority(document):
    other = sync_record(sample_document(number="7/NQ-HĐND"))
    draft = sync_record(sample_document(number="9/NQ-HĐND", live=False))
    before = articles_of(document)["art_2"].authority
    places = ("art_2__para_1", "art_2", "art_2", "art_20")
    for record, (position, place) in product((other, draft), enumerate(places)):
        Citation.objects.create(
            record=record,
            position=position,
            start=0,
            end=5,
            text="Điều 2",
            as_of=date(2026, 1, 1),
            target=document,
            target_eid=place,
        )
    assert articles_of(document)["art_2"].authority == before + 2
    [record] = document_records([document.pk])
    assert record.authority == 3


def test_an_act_that_amends_another_says_so():
    amending = sample_document(number="8/NQ-HĐND", title="Nghị quyết sửa đổi, bổ sung một số điều")
    assert {r.amending for r in articles_of(amending).values()} == {True}


def test_what_a_body_of_the_province_issued_is_provincial(document):
    central = UnitFactory(kind="central")
    LegalDocumentFactory._meta.model.objects.update(owner_unit=central, issuer=None)
    assert not next(document_records([document.pk])).provincial
    LegalDocumentFactory._meta.model.objects.update(owner_unit=UnitFactory(kind="department"))
    assert next(document_records([document.pk])).provincial


def test_records_say_how_documents_and_articles_stand_today(document):
    today = timezone.localdate()
    document.validity_events.create(kind="expires", eid="art_2", happens_on=today)
    (record,) = document_records([document.pk])
    assert record.stated_status == "partly_expired"
    articles = articles_of(document)
    stated = [articles[eid].stated_status for eid in ("art_2", "art_1")]
    assert stated == ["expired", "unknown"]
