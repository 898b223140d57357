"""Uploads of a demonstration, which has no web server in front to serve them."""

import mimetypes

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404


def serve(request, path: str) -> FileResponse:
    """The uploaded file at *path*; scripts inside it, such as in an SVG, do not run."""
    try:
        file = default_storage.open(path)
    except (OSError, ValueError, SuspiciousFileOperation) as error:  # ValueError: a name with NUL
        raise Http404 from error
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    response = FileResponse(file, content_type=kind)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
