"""No list, chooser, search or report names what a person may not see."""

import json
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Action, AuditEvent
from departments.policies import is_auditor_only
from departments.roles import Role
from departments.serving import is_public, keep_files_of_drafts
from departments.staffing import appoint
from tests.factories.departments import UnitFactory
from tests.rights.attempts_on_others import question_form
from tests.rights.world import CHILD, OTHER, OWN, PROVINCE

pytestmark = pytest.mark.django_db

LISTS = [
    ("wagtailadmin_home", ""),
    ("wagtailadmin_explore_root", ""),
    ("wagtailadmin_pages:search", "q=Tin"),
    ("wagtailadmin_pages:search_results", "q=Tin"),
    ("wagtailadmin_choose_page", ""),
    ("wagtailadmin_choose_page_search", "q=Tin"),
    ("wagtailadmin_choose_page_search", ""),
    ("wagtailadmin_api:pages:listing", ""),
    ("wagtailadmin_api:pages:listing", "search=Tin"),
    ("wagtailsnippets:index", ""),
    ("wagtailsnippets_qa_question:list", ""),
    ("wagtailsnippets_qa_question:list_results", "q=Hỏi"),
    ("wagtailsnippetchoosers_qa_question:choose", ""),
    ("wagtailsnippetchoosers_qa_question:choose_results", "q=Hỏi"),
    ("wagtailsnippets_legal_library_legaldocument:list", ""),
    ("wagtailsnippetchoosers_legal_library_legaldocument:choose", ""),
    ("wagtailsnippets_legal_library_errorreport:list", ""),
    ("wagtailsnippetchoosers_legal_library_errorreport:choose", ""),
    ("wagtailimages:index", ""),
    ("wagtailimages:index", "q=Ảnh"),
    ("wagtailimages_chooser:choose", ""),
    ("wagtailimages_chooser:choose_results", "q=Ảnh"),
    ("wagtaildocs:index", ""),
    ("wagtaildocs_chooser:choose", ""),
    ("wagtailadmin_reports:site_history", ""),
    ("wagtailadmin_reports:locked_pages", ""),
    ("wagtailadmin_reports:workflow", ""),
    ("wagtailadmin_reports:workflow_tasks", ""),
    ("wagtailadmin_reports:aging_pages", ""),
    ("wagtailadmin_reports:page_types_usage", ""),
    ("wagtail_localize:translations_report", ""),
    ("uploads:list", ""),
    ("impact:list", ""),
    ("impact:report", ""),
    ("editorial_inbox", ""),
    ("editorial_unit_work", ""),
    ("departments_board", ""),
    ("audit:log", ""),
]
HIDDEN = ("draft", "question", "document", "image", "file")


def signed_in(world, name):
    client = Client()
    client.force_login(world.people[name])
    return client


def text_of(answer) -> str:
    """What stands in the answer, also in one for a script, which spells letters as numbers."""
    text = answer.content.decode()
    if "json" in answer.headers.get("Content-Type", ""):
        return json.dumps(json.loads(text), ensure_ascii=False)
    return unescape(text)


def titles(world, place):
    things = world.things[place]
    return [getattr(things, name).title for name in HIDDEN]


def test_nothing_hidden_is_named(world):
    leaks, seen = [], 0
    for name in ("bc", "kt", "ld", "admin", "roleless"):
        client = signed_in(world, name)
        for address, query in LISTS:
            html = text_of(client.get(f"{reverse(address)}?{query}"))
            seen += 1
            # The administrator of a unit reads the log of the units below it too.
            reads_child = name == "admin" and address == "audit:log"
            for place in (OTHER, PROVINCE) if reads_child else (CHILD, OTHER, PROVINCE):
                leaks += [
                    f"{name} read “{title}” at {address}?{query}"
                    for title in titles(world, place)
                    if title in html
                ]
    assert leaks == []
    assert seen == 5 * len(LISTS)


def test_people_of_a_unit_find_their_own(world):
    client = signed_in(world, "bc")
    for address, title in [
        ("wagtailadmin_pages:search", "Tin nháp own"),
        ("wagtailsnippets_qa_question:list", "Hỏi gì ở own?"),
        ("wagtailimages:index", "Ảnh own"),
        ("wagtaildocs:index", "Tệp own"),
        ("wagtailimages_chooser:choose", "Ảnh own"),
        ("wagtailsnippetchoosers_qa_question:choose", "Đã trả lời ở other?"),
    ]:
        html = client.get(reverse(address), {"q": "own"} if "search" in address else {})
        assert title in text_of(html), address


