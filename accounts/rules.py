"""How accounts are protected, by the rules in force on a day."""

from dataclasses import dataclass, fields
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone


@dataclass(frozen=True, slots=True)
class Rules:
    """One set of rules of `settings.ACCOUNT_RULES`; minutes and days as people say them."""

    begins_on: date
    failures: int  # wrong passwords or codes until the lock
    lock_minutes: int
    network_failures: int  # wrong ones from one network, over all accounts
    ask_again_minutes: int  # without activity, for those who publish or administer
    idle_days: int  # unused accounts are closed
    warn_days: int  # and their owners told before

    @property
    def lock(self) -> timedelta:
        return timedelta(minutes=self.lock_minutes)

    @property
    def ask_again(self) -> timedelta:
        return timedelta(minutes=self.ask_again_minutes)


def rules_on(day: date) -> Rules:
    """The rules in force on *day*: the last that have begun, the first before that."""
    names = {field.name for field in fields(Rules)}
    known = sorted(
        (Rules(**{name: row[name] for name in names}) for row in settings.ACCOUNT_RULES),
        key=lambda rules: rules.begins_on,
    )
    return next((rules for rules in reversed(known) if rules.begins_on <= day), known[0])


def rules_now() -> Rules:
    return rules_on(timezone.localdate())
