"""The path of a draft in a real browser, on a desk and on a telephone."""

import pytest
from django.urls import reverse

from departments.roles import Role
from qa.models import Question
from tests.factories.departments import UnitFactory
from tests.factories.editorial import drafted, person, step_of
from tests.factories.home import site_home
from tests.factories.qa import QuestionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
REASON = "Thiếu căn cứ pháp lý ở đoạn hai."


@pytest.fixture
def unit():
    site_home()
    return UnitFactory(name="Sở Mẫu A")


def assert_sound(person, within=".nice-padding"):
    assert person.last_status == 200
    for width in person.at_widths():
        assert person.violations(within) == [], width
        assert not person.scrolls_sideways(), width
    assert person.problems == []


def test_from_the_editor_to_publication(sit_down, unit):
    """Submitted at a desk, returned with a reason from a telephone, mended and published.

    That the editor's buttons work on a telephone, too, the next test says.
    """
    drafter = sit_down(person(Role.DRAFTER, unit), width=1280)
    leader = sit_down(person(Role.LEADER, unit), width=390)
    question = QuestionFactory(owner_unit=unit, live=False, title="Ai được hỗ trợ?")
    drafted(question, person(Role.DRAFTER, unit))
    edit = reverse(Question.snippet_viewset.get_url_name("edit"), args=[question.pk])

    drafter.open(edit)
    submit(drafter, "Gửi duyệt")
    assert drafter.says("Hạn và người nhận")
    assert_sound(drafter)

    leader.open(reverse("editorial_inbox"))
    assert_sound(leader)
    leader.press("Ai được hỗ trợ?", role="link")
    assert_sound(leader)
    leader.press("Trả lại người soạn")
    assert leader.says("Hãy ghi lý do trả lại")
    assert_sound(leader)
    leader.page.locator("#return_comment, #id_comment").last.fill(REASON)
    leader.press("Trả lại người soạn")
    assert leader.says("Đã trả lại")

    drafter.open(reverse("editorial_inbox"))
    assert drafter.says(REASON)
    drafter.press("Ai được hỗ trợ?", role="link")
    assert drafter.says(REASON)
    drafter.fill(summary="Người thuộc hộ nghèo và cận nghèo.")
    submit(drafter, "Gửi lại để duyệt")

    leader.open(reverse("editorial_step", args=[step_of(question).pk]))
    assert leader.says("hộ nghèo và cận nghèo")
    leader.press("Chấp thuận và đăng")
    assert leader.says("Đã chấp thuận và đăng")
    question.refresh_from_db()
    assert question.live
    assert question.summary == "Người thuộc hộ nghèo và cận nghèo."


@pytest.mark.parametrize("width", [390, 1280])
def test_the_editors_own_buttons_ask_for_a_reason(sit_down, unit, width):
    question = QuestionFactory(owner_unit=unit, live=False, title="Ai được hỗ trợ?")
    author = person(Role.DRAFTER, unit)
    person(Role.CHECKER, unit)
    checker = sit_down(person(Role.CHECKER, unit), width=width)
    question.get_workflow().start(drafted(question, author), author)
    checker.open(reverse(Question.snippet_viewset.get_url_name("edit"), args=[question.pk]))
    submit(checker, "Trả lại")
    dialog = checker.page.get_by_role("dialog")
    dialog.locator("textarea").fill("ngắn")
    dialog.get_by_role("button", name="Trả lại").click()
    checker.settle()
    assert dialog.get_by_text("Lý do quá ngắn").is_visible()
    dialog.locator("textarea").fill(REASON)
    dialog.get_by_role("button", name="Trả lại").click()
    checker.settle()
    assert question.current_workflow_state.current_task_state.comment == REASON
    assert checker.problems == []


def test_an_expert_reads_and_comments(sit_down, unit):
    author = person(Role.DRAFTER, unit)
    editor = sit_down(author, width=1280)
    question = drafted(QuestionFactory(owner_unit=unit, live=False, title="Ai?"), author)
    experts = reverse("editorial_experts", args=[question.get_content_type().pk, question.pk])
    editor.open(experts)
    assert_sound(editor)
    editor.fill(name="Bà Chuyên gia", email="chuyengia@example.invalid")
    editor.press("Gửi lời mời")
    link = editor.page.locator("#expert-link-address").input_value()
    assert_sound(editor)

    expert = sit_down(width=390)
    expert.open("/" + link.split("/", 3)[3])
    assert expert.problems == []
    expert.page.get_by_text("Góp ý phần này").first.click()
    expert.page.locator("textarea").first.fill("Nên dẫn Điều 5.")
    expert.page.get_by_role("button", name="Gửi góp ý").click()
    expert.settle()
    assert expert.says("Cảm ơn bạn đã góp ý")
    assert not expert.client.cookies
    assert [expert.violations() for _width in expert.at_widths()] == [[], []]

    editor.open(experts)
    assert editor.says("Nên dẫn Điều 5.")
    assert_sound(editor)


def submit(somebody, name: str) -> None:
    """Press one of the buttons behind the arrow beside “Lưu bản nháp”."""
    somebody.page.locator("footer [data-w-dropdown-target='toggle']").click()
    somebody.press(name)
