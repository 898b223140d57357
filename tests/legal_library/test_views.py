"""The public pages of documents: what they say, what they cost, what they never do."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from legal_library.models import DocumentSource, Relation, ValidityEvent
from tests.factories.legal_library import (
    SAMPLE_ACT,
    LegalDocumentFactory,
    sample_document,
    write_text,
)

pytestmark = pytest.mark.django_db

MISSING = 404


def page(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


# -- cost and privacy ------------------------------------------------------------------

QUERIES = {
    "": 14,
    "thuoc-tinh/": 13,
    "luoc-do/": 14,
    "lich-su/": 12,
    "ban-goc/": 12,
    "dieu-2/": 15,
    "@2025-08-01/": 13,
    "duoc-dan-chieu/": 13,
    "bao-loi/": 3,
    "bao-loi/da-gui/": 3,
}


@pytest.mark.parametrize(("path", "most"), QUERIES.items())
def test_queries_of_a_page_do_not_grow(
    client, document, url, django_assert_max_num_queries, path, most
):
    client.get(url + path)
    with django_assert_max_num_queries(most):
        assert client.get(url + path).status_code == 200


@pytest.mark.parametrize("path", ["/van-ban/", "/van-ban/danh-sach/"])
def test_queries_of_lists_do_not_grow_with_what_they_list(
    client, document, django_assert_max_num_queries, path
):
    for number in range(30):
        LegalDocumentFactory(number=f"{number}/NQ-HĐND", issuer=document.issuer)
    client.get(path)
    with django_assert_max_num_queries(11):
        client.get(path)


@pytest.mark.parametrize("path", [*QUERIES, "dieu-99/", "@2000-01-01/", "khong-co/"])
def test_pages_know_no_visitor(client, document, url, path):
    response = client.get(url + path)
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("path", ["/van-ban/", "/van-ban/danh-sach/?type=nghi-quyet"])
def test_lists_know_no_visitor(client, document, path):
    response = client.get(path)
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("path", ["", "thuoc-tinh/", "dieu-2/", "bao-loi/", "dieu-99/"])
def test_no_inline_style_or_script(client, document, url, path):
    html = client.get(url + path).content.decode()
    assert "<style" not in html
    assert " style=" not in html
    assert "<script>" not in html
    assert " onclick=" not in html


@pytest.mark.parametrize("path", QUERIES)
def test_drafts_are_not_there(client, draft, path):
    response = client.get(draft.get_absolute_url() + path)
    assert response.status_code == MISSING
    assert draft.title not in response.content.decode()


# -- the text --------------------------------------------------------------------------


def test_full_text_with_contents_and_anchors(client, document, url):
    html = page(client, url)
    assert "Vụ, việc hòa giải thành: 400.000 đồng;" in html
    assert 'id="dieu-2-khoan-1-diem-dd"' in html
    assert '<a href="#dieu-2a">Điều 2a. Hỗ trợ tổ hòa giải</a>' in html
    assert 'data-citation="Nghị quyết số 12/2025/NQ-HĐND"' in html
    assert '<link rel="canonical" href="http://testserver/van-ban/' in html


def test_unknown_validity_is_said_and_can_be_checked(client, document, url):
    html = page(client, url)
    assert "Chưa xác định hiệu lực" in html
    assert 'href="https://vbpl.vn"' in html
    assert "Còn hiệu lực" not in html


def test_known_validity_is_not_doubted(client, document, url):
    document.stated_status = "in_force"
    document.save()
    html = page(client, url)
    assert "Còn hiệu lực" in html
    assert "vbpl.vn" not in html


def test_document_without_text_says_so_and_leads_to_its_source(client):
    bare = LegalDocumentFactory(source_url="https://nguon.example/1")
    html = page(client, bare.get_absolute_url())
    assert "Chưa có toàn văn" in html
    assert 'href="https://nguon.example/1"' in html


def test_the_parsers_doubts_are_not_shown_to_readers(client, document, url):
    document.expressions.update(warnings=[{"line": 1, "message": "Điều bị trùng số"}])
    assert "Điều bị trùng số" not in page(client, url)


def test_sample_documents_are_marked(client, document, url):
    document.source_credit = "Dữ liệu mẫu"
    document.save()
    for path in ("", "thuoc-tinh/", "dieu-2/"):
        assert "Dữ liệu mẫu" in page(client, url + path)


# -- one article -----------------------------------------------------------------------


def test_article_with_its_place_and_neighbours(client, document, url):
    html = page(client, f"{url}dieu-2a/")
    assert "<title>Điều 2a. Hỗ trợ tổ hòa giải – Nghị quyết 12/2025/NQ-HĐND" in html
    assert "Chương II. Mức hỗ trợ" in html
    assert "Chi nước uống phục vụ họp tổ hòa giải." in html
    assert f'rel="prev" href="{url}dieu-2/"' in html
    assert f'rel="next" href="{url}dieu-3/"' in html
    assert f'href="{url}#dieu-2a"' in html
    assert "hòa giải thành" not in html


def test_first_and_last_article_have_one_neighbour(client, document, url):
    assert 'rel="prev"' not in page(client, f"{url}dieu-1/")
    assert 'rel="next"' not in page(client, f"{url}dieu-4/")


def test_article_of_an_attached_regulation(client, document, url):
    html = page(client, f"{url}kem-theo-1/dieu-1/")
    assert "Tổ hòa giải có ba người trở lên." in html
    assert "Điều 1 của văn bản kèm theo Nghị quyết số 12/2025/NQ-HĐND" in html
    assert 'rel="prev"' not in html
    assert f'rel="next" href="{url}kem-theo-1/dieu-2/"' in html


def test_quoted_article_has_no_page_of_its_own(client, document, url):
    assert "Học phí của học sinh" in page(client, f"{url}dieu-3/")
    assert "Học phí của học sinh" not in page(client, f"{url}dieu-4/")


def test_unknown_article_is_answered_with_what_there_is(client, document, url):
    html = page(client, f"{url}dieu-9/", MISSING)
    assert "Không có Điều 9" in html
    assert "từ Điều 1 đến Điều 4" in html
    assert f'href="{url}dieu-4/"' in html
    assert 'name="robots" content="noindex"' in html


def test_article_of_an_act_without_articles(client):
    plain = LegalDocumentFactory(number="8/CT-UBND")
    write_text(plain, "CHỈ THỊ\nVề việc trực Tết\n\n1. Các sở trực đủ.\n2. Xã báo cáo.")
    assert "không chia thành điều" in page(client, f"{plain.get_absolute_url()}dieu-1/", MISSING)
    bare = LegalDocumentFactory(number="9/CT-UBND")
    assert "Chưa có toàn văn" in page(client, f"{bare.get_absolute_url()}dieu-1/", MISSING)


# -- addresses -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("Dieu-2A/", "dieu-2a/"),
        ("DIEU-2/", "dieu-2/"),
        ("dieu-2A/", "dieu-2a/"),
        ("điều-2/", "dieu-2/"),
        ("dieu 2/", "dieu-2/"),
        ("dieu2/", "dieu-2/"),
        ("Kem-Theo-1/Dieu-2/", "kem-theo-1/dieu-2/"),
        ("Thuoc-Tinh/", "thuoc-tinh/"),
        ("@2025-08-01/Dieu-2/", "@2025-08-01/dieu-2/"),
    ],
)
def test_other_spellings_lead_to_the_one_address(client, document, url, typed, canonical):
    response = client.get(url + typed)
    assert response.status_code == 301
    assert response.url == url + canonical


def test_capitals_and_a_missing_slash_lead_to_the_one_address(client, document, url):
    assert client.get(url.upper().replace("/VAN-BAN/", "/van-ban/")).url == url
    assert client.get(url.rstrip("/"), follow=True).redirect_chain[-1][0] == url
    assert client.get(f"{url}dieu-2A/?a=1").url == f"{url}dieu-2a/?a=1"


@pytest.mark.parametrize(
    "path", ["khong-co/", "dieu-/", "kem-theo-9/", "dieu-2/a/b/", "%00/", "../x"]
)
def test_what_does_not_exist_leads_back_to_the_document(client, document, url, path):
    response = client.get(url + path)
    assert response.status_code == MISSING
    assert f'href="{url}"' in response.content.decode()


def test_unknown_document_is_not_found(client, document):
    assert client.get("/van-ban/khong-co-van-ban-nay/").status_code == MISSING
    assert client.get("/van-ban/khong-co-van-ban-nay/dieu-1/").status_code == MISSING


# -- as of a day -----------------------------------------------------------------------


@pytest.fixture
def amended(document):
    write_text(
        document,
        SAMPLE_ACT.replace("400.000 đồng", "500.000 đồng"),
        valid_on=date(2026, 3, 1),
        kind="consolidated",
    )
    return document


def test_today_shows_the_latest_text(client, amended):
    html = page(client, amended.get_absolute_url())
    assert "500.000 đồng" in html
    assert "Phiên bản" in html
    assert f'href="{amended.get_absolute_url()}@2025-07-10/"' in html


def test_a_day_shows_the_text_of_that_day_and_says_so(client, amended):
    url = amended.get_absolute_url()
    html = page(client, f"{url}@2025-12-31/")
    assert "400.000 đồng" in html
    assert "500.000 đồng" not in html
    assert "Văn bản tại ngày 31/12/2025" in html
    assert "Bản gốc ngày 10/07/2025" in html
    assert f'<a href="{url}">Xem bản hiện nay</a>' in html
    article = page(client, f"{url}@2025-12-31/dieu-2/")
    assert "400.000 đồng" in article
    assert f'rel="next" href="{url}@2025-12-31/dieu-2a/"' in article


def test_validity_is_that_of_the_day(client, amended):
    amended.effective_from, amended.effective_to = date(2025, 8, 1), date(2026, 1, 1)
    amended.save()
    url = amended.get_absolute_url()
    assert "Hết hiệu lực từ 01/01/2026" in page(client, url)
    assert "Có hiệu lực từ 01/08/2025" in page(client, f"{url}@2025-07-31/")


def test_a_day_with_todays_text_is_another_address_of_todays_page(client, amended):
    url = amended.get_absolute_url()
    canonical = '<link rel="canonical" href="http://testserver{}">'
    assert canonical.format(url) in page(client, f"{url}@2026-04-01/")
    assert canonical.format(f"{url}@2025-12-31/") in page(client, f"{url}@2025-12-31/")


@pytest.mark.parametrize(
    "day", ["2024-02-31", "2024-13-01", "20240801", "01-08-2024", "abc", "2024"]
)
def test_a_day_that_is_none_is_explained(client, document, url, day):
    assert "năm-tháng-ngày" in page(client, f"{url}@{day}/", MISSING)


def test_before_the_first_text_the_first_is_offered(client, document, url):
    html = page(client, f"{url}@2020-01-01/", MISSING)
    assert "Bản đầu tiên" in html
    assert f'href="{url}@2025-07-10/"' in html


# -- tabs ------------------------------------------------------------------------------


def test_attributes(client, document, url):
    document.signer, document.signer_title = "Nguyễn Thị Mẫu", "Chủ tịch"
    document.save()
    html = page(client, f"{url}thuoc-tinh/")
    for words in ("12/2025/NQ-HĐND", "10/07/2025", "Nguyễn Thị Mẫu, Chủ tịch", "Nghị quyết"):
        assert words in html
    assert "chưa rõ" in html  # the day of effect


def test_relations_in_both_readings_with_what_is_missing(client, document, url, draft):
    amending = sample_document(number="2/2026/NQ-HĐND", title="Nghị quyết sửa đổi")
    Relation.objects.create(
        source=amending, kind="amends", target=document, citation="Nghị quyết số 12/2025/NQ-HĐND"
    )
    Relation.objects.create(source=document, kind="based_on", citation="Luật số 35/2013/QH13")
    Relation.objects.create(source=draft, kind="repeals", target=document, citation="NQ 12")
    html = page(client, f"{url}luoc-do/")
    assert "Được sửa đổi, bổ sung" in html
    assert f'href="{amending.get_absolute_url()}"' in html
    assert "Luật số 35/2013/QH13" in html
    assert "Chưa có trong tủ sách" in html
    assert "Bị bãi bỏ" not in html
    assert "Sửa đổi, bổ sung" in page(client, f"{amending.get_absolute_url()}luoc-do/")


def test_history_in_the_order_of_time(client, document, url, draft):
    events = [("takes_effect", date(2025, 8, 1), None), ("expires", None, draft)]
    for kind, day, cause in events:
        ValidityEvent.objects.create(document=document, kind=kind, happens_on=day, cause=cause)
    html = page(client, f"{url}lich-su/")
    order = [html.index(words) for words in ("Ban hành</p>", "Có hiệu lực</p>", "Chưa rõ ngày")]
    assert order == sorted(order)
    assert f'href="{url}@2025-07-10/"' in html
    assert draft.get_absolute_url() not in html


def test_sources_can_be_checked(client, document, url):
    DocumentSource.objects.create(
        document=document, name="Công báo tỉnh", key="12-2025", sha256="ab" * 32
    )
    html = page(client, f"{url}ban-goc/")
    assert "Công báo tỉnh" in html
    assert "ab" * 32 in html
    assert "chưa giữ tệp bản gốc" in html


# -- the bookcase ----------------------------------------------------------------------


def test_bookcase_counts_public_documents_and_shows_what_is_soon_in_force(client, document, draft):
    tomorrow = timezone.localdate() + timedelta(days=1)
    LegalDocumentFactory(title="Sắp có hiệu lực mai", effective_from=tomorrow)
    html = page(client, "/van-ban/")
    assert "Tất cả 2 văn bản" in html
    assert "Sắp có hiệu lực mai" in html
    assert draft.title not in html
    assert 'href="/van-ban/danh-sach/?year=2025"' in html


def test_empty_bookcase_says_where_to_go(client, db):
    html = page(client, "/van-ban/")
    assert "Tủ sách chưa có văn bản nào" in html
    assert "vbpl.vn" in html


# -- machines --------------------------------------------------------------------------


def test_machines_read_what_the_document_is(client, document, url):
    html = page(client, url)
    assert '"@type": "Legislation"' in html
    assert '"legislationIdentifier": "12/2025/NQ-HĐND"' in html
    assert "legislationLegalForce" not in html
    document.stated_status = "in_force"
    document.save()
    assert '"legislationLegalForce": "https://schema.org/InForce"' in page(client, url)


@pytest.mark.parametrize("body", ["7", "99999999999999999999"])
def test_an_attachment_that_is_not_there(client, document, url, body):
    html = page(client, f"{url}kem-theo-{body}/dieu-1/", MISSING)
    assert "không có phần kèm theo đó" in html
