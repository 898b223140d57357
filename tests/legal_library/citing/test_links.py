"""Citations are links wherever they are shown, and tell in short where they lead."""

from datetime import date

import pytest

from content.records import sync_record
from legal_library.citing.following import follow
from legal_library.citing.linking_content import insert_links
from legal_library.linking import InOrder, Link, linked
from legal_library.models import LegalDocument
from legal_library.vocabulary import document_type
from tests.factories.legal_library import LegalDocumentFactory, write_text
from tests.factories.qa import QuestionFactory

LAW = "Điều 1. Phạm vi\n1. Một:\na) Hai;\nđ) Ba.\nĐiều 2. Hồ sơ\nTheo khoản 1 Điều 1 của Luật này."
DECREE = (
    "Căn cứ Luật Trồng cây ven suối số 05/2024/QH15;\n"
    "Điều 1. Chi tiết Điều 2 của Luật Trồng cây ven suối\n"
    "1. Như điểm đ khoản 1 Điều 1 Luật Trồng cây ven suối & Nghị định số 7/2019/NĐ-CP."
)


def link(text, href="/x/"):
    return Link(0, 0, text, href)


def make(number, kind, text, **fields):
    document = LegalDocumentFactory(number=number, type=document_type(kind), **fields)
    write_text(document, text)
    sync_record(document)
    return document


@pytest.fixture
def brook(db):
    return make(
        "05/2024/QH15",
        "Luật",
        LAW,
        title="Luật Trồng cây ven suối",
        issued_on=date(2024, 1, 15),
        effective_from=date(2024, 7, 1),
    )


@pytest.fixture
def decree(brook):
    decree = make("10/2025/NĐ-CP", "Nghị định", DECREE, issued_on=date(2025, 2, 1))
    follow("documents", [brook.pk, decree.pk])
    return decree


def page(client, url):
    response = client.get(url)
    assert not response.cookies
    return response.content.decode()


def test_words_in_a_text_are_links_with_a_preview_and_headings_are_not(client, brook, decree):
    html = page(client, decree.get_absolute_url())
    base = brook.get_absolute_url()
    assert (
        f'<a class="citation" href="{base}dieu-1/#khoan-1-diem-dd" '
        f'data-preview="{base}@2025-02-01/trich/dieu-1-khoan-1-diem-dd/">'
        "điểm đ khoản 1 Điều 1 Luật Trồng cây ven suối</a> &amp; Nghị định số 7/2019/NĐ-CP." in html
    )
    assert f'Căn cứ <a class="citation" href="{base}"' in html
    # A heading is itself a link, so the citation in it stays words.
    assert '<a href="#dieu-1">Điều 1. Chi tiết Điều 2 của Luật Trồng cây ven suối</a>' in html


def test_a_text_leads_to_its_own_articles_on_the_same_page(client, brook, decree):
    html = page(client, brook.get_absolute_url())
    assert f'href="{brook.get_absolute_url()}#dieu-1-khoan-1"' in html


def test_an_article_by_itself_has_the_same_links(client, brook, decree):
    html = page(client, f"{decree.get_absolute_url()}dieu-1/")
    assert f'href="{brook.get_absolute_url()}dieu-1/#khoan-1-diem-dd"' in html
    write_text(decree, DECREE, valid_on=date(2020, 1, 1))
    earlier = page(client, f"{decree.get_absolute_url()}@2020-02-02/dieu-1/")
    assert 'class="citation"' not in earlier


def test_links_go_when_their_document_does(client, brook, decree):
    LegalDocument.objects.filter(pk=brook.pk).update(live=False)
    follow("documents", [brook.pk])
    assert 'class="citation"' not in page(client, decree.get_absolute_url())


def test_a_place_that_today_lacks_is_led_to_the_day_of_the_text(client, brook, decree):
    write_text(brook, "Điều 2. Hồ sơ\nKhác.", valid_on=date(2025, 6, 1))
    follow("documents", [brook.pk])
    html = page(client, decree.get_absolute_url())
    dated = f"{brook.get_absolute_url()}@2025-02-01/"
    assert f'href="{dated}dieu-1/#khoan-1-diem-dd"' in html
    preview = page(client, f"{dated}trich/dieu-1-khoan-1-diem-dd/")
    assert "không còn quy định này" in preview
    assert "Ba." in preview


