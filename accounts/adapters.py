"""What allauth asks the portal: how to sign people in, in which words, and whom to refuse."""

import base64
import time
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from departments.models import Appointment

from .guarding import has_second_factor, is_guarded, may_remove
from .locking import LockedError, Try, plain_name
from .mail import post
from .models import Profile
from .sessions import address

User = get_user_model()
FRESH_SECONDS = 10 * 60


class AccountAdapter(DefaultAccountAdapter):
    """Signing in by account name, without sign-up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": gettext_lazy("Tài khoản này đang bị khóa."),
        "enter_current_password": gettext_lazy("Mật khẩu đang dùng chưa đúng."),
        "incorrect_code": gettext_lazy("Mã chưa đúng hoặc đã dùng rồi. Hãy nhập mã đang hiện."),
        "incorrect_password": gettext_lazy("Mật khẩu chưa đúng."),
        "invalid_login": gettext_lazy("Chưa đăng nhập được."),
        "invalid_password_reset": gettext_lazy("Liên kết đặt lại mật khẩu không còn dùng được."),
        "too_many_login_attempts": gettext_lazy(
            "Đã nhập sai quá số lần cho phép. Hãy thử lại sau ít phút."
        ),
        "username_password_mismatch": gettext_lazy(
            "Tên tài khoản hoặc mật khẩu chưa đúng. Hãy xem lại chữ hoa, chữ thường và bộ gõ "
            "tiếng Việt."
        ),
        "rate_limited": gettext_lazy("Bạn gửi quá nhanh. Hãy đợi một phút rồi thử lại."),
    }

    def is_open_for_signup(self, request):
        return False

    def is_safe_url(self, url):
        """Whether *url* is a page of this portal; other hosts of the settings are not."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts={self.request.get_host()})

    def get_client_ip(self, request):
        return address(request)

    def get_login_redirect_url(self, request):
        if request.user.has_perm("wagtailadmin.access_admin"):
            return reverse("wagtailadmin_home")
        return reverse("account_profile")

    def get_password_change_redirect_url(self, request):
        return request.session.pop("account_next", "") or reverse("account_profile")

    def authenticate(self, request, **credentials):
        """The account that the password belongs to; wrong ones are counted, see `locking`."""
        name = credentials.get("username", "")
        try:
            attempt = Try(request, "password", name).begin()
        except LockedError as error:
            raise ValidationError(str(error), code="too_many_login_attempts") from error
        user = super().authenticate(request, **credentials)
        if user:
            attempt.succeed()
        else:
            known = User.objects.filter(username__iexact=plain_name(name)).first()
            attempt.fail(user=known, what="password")
        return user

    def pre_authenticate(self, request, **credentials):
        """Nothing: allauth's own count is by one key for the whole world."""

    def is_reauthentication_required(self, *, app, **kwargs):
        """Nobody is asked for the password twice to set up the first second factor."""
        steps = get_authentication_records(self.request, self.request.user)
        is_fresh = any(time.time() - step["at"] < FRESH_SECONDS for step in steps)
        if is_fresh and not has_second_factor(self.request.user):
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_reauthentication_methods(self, user):
        words = {
            "reauthenticate": _("Dùng mật khẩu"),
            "mfa_reauthenticate": _("Dùng mã của ứng dụng xác thực"),
            "mfa_reauthenticate:webauthn": _("Dùng khóa bảo mật hoặc vân tay"),
        }
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": words[method["id"]]} for method in methods]

    def respond_user_inactive(self, request, user):
        """Say to its owner, who knew the password, why the account is closed and who opens it."""
        held = Appointment.objects.filter(user=user, unit__isnull=False)
        units = {item.unit for item in held.select_related("unit").order_by("-pk")[:3]}
        context = {
            "profile": Profile.objects.of(user),
            "units": sorted(units, key=lambda unit: unit.sort_key),
        }
        return render(request, "account/account_inactive.html", context, status=403)

    def send_mail(self, template_prefix, email, context):
        context = {"request": self.request, "email": email, **context}
        message = self.render_mail(template_prefix, email, context)
        post(message.subject, message.body, [email])

    def send_password_reset_mail(self, user, email, context):
        """A mail that sets a new password; for guarded roles one that says who sets it."""
        if is_guarded(user):
            return self.send_mail("account/email/password_reset_refused", email, context)
        return super().send_password_reset_mail(user, email, context)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Codes of an app, keys and passkeys; secrets are stored encrypted."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "cannot_delete_authenticator": gettext_lazy(
            "Vai trò của bạn bắt buộc xác thực hai lớp. Hãy thêm cách khác trước khi bỏ cách này."
        ),
        "cannot_generate_recovery_codes": gettext_lazy(
            "Hãy bật xác thực hai lớp trước khi tạo mã khôi phục."
        ),
    }

    def get_totp_issuer(self):
        return settings.WAGTAIL_SITE_NAME

    def get_totp_label(self, user):
        return user.get_username()

    def _get_site_name(self):
        return settings.WAGTAIL_SITE_NAME

    def encrypt(self, text):
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator):
        return may_remove(authenticator)

    def generate_authenticator_name(self, user, type):
        return _("Khóa của tôi")


class CommonIdentityAdapter(DefaultSocialAccountAdapter):
    """Signing in through a common identity service; only into accounts that name the identity."""

    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        """Let in the account in which an administrator has written this identity, nobody else.

        It is asked anew each time: a link made earlier does not outlive what was written.
        """
        identity = sociallogin.account.uid
        profile = Profile.objects.filter(external_id=identity).select_related("user").first()
        linked = sociallogin.user if sociallogin.is_existing else None
        if profile is None or (linked and linked.pk != profile.user_id):
            if linked:
                sociallogin.account.delete()
            refusal = render(request, "socialaccount/authentication_error.html", status=403)
            raise ImmediateHttpResponse(refusal)
        if not linked:
            sociallogin.connect(request, profile.user)

    def get_connect_redirect_url(self, request, socialaccount):
        return reverse("account_profile")


def service_origins() -> list[str]:
    """Where the form that leads to the identity service may go."""
    if not settings.OIDC_ISSUER:
        return []
    parts = urlsplit(settings.OIDC_ISSUER)
    return [f"{parts.scheme}://{parts.netloc}", *settings.OIDC_ORIGINS]


def _cipher() -> MultiFernet:
    """Keys made from the secret key; earlier ones, kept as fallbacks, still read."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(secret)) for secret in secrets])


def _derived(secret: str) -> bytes:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"accounts.second_factor")
    return base64.urlsafe_b64encode(key.derive(secret.encode()))
