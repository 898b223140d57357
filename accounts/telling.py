"""Tells the owner of an account what an administrator did to it, by whom and what to do now."""

from enum import Enum

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy

from .mail import post


class Step(Enum):
    """What was done, and what its owner does when it was wanted."""

    PASSWORD = (
        gettext_lazy("Mật khẩu của bạn vừa được đặt lại"),
        gettext_lazy(
            "Mật khẩu cũ không còn dùng được. Hãy nhận mật khẩu dùng một lần tận tay từ người này, "
            "đăng nhập và đổi ngay."
        ),
    )
    FACTOR = (
        gettext_lazy("Xác thực hai lớp của bạn vừa được bỏ"),
        gettext_lazy("Hãy đăng nhập và cài đặt lại xác thực hai lớp ngay."),
    )
    ADDRESS = (
        gettext_lazy("Thư điện tử của tài khoản vừa được đổi"),
        gettext_lazy("Từ nay thư về tài khoản không gửi tới địa chỉ này nữa."),
    )

    def __init__(self, happened, if_wanted):
        self.happened = happened
        self.if_wanted = if_wanted


def tell_owner(person, step: Step, *, by, reason: str = "", address: str = "") -> None:
    """Write to the owner, or to *address*; without any, the log alone keeps it."""
    to = address or person.email
    if not to:
        return
    context = {
        "step": step,
        "account": person.get_username(),
        "who": f"{by.get_full_name() or by.get_username()} ({by.get_username()})",
        "moment": timezone.now(),
        "reason": reason,
        "address": f"{settings.WAGTAILADMIN_BASE_URL}/tai-khoan/dang-nhap/",
    }
    body = render_to_string("account/email/by_administrator_message.txt", context)
    post(str(step.happened), body, [to])
