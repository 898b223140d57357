"""Experts read one draft by a secret link and comment on it; the link is closed in words."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from content.public_forms import sign_token
from departments.roles import Role
from editorial.inviting import hashed, invite, revoke, take_comments
from editorial.models import ExpertComment, ExpertInvitation
from editorial.reading import parts_of
from tests.factories.departments import UnitFactory
from tests.factories.editorial import drafted, person
from tests.factories.qa import QuestionFactory

pytestmark = pytest.mark.django_db
ANSWER = [
    {"type": "text", "value": "<h2>Ai?</h2><p>Hộ nghèo.</p>", "id": "khoi-1"},
    {"type": "callout", "value": {"tone": "info", "text": "<p>Miễn phí.</p>"}, "id": "khoi-2"},
]


@pytest.fixture
def unit():
    return UnitFactory(name="Sở Mẫu A")


@pytest.fixture
def drafter(unit):
    return person(Role.DRAFTER, unit)


@pytest.fixture
def question(unit, drafter):
    question = QuestionFactory(owner_unit=unit, live=False, title="Ai được hỗ trợ?")
    question.answer = question._meta.get_field("answer").to_python(ANSWER)
    return drafted(question, drafter, "Người thuộc hộ nghèo.")


def asked(question, by, days=3):
    """An invitation and the path of its link."""
    invitation, link = invite(
        instance=question,
        by=by,
        name="Bà Chuyên gia",
        email="chuyengia@example.invalid",
        message="Xin xem phần căn cứ.",
        expires_at=timezone.now() + timedelta(days=days),
    )
    return invitation, "/" + link.split("/", 3)[3]


def send(path, invitation, **texts):
    data = {"token": sign_token(f"editorial.expert.{invitation.pk}"), "website": "", **texts}
    return Client().post(path, data, headers={"origin": "http://testserver"}, follow=True)


def text(answer) -> str:
    return answer.content.decode()


class TestLink:
    def test_only_its_hash_is_stored(self, question, drafter):
        invitation, path = asked(question, drafter)
        token = path.rstrip("/").rpartition("/")[2]
        assert len(token) >= 43  # 32 bytes
        assert invitation.token_hash == hashed(token)
        assert token not in str(ExpertInvitation.objects.values())
        assert token not in str(list(AuditEvent.objects.values()))

    def test_the_draft_is_read_without_an_account(self, question, drafter):
        _invitation, path = asked(question, drafter)
        answer = Client().get(path)
        page = text(answer)
        assert answer.status_code == 200
        for words in ("Người thuộc hộ nghèo.", "Hộ nghèo.", "Miễn phí.", "Xin xem phần căn cứ."):
            assert words in page

    def test_it_stands_in_no_cache_index_or_referrer_and_sets_no_cookie(self, question, drafter):
        _invitation, path = asked(question, drafter)
        answer = Client().get(path)
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Referrer-Policy"] == "same-origin"
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
        token = path.rstrip("/").rpartition("/")[2]
        assert f'property="og:url" content="http://testserver{path}"' not in text(answer)
        assert token not in text(answer)

    def test_it_shows_the_revision_that_was_sent_not_a_later_one(self, question, drafter):
        _invitation, path = asked(question, drafter)
        drafted(question, drafter, "Chữ viết sau khi mời.")
        assert "Chữ viết sau khi mời." not in text(Client().get(path))

    def test_queries_do_not_grow_with_the_blocks(
        self, question, drafter, django_assert_max_num_queries
    ):
        _invitation, path = asked(question, drafter)
        Client().get(path)
        with django_assert_max_num_queries(12):
            Client().get(path)


class TestClosed:
    @pytest.mark.parametrize("how", ["expired", "revoked", "used up"])
    def test_a_closed_link_says_why(self, question, drafter, how):
        invitation, path = asked(question, drafter)
        if how == "revoked":
            revoke(invitation, drafter)
        fields = {"expired": {"expires_at": timezone.now()}, "used up": {"answers": 10}}
        if how in fields:
            ExpertInvitation.objects.filter(pk=invitation.pk).update(**fields[how])
        answer = Client().get(path)
        assert answer.status_code == 410
        assert "hãy hỏi Sở Mẫu A để nhận liên kết mới" in text(answer)
        assert "Người thuộc hộ nghèo." not in text(answer)
        assert "no-store" in answer["Cache-Control"]
        assert send(path, invitation, general="Còn gửi được không?").status_code == 410
        assert not ExpertComment.objects.exists()

    def test_a_wrong_link_is_not_found_and_guessing_becomes_slow(self):
        path = reverse("editorial_expert_page", args=["x" * 43])
        answers = [Client().get(path).status_code for _try in range(22)]
        assert answers[0] == 404
        assert answers[-1] == 429


class TestCommenting:
    def test_comments_arrive_with_the_editors(self, question, drafter):
        invitation, path = asked(question, drafter)
        answer = send(
            path, invitation, general="Nên dẫn Điều 5.", **{"phan-khoi-1": "Thiếu hộ cận nghèo."}
        )
        assert "Cảm ơn bạn đã góp ý" in text(answer)
        assert "Thiếu hộ cận nghèo." in text(answer)
        general, block = ExpertComment.objects.order_by("part")
        assert (general.part, general.text) == ("", "Nên dẫn Điều 5.")
        assert block.quotation.startswith("Ai? Hộ nghèo.") or "Hộ nghèo." in block.quotation
        client = Client()
        client.force_login(drafter)
        assert "Góp ý chuyên môn" in text(client.get(reverse("editorial_inbox")))
        kind = question.get_content_type().pk
        page = client.get(reverse("editorial_experts", args=[kind, question.pk]))
        assert "Thiếu hộ cận nghèo." in text(page)
        assert not ExpertComment.objects.unread_by_editors().exists()

    def test_nothing_written_is_said(self, question, drafter):
        invitation, path = asked(question, drafter)
        assert "Chưa có góp ý nào" in text(send(path, invitation, general="  "))

    def test_what_was_written_stays_when_the_token_is_old(self, question, drafter):
        _invitation, path = asked(question, drafter)
        data = {"token": sign_token("editorial.expert.0"), "general": "Nên dẫn Điều 5."}
        answer = Client().post(path, data, headers={"origin": "http://testserver"})
        assert "Nên dẫn Điều 5." in text(answer)
        assert not ExpertComment.objects.exists()

    def test_from_another_site_nothing_is_taken(self, question, drafter):
        invitation, path = asked(question, drafter)
        data = {"token": sign_token(f"editorial.expert.{invitation.pk}"), "general": "Giả mạo"}
        Client().post(path, data, headers={"origin": "https://example.invalid"})
        assert not ExpertComment.objects.exists()

    def test_what_is_written_is_text_and_never_markup(self, question, drafter):
        invitation, path = asked(question, drafter)
        answer = send(path, invitation, general="<script>alert(1)</script>")
        assert "<script>alert(1)</script>" not in text(answer)

    def test_many_answers_use_the_link_up(self, question, drafter):
        invitation, _path = asked(question, drafter)
        parts = parts_of(question)
        taken = [take_comments(invitation, {"": "Lần nữa"}, parts) for _time in range(12)]
        assert taken == [True] * 10 + [False] * 2
        invitation.refresh_from_db()
        assert invitation.why_closed

    def test_sending_often_is_slowed_down_and_keeps_the_words(self, question, drafter):
        invitation, path = asked(question, drafter)
        codes = [send(path, invitation, general=f"Lần {n}") for n in range(6)]
        assert codes[-1].status_code == 429
        assert "Lần 5" in text(codes[-1])

    def test_it_is_logged_by_whom_it_was_asked(self, question, drafter):
        invitation, path = asked(question, drafter)
        send(path, invitation, general="Nên dẫn Điều 5.")
        revoke(invitation, drafter)
        what = AuditEvent.objects.filter(object_kind="editorial.expertinvitation").values_list(
            "detail__what", flat=True
        )
        assert set(what) == {
            "expert_invited",
            "expert_opened",
            "expert_commented",
            "expert_revoked",
        }


class TestInviting:
    def url(self, question):
        return reverse("editorial_experts", args=[question.get_content_type().pk, question.pk])

    def invite(self, user, question, **fields):
        client = Client()
        client.force_login(user)
        data = {
            "viec": "invite",
            "name": "Bà Chuyên gia",
            "email": "chuyengia@example.invalid",
            "days": "7",
            "message": "",
        }
        return client.post(self.url(question), data | fields)

    def test_the_link_is_mailed_and_shown_once(self, question, drafter):
        answer = self.invite(drafter, question)
        (message,) = mail.outbox
        assert message.to == ["chuyengia@example.invalid"]
        link = re.search(r"https?://\S+/gop-y-chuyen-gia/\S+/", message.body)[0]
        assert link in text(answer)
        assert "Người thuộc hộ nghèo." not in message.body
        client = Client()
        client.force_login(drafter)
        assert link not in text(client.get(self.url(question)))

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"email": "không phải thư"}, "thư điện tử"),
            ({"days": "9999"}, "9999"),
            ({"name": ""}, "Bà"),
        ],
    )
    def test_bad_input_invites_nobody(self, question, drafter, fields, words):
        assert self.invite(drafter, question, **fields).status_code == 200
        assert not ExpertInvitation.objects.exists()
        assert not mail.outbox

    def test_another_unit_invites_nobody(self, question):
        assert self.invite(person(Role.LEADER, UnitFactory()), question).status_code == 403
        assert not ExpertInvitation.objects.exists()

    def test_an_auditor_reads_and_invites_nobody(self, question):
        auditor = person(Role.AUDITOR)
        client = Client()
        client.force_login(auditor)
        assert client.get(self.url(question)).status_code == 200
        assert self.invite(auditor, question).status_code == 403

    def test_the_link_is_revoked_once(self, question, drafter):
        invitation, path = asked(question, drafter)
        client = Client()
        client.force_login(drafter)
        for _twice in range(2):
            client.post(self.url(question), {"viec": "revoke", "invitation": invitation.pk})
        assert Client().get(path).status_code == 410
        assert Client().get(f"{path}cam-on/").status_code == 410
        assert AuditEvent.objects.filter(detail__what="expert_revoked").count() == 1

    def test_a_forged_invitation_is_not_found(self, question, drafter):
        other = QuestionFactory(owner_unit=UnitFactory(), live=False)
        foreign, path = asked(drafted(other, person()), person())
        client = Client()
        client.force_login(drafter)
        answer = client.post(self.url(question), {"viec": "revoke", "invitation": foreign.pk})
        assert answer.status_code == 404
        assert Client().get(path).status_code == 200