def test_a_preview_tells_the_document_its_status_and_the_words(
    client, brook, decree, django_assert_max_num_queries
):
    with django_assert_max_num_queries(4):
        html = page(client, f"{brook.get_absolute_url()}@2025-02-01/trich/dieu-1/")
    assert "Luật Trồng cây ven suối" in html
    assert "status-badge" in html
    assert "đ) Ba." in html
    assert "<html" not in html
    assert client.get(f"{brook.get_absolute_url()}trich/dieu-99/").status_code == 404
    assert "Mở văn bản" in page(client, f"{brook.get_absolute_url()}trich/")


def test_a_preview_says_that_the_words_have_changed(client, brook, decree):
    write_text(brook, LAW.replace("Ba.", "Bốn."), valid_on=date(2025, 6, 1))
    html = page(client, f"{brook.get_absolute_url()}@2025-02-01/trich/dieu-1-khoan-1-diem-dd/")
    assert "Đã thay đổi sau ngày 01/02/2025" in html
    assert "Bốn." in html
    assert "Xem bản ngày 01/02/2025" in html
    same = page(client, f"{brook.get_absolute_url()}@2025-02-01/trich/dieu-2/")
    assert "Đã thay đổi" not in same


def test_answers_have_links_too(client, brook):
    question = QuestionFactory(
        summary="Có, theo Điều 2 Luật Trồng cây ven suối.",
        answer=[
            ("text", "<h2>Điều 2 Luật Trồng cây ven suối</h2><p>Xem <b>Điều 1</b> Luật đó.</p>")
        ],
        live=True,
    )
    sync_record(question)
    follow("questions", [question.pk])
    html = page(client, question.get_absolute_url())
    assert f'href="{brook.get_absolute_url()}dieu-2/"' in html
    assert "<h2>Điều 2 Luật Trồng cây ven suối</h2>" in html
    # Its words stand in two elements: so do the links.
    assert html.count(f'href="{brook.get_absolute_url()}dieu-1/"') == 2


@pytest.mark.parametrize(
    ("html", "words", "expected"),
    [
        (
            "<p>Theo Điều 5.</p>",
            ["Điều 5"],
            '<p>Theo <a class="citation" href="/x/">Điều 5</a>.</p>',
        ),
        ("<p>Điều 50</p>", ["Điều 5"], "<p>Điều 50</p>"),
        ("<p>Điều\n5</p>", ["Điều 5"], '<p><a class="citation" href="/x/">Điều\n5</a></p>'),
        ("<a href='/'>Điều 5</a>", ["Điều 5"], "<a href='/'>Điều 5</a>"),
        ("<h3>Điều 5</h3>", ["Điều 5"], "<h3>Điều 5</h3>"),
        ("A &amp; B", ["B"], 'A &amp; <a class="citation" href="/x/">B</a>'),
        ("&lt;i&gt; Điều 5", ["Điều 5"], '&lt;i&gt; <a class="citation" href="/x/">Điều 5</a>'),
    ],
)
def test_links_are_put_into_markup(html, words, expected):
    assert insert_links(html, [link(word) for word in words]) == expected


def test_what_leads_nowhere_keeps_its_place_in_the_order():
    html = "<p>Điều 5</p><p>khoản 1</p><p>Điều 5</p>"
    links = [link("Điều 5", ""), link("khoản 1"), link("Điều 5")]
    assert insert_links(html, links).startswith("<p>Điều 5</p><p><a ")
    assert insert_links(html, links).count("<a ") == 2


def test_links_count_from_the_start_of_the_words_and_end_with_the_line():
    links = [Link(3, 9, "Điều 5", "/x/"), Link(8, 30, "5 tới đây", "/y/")]
    assert linked("A: Điều 5 <", 0, links) == 'A: <a class="citation" href="/x/">Điều 5</a> &lt;'
    assert linked("Điều 5", 3, [Link(3, 90, "Điều 5\nvà", "/x/")]).endswith("Điều 5</a>")


def test_lines_of_a_preface_take_their_links_in_order():
    write = InOrder([link("Luật A", "/a/"), link("Luật A", "/b/")])
    assert [write(line).count("/a/") for line in ("Căn cứ Luật A;", "Căn cứ;")] == [1, 0]
    assert "/b/" in write("Luật A")
