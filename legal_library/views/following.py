"""Changes of a document, an article or a topic as feeds and calendars; nobody signs in."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.models import Topic

from .. import feeding, following
from ..addresses import article_eid, article_path, place_name
from ..models import LegalDocument, Provision
from .addressing import with_document


@require_safe
@with_document
def document_atom(request, document):
    """Validity, new texts, and what other documents do to this one."""
    return feeding.atom(
        request,
        following.changes(document),
        title=str(document),
        path=document.get_absolute_url(),
        since=document.created_at,
        text=document.title,
    )


@require_safe
@with_document
def document_ics(request, document):
    """The document's days: issue, effect, expiry, and those of its provisions."""
    days = following.dates(document)
    return feeding.calendar(request, days, title=str(document), name=document.slug)


@require_safe
@with_document
def article_atom(request, document, article, body=None):
    """The same for one article and what stands below it."""
    eid = _article(document, article, body)
    return feeding.atom(
        request,
        following.changes(document, eid),
        title=f"{place_name(eid)} {document}",
        path=document.get_absolute_url() + article_path(eid),
        since=document.created_at,
        text=document.title,
    )


@require_safe
@with_document
def article_ics(request, document, article, body=None):
    eid = _article(document, article, body)
    days = following.dates(document, eid)
    name = f"{document.slug}-{article_path(eid).replace('/', '-').strip('-')}"
    return feeding.calendar(request, days, title=f"{place_name(eid)} {document}", name=name)


@require_safe
def topic_atom(request, code):
    """New documents about a topic, and their days."""
    topic = get_object_or_404(Topic, code=code)
    return feeding.atom(
        request,
        following.changes_about(topic.code),
        title=topic.name,
        path=reverse("legal_library:topic", args=[topic.code]),
        since=feeding.LONG_AGO,
    )


@require_safe
def topic_ics(request, code):
    topic = get_object_or_404(Topic, code=code)
    days = following.dates_about(topic.code)
    return feeding.calendar(request, days, title=topic.name, name=f"chu-de-{topic.code}")


def _article(document: LegalDocument, article: str, body) -> str:
    """The eId of the article; one that only a former text has can still be followed."""
    eid = article_eid(article, str(body or ""))
    if not Provision.objects.filter(expression__document=document, eid=eid).exists():
        raise Http404(_("Văn bản không có điều này."))
    return eid
