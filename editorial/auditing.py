"""Tells the log what a reader calls the work of editors."""

from django.utils.translation import gettext_lazy as _

from audit.registration import register_words

WHAT = {
    "expert_invited": _("mời chuyên gia"),
    "expert_opened": _("chuyên gia mở liên kết"),
    "expert_commented": _("chuyên gia góp ý"),
    "expert_revoked": _("thu hồi liên kết"),
    "step_assigned": _("giao việc"),
}


def connect() -> None:
    register_words("what", WHAT)
