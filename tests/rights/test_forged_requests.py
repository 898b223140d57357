"""Requests that no screen offers, sent by everybody to everything: what has changed in the end?"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Page, PageViewRestriction, Site, TaskState, Workflow
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from content.models import Topic
from editorial.setup import WORKFLOW_NAME
from home.models import PortalSettings
from legal_library.models import ErrorReport
from news.models import NewsPage
from qa.models import Question
from tests.rights.expected import (
    ADD,
    APPROVE,
    CHANGE,
    CHANGE_SITE,
    CHANGE_WORDS,
    LOCK,
    MOVE_THERE,
    NOBODY,
    SUPERUSERS,
    Who,
)
from tests.rights.world import EVERYBODY, OWN, PLACES, PROVINCE, build

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Attempt:
    """Something sent to an address, who may, and how to see that it has happened."""

    who: Who
    address: Callable
    data: Callable
    happened: Callable
    places: tuple = PLACES
    before: Callable = lambda world, things: None


def at(name, *gaps):
    return lambda world, things: reverse(
        name, args=[gap(things) if callable(gap) else gap for gap in gaps]
    )


def news_form(page, **fields):
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "summary": page.summary,
            "date": f"{page.date:%d/%m/%Y}",
            "author": "",
            "lead_image": "",
            "lead_image_alt": "",
            "lead_image_caption": "",
            "body": streamfield([]),
            "legal_bases": streamfield([]),
            "licence": page.licence,
            "comments": inline_formset([]),
            **fields,
        }
    )


def question_form(**fields):
    return nested_form_data(
        {
            "title": "Câu hỏi giả mạo?",
            "summary": "Có.",
            "answer": streamfield([]),
            "legal_bases": streamfield([]),
            "answered_on": "20/11/2026",
            "related_links": inline_formset([]),
            "licence": "cc-by-4.0",
            **fields,
        }
    )


def write_again(world, things):
    page = page_now(things)
    page.title = "Tin sửa"
    page.save_revision(user=world.writer)


def gone(model, thing):
    return lambda world, things: not model.objects.filter(pk=getattr(things, thing).pk).exists()


def page_now(things, name="public"):
    return NewsPage.objects.get(pk=getattr(things, name).pk)


def key(name):
    return lambda things: getattr(things, name).pk


def bulk(action):
    def address(world, things):
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        return f"{url}?id={world.things[OWN].draft.pk}&id={things.draft.pk}"

    return address


def empty(world, things):
    return {}


def taken_back(world, things):
    """Nothing to send. What somebody is checking is not published among many, by nobody."""
    for page in (world.things[OWN].draft, things.draft):
        if state := NewsPage.objects.get(pk=page.pk).current_workflow_state:
            state.cancel()
    return {}


def _workflow():
    return Workflow.objects.get(name=WORKFLOW_NAME)


ATTEMPTS = {
    "delete a page": Attempt(
        APPROVE, at("wagtailadmin_pages:delete", key("draft")), empty, gone(Page, "draft")
    ),
    "withdraw a page": Attempt(
        APPROVE,
        at("wagtailadmin_pages:unpublish", key("public")),
        empty,
        lambda world, things: not page_now(things).live,
    ),
    "lock a page": Attempt(
        LOCK,
        at("wagtailadmin_pages:lock", key("public")),
        empty,
        lambda world, things: page_now(things).locked,
    ),
    "close a page": Attempt(
        APPROVE,
        at("wagtailadmin_pages:set_privacy", key("public")),
        lambda world, things: {"restriction_type": "login"},
        lambda world, things: PageViewRestriction.objects.filter(page=things.public).exists(),
    ),
    "move a page to the province's news": Attempt(
        MOVE_THERE,
        lambda world, things: reverse(
            "wagtailadmin_pages:move_confirm",
            args=[things.public.pk, world.things[PROVINCE].component.pk],
        ),
        empty,
        lambda world, things: page_now(things).is_child_of(world.things[PROVINCE].component),
        places=PLACES[:3],
    ),
    "copy a page into one's own unit": Attempt(
        Who(own="bc", everywhere="bt"),
        at("wagtailadmin_pages:copy", key("draft")),
        lambda world, things: {
            "new_title": "Bản sao",
            "new_slug": "ban-sao",
            "new_parent_page": world.things[OWN].component.pk,
            "publish_copies": "on",
        },
        lambda world, things: NewsPage.objects.filter(slug="ban-sao").exists(),
    ),
    "copy one's own page elsewhere": Attempt(
        Who(own="bc", everywhere="bt"),
        lambda world, things: reverse("wagtailadmin_pages:copy", args=[world.things[OWN].draft.pk]),
        lambda world, things: {
            "new_title": "Bản sao",
            "new_slug": "ban-sao",
            "new_parent_page": things.component.pk,
        },
        lambda world, things: NewsPage.objects.filter(slug="ban-sao").exists(),
    ),
    "delete many pages": Attempt(APPROVE, bulk("delete"), empty, gone(Page, "draft")),
    "publish many pages": Attempt(
        APPROVE,
        bulk("publish"),
        taken_back,
        lambda world, things: page_now(things, "draft").live,
    ),
    "write a page": Attempt(
        CHANGE,
        at("wagtailadmin_pages:edit", key("public")),
        lambda world, things: news_form(things.public, title="Tin giả"),
        lambda world, things: page_now(things).get_latest_revision_as_object().title == "Tin giả",
    ),
    "begin a page": Attempt(
        ADD,
        at("wagtailadmin_pages:add", "news", "newspage", key("component")),
        lambda world, things: news_form(things.public, title="Tin giả", slug="tin-gia"),
        lambda world, things: (
            NewsPage.objects.child_of(things.component).filter(slug="tin-gia").exists()
        ),
    ),
    "publish a page that somebody wrote": Attempt(
        APPROVE,
        at("wagtailadmin_pages:edit", key("public")),
        lambda world, things: news_form(things.public, title="Tin sửa", **{"action-publish": "1"}),
        lambda world, things: page_now(things).title == "Tin sửa",
        before=write_again,
    ),
    "publish through the interface for scripts": Attempt(
        NOBODY,
        at("wagtailadmin_api:pages:action", key("draft"), "publish"),
        empty,
        lambda world, things: page_now(things, "draft").live,
    ),
    "delete a question": Attempt(
        APPROVE,
        at("wagtailsnippets_qa_question:delete", key("question")),
        empty,
        gone(Question, "question"),
    ),
    "delete questions together": Attempt(
        APPROVE,
        lambda world, things: (
            reverse("wagtail_bulk_action", args=["qa", "question", "delete"])
            + f"?id={world.things[OWN].question.pk}&id={things.question.pk}"
        ),
        empty,
        gone(Question, "question"),
    ),
    "withdraw a question": Attempt(
        APPROVE,
        at("wagtailsnippets_qa_question:unpublish", key("answered")),
        empty,
        lambda world, things: not Question.objects.get(pk=things.answered.pk).live,
    ),
    "write an answer": Attempt(
        CHANGE,
        at("wagtailsnippets_qa_question:edit", key("answered")),
        lambda world, things: question_form(
            title="Hỏi giả?", owner_unit=things.unit.pk if things.unit else ""
        ),
        lambda world, things: (
            Question.objects.get(pk=things.answered.pk).get_latest_revision_as_object().title
            == "Hỏi giả?"
        ),
    ),
    "write a question for a unit": Attempt(
        ADD,
        at("wagtailsnippets_qa_question:add"),
        lambda world, things: question_form(owner_unit=things.unit.pk if things.unit else ""),
        lambda world, things: Question.objects.filter(
            title="Câu hỏi giả mạo?", owner_unit=things.unit
        ).exists(),
    ),
    "make a public question in a chooser": Attempt(
        NOBODY,
        at("wagtailsnippetchoosers_qa_question:create"),
        lambda world, things: question_form(owner_unit=things.unit.pk if things.unit else ""),
        lambda world, things: Question.objects.filter(title="Câu hỏi giả mạo?").exists(),
        places=(OWN,),
    ),
    "answer a reader's report": Attempt(
        CHANGE,
        at("wagtailsnippets_legal_library_errorreport:edit", key("report")),
        lambda world, things: {"outcome": "Đã sửa."},
        lambda world, things: ErrorReport.objects.get(pk=things.report.pk).outcome == "Đã sửa.",
    ),
    "delete an image": Attempt(
        APPROVE,
        at("wagtailimages:delete", key("image")),
        empty,
        gone(get_image_model(), "image"),
    ),
    "add an image": Attempt(
        ADD,
        at("wagtailimages:add"),
        lambda world, things: {
            "title": "Ảnh giả",
            "file": SimpleUploadedFile("gia.png", get_test_image_file().file.getvalue()),
            "collection": things.collection.pk,
        },
        lambda world, things: (
            get_image_model().objects.filter(title="Ảnh giả", collection=things.collection).exists()
        ),
    ),
    "put one's image into a folder": Attempt(
        MOVE_THERE,
        lambda world, things: reverse("wagtailimages:edit", args=[world.things[OWN].image.pk]),
        lambda world, things: {
            "title": "Ảnh",
            "collection": things.collection.pk,
            "focal_point_x": "",
        },
        lambda world, things: (
            get_image_model().objects.get(pk=world.things[OWN].image.pk).collection_id
            == things.collection.pk
        ),
        places=PLACES[1:],
    ),
    "approve a step": Attempt(
        # Whose turn it is, the step says: these are all who may be asked at all.
        Who(own="kt", everywhere=""),
        at(
            "wagtailadmin_pages:workflow_action",
            key("draft"),
            "approve",
            lambda things: things.draft_step.pk,
        ),
        empty,
        lambda world, things: TaskState.objects.get(pk=things.draft_step.pk).status == "approved",
        places=(OWN,),
    ),
    "approve a step of another page": Attempt(
        Who(own="", superuser=False),
        lambda world, things: reverse(
            "wagtailadmin_pages:workflow_action",
            args=[world.things[OWN].draft.pk, "approve", things.draft_step.pk],
        ),
        empty,
        lambda world, things: TaskState.objects.get(pk=things.draft_step.pk).status == "approved",
        places=PLACES[1:],
    ),
    "delete a topic": Attempt(
        CHANGE_WORDS,
        lambda world, things: reverse(
            "wagtailsnippets_content_topic:delete", args=[Topic.objects.latest("pk").pk]
        ),
        empty,
        lambda world, things: Topic.objects.count() < world.topics,
        places=(OWN,),
    ),
    "add a folder": Attempt(
        CHANGE_SITE,
        at("wagtailadmin_collections:add"),
        lambda world, things: {
            "name": "Thư mục giả",
            "parent": Collection.get_first_root_node().pk,
        },
        lambda world, things: Collection.objects.filter(name="Thư mục giả").exists(),
        places=(OWN,),
    ),
    "rename the portal": Attempt(
        CHANGE_SITE,
        lambda world, things: reverse(
            "wagtailsettings:edit",
            args=["home", "portalsettings", Site.objects.get(is_default_site=True).pk],
        ),
        lambda world, things: nested_form_data(
            {"name": "Cổng giả", "menu": streamfield([]), "footer_links": streamfield([])}
        ),
        lambda world, things: PortalSettings.objects.filter(name="Cổng giả").exists(),
        places=(OWN,),
    ),
    "switch a workflow off": Attempt(
        CHANGE_SITE,
        lambda world, things: reverse("wagtailadmin_workflows:disable", args=[_workflow().pk]),
        empty,
        lambda world, things: not Workflow.objects.get(pk=_workflow().pk).active,
        places=(OWN,),
    ),
    "give oneself a group": Attempt(
        SUPERUSERS,
        lambda world, things: reverse("wagtailusers_users:edit", args=[world.people["bc"].pk]),
        lambda world, things: {
            "username": "nguoi-bc",
            "email": "bc@example.invalid",
            "first_name": "A",
            "last_name": "B",
            "is_active": "on",
            "is_superuser": "on",
        },
        lambda world, things: world.person("bc").is_superuser,
        places=(OWN,),
    ),
}


def test_only_who_may_changes_anything():
    world = build()
    world.topics = Topic.objects.count()
    wrong, checked = [], 0
    for name in EVERYBODY:
        client = Client()
        if name in world.people:
            client.force_login(world.people[name])
        for title, attempt in ATTEMPTS.items():
            for place in attempt.places:
                checked += 1
                may = name in attempt.who.at(place)
                happened = try_it(client, world, place, attempt, by_script=not may)
                if happened != may:
                    verb = "could" if happened else "could not"
                    wrong.append(f"{name} {verb} {title} ({place})")
    assert not wrong, f"{len(wrong)} of {checked}:\n" + "\n".join(wrong)
    print(f"{checked} requests sent")


def try_it(client, world, place, attempt, *, by_script) -> bool:
    """Whether it happened; afterwards nothing has. Scripts are refused in few words, and soon."""
    things = world.things[place]
    with transaction.atomic():
        attempt.before(world, things)
        headers = {"x-requested-with": "XMLHttpRequest"} if by_script else {}
        client.post(attempt.address(world, things), attempt.data(world, things), headers=headers)
        happened = bool(attempt.happened(world, things))
        transaction.set_rollback(True)
    cache.clear()
    return happened
