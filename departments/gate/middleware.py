"""Asks the rules before any screen of the admin runs."""

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.admin.auth import reject_request

from audit.models import Action
from audit.recording import record

from ..policies import is_auditor_only
from ..rights import holdings
from .asking import Asked
from .rules import Rule
from .table import rule_for

# A script that tries a thousand keys fills the log with one line for each screen and hour.
LOGGED_AGAIN_AFTER = 60 * 60


class GateMiddleware:
    """Lets a request to the admin through when the rule of its address does."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        if not request.path_info.startswith(reverse("wagtailadmin_home")):
            return None
        asked = Asked.by(request, request.resolver_match)
        rule = rule_for(asked)
        if rule and rule.is_open:
            return None
        if not request.user.is_authenticated:
            return reject_request(request)
        if not is_let_in(asked, rule):
            return _refused(request, asked)
        return None


def is_let_in(asked: Asked, rule: Rule | None) -> bool:
    """Whether the rule lets this person do what they ask."""
    user = asked.user
    if rule is None or not (user.is_superuser or holdings(user)):
        return False
    # Whatever a rule says, who only audits changes nothing but what is their own.
    if asked.changes and not rule.is_own and is_auditor_only(user):
        return False
    try:
        return rule.lets(asked)
    except OverflowError as error:
        # A key longer than any that a database holds is nobody's.
        raise Http404 from error


def _refused(request: HttpRequest, asked: Asked) -> HttpResponse:
    name = asked.match.view_name or asked.match.route
    key = f"gate:{request.user.pk}:{name}"
    if cache.add(key, 1, LOGGED_AGAIN_AFTER):
        record(
            Action.REFUSED,
            actor=request.user,
            address=request.path_info[:200],
            view=name,
            method=asked.method,
        )
    if _wants_data(request):
        return JsonResponse({"error": "forbidden", "message": _reason(request.user)}, status=403)
    with override("vi"):
        context = {"reason": _reason(request.user)}
        return render(request, "wagtailadmin/refused.html", context, status=403)


def _reason(user) -> str:
    if not user.is_superuser and not holdings(user):
        return _("Tài khoản của bạn chưa có vai trò nào đang giữ. Hãy báo quản trị đơn vị.")
    return _("Việc này hoặc nội dung này không thuộc quyền của bạn. Không có gì bị thay đổi.")


def _wants_data(request: HttpRequest) -> bool:
    """Whether a script asked, which cannot show a page."""
    return request.headers.get(
        "x-requested-with"
    ) == "XMLHttpRequest" or "application/json" in request.headers.get("accept", "")
