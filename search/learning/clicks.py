"""Which clicks are believed: those on results that this portal showed not long ago, each once."""

import re

from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest

from content.public_forms import TOKEN_MAX_AGE, is_own_page, within_rate
from content.registration import search_sources

from ..queries import query_key
from .recording import record_click

_SALT = "search.clicks"
_RESULT = re.compile(r"(?P<source>[a-z_]{1,40}):(?P<record>[\w./-]{1,100})")
_LAST_RANK = 1000
# A reader opens some results of some searches; more is a program.
_MOST, _SECONDS = 40, 600


def click_token(query: str) -> str:
    """Says that this portal showed the results of *query* now."""
    return signing.dumps(query_key(query), salt=_SALT)


def take_click(request: HttpRequest) -> bool:
    """Count the click that *request* reports; False when it is not believed."""
    match = _RESULT.fullmatch(request.POST.get("result", ""))
    rank, token = request.POST.get("rank", ""), request.POST.get("token", "")
    if not match or not (rank.isascii() and rank.isdigit() and 0 < len(rank) < 5):
        return False
    if match["source"] not in {source.name for source in search_sources()}:
        return False
    if int(rank) > _LAST_RANK or len(token) > 1_000 or not is_own_page(request):
        return False
    try:
        key = signing.loads(token, salt=_SALT, max_age=TOKEN_MAX_AGE)
    except signing.BadSignature:
        return False
    signature = token.rpartition(":")[2]
    if not cache.add(f"{_SALT}.{signature}.{match[0]}", True, TOKEN_MAX_AGE):
        return False  # a second click on the same result of the same page
    if not within_rate(request, _SALT, limit=_MOST, seconds=_SECONDS):
        return False
    record_click(key, source=match["source"], record=match["record"], rank=int(rank))
    return True
