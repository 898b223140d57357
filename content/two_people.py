"""Nobody approves what they wrote: whoever publishes is not among the authors of the draft."""

import re

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.actions.publish_revision import PublishRevisionAction
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

# The marks by which an editor tells blocks and paragraphs apart, made up anew when lost.
GIVEN_BY_EDITORS = re.compile(r'"id": "[0-9a-f-]{36}"| data-block-key=\\?"\w+\\?"')


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
    """The revisions that nobody has approved yet.

    Counted from the revision that is public, not only from the moment it became so: what is
    written between the approval of a schedule and its day is not approved by that day. And from
    that moment, not only from the revision: Wagtail lets an author write over a revision.
    What was withdrawn is approved anew, whole.
    """
    revisions = _revisions(instance)
    if not instance.live or not (instance.live_revision_id or instance.last_published_at):
        return revisions
    moments = [instance.last_published_at, getattr(instance.live_revision, "created_at", None)]
    return revisions.filter(created_at__gt=min(moment for moment in moments if moment))


def _written(content: dict) -> dict:
    return {
        name: GIVEN_BY_EDITORS.sub("", value) if isinstance(value, str) else value
        for name, value in content.items()
        if name not in NOT_WRITTEN
    }


class TwoPeopleMixin(models.Model):
    """Refuses to be published by somebody who wrote the draft, however publishing is asked for.

    Publishing without a person, as commands and schedules do, is publishing what somebody
    approved before. `guard_publishing` makes it hold.
    """

    class Meta:
        abstract = True

    @transaction.atomic
    def unpublish(self, *args, **kwargs):
        return super().unpublish(*args, **kwargs)


def guard_publishing() -> None:
    """Put the rule where Wagtail makes a revision public, which is one place for all ways.

    `publish` of the model would not do: the editor of pages and the interface for scripts
    run the action without it.
    """
    run = PublishRevisionAction.execute
    if getattr(run, "is_guarded", False):
        return

    def execute(self, skip_permission_checks=False):
        if isinstance(self.object, TwoPeopleMixin) and self.user and wrote(self.user, self.object):
            raise SamePersonError
        # Published and logged, or neither.
        with transaction.atomic():
            return run(self, skip_permission_checks=skip_permission_checks)

    execute.is_guarded = True
    PublishRevisionAction.execute = execute
