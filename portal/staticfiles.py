"""Static files as they are served: hashed, compressed, and the style sheet in one piece."""

import posixpath

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

        def inline(match) -> str:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), match["url"]))
            with self.open(target) as file:
                rules = file.read().decode()
            if "url(" in rules and posixpath.dirname(target) != posixpath.dirname(name):
                raise ValueError(f"{target}: addresses would change when written into {name}")
            return f"@layer {match['layer']} {{\n{rules}}}"

        return inline
