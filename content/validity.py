"""In force or not, as of a day. Pure Python; the words are those of the national database."""

from datetime import date

IN_FORCE = "in_force"
PARTLY_EXPIRED = "partly_expired"
EXPIRED = "expired"
NOT_YET_IN_FORCE = "not_yet_in_force"
SUSPENDED = "suspended"
NO_LONGER_SUITABLE = "no_longer_suitable"
UNKNOWN = "unknown"


def status_on(
    day: date, *, effective_from: date | None, effective_to: date | None, stated: str = ""
) -> str:
    """The validity on *day*: dates decide, a statement without a date is believed as it stands.

    `effective_to` is the first day out of force. Nothing known gives UNKNOWN, never in force:
    a document that merely has a text promises nothing about its validity.
    """
    if effective_to and day >= effective_to:
        return EXPIRED
    if effective_from and day < effective_from:
        return NOT_YET_IN_FORCE
    if stated == NOT_YET_IN_FORCE and effective_from:
        return IN_FORCE
    return stated or UNKNOWN
