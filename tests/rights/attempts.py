"""What somebody tries without a screen that offers it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from tests.rights.expected import Who
from tests.rights.world import PLACES


@dataclass(frozen=True)
class Attempt:
    """Something sent to an address, who may, and how to see that it has happened."""

    who: Who
    address: Callable
    data: Callable
    happened: Callable
    places: tuple = PLACES
    before: Callable = lambda world, things: None


def at(name, *gaps):
    return lambda world, things: reverse(
        name, args=[gap(things) if callable(gap) else gap for gap in gaps]
    )


def gone(model, thing):
    return lambda world, things: not model.objects.filter(pk=getattr(things, thing).pk).exists()


def key(name):
    return lambda things: getattr(things, name).pk


def empty(world, things):
    return {}
