"""Whether what somebody decides on is still what they saw."""

from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.models import TaskState


def why_stale(state, instance, seen_step, seen_revision) -> str:
    """In words, why a decision made on this page no longer holds; empty when it does."""
    state.refresh_from_db()
    if not state.is_open or str(seen_step or state.pk) != str(state.pk):
        return _decided(state)
    latest = instance.get_latest_revision()
    if seen_revision and latest and str(latest.pk) != str(seen_revision):
        return _("Bản thảo vừa có thay đổi sau khi bạn mở. Hãy đọc lại rồi quyết định.")
    return ""


def _decided(state) -> str:
    if not state.finished_at:
        return _("Bước này đã có người quyết định rồi. Không có gì thay đổi thêm.")
    words = {
        TaskState.STATUS_APPROVED: _("%(who)s đã chấp thuận bước này, %(ago)s trước."),
        TaskState.STATUS_REJECTED: _("%(who)s đã trả lại bài này, %(ago)s trước."),
    }.get(state.status, _("%(who)s đã rút bài này khỏi duyệt, %(ago)s trước."))
    who = get_user_display_name(state.finished_by) if state.finished_by else _("Người khác")
    told = words % {"who": who, "ago": timesince(state.finished_at)}
    return f"{told} {_('Không có gì thay đổi thêm.')}"
