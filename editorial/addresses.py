"""Where things are edited and read in the admin, without reading them from the database."""

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import Page


def edit_url(kind: ContentType, object_id) -> str:
    """The editor of a page or model."""
    return _url(kind, "edit", object_id)


def revision_url(kind: ContentType, object_id, revision_id) -> str:
    """The draft as readers would see it."""
    return _url(kind, "revisions_view", object_id, revision_id)


def comparison_url(kind: ContentType, object_id, revision_id) -> str:
    """The draft beside what is published."""
    return _url(kind, "revisions_compare", object_id, "live", revision_id)


def history_url(kind: ContentType, object_id) -> str:
    return _url(kind, "workflow_history", object_id)


def _url(kind: ContentType, name: str, *args) -> str:
    model = kind.model_class()
    if issubclass(model, Page):
        return reverse(f"wagtailadmin_pages:{name}", args=args)
    return reverse(model.snippet_viewset.get_url_name(name), args=args)
