"""Keeps what somebody was sending when the password was asked for, and gives it back."""

import json
import uuid

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from .models import HeldSubmission

MARK = "held-submission"
TOKENS = "accounts.held"
MOST = 10  # kept for one person at a time
_MADE_ANEW = ("csrfmiddlewaretoken", MARK)


class TooLargeError(Exception):
    """More than is kept; the browser still has it."""

    def __init__(self):
        super().__init__(
            _(
                "Nội dung vừa gửi quá lớn để giữ hộ. Hãy nhập mật khẩu, rồi bấm nút quay lại của "
                "trình duyệt: nội dung thường vẫn còn ở đó."
            )
        )


def hold(request: HttpRequest) -> HeldSubmission:
    """Keep the form that *request* sends, for its sender and for this browser session."""
    fields = [
        [name, value]
        for name, values in request.POST.lists()
        if not is_left_out(name)
        for value in values
    ]
    if len(json.dumps(fields)) > settings.HELD_SUBMISSION_MAX_BYTES:
        raise TooLargeError
    files = [[name, file.name] for name, found in request.FILES.lists() for file in found]
    HeldSubmission.objects.expired().delete()
    mine = HeldSubmission.objects.filter(user=request.user)
    mine.filter(pk__in=mine.values_list("pk", flat=True)[MOST - 1 :]).delete()
    held = HeldSubmission.objects.create(
        user=request.user, path=request.get_full_path()[:2000], fields=fields, file_fields=files
    )
    request.session[TOKENS] = [*request.session.get(TOKENS, []), str(held.token)][-MOST:]
    return held


def held_for(request: HttpRequest, token: uuid.UUID) -> HeldSubmission | None:
    """What this browser left here, when it is still the same person."""
    if str(token) not in request.session.get(TOKENS, []):
        return None
    return HeldSubmission.objects.available_to(request.user).filter(token=token).first()


def let_go(request: HttpRequest) -> None:
    """Drop what has been given back, once it is sent again."""
    token = request.POST.get(MARK) if request.method == "POST" else None
    if token and token in request.session.get(TOKENS, []):
        HeldSubmission.objects.filter(user=request.user, token=token).delete()
        request.session[TOKENS] = [kept for kept in request.session[TOKENS] if kept != token]


def is_left_out(name: str) -> bool:
    """Passwords are not kept, whatever form they stand in."""
    return name in _MADE_ANEW or "password" in name.lower()
