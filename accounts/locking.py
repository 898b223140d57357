"""Counts wrong passwords and codes, and locks for a while.

Failures are counted at a *door*: an account as seen from a network it is known in, or as
seen from anywhere else. Account names follow a rule and can be guessed, so somebody outside
could lock every account of the province with a few requests each; but not at the doors of
the networks from which their owners have signed in lately. Everywhere else an account has
one door for the whole world, so that many networks do not mean many guesses. A network from
which many accounts are tried is locked for accounts that it is not known for.

A try takes its place before the password is compared, so that tries at the same moment
cannot share a place. Counts stand in the cache, which all processes share.
"""

import unicodedata
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from audit.models import Action, AuditEvent
from audit.recording import record
from content.public_forms import client_network

from .rules import rules_now

KNOWN_FOR = timedelta(days=90)
_SALT = "accounts.locking"


class LockedError(Exception):
    """Nothing is accepted here for the next *minutes*."""

    def __init__(self, minutes: int):
        self.minutes = minutes
        super().__init__(
            _("Đã nhập sai quá số lần cho phép. Hãy thử lại sau %(minutes)d phút.")
            % {"minutes": minutes}
        )


@dataclass(frozen=True, slots=True)
class Door:
    """A place where failures are counted together."""

    name: str
    limit: int

    @property
    def key(self) -> str:
        # Keyed, because names and networks would otherwise be readable in the cache.
        return f"{_SALT}.{salted_hmac(_SALT, self.name, algorithm='sha256').hexdigest()}"

    @property
    def places(self) -> list[str]:
        return [f"{self.key}.{number}" for number in range(self.limit)]

    def locked_for(self) -> timedelta:
        """How long this door stays locked; nothing when it is open."""
        until = cache.get(f"{self.key}.lock")
        return max(until - timezone.now(), timedelta()) if until else timedelta()

    def take(self) -> str | None:
        """A place for one try, None when all are taken."""
        seconds = rules_now().lock.total_seconds()
        return next((place for place in self.places if cache.add(place, True, seconds)), None)

    def is_full(self) -> bool:
        return len(cache.get_many(self.places)) == self.limit

    def lock(self) -> bool:
        """Lock from now on; False when it was locked already."""
        lock = rules_now().lock
        fresh = cache.add(f"{self.key}.lock", timezone.now() + lock, lock.total_seconds())
        cache.delete_many(self.places)
        return fresh


class Try:
    """One try at a password (`purpose` "password") or at a code ("code")."""

    def __init__(self, request, purpose: str, name: str):
        self.request = request
        self.name = plain_name(name)
        self.network = client_network(request)
        rules = rules_now()
        known = is_known(self.name, self.network)
        where = self.network if known else "*"
        self.doors = [Door(f"{purpose} {self.name} {where}", rules.failures)]
        if not known:
            self.doors.append(Door(f"{purpose} * {self.network}", rules.network_failures))
        self.taken: list[str] = []

    def begin(self) -> "Try":
        """Take a place at every door, or say how long to wait."""
        for door in self.doors:
            place = None if (waiting := door.locked_for()) else door.take()
            if place is None:
                cache.delete_many(self.taken)
                waiting = waiting or rules_now().lock
                raise LockedError(max(1, -(-int(waiting.total_seconds()) // 60)))
            self.taken.append(place)
        return self

    def succeed(self) -> None:
        """Forget the failures of the account; of the network only this try."""
        cache.delete_many([*self.doors[0].places, *self.taken])

    def fail(self, *, user=None, what: str) -> None:
        """Log the failure and lock the doors whose last place it took."""
        record(Action.SIGN_IN_FAILED, instance=user, network=self.network, what=what)
        for door in self.doors:
            if door.is_full() and door.lock():
                record(
                    Action.LOCKED,
                    instance=user,
                    network=self.network,
                    what=what,
                    minutes=rules_now().lock_minutes,
                    whole_network=door is not self.doors[0],
                )


def plain_name(name: str) -> str:
    """The one way in which an account's name is written: compatible forms and case are alike."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def is_known(name: str, network: str) -> bool:
    """Whether the owner of the account has signed in from *network* lately."""
    accounts = get_user_model().objects.filter(username__iexact=name).values("pk")
    return AuditEvent.objects.filter(
        action=Action.SIGN_IN,
        actor_id__in=accounts,
        network=network,
        at__gte=timezone.now() - KNOWN_FOR,
    ).exists()
