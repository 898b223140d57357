"""Stands before the admin and the account pages: a new password, a second factor, a pause."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from audit.models import Action
from audit.recording import record
from content.public_forms import client_network

from .background import is_background, is_navigation
from .guarding import has_second_factor, is_guarded, lacks_second_factor
from .holding import TOKENS, TooLargeError, hold, let_go
from .models import Profile
from .rules import rules_now
from .sessions import has_changed_roles, idle_for, note_activity

# Reached in every state of a session: the way in, the way out, and what puts it right.
ALWAYS_OPEN = frozenset(
    {
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "account_inactive",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_state",
        "account_unlock",
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
    }
)
CHANGE_PASSWORD = frozenset({"account_change_password", "account_set_password"})
# Open without a second factor to those who have none yet, and to nobody else.
SET_UP = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
    }
)


class AccountGateMiddleware:
    """Asks for what is missing before the page; after CSRF has been checked."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.path.startswith(("/admin/", "/tai-khoan/")):
            return None  # public pages do not know their visitors
        name = request.resolver_match.url_name
        if name in ALWAYS_OPEN or not request.user.is_authenticated:
            return None
        if has_changed_roles(request):
            return end_of_session(request)
        if name not in CHANGE_PASSWORD and Profile.objects.of(request.user).must_change_password:
            return send_to(request, "account_change_password")
        if name not in CHANGE_PASSWORD and lacks_second_factor(request):
            if has_second_factor(request.user):
                return send_to(request, "mfa_reauthenticate")
            if name not in SET_UP:
                return send_to(request, "mfa_index")
        if is_background(request):
            return None
        if idle_for(request) > rules_now().ask_again and is_guarded(request.user):
            return ask_again(request)
        note_activity(request)
        let_go(request)
        return None


def send_to(request: HttpRequest, name: str) -> HttpResponse:
    """Lead to the page that puts things right, and from there back to what was wanted."""
    wanted = request.get_full_path() if request.method == "GET" else ""
    if is_navigation(request) and wanted.startswith("/admin/"):
        request.session["account_next"] = wanted
    return answer(request, with_next(reverse(name), wanted))


def ask_again(request: HttpRequest) -> HttpResponse:
    """Ask for the password; what was being sent is kept and given back afterwards."""
    return answer(request, with_next(reverse("account_reauthenticate"), kept(request)))


def kept(request: HttpRequest) -> str:
    """Where to go on afterwards: the page that was wanted, or what was being sent to it."""
    if request.method == "GET":
        return request.get_full_path()
    if request.method != "POST" or not is_navigation(request):
        return ""
    try:
        return reverse("account_held", args=[hold(request).token])
    except TooLargeError as error:
        messages.error(request, str(error))
        return request.get_full_path()


def end_of_session(request: HttpRequest) -> HttpResponse:
    """Sign out, because the rights of the account have changed; a draft is kept."""
    user, wanted = request.user, kept(request)
    record(
        Action.SESSION_ENDED,
        instance=user,
        network=client_network(request),
        sessions=1,
        reason=_("Vai trò đã thay đổi"),
    )
    tokens = request.session.get(TOKENS, [])
    logout(request)
    request.session[TOKENS] = tokens  # for the same person, who signs in again here
    messages.info(request, _("Vai trò của tài khoản vừa thay đổi. Hãy đăng nhập lại."))
    return answer(request, with_next(reverse("account_login"), wanted))


def answer(request: HttpRequest, address: str) -> HttpResponse:
    """A redirect for a page, words for a script."""
    if is_navigation(request):
        return HttpResponseRedirect(address)
    return JsonResponse(
        {"error": _("Phiên làm việc cần xác nhận lại."), "address": address}, status=403
    )


def with_next(address: str, wanted: str) -> str:
    return f"{address}?{urlencode({'next': wanted})}" if wanted else address
