"""Pages of one's own account, and what the admin asks about a session."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.utils import get_next_redirect_url, passthrough_next_redirect_url
from allauth.account.views import LoginView
from allauth.mfa.base.views import IndexView
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from content.public_forms import client_network
from departments.models import Appointment

from .adapters import service_origins
from .forms import PasswordAgainForm
from .guarding import has_second_factor, is_guarded, may_remove
from .holding import MARK, held_for
from .models import Profile
from .rules import rules_now
from .sessions import end_sessions, idle_for, open_sessions


@method_decorator(csp_update({"form-action": service_origins()}), name="dispatch")
class SignInView(LoginView):
    """Name and password; the identity service beside it, where there is one."""

    def get_context_data(self, **kwargs):
        service = settings.OIDC_NAME if settings.OIDC_ISSUER else ""
        return super().get_context_data(service=service, **kwargs)


sign_in = SignInView.as_view()


def admin_door(request):
    """Where Wagtail sends those whom it does not let in: strangers, and people without a role."""
    if not request.user.is_authenticated:
        return redirect(passthrough_next_redirect_url(request, reverse("account_login"), "next"))
    if request.user.has_perm("wagtailadmin.access_admin"):
        return redirect(get_next_redirect_url(request, "next") or "wagtailadmin_home")
    messages.warning(
        request,
        _("Tài khoản của bạn chưa có vai trò nào trong trang quản trị. Hãy hỏi quản trị đơn vị."),
    )
    return redirect("account_profile")


@login_required
@require_GET
def profile(request):
    """Who one is to the portal: roles, addresses, how one signs in and where."""
    held = Appointment.objects.filter(user=request.user).select_related("unit")
    context = {
        "page_title": _("Tài khoản của bạn"),
        "profile": Profile.objects.of(request.user),
        "appointments": [item for item in held if item.ends_on is None],
        "has_second_factor": has_second_factor(request.user),
        "is_guarded": is_guarded(request.user),
        "session_count": len(open_sessions(request.user)),
        "may_administer": request.user.has_perm("wagtailadmin.access_admin"),
    }
    return render(request, "accounts/profile.html", context)


@login_required
@require_GET
def sessions(request):
    """Where one is signed in."""
    context = {
        "page_title": _("Phiên đăng nhập"),
        "sessions": open_sessions(request.user, request.session.session_key),
    }
    return render(request, "accounts/sessions.html", context)


@login_required
@require_POST
def end_session(request):
    """End one session, or all others."""
    only = request.POST.get("session", "")
    ended = end_sessions(
        request.user,
        by=request.user,
        only=int(only) if only.isdecimal() and len(only) < 19 else None,
        keep=request.session.session_key,
        network=client_network(request),
    )
    if ended:
        messages.success(request, _("Đã kết thúc %(count)d phiên.") % {"count": ended})
    else:
        messages.info(request, _("Phiên đó đã kết thúc từ trước."))
    return redirect("account_sessions")


@login_required
@require_GET
def held(request, token):
    """What was being sent when the password was asked for, ready to be sent again."""
    context = {
        "page_title": _("Nội dung đang gửi dở"),
        "held": held_for(request, token),
        "mark": MARK,
    }
    status = 200 if context["held"] else 404
    return render(request, "accounts/held.html", context, status=status)


@require_GET
def state(request):
    """How many seconds are left until the password is asked for; none when it is not."""
    if not request.user.is_authenticated:
        return JsonResponse({"signed_in": False, "seconds": 0})
    seconds = None
    if is_guarded(request.user):
        seconds = int((rules_now().ask_again - idle_for(request)).total_seconds())
    return JsonResponse({"signed_in": True, "seconds": seconds})


@require_POST
def activity(request):
    """Somebody is at the keyboard; the middleware has noted it."""
    return JsonResponse({"signed_in": request.user.is_authenticated})


@require_POST
def unlock(request):
    """The password again, without leaving the page on which something is being written."""
    if not request.user.is_authenticated:
        return JsonResponse({"signed_in": False})
    form = PasswordAgainForm(request.POST, user=request.user)
    if not form.is_valid():
        return JsonResponse({"signed_in": True, "error": " ".join(form.errors["password"])})
    reauthenticate_by_password(request)
    return JsonResponse({"signed_in": True})


class SecondFactorView(IndexView):
    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        user = self.request.user
        return context | {
            "page_title": _("Xác thực hai lớp"),
            "is_required": settings.REQUIRE_SECOND_FACTOR and is_guarded(user),
            "has_second_factor": has_second_factor(user),
        }


class _SettingUp:
    """Setting up a factor shows it: the session then counts as signed in with it."""

    def form_valid(self, form):
        response = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", reauthenticated=True)
        return response


class SetUpAppView(_SettingUp, ActivateTOTPView):
    pass


class AddKeyView(_SettingUp, AddWebAuthnView):
    pass


class RemoveKeyView(RemoveWebAuthnView):
    def form_valid(self, form):
        if not may_remove(self.get_object()):
            messages.error(
                self.request,
                _(
                    "Vai trò của bạn bắt buộc xác thực hai lớp. Hãy thêm cách khác trước khi bỏ "
                    "khóa này."
                ),
            )
            return redirect("mfa_list_webauthn")
        return super().form_valid(form)


class RecoveryCodesView(ViewRecoveryCodesView):
    def get_context_data(self, **kwargs):
        after = self.request.session.get("account_next") or reverse("account_profile")
        return super().get_context_data(after=after, **kwargs)


second_factor = SecondFactorView.as_view()
set_up_app = SetUpAppView.as_view()
add_key = AddKeyView.as_view()
remove_key = RemoveKeyView.as_view()
recovery_codes = RecoveryCodesView.as_view()
