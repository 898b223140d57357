"""Who only looks: for one request, in one role, or at everything."""

from contextlib import contextmanager

from ..rights import Area, holdings, may
from ..roles import Role


def read_only(user) -> None:
    """Let *user* open for this one request what is shown to those who may change it.

    The gate calls it for screens that only show something: history, comparison, usage.
    """
    user._is_reading = True


@contextmanager
def only_asking(user):
    """Ask what *user* might open without opening it."""
    before = is_reading(user)
    try:
        yield
    finally:
        user._is_reading = before


def is_reading(user) -> bool:
    return getattr(user, "_is_reading", False)


def is_auditor_only(user) -> bool:
    """Whether *user* holds no role but to audit."""
    held = {holding.role for holding in holdings(user)}
    return held == {Role.AUDITOR} and not user.is_superuser


def reads_everything(user) -> bool:
    """Whether *user* may see all content of the province, public or not."""
    return may(user, Area.CONTENT, "view")
