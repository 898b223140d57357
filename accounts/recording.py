"""Logs what happens to accounts, as allauth and Django announce it."""

from allauth.account import signals as account_signals
from allauth.mfa import signals as factor_signals
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.models import Action
from audit.recording import record
from audit.registration import register_words
from content.public_forms import client_network

from .models import Profile
from .sessions import ACTIVE_AT, ROLES, end_sessions, roles_of

WHAT = {
    "password": gettext_lazy("mật khẩu"),
    "code": gettext_lazy("mã xác thực"),
    "one-time": gettext_lazy("mật khẩu dùng một lần"),
    "added": gettext_lazy("thêm"),
    "reset": gettext_lazy("đặt lại"),
    "removed": gettext_lazy("gỡ"),
}
FACTORS = {
    Authenticator.Type.TOTP.value: gettext_lazy("ứng dụng tạo mã"),
    Authenticator.Type.WEBAUTHN.value: gettext_lazy("khóa bảo mật hoặc vân tay"),
    Authenticator.Type.RECOVERY_CODES.value: gettext_lazy("mã khôi phục"),
}


def connect() -> None:
    register_words("what", WHAT)
    register_words("factor", FACTORS)
    user_logged_in.connect(_begin_session, dispatch_uid="accounts.begin")
    user_logged_out.connect(_on_sign_out, dispatch_uid="accounts.sign_out")
    account_signals.user_logged_in.connect(_on_sign_in, dispatch_uid="accounts.sign_in")
    account_signals.authentication_step_completed.connect(_on_step, dispatch_uid="accounts.step")
    for signal in (
        account_signals.password_changed,
        account_signals.password_set,
        account_signals.password_reset,
    ):
        signal.connect(_on_new_password, dispatch_uid="accounts.password")
    factor_signals.authenticator_added.connect(_on_factor_added, dispatch_uid="accounts.added")
    factor_signals.authenticator_reset.connect(_on_factor_reset, dispatch_uid="accounts.reset")
    factor_signals.authenticator_removed.connect(
        _on_factor_removed, dispatch_uid="accounts.removed"
    )


def _begin_session(request, user, **kwargs):
    """Every session starts as active, however it was begun."""
    if request is not None and hasattr(request, "session"):
        request.session[ACTIVE_AT] = timezone.now().timestamp()


def _on_sign_in(request, user, **kwargs):
    request.session[ROLES] = roles_of(user)
    Profile.objects.of(user)
    Profile.objects.filter(user=user).update(last_active_at=timezone.now(), idle_warned_at=None)
    record(Action.SIGN_IN, actor=user, instance=user, network=client_network(request))


def _on_sign_out(request, user, **kwargs):
    if user is not None:
        record(Action.SIGN_OUT, actor=user, instance=user, network=client_network(request))


def _on_step(request, user, method, **kwargs):
    """Who has shown the password again may go on; a code alone is for those without one."""
    is_again = kwargs.get("reauthenticated", False)
    if method == "password" or not is_again or not user.has_usable_password():
        request.session[ACTIVE_AT] = timezone.now().timestamp()


def _on_new_password(request, user, **kwargs):
    """The duty is done, and whoever knew the old password is signed out."""
    profile = Profile.objects.of(user)
    profile.must_change_password = False
    profile.password_changed_at = timezone.now()
    profile.password_set_by = None
    profile.save(update_fields=["must_change_password", "password_changed_at", "password_set_by"])
    network = client_network(request)
    record(Action.PASSWORD_CHANGED, actor=user, instance=user, network=network)
    own = request.session.session_key if request.user.is_authenticated else None
    end_sessions(user, by=user, keep=own, network=network, reason=_("Đổi mật khẩu"))


def _on_factor_added(request, user, authenticator, **kwargs):
    """Sessions that began with the password alone end with it."""
    _record_factor(request, user, authenticator, "added")
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        Profile.objects.filter(user=user).update(factor_removed_by=None)
        network = client_network(request)
        own = request.session.session_key
        end_sessions(user, by=user, keep=own, network=network, reason=_("Đổi xác thực hai lớp"))


def _on_factor_reset(request, user, authenticator, **kwargs):
    _record_factor(request, user, authenticator, "reset")


def _on_factor_removed(request, user, authenticator, **kwargs):
    _record_factor(request, user, authenticator, "removed")


def _record_factor(request, user, authenticator, what):
    record(
        Action.SECOND_FACTOR_CHANGED,
        actor=user,
        instance=user,
        network=client_network(request),
        what=what,
        factor=str(authenticator.type),
    )
