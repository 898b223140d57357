from .outbox import IndexChange

__all__ = ["IndexChange"]
