"""Hand-outs: picked provisions with citation, day and validity, all of it in the address."""

import io
from datetime import date, timedelta

import docx
import pytest
from django.utils import timezone

from legal_library.handouts import MOST_PLACES, Place, collect, read_places, write_places
from legal_library.models import ValidityEvent
from tests.factories.legal_library import sample_document

pytestmark = pytest.mark.django_db
URL = "/van-ban/to-phat/"
POINT = "art_2__para_1__point_dd"


@pytest.fixture
def document(db):
    return sample_document(effective_from=date(2025, 8, 1), stated_status="in_force")


@pytest.fixture
def other(db):
    return sample_document(number="77/2025/NQ-HĐND", title="Quy định thứ hai")


def address(*places, **words):
    values = "&".join(f"vi-tri={document.slug}:{eid}" for document, eid in places)
    return f"{URL}?{values}" + "".join(f"&{name}={value}" for name, value in words.items())


def page(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


# -- places in an address ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "places"),
    [
        (["luat-a:art_5"], [Place("luat-a", "art_5")]),
        (
            ["luat-a:art_5,art_6__para_2"],
            [Place("luat-a", "art_5"), Place("luat-a", "art_6__para_2")],
        ),
        (["luat-a:dieu-2-khoan-1-diem-dd"], [Place("luat-a", POINT)]),
        (["luat-a:kem-theo-1-dieu-5"], [Place("luat-a", "att_1__art_5")]),
        (["luat-a:art_5", "luat-a:art_5"], [Place("luat-a", "art_5")]),
        (["luat-a"], []),
        ([":art_5"], []),
        (["luat-a:"], []),
        (["luat-a:khong-biet"], []),
        (["luat-a:" + "a_" * 5000], []),
        (["luat-a:art_\x00"], []),
    ],
)
def test_places_are_read_from_an_address(values, places):
    assert read_places(values) == places


def test_places_are_written_as_they_are_read_in_the_readers_order():
    places = [Place("b", "art_2"), Place("a", "art_1"), Place("a", "art_9"), Place("b", "art_1")]
    assert write_places(places) == ["b:art_2", "a:art_1,art_9", "b:art_1"]
    assert read_places(write_places(places)) == places


# -- what it shows ----------------------------------------------------------------------


def test_a_provision_is_shown_whole_with_its_exact_citation(client, document):
    html = page(client, address((document, "art_2__para_1")))
    assert (
        "Khoản 1 Điều 2 Nghị quyết số 12/2025/NQ-HĐND ngày 10/07/2025 "
        "của Hội đồng nhân dân tỉnh An Lạc" in html
    )
    assert "Hòa giải viên được hỗ trợ như sau:" in html
    assert "Vụ, việc ở xã đặc biệt khó khăn" in html
    assert "Người được mời" not in html
    assert "Điều 2. Mức hỗ trợ theo vụ việc" in html  # what the clause stands in


def test_provisions_of_several_documents_keep_the_readers_order(client, document, other):
    html = page(client, address((other, "art_1"), (document, POINT), (other, "att_1__art_1")))
    wanted = [
        "Điều 1 Nghị quyết số 77",
        "Điểm đ khoản 1 Điều 2 Nghị quyết số 12",
        "Điều 1 của văn bản kèm theo",
    ]
    positions = [html.index(words) for words in wanted]
    assert positions == sorted(positions)


def test_a_hand_out_says_when_a_document_is_no_longer_in_force(client, document):
    assert "Còn hiệu lực" in page(client, address((document, "art_1")))
    document.effective_to = timezone.localdate()
    document.save()
    html = page(client, address((document, "art_1")))
    assert "không dùng làm quy định hiện hành" in html


def test_a_hand_out_knows_that_a_single_provision_has_expired(document):
    today = timezone.localdate()
    ValidityEvent.objects.create(
        document=document, eid="art_2__para_1", kind="expires", happens_on=today
    )
    ValidityEvent.objects.create(
        document=document, eid="art_1", kind="expires", happens_on=today + timedelta(days=1)
    )
    asked = [Place(document.slug, eid) for eid in (POINT, "art_2__para_2", "art_1")]
    items = collect(asked, today).items
    assert [item.status for item in items] == ["expired", "in_force", "in_force"]


def test_what_resumes_is_in_force_again(document):
    today = timezone.localdate()
    for days, kind in ((9, "suspended"), (3, "resumed")):
        ValidityEvent.objects.create(
            document=document, eid="art_1", kind=kind, happens_on=today - timedelta(days=days)
        )
    (item,) = collect([Place(document.slug, "art_1")], today).items
    assert item.status == "in_force"


def test_validity_that_nobody_states_is_never_called_in_force(client, other):
    html = page(client, address((other, "art_1")))
    assert "Chưa xác định hiệu lực" in html
    assert "Còn hiệu lực" not in html


def test_drafts_and_places_that_are_not_there_are_left_out_in_words(client, document):
    draft = sample_document(number="99/2026/NQ-HĐND", live=False)
    html = page(client, address((draft, "art_1"), (document, "art_99"), (document, "art_1")))
    assert "99/2026" not in html
    assert "Có 2 mục" in html


def test_an_empty_hand_out_says_how_to_begin(client):
    html = page(client, URL)
    assert "Đưa vào tờ phát" in html
    assert "Tải bản Word" not in html


def test_a_hand_out_is_bounded(client, document):
    places = [(document, f"art_{number}") for number in range(MOST_PLACES + 5)]
    assert "5 mục không hiện" in page(client, address(*places))


