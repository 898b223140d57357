"""The standard content structure that every published thing of the portal shares."""

from .pages import BasePage
from .records import ContentRecord
from .standard import StandardContent
from .topics import Audience, Topic

__all__ = ["Audience", "BasePage", "ContentRecord", "StandardContent", "Topic"]
