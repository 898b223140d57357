"""The front page and the settings of a portal."""

from .hotlines import Hotline
from .pages import HomePage, InfoPage
from .settings import PortalSettings

__all__ = ["HomePage", "Hotline", "InfoPage", "PortalSettings"]
