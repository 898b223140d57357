"""The screens on which editors decide about relations and validity."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from departments.roles import Role
from legal_library.models import LegalDocument, Relation, StatusOverride
from tests.factories.accounts import officer
from tests.factories.departments import UnitFactory
from tests.factories.legal_library import LegalDocumentFactory, sample_document

pytestmark = pytest.mark.django_db

DAY = date(2030, 8, 1)


@pytest.fixture
def unit(db):
    return UnitFactory()


def signed_in(role, unit=None) -> Client:
    client = Client()
    client.force_login(officer(role, unit))
    return client


@pytest.fixture
def leader(unit):
    return signed_in(Role.LEADER, unit)


@pytest.fixture
def new(unit):
    return sample_document(owner_unit=unit, number="7/2030/NQ-HĐND", effective_from=DAY)


@pytest.fixture
def old(unit):
    return LegalDocumentFactory(
        owner_unit=unit, number="12/2020/NQ-HĐND", stated_status="in_force", title="Bản cũ"
    )


@pytest.fixture
def proposal(new, old):
    return propose(new, old, "replaces")


def propose(source, target, kind, **fields):
    return Relation.objects.create(
        source=source,
        target=target,
        kind=kind,
        citation=f"{kind} {target}",
        target_number_key=target.number_key if target else "",
        sentence="Nghị quyết này thay thế Nghị quyết số 12/2020/NQ-HĐND.",
        state="proposed",
        confidence="sure",
        **fields,
    )


def url(document, name="relations", *more):
    return reverse(f"legal_library_{name}", args=[document.pk, *more])


def body(response):
    return response.content.decode()


def test_proposals_show_their_sentence_and_are_confirmed_together_and_undone(
    leader, new, old, proposal
):
    html = body(leader.get(url(new)))
    assert "Nghị quyết này thay thế Nghị quyết số 12/2020/NQ-HĐND." in html
    assert f'name="muc" value="{proposal.pk}"' in html
    assert "Thêm quan hệ" in html
    response = leader.post(url(new), {"viec": "confirm-sure", "loc": "cho"}, follow=True)
    assert "Đã xác nhận 1 quan hệ." in body(response)
    old.refresh_from_db()
    assert old.effective_to == DAY
    assert 'name="viec" value="reopen"' in body(response)
    leader.post(url(new), {"viec": "reopen", "muc": [proposal.pk]})
    old.refresh_from_db()
    assert old.effective_to is None


def test_a_second_click_changes_nothing_more(leader, new, proposal):
    for _time in range(2):
        response = leader.post(url(new), {"viec": "refuse", "muc": [proposal.pk]}, follow=True)
        assert response.status_code == 200
    proposal.refresh_from_db()
    assert proposal.state == "refused"


def test_nobody_ends_what_belongs_to_another_unit(leader, new):
    other = LegalDocumentFactory(owner_unit=UnitFactory(), number="45/2013/QH13")
    relation = propose(new, other, "repeals")
    response = leader.post(url(new), {"viec": "confirm", "muc": [relation.pk]}, follow=True)
    assert "cần người có quyền đăng cả hai văn bản" in body(response)
    relation.refresh_from_db()
    assert relation.state == "proposed"
    assert (
        signed_in(Role.EDITOR).post(url(new), {"viec": "confirm", "muc": [relation.pk]}).status_code
        == 302
    )
    relation.refresh_from_db()
    assert relation.state == "confirmed"


def test_who_drafts_looks_and_does_not_decide(unit, new, proposal):
    drafter = signed_in(Role.DRAFTER, unit)
    html = body(drafter.get(url(new)))
    assert "Người có quyền đăng văn bản này mới quyết định" in html
    assert 'name="muc"' not in html
    assert drafter.post(url(new), {"viec": "confirm", "muc": [proposal.pk]}).status_code in (
        302,
        403,
    )
    proposal.refresh_from_db()
    assert proposal.state == "proposed"


def test_a_relation_of_a_draft_acts_when_it_is_published(leader, unit, old):
    draft = sample_document(
        owner_unit=unit, number="8/2030/NQ-HĐND", live=False, effective_from=DAY
    )
    relation = propose(draft, old, "replaces")
    leader.post(url(draft), {"viec": "confirm", "muc": [relation.pk]})
    assert not old.validity_events.exists()
    draft.save_revision().publish()
    old.refresh_from_db()
    assert old.effective_to == DAY


def test_of_namesakes_the_editor_chooses(new, unit):
    twins = [
        LegalDocumentFactory(owner_unit=unit, number="5/2020/QĐ-UBND", issued_on=day)
        for day in (date(2020, 1, 5), date(2020, 2, 5))
    ]
    relation = propose(new, None, "amends")
    Relation.objects.filter(pk=relation.pk).update(target_number_key=twins[0].number_key)
    editor = signed_in(Role.EDITOR)
    assert "2 văn bản cùng số" in body(editor.get(url(new)))
    form = {"kind": "amends", "citation": "QĐ 5", "target_number": "5/2020/QĐ-UBND"}
    response = editor.post(url(new, "relation", relation.pk), form)
    assert response.status_code == 422
    assert "hãy chọn đúng văn bản" in body(response)
    form |= {"chosen": twins[1].pk, "target_eid": "dieu-3-khoan-2"}
    assert editor.post(url(new, "relation", relation.pk), form).status_code == 302
    relation.refresh_from_db()
    assert (relation.target, relation.target_eid) == (twins[1], "art_3__para_2")
    assert relation.state == "confirmed"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"target_number": "khong so"}, "cần có chữ số"),
        ({"target_number": "7/2030/NQ-HĐND"}, "không tự tác động"),
        ({"target_eid": "phan mo"}, "Không đọc được"),
        ({"happens_on": "02/01/2030", "ends_on": "01/01/2030"}, "đứng trước"),
    ],
)
def test_what_is_wrong_with_a_relation_is_said_and_kept(new, sent, said):
    form = {"kind": "pauses", "citation": "chữ đã gõ", "target_number": "9/2021/NĐ-CP"} | sent
    response = signed_in(Role.EDITOR).post(url(new, "relation_add"), form)
    assert response.status_code == 422
    assert said in body(response)
    assert "chữ đã gõ" in body(response)


def test_events_are_told_ordered_and_removed(leader, new):
    today = f"{timezone.localdate():%d/%m/%Y}"
    for kind in ("suspended", "resumed"):
        form = {"viec": "event", "sk-kind": kind, "sk-happens_on": today, "sk-eid": ""}
        assert leader.post(url(new, "validity"), form).status_code == 302
    LegalDocument.objects.filter(pk=new.pk).update(effective_from=None, stated_status="in_force")
    new.refresh_from_db()
    assert new.legal_status == "in_force"
    resumed = new.validity_events.get(kind="resumed")
    leader.post(url(new, "validity"), {"viec": "up", "muc": resumed.pk})
    assert new.legal_status == "suspended"
    suspended = new.validity_events.get(kind="suspended")
    leader.post(url(new, "validity"), {"viec": "remove", "muc": suspended.pk})
    assert new.legal_status == "in_force"


def test_an_event_at_a_place_that_the_text_does_not_have_is_refused(leader, new):
    form = {"viec": "event", "sk-kind": "expires", "sk-happens_on": "01/01/2031"}
    response = leader.post(url(new, "validity"), form | {"sk-eid": "dieu-99"})
    assert "Toàn văn không có Điều 99" in body(response)
    assert leader.post(url(new, "validity"), form | {"sk-eid": "dieu-2"}).status_code == 302
    assert new.validity_events.filter(eid="art_2").exists()


def test_a_units_word_is_public_and_can_be_taken_back(leader, client, unit, old):
    today = timezone.localdate()
    form = {
        "viec": "override",
        "xn-status": "no_longer_suitable",
        "xn-reason": "Công văn mẫu số 1",
        "xn-holds_from": f"{today:%d/%m/%Y}",
        "xn-unit": unit.pk,
    }
    assert leader.post(url(old, "validity"), form).status_code == 302
    html = body(client.get(old.get_absolute_url()))
    assert "Không còn phù hợp" in html
    assert f"theo xác nhận của {unit}" in html
    assert "Công văn mẫu số 1" in html
    override = StatusOverride.objects.get()
    leader.post(url(old, "validity"), {"viec": "lift", "muc": override.pk})
    assert "Còn hiệu lực" in body(client.get(old.get_absolute_url()))


def test_nobody_speaks_for_another_unit(leader, old):
    form = {
        "viec": "override",
        "xn-status": "expired",
        "xn-reason": "Không đúng đơn vị",
        "xn-holds_from": "01/01/2026",
        "xn-unit": UnitFactory().pk,
    }
    assert leader.post(url(old, "validity"), form).status_code == 422
    assert not StatusOverride.objects.exists()


def test_contradictions_lead_to_where_they_are_mended(leader, old, django_assert_max_num_queries):
    ended = timezone.localdate() - timedelta(days=1)
    LegalDocument.objects.filter(pk=old.pk).update(effective_to=ended)
    LegalDocumentFactory(title="Của đơn vị khác", stated_status="in_force", effective_to=ended)
    html = body(leader.get(reverse("legal_library_contradictions")))
    assert "Nguồn ghi còn hiệu lực dù đã hết hạn (1)" in html
    assert url(old, "validity") in html
    assert "Của đơn vị khác" not in html
    assert "Nguồn ghi còn hiệu lực dù đã hết hạn" in body(leader.get(url(old, "validity")))
    inbox = body(leader.get(reverse("editorial_inbox")))
    assert "Mâu thuẫn hiệu lực" in inbox


def test_the_screens_cost_the_same_however_much_they_show(
    leader, new, old, django_assert_max_num_queries
):
    for number in range(30):
        propose(new, old, "amends", target_eid=f"art_{number}")
    leader.get(url(new))
    with django_assert_max_num_queries(30):
        assert leader.get(url(new)).status_code == 200
