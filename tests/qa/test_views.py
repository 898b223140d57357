"""The list of answered questions and one of them, as readers meet them."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from legal_library.models import DocumentType, LegalDocument
from qa.models import RelatedQuestion
from tests.factories.content import TopicFactory
from tests.factories.departments import UnitFactory
from tests.factories.home import site_home
from tests.factories.qa import QuestionFactory

pytestmark = pytest.mark.django_db
LIST = "/hoi-dap/"


@pytest.fixture(autouse=True)
def site():
    return site_home()


def titles(client, **choices) -> list[str]:
    return [question.title for question in client.get(LIST, choices).context["questions"]]


def page_of(client, question) -> str:
    return client.get(question.get_absolute_url()).content.decode()


def test_the_list_begins_with_the_latest_answer_and_leaves_out_drafts(client):
    QuestionFactory(title="Cũ?", answered_on=date(2025, 1, 1))
    QuestionFactory(title="Mới?", answered_on=date(2026, 1, 1))
    QuestionFactory(title="Nháp?", live=False)
    assert titles(client) == ["Mới?", "Cũ?"]


def test_the_list_is_narrowed_by_topic_and_unit(client):
    land, unit = TopicFactory(code="11"), UnitFactory(code="so-nnmt")
    both = QuestionFactory(title="Cả hai?", owner_unit=unit)
    both.topics = [land]
    both.save()
    QuestionFactory(title="Đơn vị?", owner_unit=unit)
    only_topic = QuestionFactory(title="Chủ đề?")
    only_topic.topics = [land]
    only_topic.save()
    assert set(titles(client, topic="11")) == {"Cả hai?", "Chủ đề?"}
    assert titles(client, topic="11", unit="so-nnmt") == ["Cả hai?"]


def test_a_card_holds_the_short_answer_and_counts_the_bases(client):
    QuestionFactory(
        summary="Có, 200.000 đồng.",
        legal_bases=[("basis", {"citation": "Điều 1"}), ("basis", {"citation": "Điều 2"})],
    )
    shown = client.get(LIST).content.decode()
    assert "Có, 200.000 đồng." in shown
    assert "2 căn cứ" in shown


def test_who_finds_nothing_is_told_whom_to_ask(client):
    QuestionFactory(owner_unit=UnitFactory(name="Sở Tư pháp", phone="0000 000 010"))
    shown = client.get(LIST, {"topic": "khong-co"}).content.decode()
    assert "Danh sách này không có lựa chọn đó" in shown
    assert "Chưa có câu hỏi nào như vậy" in shown
    assert 'href="tel:0000000010"' in shown


def test_an_empty_list_says_where_to_look(client):
    assert "Chưa có câu hỏi nào được trả lời" in client.get(LIST).content.decode()


@pytest.mark.parametrize("query", ["unit=%27", "topic=🙂", "page=9999", "page=x"])
def test_nonsense_in_the_address_is_answered(client, query):
    assert client.get(f"{LIST}?{query}").status_code == 200


def test_the_list_asks_the_same_number_of_queries_whatever_its_length(client):
    QuestionFactory(owner_unit=UnitFactory())
    client.get(LIST)
    with CaptureQueriesContext(connection) as short:
        client.get(LIST)
    for _ in range(19):
        QuestionFactory(owner_unit=UnitFactory())
    with CaptureQueriesContext(connection) as long:
        client.get(LIST)
    assert len(long) == len(short) <= 9


def test_a_question_asks_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    question = QuestionFactory(
        owner_unit=UnitFactory(),
        legal_bases=[("basis", {"citation": f"Điều {number}"}) for number in range(5)],
    )
    question.topics = TopicFactory.create_batch(3)
    for _ in range(3):
        question.related_links.add(RelatedQuestion(related=QuestionFactory()))
    question.save()
    page_of(client, question)
    with django_assert_max_num_queries(8):
        page_of(client, question)


def test_readers_leave_nothing_behind(client):
    question = QuestionFactory()
    for address in (LIST, question.get_absolute_url()):
        response = client.get(address)
        assert "Set-Cookie" not in response.headers
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")


def test_a_draft_and_an_unknown_address_are_not_found(client):
    draft = QuestionFactory(live=False)
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(reverse("qa:question", args=["khong-co"])).status_code == 404


def test_the_answer_stands_in_its_order(client):
    question = QuestionFactory(
        details="Tôi ở xã Đậu Lâm.",
        summary="Có.",
        answer=[("text", "<p>Vì luật nói vậy.</p>")],
        legal_bases=[("basis", {"citation": "Điều 5 Luật Mẫu"})],
        answered_on=date(2026, 11, 1),
        reviewed_on=date(2026, 11, 15),
    )
    shown = page_of(client, question)
    places = [
        shown.index(words)
        for words in ("15/11/2026", "Tôi ở xã Đậu Lâm.", "Trả lời ngắn", "Vì luật", "Điều 5 Luật")
    ]
    assert places == sorted(places)


def test_a_basis_leads_to_the_article_and_shows_whether_it_is_in_force(client):
    kind = DocumentType.objects.get_or_create(code="luat", defaults={"name": "Luật"})[0]
    law = LegalDocument.objects.create(
        title="Luật Mẫu", type=kind, effective_from=date(2020, 1, 1), effective_to=date(2025, 1, 1)
    )
    basis = {
        "citation": "điểm đ khoản 2 Điều 5 Luật Mẫu",
        "document_uuid": str(law.uuid),
        "eid": "art_5__para_2__point_dd",
    }
    question = QuestionFactory(legal_bases=[("basis", basis)])
    shown = page_of(client, question)
    assert f'href="{law.get_absolute_url()}dieu-5/#khoan-2-diem-dd"' in shown
    assert "Hết hiệu lực từ 01/01/2025" in shown
    law.live = False
    law.save()
    assert law.get_absolute_url() not in page_of(client, question)


def test_related_questions_are_shown_when_they_are_public(client):
    question = QuestionFactory()
    for title, live in (("Hỏi tiếp?", True), ("Chưa đăng?", False)):
        question.related_links.add(RelatedQuestion(related=QuestionFactory(title=title, live=live)))
    question.save()
    shown = page_of(client, question)
    assert "Hỏi tiếp?" in shown
    assert "Chưa đăng?" not in shown


def test_a_question_describes_itself_to_machines(client):
    question = QuestionFactory(
        title="Được không?", summary="Được.", owner_unit=UnitFactory(name="Sở Tư pháp")
    )
    element = page_of(client, question).split('<script type="application/ld+json">')[1]
    data = json.loads(element.split("</script>")[0])
    assert data["@type"] == "QAPage"
    answer = data["mainEntity"]["acceptedAnswer"]
    assert (data["mainEntity"]["name"], answer["text"]) == ("Được không?", "Được.")
    assert answer["author"]["name"] == "Sở Tư pháp"
