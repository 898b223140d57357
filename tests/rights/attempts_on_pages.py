"""Attempts on pages and on the steps of their workflow."""

from django.urls import reverse
from wagtail.models import Page, PageViewRestriction, TaskState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from news.models import NewsPage
from tests.rights.attempts import Attempt, at, empty, gone, key
from tests.rights.expected import (
    ADD,
    APPROVE,
    CHANGE,
    LOCK,
    MOVE_THERE,
    NOBODY,
    Who,
)
from tests.rights.world import OWN, PLACES, PROVINCE


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


def write_again(world, things):
    page = page_now(things)
    page.title = "Tin sửa"
    page.save_revision(user=world.writer)


def page_now(things, name="public"):
    return NewsPage.objects.get(pk=getattr(things, name).pk)


def bulk(action):
    def address(world, things):
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        return f"{url}?id={world.things[OWN].draft.pk}&id={things.draft.pk}"

    return address


def taken_back(world, things):
    """Nothing to send. What somebody is checking is not published among many, by nobody."""
    for page in (world.things[OWN].draft, things.draft):
        if state := NewsPage.objects.get(pk=page.pk).current_workflow_state:
            state.cancel()
    return {}


ON_PAGES = {
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
}
