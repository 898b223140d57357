"""Where somebody is signed in, since when, and how to end it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.models import Action
from audit.recording import record
from content.public_forms import client_network
from departments.rights import holdings

from .models import Profile

ACTIVE_AT = "accounts.active_at"
ROLES = "accounts.roles"
# How exactly activity is known: each note of it writes to the database.
PRECISION = timedelta(seconds=20)
_SYSTEMS = ("Windows", "Android", "iPhone", "iPad", "Mac OS", "CrOS", "Linux")
_BROWSERS = {
    "Edg": "Edge",
    "coc_coc": "Cốc Cốc",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One browser in which somebody is signed in."""

    pk: int
    device: str
    network: str
    began_at: datetime
    last_active_at: datetime
    is_this_one: bool


def open_sessions(user, current_key: str | None = None) -> list[OpenSession]:
    """Where *user* is signed in, this browser first, then the latest activity."""
    rows = UserSession.objects.filter(user=user).order_by("-last_seen_at")
    found = [
        OpenSession(
            pk=row.pk,
            device=device_name(row.user_agent),
            network=row.ip,
            began_at=row.created_at,
            last_active_at=row.last_seen_at,
            is_this_one=row.session_key == current_key,
        )
        for row in rows
    ]
    return sorted(found, key=lambda session: not session.is_this_one)


def end_sessions(
    user, *, by=None, only=None, keep: str | None = None, network="", reason=""
) -> int:
    """Sign *user* out everywhere (or in the session *only*), except in the session *keep*."""
    rows = UserSession.objects.filter(user=user)
    if only is not None:
        rows = rows.filter(pk=only)
    if keep:
        rows = rows.exclude(session_key=keep)
    ended = 0
    for row in rows:
        row.end()
        ended += 1
    if ended:
        record(
            Action.SESSION_ENDED,
            actor=by,
            instance=user,
            network=network,
            sessions=ended,
            reason=reason,
        )
    return ended


def device_name(user_agent: str) -> str:
    """“Chrome trên Windows”, as far as the browser tells."""
    browser = next((name for sign, name in _BROWSERS.items() if sign in user_agent), None)
    system = next((name for name in _SYSTEMS if name in user_agent), None)
    if browser and system:
        return _("%(browser)s trên %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Thiết bị không rõ")


def note_activity(request) -> None:
    """Somebody did something: the session is not idle, and neither is the account."""
    now = timezone.now()
    if now - last_activity(request.session) < PRECISION:
        return
    request.session[ACTIVE_AT] = now.timestamp()
    Profile.objects.of(request.user)
    Profile.objects.filter(user=request.user).update(last_active_at=now, idle_warned_at=None)
    UserSession.objects.filter(session_key=request.session.session_key).update(
        last_seen_at=now, ip=address(request)
    )


def last_activity(session) -> datetime:
    """When something was last done; long ago when nobody knows."""
    stamp = session.get(ACTIVE_AT, 0)
    return datetime.fromtimestamp(stamp, tz=timezone.get_current_timezone())


def idle_for(request) -> timedelta:
    return timezone.now() - last_activity(request.session)


def address(request) -> str:
    """The network as an address, without the length of an IPv6 prefix."""
    return client_network(request).partition("/")[0]


def roles_of(user) -> list[str]:
    """What *user* holds, in a form that a session can keep."""
    return sorted(f"{held.role.value}:{held.unit_id or ''}" for held in holdings(user))


def has_changed_roles(request) -> bool:
    """Whether roles were given or taken since this session began."""
    kept = request.session.get(ROLES)
    return kept is not None and kept != roles_of(request.user)
