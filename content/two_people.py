"""Nobody approves what they wrote: whoever publishes is not among the authors of the draft."""

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

# Set by saving, locking, scheduling and moving, not by writing.
NOT_WRITTEN = frozenset(
    {
        "comments",
        "content_type",
        "depth",
        "draft_title",
        "expire_at",
        "expired",
        "first_published_at",
        "go_live_at",
        "has_unpublished_changes",
        "last_published_at",
        "latest_revision",
        "latest_revision_created_at",
        "live",
        "live_revision",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "owner",
        "path",
        "url_path",
        "wagtail_admin_comments",
    }
)


class SamePersonError(PermissionDenied):
    """The person who wants to approve wrote the draft, or a part of it."""

    def __init__(self):
        super().__init__(
            _("Người soạn không tự duyệt bài của mình. Hãy gửi duyệt để người khác đăng.")
        )


def wrote(user, instance) -> bool:
    """Whether *user* wrote anything of *instance* since it was last published.

    Saving it unchanged, as publishing from the editor does, is not writing.
    """
    return _since_publication(instance).filter(user=user).exists() and user.pk in writers(instance)


def writers(instance) -> set[int]:
    """Keys of the people who wrote *instance* since it was last published."""
    since = _since_publication(instance)
    first = since.first()
    if first is None:
        return set()
    before = _revisions(instance).filter(created_at__lt=first.created_at).last()
    text = _written(before.content) if before else None
    found = set()
    for revision in since.iterator():
        previous, text = text, _written(revision.content)
        if text != previous and revision.user_id:
            found.add(revision.user_id)
    return found


def _revisions(instance):
    return Revision.objects.for_instance(instance).order_by("created_at", "pk")


def _since_publication(instance):
    published = instance.last_published_at
    revisions = _revisions(instance)
    return revisions.filter(created_at__gt=published) if published else revisions


def _written(content: dict) -> dict:
    return {name: value for name, value in content.items() if name not in NOT_WRITTEN}


class TwoPeopleMixin(models.Model):
    """Refuses to be published by somebody who wrote the draft, however publishing is asked for.

    Publishing without a person, as commands and schedules do, is publishing what somebody
    approved before.
    """

    class Meta:
        abstract = True

    def publish(self, revision, user=None, **kwargs):
        if user is not None and wrote(user, self):
            raise SamePersonError
        # Published and logged, or neither.
        with transaction.atomic():
            return super().publish(revision, user=user, **kwargs)

    @transaction.atomic
    def unpublish(self, *args, **kwargs):
        return super().unpublish(*args, **kwargs)
