"""Sections, completeness board and inbox of a large province: queries and time of each request.

The whole chain of middleware runs and nothing comes from the page cache. Also what it takes to
make a section. The province is built in a database of its own, which is removed afterwards.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import median_of_runs, reference, seconds, show

ROOT = Path(__file__).resolve().parent.parent
REQUESTS = 9


def main() -> int:
    folder = tempfile.TemporaryDirectory(prefix="portal-bench-")
    os.environ |= {
        "PORTAL_VAR_DIR": folder.name,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "DATABASE_URL": f"sqlite:///{folder.name}/province.sqlite3",
        "SEARCH_DIRECTORY": f"{folder.name}/search",
    }
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, check=True)

    import django

    django.setup()
    from benchmarks.province import SUBMITTED_IN, build_province

    province = build_province()
    work = reference()
    show("sections", len(province.sections), "")
    show("accounts", province.accounts, "")
    show("items", province.items, "")
    show("making a section, median", statistics.median(province.section_seconds), "s", beside=work)
    show("making a section, slowest", max(province.section_seconds), "s")
    section = f"/don-vi/{SUBMITTED_IN}/"
    for name, path in {
        "front page": "/",
        "section": section,
        "component of a section": f"{section}huong-dan-chi-dao/",
        "completeness board": "/don-vi/muc-do-day-du/",
        "completeness board, gaps first": "/don-vi/muc-do-day-du/?theo=thieu",
        "news": "/tin-tuc/",
    }.items():
        _measure(name, path, _visitor())
    for role, label in (("bc", "drafter"), ("ld", "leader")):
        client = _officer(SUBMITTED_IN, role)
        _measure(f"inbox of a {label}", "/admin/viec-cua-toi/", client)
        _measure(f"first page of the admin, {label}", "/admin/", client)
        _measure(
            f"completeness board in the admin, {label}",
            "/admin/chuyen-trang/muc-do-day-du/",
            client,
        )
    folder.cleanup()
    return 0


def _visitor():
    from django.test import Client

    return Client(headers={"host": "localhost"})


def _officer(code: str, role: str):
    """Somebody of the unit, signed in as a test signs in: with the second factor behind them."""
    from django.contrib.auth import get_user_model

    client = _visitor()
    people = get_user_model().objects.filter(appointments__unit__code=code, appointments__role=role)
    client.force_login(people[0])
    return client


def _measure(name: str, path: str, client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    address = path + ("&" if "?" in path else "?") + "uncached=1"

    def get():
        response = client.get(address)
        if response.status_code != 200:
            raise RuntimeError(f"{path}: {response.status_code} {response.get('Location', '')}")

    get()
    with CaptureQueriesContext(connection) as queries:
        get()
    show(f"{name}, queries", len(queries), "")
    took = median_of_runs(lambda: statistics.median(seconds(get) for _ in range(REQUESTS)))
    show(name, took * 1000, "ms", beside=reference())


if __name__ == "__main__":
    sys.exit(main())
