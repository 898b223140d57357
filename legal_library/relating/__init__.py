"""Relations that can be read from a text: proposed, stored, led to what arrives later."""

from .proposing import legal_bases
from .storing import connect, relate, resolve_waiting

__all__ = ["connect", "legal_bases", "relate", "resolve_waiting"]
