"""Uploads of a demonstration, which has no web server in front to serve them."""

import mimetypes
import posixpath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

# As in deploy/nginx.conf: videos are for everybody, other files are asked for at /tai-ve/.
OPEN_FILES = (".mp4", ".webm")


def serve(request, path: str) -> FileResponse:
    """The uploaded file at *path*; scripts inside it, such as in an SVG, do not run."""
    path = posixpath.normpath(path)
    if path.startswith("documents/") and not path.endswith(OPEN_FILES):
        raise Http404
    try:
        file = default_storage.open(path)
    except (OSError, ValueError, SuspiciousFileOperation) as error:  # ValueError: a name with NUL
        raise Http404 from error
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    response = FileResponse(file, content_type=kind)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
