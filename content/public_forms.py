"""Forms that anyone may send, on pages that set no cookie and are kept in a cache.

Without a session there is no CSRF cookie to compare with. A form is instead accepted when
it carries a token that this portal signed not long ago, comes from one of its own pages,
and leaves empty a field that only programs fill. How often one address may send is
counted in the cache under a keyed hash: no address is stored.
"""

import ipaddress
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .text import compose

# Longer than the page cache keeps a page, long enough to write with interruptions.
TOKEN_MAX_AGE = 12 * 60 * 60
_SALT = "content.public_forms"
_LOCAL = ipaddress.ip_address("127.0.0.1")


class PublicForm(forms.Form):
    """A form for everyone; a subclass names its `purpose`, which the token is bound to.

    Texts arrive composed (NFC), so that what is stored can be searched and compared.
    """

    purpose = ""

    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    website = forms.CharField(
        label=gettext_lazy("Để trống ô này"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, data=None, *args, request: HttpRequest, **kwargs):
        super().__init__(data, *args, **kwargs)
        self.request = request
        self.fresh_token = sign_token(self.purpose)

    @property
    def visible_questions(self):
        """The fields that a reader fills in, in order."""
        return [self[name] for name in self.fields if name not in ("token", "website")]

    def clean(self):
        cleaned = super().clean()
        if not is_own_page(self.request):
            raise forms.ValidationError(
                _("Biểu mẫu không được gửi từ trang của cổng. Hãy mở lại trang này rồi gửi.")
            )
        if cleaned.get("website"):
            raise forms.ValidationError(
                _("Ô ẩn “Để trống ô này” đã bị điền, có thể do trình duyệt tự điền. Hãy gửi lại.")
            )
        if not is_fresh(cleaned.get("token", ""), self.purpose):
            raise forms.ValidationError(
                _("Trang đã mở quá lâu. Nội dung bạn viết còn nguyên: hãy bấm gửi lần nữa.")
            )
        return {
            name: compose(value) if isinstance(value, str) else value
            for name, value in cleaned.items()
        }


def sign_token(purpose: str) -> str:
    """A token that says this portal showed the form for *purpose* now."""
    return signing.TimestampSigner(salt=_SALT).sign(purpose)


def is_fresh(token: str, purpose: str) -> bool:
    """*token* was signed here for *purpose* within the last twelve hours."""
    try:
        signed = signing.TimestampSigner(salt=_SALT).unsign(token, max_age=TOKEN_MAX_AGE)
    except signing.BadSignature:
        return False
    return signed == purpose


def is_own_page(request: HttpRequest) -> bool:
    """The browser says that the form stood on a page of this host (or of a trusted origin)."""
    sender = request.headers.get("Origin") or request.headers.get("Referer") or ""
    try:
        parts = urlsplit(sender)
    except ValueError:  # “http://[”
        return False
    if parts.netloc == request.get_host():
        return True
    return f"{parts.scheme}://{parts.netloc}" in settings.CSRF_TRUSTED_ORIGINS


def within_rate(request: HttpRequest, purpose: str, *, limit: int = 5, seconds: int = 600) -> bool:
    """Whether the sender may send once more; if so, it counts. At most *limit* in *seconds*."""
    sender = salted_hmac(_SALT, f"{purpose} {client_network(request)}", algorithm="sha256")
    places = (f"{_SALT}.{sender.hexdigest()}.{place}" for place in range(limit))
    # Each sending takes a place for *seconds*; two at the same moment cannot take the same one.
    return any(cache.add(place, True, seconds) for place in places)


def client_network(request: HttpRequest) -> str:
    """The sender's address; of IPv6 the /64 network, inside which one household is free to move.

    It is the last that a web server of settings.TRUSTED_PROXIES has seen. What stands before
    it in X-Forwarded-For was written by the sender; without an address there, the web server
    itself counts as the sender.
    """
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    sender = _address(request.META.get("REMOTE_ADDR", "")) or _LOCAL  # none on a Unix socket
    while forwarded and _is_trusted(sender):
        before = _address(forwarded.pop())
        if before is None:
            break
        sender = before
    if sender.version == 6:
        return str(ipaddress.ip_network((sender, 64), strict=False))
    return str(sender)


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(text.strip())
    except ValueError:
        return None
    # A server that listens on IPv6 sees 192.0.2.7 as ::ffff:192.0.2.7.
    return getattr(address, "ipv4_mapped", None) or address


def _is_trusted(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return any(address in ipaddress.ip_network(proxy) for proxy in settings.TRUSTED_PROXIES)
