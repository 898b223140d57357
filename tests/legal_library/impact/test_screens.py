"""What editors see and decide, within their units; what readers are told."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Action, AuditEvent
from content.models import ContentRecord
from departments.roles import Role
from editorial.inbox import Inbox
from home.models import InfoPage
from legal_library.impact.bases import keep_bases
from legal_library.impact.deciding import confirm
from legal_library.impact.marking import documents_to_mark, mark_documents
from legal_library.models import Expression, Provision
from legal_library.parsing import parse
from tests.factories.accounts import officer
from tests.factories.departments import UnitFactory
from tests.factories.home import site_home
from tests.factories.impact import basis_of, happens, resting_question, stated
from tests.factories.legal_library import SAMPLE_ACT, LegalDocumentFactory

pytestmark = pytest.mark.django_db
PLACE = "art_3__para_1"
LIST = "impact:list"


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def question(document, unit):
    """A question of the unit that rests on a clause which another act has changed."""
    question = resting_question(document, PLACE, unit=unit)
    keep_bases([question.uuid])
    cause = LegalDocumentFactory(number="02/2026/NQ-HĐND", title="Sửa đổi mức hỗ trợ")
    happens(document, PLACE, cause=cause)
    mark_documents(documents_to_mark())
    return question


def sign_in(role, unit=None) -> Client:
    client = Client()
    client.force_login(officer(role, unit))
    return client


def item_url(question) -> str:
    return reverse("impact:item", args=[question.uuid])


def tick(question) -> str:
    basis = basis_of(question)
    return f"{basis.pk}-{basis.stale_event_id}"


def test_the_reader_is_told_since_when_where_and_by_what(client, question, document):
    clause = Provision.objects.get(expression__document=document, eid=PLACE)
    changed = SAMPLE_ACT.replace(clause.text.split("\n")[0][:30], "MỨC MỚI CỦA QUY ĐỊNH")
    document.expressions.write(
        document, parse(changed), valid_on=date(2026, 3, 1), kind=Expression.Kind.CONSOLIDATED
    )
    page = client.get(question.get_absolute_url()).content.decode()

    assert "Căn cứ đã thay đổi từ 01/03/2026" in page
    assert "02/2026/NQ-HĐND" in page
    assert "[+" in page
    assert "[−" in page


def test_lists_and_cards_have_a_word_for_it(client, question):
    assert "Căn cứ đã thay đổi từ" in client.get(reverse("qa:list")).content.decode()


def test_a_page_of_words_tells_it_too(client, document):
    page = InfoPage(title="Về hòa giải", slug="ve-hoa-giai", legal_bases=stated(document, PLACE))
    site_home().add_child(instance=page)
    page.save_revision().publish()
    keep_bases([page.uuid])
    happens(document, PLACE)
    mark_documents(documents_to_mark())

    assert "Căn cứ đã thay đổi từ" in client.get(page.url).content.decode()


def test_nothing_is_told_where_nothing_changed(client, document):
    question = resting_question(document, PLACE)
    keep_bases([question.uuid])

    assert "Căn cứ đã thay đổi" not in client.get(question.get_absolute_url()).content.decode()


def test_a_partial_text_says_that_it_is_no_whole_act(client, document):
    document.expressions.update(is_partial=True)

    page = client.get(document.get_absolute_url()).content.decode()
    assert "Chỉ gồm các điều đã pháp điển" in page


def test_the_unit_finds_it_in_its_inbox_and_opens_it(question, unit):
    client = sign_in(Role.DRAFTER, unit)
    inbox = Inbox(officer(Role.DRAFTER, unit))

    assert {kind.source.name for kind in inbox.kinds()} >= {"changed_bases"}
    assert item_url(question) in client.get(reverse("editorial_inbox")).content.decode()
    assert "02/2026/NQ-HĐND" in client.get(item_url(question)).content.decode()
    assert question.title in client.get(reverse(LIST)).content.decode()


def test_another_unit_neither_sees_nor_decides(question):
    client = sign_in(Role.LEADER, UnitFactory())

    assert question.title not in client.get(reverse(LIST)).content.decode()
    for name in ("impact:item", "impact:withdraw"):
        address = reverse(name, args=[question.uuid])
        assert client.get(address).status_code in (302, 403, 404)
        assert client.post(address, {"note": "x", "can_cu": tick(question)}).status_code != 200
    client.post(reverse(LIST), {"noi_dung": f"{question.uuid}:{tick(question)}", "note": "x"})
    assert basis_of(question).stale_since


def test_visitors_are_sent_to_sign_in(client, question):
    assert client.get(item_url(question)).status_code == 302


def test_confirming_moves_the_day_and_keeps_the_reason(question, unit):
    client = sign_in(Role.DRAFTER, unit)
    client.post(item_url(question), {"can_cu": tick(question), "note": "Mức mới không ảnh hưởng"})

    basis = basis_of(question)
    assert (basis.stale_since, basis.as_of) == (None, timezone.localdate())
    assert (basis.note, basis.confirmed_by_id is None) == ("Mức mới không ảnh hưởng", False)
    assert ContentRecord.objects.get(pk=question.uuid).basis_changed_on is None
    assert AuditEvent.objects.filter(action=Action.CHANGED, detail__what="basis_confirmed").exists()
    keep_bases([question.uuid])
    assert mark_documents(documents_to_mark()) == 0


def test_a_reason_is_asked_for_and_nothing_is_lost(question, unit):
    response = sign_in(Role.DRAFTER, unit).post(item_url(question), {"can_cu": tick(question)})

    assert response.status_code == 422
    assert "Hãy ghi lý do" in response.content.decode()
    assert basis_of(question).stale_since


def test_two_clicks_and_a_change_in_between_are_told(question, unit, document):
    record = ContentRecord.objects.get(pk=question.uuid)
    user = officer(Role.DRAFTER, unit)
    basis = basis_of(question)
    seen = {basis.pk: basis.stale_event_id}
    happens(document, PLACE, day=date(2026, 2, 1))
    mark_documents(documents_to_mark())

    assert confirm(record, seen, by=user, note="đúng") == 0
    seen = {basis.pk: basis_of(question).stale_event_id}
    assert confirm(record, seen, by=user, note="đúng") == 1
    assert confirm(record, seen, by=user, note="đúng") == 0


def test_several_are_confirmed_together_within_the_unit(question, unit, document):
    other = resting_question(document, PLACE, unit=UnitFactory())
    keep_bases([other.uuid])
    ticks = [f"{item.uuid}:{tick(item)}" for item in (question, other)] + ["hỏng:1-2", "x"]
    sign_in(Role.DRAFTER, unit).post(reverse(LIST), {"noi_dung": ticks, "note": "Đã đọc lại"})

    assert basis_of(question).stale_since is None
    assert basis_of(other).stale_since


def test_a_leader_withdraws_and_a_drafter_does_not(question, unit):
    address = reverse("impact:withdraw", args=[question.uuid])
    sign_in(Role.DRAFTER, unit).post(address, {"note": "Hết căn cứ"})
    question.refresh_from_db()
    assert question.live
    leader = sign_in(Role.LEADER, unit)
    assert leader.post(address, {"note": ""}).status_code == 422
    leader.post(address, {"note": "Hết căn cứ"})
    question.refresh_from_db()
    assert not question.live
    assert AuditEvent.objects.filter(detail__what="basis_withdrawn").exists()
    assert item_url(question) not in leader.get(reverse(LIST)).content.decode()


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("?loai=questions", True),
        ("?tu_ngay=2026-02-01", True),
        ("?tu_ngay=2026-04-01", False),
        ("?tu_ngay=khong-phai-ngay&don_vi=x", True),
    ],
)
def test_the_list_can_be_narrowed(question, unit, query, is_found):
    page = sign_in(Role.DRAFTER, unit).get(reverse(LIST) + query).content.decode()

    assert (item_url(question) in page) is is_found


def test_the_report_counts_by_unit_and_comes_as_a_file(question, unit):
    client = sign_in(Role.LEADER, unit)

    assert unit.name in client.get(reverse("impact:report")).content.decode()
    rows = b"".join(client.get(reverse("impact:report_file")).streaming_content).decode()
    assert question.title in rows
    assert "02/2026/NQ-HĐND" in rows


def test_the_list_takes_a_fixed_number_of_queries(
    question, unit, document, django_assert_num_queries
):
    for number in range(3):
        keep_bases([resting_question(document, PLACE, unit=unit, slug=f"cau-{number}").uuid])
    client = sign_in(Role.DRAFTER, unit)
    client.get(reverse(LIST))
    with django_assert_num_queries(14):
        client.get(reverse(LIST))
    with django_assert_num_queries(16):
        client.get(item_url(question))
