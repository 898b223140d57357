"""The engines, and the one that this portal is set to use."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from .base import SearchEngine


def portal_engine() -> SearchEngine:
    """The engine of settings.SEARCH, one for each process."""
    return _engine(settings.SEARCH["ENGINE"], Path(settings.SEARCH["DIRECTORY"]))


@cache
def _engine(name: str, directory: Path) -> SearchEngine:
    if name != "tantivy":
        raise ImproperlyConfigured(f"SEARCH: there is no engine called {name!r}")
    from .tantivy import TantivyEngine  # an engine's package need not be installed if unused

    return TantivyEngine(directory)
