"""Who cites a document or an article, with the sentences, at a fixed cost."""

from datetime import date

import pytest

from content.records import sync_record
from legal_library.citing.following import follow
from legal_library.models import LegalDocument
from legal_library.vocabulary import document_type
from tests.factories.legal_library import LegalDocumentFactory, write_text
from tests.factories.qa import QuestionFactory

pytestmark = pytest.mark.django_db
LAW = "Điều 1. Phạm vi\n1. Một.\nĐiều 2. Hồ sơ\nTheo khoản 1 Điều 1 của Luật này."


def decree(number):
    document = LegalDocumentFactory(
        number=f"{number}/2025/NĐ-CP", type=document_type("Nghị định"), issued_on=date(2025, 2, 1)
    )
    write_text(document, "Điều 1. A\nTheo Điều 2 Luật Trồng cây ven suối. Và Điều 1 Luật đó.")
    sync_record(document)
    return document


@pytest.fixture
def brook():
    law = LegalDocumentFactory(
        title="Luật Trồng cây ven suối",
        number="05/2024/QH15",
        type=document_type("Luật"),
        effective_from=date(2024, 7, 1),
    )
    write_text(law, LAW)
    sync_record(law)
    question = QuestionFactory(summary="Theo Điều 2 Luật Trồng cây ven suối.", live=True)
    sync_record(question)
    follow("documents", [law.pk, decree(1).pk])
    follow("questions", [question.pk])
    return law


def page(client, url):
    response = client.get(url)
    assert response.status_code == 200
    assert not response.cookies
    return response.content.decode()


def test_documents_come_before_answers_with_the_words_that_cite(client, brook):
    html = page(client, f"{brook.get_absolute_url()}duoc-dan-chieu/")
    first, second = html.index("1/2025/NĐ-CP"), html.index("Câu hỏi số")
    assert first < second
    assert '<mark class="cited-by__words">Điều 2 Luật Trồng cây ven suối</mark>' in html
    assert "/dieu-1/" in html


def test_a_filter_shows_one_kind_and_one_article(client, brook):
    url = f"{brook.get_absolute_url()}duoc-dan-chieu/"
    only = page(client, f"{url}?loai=questions")
    assert "Câu hỏi số" in only
    assert "cited-by__sentence" in only
    assert only.count("cited-by__citer") == 1
    assert page(client, f"{url}?dieu=dieu-1").count("cited-by__citer") == 1
    assert page(client, f"{url}?dieu=dieu-2").count("cited-by__citer") == 2
    # What is no article or kind is no filter.
    assert page(client, f"{url}?dieu=x&loai=y&page=z").count("cited-by__citer") == 2


def test_an_article_names_who_cites_it_and_its_own_document(client, brook):
    html = page(client, f"{brook.get_absolute_url()}dieu-2/")
    assert "Được dẫn chiếu ở 2 nơi" in html
    first = page(client, f"{brook.get_absolute_url()}dieu-1/")
    assert "Trong văn bản này" in first


def test_what_is_withdrawn_cites_no_more(client, brook):
    document = LegalDocument.objects.get(number__endswith="2025/NĐ-CP")
    document.live = False
    document.save()
    sync_record(document)
    html = page(client, f"{brook.get_absolute_url()}duoc-dan-chieu/")
    assert html.count("cited-by__citer") == 1


def test_nobody_cites_it_yet(client, brook):
    html = page(client, f"{decree(2).get_absolute_url()}duoc-dan-chieu/")
    assert "Chưa thấy nơi nào dẫn chiếu văn bản này" in html


def test_the_cost_does_not_grow_with_those_who_cite(client, brook, django_assert_max_num_queries):
    url = f"{brook.get_absolute_url()}duoc-dan-chieu/"
    page(client, url)
    follow("documents", [decree(number).pk for number in range(3, 9)])
    with django_assert_max_num_queries(15):
        assert page(client, url).count("cited-by__citer") == 8