@pytest.mark.parametrize("name", ["kiemtoan", "ht"])
def test_who_reads_everything_finds_everything(world, name):
    client = signed_in(world, name)
    for address, title in [
        ("wagtailadmin_pages:search", "Tin nháp other"),
        ("wagtailsnippets_qa_question:list", "Hỏi gì ở other?"),
        ("wagtailimages:index", "Ảnh other"),
    ]:
        html = client.get(reverse(address), {"q": "other"} if "search" in address else {})
        assert title in html.content.decode(), address
    things = world.things[OTHER]
    for address, key in [
        ("wagtailadmin_pages:view_draft", things.draft.pk),
        ("wagtailadmin_pages:history", things.draft.pk),
        ("wagtailsnippets_qa_question:history", things.question.pk),
        ("wagtailsnippets_qa_question:inspect", things.question.pk),
        ("wagtailsettings:edit", None),
    ]:
        gaps = [key] if key else ["home", "portalsettings"]
        answer = client.get(reverse(address, args=gaps), follow=True)
        assert answer.status_code == 200, address
        assert "Không thuộc quyền của bạn" not in answer.content.decode(), address


def test_the_menu_offers_only_what_opens(world):
    shown = {}
    for name in ("bc", "admin", "ht", "kiemtoan"):
        shown[name] = signed_in(world, name).get(reverse("wagtailadmin_home")).content.decode()
    assert "/admin/sites/" in shown["ht"]
    assert "/admin/sites/" not in shown["bc"]
    assert "/admin/users/" not in shown["ht"]
    assert "/admin/groups/" not in shown["ht"]
    assert "/admin/snippets/qa/question/" in shown["bc"]
    assert "/admin/snippets/qa/question/" not in shown["admin"]
    assert "/admin/reports/site-history/" in shown["kiemtoan"]
    assert "/admin/images/" in shown["kiemtoan"]
    assert "/admin/reports/site-history/" not in shown["bc"]


def test_a_refusal_says_so_in_words_and_is_logged_once(world):
    client = signed_in(world, "bc")
    address = reverse("wagtailadmin_pages:edit", args=[world.things[OTHER].draft.pk])
    for _again in range(3):
        answer = client.get(address)
    assert answer.status_code == 403
    assert "không thuộc quyền của bạn" in answer.content.decode()
    assert (
        client.get(address, headers={"accept": "application/json"}).json()["error"] == "forbidden"
    )
    assert AuditEvent.objects.filter(action=Action.REFUSED).count() == 1


def test_an_account_without_a_role_is_told_whom_to_ask(world):
    html = signed_in(world, "roleless").get(reverse("wagtailadmin_home")).content.decode()
    assert "chưa có vai trò" in html


def test_an_auditor_keeps_their_own_account(world):
    client = signed_in(world, "kiemtoan")
    assert is_auditor_only(world.person("kiemtoan"))
    assert client.get(reverse("wagtailadmin_account")).status_code == 200
    assert (
        client.post(reverse("wagtailadmin_dismissibles"), "{}", "application/json").status_code
        != 403
    )


def test_the_file_of_a_draft_is_not_served_to_strangers(world, rf):
    own, other = world.things[OWN].file, world.things[OTHER].file
    assert not is_public(other)
    assert Client().get(other.url).status_code == 404
    assert signed_in(world, "bc").get(other.url).status_code == 404
    request = rf.get(own.url)
    request.user = world.person("bc")
    keep_files_of_drafts(own, request)  # raises nothing
    page = world.things[OTHER].public
    page.body = [("document", {"document": other})]
    page.save_revision().publish()
    assert is_public(other)


def test_a_unit_that_is_not_theirs_is_answered_at_the_field(world):
    client = signed_in(world, "bc")
    address = reverse("wagtailsnippets_qa_question:add")
    answer = client.post(address, question_form(owner_unit=world.units[OTHER].pk))
    html = answer.content.decode()
    assert "Đơn vị này không phải của bạn" in html
    assert "Câu hỏi giả mạo?" in html
    shown = client.get(address).content.decode()
    assert "Sở Mẫu" in shown
    assert "Xã Khác" not in shown


def test_people_of_a_unit_without_a_section_are_told_so(world):
    unit = UnitFactory(name="Sở Chưa Có")
    user = world.people["roleless"]
    appoint(user, Role.DRAFTER, unit)
    html = signed_in(world, "roleless").get(reverse("wagtailadmin_home")).content.decode()
    assert "Đơn vị chưa có chuyên trang" in html
    assert "Sở Chưa Có" in html
    shown = signed_in(world, "bc").get(reverse("wagtailadmin_home")).content.decode()
    assert "Đơn vị chưa có chuyên trang" not in shown
