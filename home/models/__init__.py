"""The front page and the settings of a portal."""

from .hotlines import Hotline
from .settings import PortalSettings

__all__ = ["Hotline", "PortalSettings"]
