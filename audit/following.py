"""Follows what editors do through the journal that Wagtail keeps of every object.

Wagtail writes there within the same request, whoever publishes, withdraws or deletes, in the
admin, by a schedule or by a command. Its entries can be edited and vanish with their object's
models; the log keeps what matters of them for good.
"""

from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, ModelLogEntry, PageLogEntry

from .models import Action
from .recording import record
from .registration import register_words

ACTIONS = {
    "wagtail.publish": Action.PUBLISHED,
    "wagtail.publish.scheduled": Action.PUBLISHED,
    "wagtail.publish.schedule": Action.SCHEDULED,
    "wagtail.schedule.cancel": Action.UNSCHEDULED,
    "wagtail.unpublish": Action.UNPUBLISHED,
    "wagtail.unpublish.scheduled": Action.UNPUBLISHED,
    "wagtail.delete": Action.DELETED,
    "wagtail.move": Action.MOVED,
    "wagtail.workflow.start": Action.SUBMITTED,
    "wagtail.workflow.resume": Action.SUBMITTED,
    "wagtail.workflow.approve": Action.CHECKED,
    "wagtail.workflow.reject": Action.RETURNED,
    "wagtail.workflow.cancel": Action.CANCELLED,
    "wagtail.view_restriction.create": Action.CHANGED,
    "wagtail.view_restriction.edit": Action.CHANGED,
    "wagtail.view_restriction.delete": Action.CHANGED,
}
# What an action alone does not tell.
WORDS = {
    "wagtail.publish.scheduled": _("theo lịch"),
    "wagtail.unpublish.scheduled": _("theo lịch"),
    "wagtail.view_restriction.create": _("hạn chế người xem"),
    "wagtail.view_restriction.edit": _("hạn chế người xem"),
    "wagtail.view_restriction.delete": _("bỏ hạn chế người xem"),
}
# Of what has drafts only the publication counts; anything else is in force once saved.
AT_ONCE = {"wagtail.create": Action.CREATED, "wagtail.edit": Action.CHANGED}


def connect() -> None:
    """Listen once, whatever the number of calls."""
    register_words("what", WORDS)
    for entries in (PageLogEntry, ModelLogEntry):
        post_save.connect(_on_entry, sender=entries, dispatch_uid="audit.following")


def _on_entry(instance, created, **kwargs):
    entry = instance
    model = entry.content_type.model_class()
    action = ACTIONS.get(entry.action)
    if action is None and not issubclass(model, DraftStateMixin):
        action = AT_ONCE.get(entry.action)
    if created and action is not None:
        what = entry.action if entry.action in WORDS else ""
        detail = {"what": what, "step": _step(entry)}
        detail = {name: value for name, value in detail.items() if value}
        record(action, actor=entry.user, instance=_thing(entry, model), name=entry.label, **detail)


def _thing(entry, model):
    """What the entry is about; of a thing already gone, its kind and key."""
    if isinstance(entry, PageLogEntry):
        return entry.page.specific
    key = model._meta.pk.to_python(entry.object_id)
    return model._base_manager.filter(pk=key).first() or model(pk=key)


def _step(entry) -> str:
    workflow = (entry.data or {}).get("workflow") or {}
    return (workflow.get("task") or {}).get("title") or ""
