"""Static files as they are served: hashed, compressed, and the style sheet in one piece."""

import posixpath
import re
from collections.abc import Callable

from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = r"""(?P<matched>@import\s+url\("(?P<url>[^"]+)"\)\s+layer\((?P<layer>[\w.]+)\);)"""
_INLINE = "inline"


class OneSheetStorage(CompressedManifestStaticFilesStorage):
    """Writes the layered imports of a style sheet into it when static files are collected.

    A browser finds imports only after it has read the sheet that names them, so forty small
    files would cost a phone a second round trip and forty requests before anything is painted.
    """

    patterns = (
        ("*.css", ((_IMPORT, _INLINE),)),
        *CompressedManifestStaticFilesStorage.patterns,
    )

    def url_converter(self, name, hashed_files, template=None):
        if template != _INLINE:
            return super().url_converter(name, hashed_files, template)

        def read(target: str) -> str:
            with self.open(target) as file:
                return file.read().decode()

        return lambda match: _rules_of(match, name, read)


def in_one_piece(name: str, sheet: str, read: Callable[[str], str]) -> str:
    """*sheet*, which is called *name*, with its layered imports written into it."""
    return re.sub(_IMPORT, lambda match: _rules_of(match, name, read), sheet)


def _rules_of(match: re.Match, name: str, read: Callable[[str], str]) -> str:
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), match["url"]))
    rules = read(target)
    if "url(" in rules and posixpath.dirname(target) != posixpath.dirname(name):
        raise ValueError(f"{target}: addresses would change when written into {name}")
    return f"@layer {match['layer']} {{\n{rules}}}"
