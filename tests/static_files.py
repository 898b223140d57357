"""Static files for the browsers of tests, read once: one style sheet, as it is served.

A browser whose requests are answered here keeps nothing between pages, and would ask for some
hundred small files with each.
"""

import mimetypes
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.contrib.staticfiles import finders

from portal.staticfiles import in_one_piece


def fulfil_static(route, path: str) -> bool:
    """Answer *route* with the static file at *path*; False for whatever is none."""
    if not path.startswith(settings.STATIC_URL):
        return False
    body = _static(unquote(path.removeprefix(settings.STATIC_URL)))
    if body is None:
        return False  # the portal says that there is none
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    route.fulfill(status=200, content_type=kind, body=body)
    return True


@cache
def _static(name: str) -> bytes | None:
    found = finders.find(name)
    if not found:
        return None
    if name.endswith(".css"):
        return in_one_piece(name, Path(found).read_text(), _text).encode()
    return Path(found).read_bytes()


def _text(name: str) -> str:
    return Path(finders.find(name)).read_text()