def test_a_hand_out_of_whole_parts_is_bounded_too(client, document, monkeypatch):
    monkeypatch.setattr("legal_library.handouts.MOST_PROVISIONS", 10)
    html = page(client, address((document, "art_1"), (document, "chp_II"), (document, "art_4")))
    assert "Phạm vi điều chỉnh" in html
    assert "400.000" not in html
    assert "Hiệu lực thi hành" in html
    assert "1 mục không hiện" in html


def test_the_words_of_its_author_are_marked_as_theirs_and_are_no_markup(client, document):
    html = page(client, address((document, "art_1"), title="Ngày pháp luật", note="<b>Chú ý</b>"))
    assert "Tờ phát: Ngày pháp luật" in html
    assert "Ghi chú của người soạn" in html
    assert "&lt;b&gt;Chú ý&lt;/b&gt;" in html


def test_too_long_a_note_is_said_at_its_field(client, document):
    html = page(client, address((document, "art_1"), note="đ" * 600))
    assert "form-field--invalid" in html


def test_search_engines_and_caches_keep_no_hand_out(client, document):
    response = client.get(address((document, "art_1")))
    assert 'name="robots" content="noindex"' in response.content.decode()
    assert not response.cookies


@pytest.mark.parametrize("count", [1, 4])
def test_its_cost_does_not_grow_with_what_was_picked(
    client, document, other, django_assert_num_queries, count
):
    places = [(document, f"art_{number}") for number in range(1, count + 1)]
    places += [(other, f"art_{number}") for number in range(1, count)]
    client.get(URL)  # the site and its settings are remembered
    with django_assert_num_queries(QUERIES):
        client.get(address(*places))


QUERIES = 8


# -- changing it without a script -------------------------------------------------------


def test_items_are_moved_and_left_out_by_links(client, document):
    html = page(client, address((document, "art_1"), (document, "art_4"), title="Mẫu"))
    assert f'href="{URL}?vi-tri={document.slug}:art_4,art_1&amp;title=M%E1%BA%ABu"' in html
    assert f'href="{URL}?vi-tri={document.slug}:art_4&amp;title=M%E1%BA%ABu"' in html


@pytest.mark.parametrize(
    ("pasted", "eid"),
    [("dieu-2/#khoan-1-diem-dd", POINT), ("#dieu-4", "art_4"), ("dieu-2a/", "art_2a")],
)
def test_a_pasted_address_adds_its_place(client, document, pasted, eid):
    pasted = f"https://testserver{document.get_absolute_url()}{pasted}".replace("#", "%23")
    response = client.get(address((document, "art_1"), add=pasted))
    assert response["Location"] == f"{URL}?vi-tri={document.slug}:art_1,{eid}"


@pytest.mark.parametrize("pasted", ["khong%20phai", "https://vbpl.vn/", "/van-ban/"])
def test_an_address_that_shows_no_provision_is_explained(client, document, pasted):
    html = page(client, address((document, "art_1"), add=pasted))
    assert "Không tìm thấy điều, khoản" in html
    assert "Phạm vi điều chỉnh" in html


def test_the_address_of_a_whole_document_is_not_enough(client, document):
    html = page(client, f"{URL}?add={document.get_absolute_url()}")
    assert "Không tìm thấy điều, khoản" in html


# -- as Word and as words ---------------------------------------------------------------


def test_the_word_file_has_title_citation_validity_and_text(client, document):
    url = address((document, POINT), title="Ngày pháp luật", note="Đọc kỹ").replace(
        URL, "/van-ban/to-phat.docx"
    )
    response = client.get(url)
    assert "filename*=UTF-8''T%E1%BB%9D%20ph%C3%A1t%20Ng%C3%A0y" in response["Content-Disposition"]
    file = docx.Document(io.BytesIO(response.content))
    lines = [paragraph.text for paragraph in file.paragraphs]
    assert lines[:2] == ["Ngày pháp luật", "Đọc kỹ"]
    assert lines[2].startswith(
        "Điểm đ khoản 1 Điều 2 Nghị quyết số 12/2025/NQ-HĐND ngày 10/07/2025"
    )
    assert any(line.startswith("Còn hiệu lực (tính đến ngày") for line in lines)
    assert "đ) Vụ, việc ở xã đặc biệt khó khăn: thêm 150.000 đồng." in lines


def test_a_word_file_of_nothing_leads_to_the_page(client):
    assert client.get("/van-ban/to-phat.docx")["Location"] == URL


def test_the_words_to_paste_have_citation_and_text(client, document):
    html = page(client, address((document, "art_4")))
    words = html.partition('<textarea class="handout__words"')[2].partition("</textarea>")[0]
    assert "Điều 4 Nghị quyết số 12/2025/NQ-HĐND" in words
    assert "Nghị quyết này có hiệu lực từ ngày 01 tháng 8 năm 2025." in words


def test_an_article_page_leads_to_a_hand_out_with_it(client, document):
    html = page(client, f"{document.get_absolute_url()}dieu-2/")
    assert f'href="{URL}?vi-tri={document.slug}:dieu-2"' in html
    assert "Mức hỗ trợ theo vụ việc" in page(client, f"{URL}?vi-tri={document.slug}:dieu-2")


def test_a_page_as_of_an_earlier_day_offers_no_hand_out(client, document):
    """A hand-out shows the text of today."""
    html = page(client, f"{document.get_absolute_url()}@2025-08-01/dieu-2/")
    assert "to-phat" not in html
