"""What an editor sees of the rule of two people: no button to press, and words when pressed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import LockableMixin

from .translating import translated
from .two_people import SamePersonError, TwoPeopleMixin, wrote

PUBLISH = "action-publish"


def hide_publishing(menu_items: list, request: HttpRequest, instance) -> None:
    """Take “Đăng” out of the menu of an editor who wrote what would be published."""
    is_new = instance is None or instance.pk is None
    if is_new or is_own_work(request.user, instance):
        menu_items[:] = [item for item in menu_items if item.name != PUBLISH]


def is_own_work(user, instance) -> bool:
    return isinstance(instance, TwoPeopleMixin) and wrote(user, instance)


def refuse_own_work(request: HttpRequest, instance) -> HttpResponse | None:
    """Answer a request to publish one's own work: the draft is kept, and words say what to do."""
    if not is_own_work(request.user, instance):
        return None
    messages.error(request, kept_as_draft())
    return redirect(AdminURLFinder(request.user).get_edit_url(instance) or "wagtailadmin_home")


def refuse_own_translation(request: HttpRequest, instance) -> HttpResponse | None:
    """The same for a translation, whose editor sends what is to be done in another way."""
    publishes = request.method == "POST" and request.POST.get("action") == "publish"
    if not publishes or not translated(request.user, instance):
        return None
    messages.error(request, kept_as_draft())
    return redirect(request.get_full_path())


def refuse_own_works(request: HttpRequest, objects: list, back: str) -> HttpResponse | None:
    """Answer a request to publish many things at once when some are one's own work or locked."""
    # Pages come as plain pages, of whatever kind they are.
    kinds = [getattr(instance, "specific", instance) for instance in objects]
    if locked := [instance for instance in kinds if _is_locked_for(request.user, instance)]:
        titles = ", ".join(f"“{instance}”" for instance in locked)
        refusal = _(
            "Chưa bài nào được đăng vì có bài đang khóa hoặc đang chờ người khác duyệt: %s."
        )
        messages.error(request, refusal % titles)
        return redirect(back)
    own = [instance for instance in kinds if is_own_work(request.user, instance)]
    if not own:
        return None
    messages.error(
        request,
        _("%(reason)s Chưa bài nào được đăng vì có bài do bạn soạn: %(titles)s.")
        % {
            "reason": SamePersonError(),
            "titles": ", ".join(f"“{instance}”" for instance in own),
        },
    )
    return redirect(back)


def _is_locked_for(user, instance) -> bool:
    """Whether the editor of *instance* would refuse *user*, as while somebody checks it."""
    lock = instance.get_lock() if isinstance(instance, LockableMixin) else None
    return lock is not None and lock.for_user(user)


def explain_unpublished(request: HttpRequest, instance) -> None:
    """Say why something that was to be made and published at once is a draft now."""
    if PUBLISH in request.POST and not instance.live:
        messages.warning(request, kept_as_draft())


def kept_as_draft() -> str:
    return _("%(reason)s Bản nháp đã được lưu.") % {"reason": SamePersonError()}
