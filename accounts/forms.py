"""Forms of signing in: allauth's, with the portal's words, counts and rules."""

from allauth.account import forms as account_forms
from allauth.core import context
from allauth.mfa.adapter import get_adapter as second_factor_adapter
from allauth.mfa.base import forms as code_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as key_forms
from django import forms
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .locking import LockedError, Try, plain_name

User = get_user_model()
# A code is accepted a little before and after its half minute: longer than allauth remembers it.
CODE_LIVES = 150


def reword(form, **labels) -> None:
    """Vietnamese labels; no placeholders, which disappear when they are needed."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        if name in labels:
            field.label = labels[name]


class SignInForm(account_forms.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reword(self, login=_("Tên tài khoản"), password=_("Mật khẩu"))
        self.fields["password"].help_text = ""
        self.fields["login"].help_text = _("Ví dụ: stp_bc_1")
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}

    def clean_login(self):
        """The name in its one form, so that variants of it share their count of failures."""
        return plain_name(self.cleaned_data["login"])


class _NewPassword:
    """A new password, twice, unlike the one before."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reword(
            self,
            oldpassword=_("Mật khẩu đang dùng"),
            password1=_("Mật khẩu mới"),
            password2=_("Nhập lại mật khẩu mới"),
        )
        if "oldpassword" in self.fields:
            self.fields["oldpassword"].help_text = ""
        self.fields["password1"].help_text = _(
            "Ít nhất 14 ký tự, không chỉ gồm chữ số, không giống tên tài khoản. Một câu dễ nhớ "
            "của riêng bạn là tốt nhất."
        )

    def clean_password1(self):
        password = self.cleaned_data["password1"]
        if self.user and self.user.has_usable_password() and self.user.check_password(password):
            raise forms.ValidationError(_("Mật khẩu mới phải khác mật khẩu đang dùng."))
        return password

    def clean(self):
        cleaned = forms.Form.clean(self)
        if cleaned.get("password1") and cleaned["password1"] != cleaned.get("password2"):
            self.add_error("password2", _("Hai lần nhập chưa giống nhau."))
        return cleaned


class ChangePasswordForm(_NewPassword, account_forms.ChangePasswordForm):
    pass


class SetPasswordForm(_NewPassword, account_forms.SetPasswordForm):
    pass


class NewPasswordForm(_NewPassword, account_forms.ResetPasswordKeyForm):
    pass


class ForgottenPasswordForm(account_forms.ResetPasswordForm):
    """Asks for the account's name or mail; never says whether there is such an account."""

    email = forms.CharField(
        label=_("Tên tài khoản hoặc thư điện tử"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )

    def clean_email(self):
        said = plain_name(self.cleaned_data["email"])
        named = Q(username__iexact=said) | Q(email__iexact=said)
        self.users = User.objects.filter(named, is_active=True).exclude(email="")[:5]
        return said

    def save(self, request, **kwargs):
        """A letter for each account, to the address that an administrator gave it."""
        for user in self.users:
            account_forms.flows.password_reset.request_password_reset(
                request, user.email, [user], account_forms.default_token_generator
            )
        return self.cleaned_data["email"]


class PasswordAgainForm(account_forms.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reword(self, password=_("Mật khẩu"))
        self.fields["password"].help_text = ""


class _CountedCode:
    """A code of an app or a recovery code: counted like passwords, and good for one use."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reword(self, code=_("Mã xác thực"))
        self.fields["code"].widget.attrs |= {
            "inputmode": "numeric",
            "autocomplete": "one-time-code",
        }

    def clean_code(self):
        try:
            attempt = Try(context.request, "code", self.user.get_username()).begin()
        except LockedError as error:
            raise forms.ValidationError(str(error)) from error
        try:
            code = super().clean_code()
            spend(self.user, code)
        except forms.ValidationError:
            attempt.fail(user=self.user, what="code")
            raise
        attempt.succeed()
        return code


def spend(user, code: str) -> None:
    """Accept *code* once, for as long as it could be repeated."""
    plain = "".join(code.split())
    if not cache.add(f"accounts.spent.{user.pk}.{plain}", True, CODE_LIVES):
        raise second_factor_adapter().validation_error("incorrect_code")


class CodeForm(_CountedCode, code_forms.AuthenticateForm):
    pass


class CodeAgainForm(_CountedCode, code_forms.ReauthenticateForm):
    pass


class FirstCodeForm(_CountedCode, totp_forms.ActivateTOTPForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Mã 6 chữ số đang hiện trong ứng dụng")


class RemoveCodeAppForm(totp_forms.DeactivateTOTPForm):
    pass


class AddKeyForm(key_forms.AddWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reword(self, name=_("Đặt tên cho khóa"))
        self.fields["name"].help_text = _("Để phân biệt khi có nhiều khóa, ví dụ: Điện thoại.")


class RenameKeyForm(key_forms.EditWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reword(self, name=_("Tên của khóa"))
