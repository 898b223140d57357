"""Attempts on questions, reports, images, words and the portal itself."""

from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Site, Workflow
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from content.models import Topic
from editorial.setup import WORKFLOW_NAME
from home.models import PortalSettings
from legal_library.models import ErrorReport, UploadBatch, UploadState
from qa.models import Question
from tests.rights.attempts import Attempt, at, empty, gone, key
from tests.rights.expected import (
    ADD,
    APPROVE,
    CHANGE,
    CHANGE_SITE,
    CHANGE_WORDS,
    MOVE_THERE,
    NOBODY,
    SUPERUSERS,
)
from tests.rights.world import OWN, PLACES


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


def _workflow():
    return Workflow.objects.get(name=WORKFLOW_NAME)


ON_OTHERS = {
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
    "send files for a unit": Attempt(
        ADD,
        at("uploads:new"),
        lambda world, things: {
            "uuid": str(uuid4()),
            "unit": things.unit.pk if things.unit else "",
            "files": SimpleUploadedFile("gia.txt", "Điều 1. Giả\nGiả.".encode()),
        },
        lambda world, things: UploadBatch.objects.filter(
            owner_unit=things.unit, files__name="gia.txt"
        ).exists(),
    ),
    "cancel the files of a unit": Attempt(
        ADD,
        at("uploads:batch", key("batch")),
        lambda world, things: {"action": "cancel"},
        lambda world, things: things.batch.files.filter(state=UploadState.CANCELLED).exists(),
        before=lambda world, things: things.batch.files.create(position=1, name="cho.txt"),
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
