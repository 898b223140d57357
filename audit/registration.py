"""What the apps above tell the log: whose business a thing is, and who may read about whom.

The log lies below everything that acts, so it knows neither units nor roles.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Scope = frozenset[str] | None  # codes of units; None: the whole province


@dataclass(slots=True)
class _Registered:
    words_of: dict[str, dict[str, str]] = field(default_factory=dict)
    unit_of: Callable[[object], object | None] = lambda instance: None
    scope_of: Callable[[object], Scope] = lambda user: (
        None if user.is_active and user.is_superuser else frozenset()
    )


_registered = _Registered()


def register_units(unit_of: Callable[[object], object | None]) -> None:
    """Let *unit_of* name the unit that an object or an account belongs to."""
    _registered.unit_of = unit_of


def register_scope(scope_of: Callable[[object], Scope]) -> None:
    """Let *scope_of* say about which units a person may read the log."""
    _registered.scope_of = scope_of


def register_words(detail: str, words: Mapping[str, str]) -> None:
    """Say what a reader calls values of a detail: “ld” is “Lãnh đạo”. Others stay as they are."""
    _registered.words_of.setdefault(detail, {}).update(words)


def words_of(detail: str) -> Mapping[str, str]:
    return _registered.words_of.get(detail, {})


def unit_of(instance):
    """The unit whose business *instance* is, None when it is nobody's or everybody's."""
    return _registered.unit_of(instance)


def scope_of(user) -> Scope:
    """The codes of the units about which *user* may read, None for all, empty for nobody."""
    return _registered.scope_of(user) if user.is_authenticated and user.is_active else frozenset()


def may_read(user) -> bool:
    scope = scope_of(user)
    return scope is None or bool(scope)
