"""Fixtures shared by all tests: real legal texts, and a browser that reads from Django."""

import os
import shutil
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connections
from django.test import Client, TransactionTestCase

from tests.browsing import ORIGIN, PATIENCE, Office, Visit
from tests.static_files import fulfil_static

IN_A_BROWSER = {"chromium", "visit", "sit_down"}


def pytest_addoption(parser):
    parser.addoption(
        "--database-only",
        action="store_true",
        help="leave out what does not depend on the database, and what needs a browser or server",
    )


def pytest_collection_modifyitems(config, items):
    """Where tests run on a second database, they need not all run twice: see tests/run.py."""
    if config.getoption("--database-only"):
        left_out = [item for item in items if not asks_the_database(item)]
        items[:] = [item for item in items if asks_the_database(item)]
        config.hook.pytest_deselected(items=left_out)


def asks_the_database(item) -> bool:
    """Whether another database could give another result; what browsers show is made of those."""
    fixtures = set(item.fixturenames)
    if fixtures & (IN_A_BROWSER | {"elasticsearch_server"}):
        return False
    is_case = item.cls is not None and issubclass(item.cls, TransactionTestCase)
    return (
        is_case
        or bool(fixtures & {"db", "transactional_db", "django_db_setup"})
        or bool(item.get_closest_marker("django_db"))
    )


@pytest.fixture(autouse=True)
def empty_caches():
    """No test sees what another left: its transaction is undone, entries of a cache are not."""
    for name in settings.CACHES:
        caches[name].clear()


@pytest.fixture
def shared_data():
    """The folder of real legal texts beside the project; the test says so when it is absent."""
    if not settings.SHARED_DATA_DIR.is_dir():
        pytest.skip("needs ../shared/data")
    return settings.SHARED_DATA_DIR


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium; a test that needs it is skipped, saying so, where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api")
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if not executable:
        pytest.skip("needs Chromium")
    # Playwright keeps an event loop running in this thread, in which Django refuses the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def visit(chromium, db):
    """Opens an address in a browser whose every request Django's test client answers.

    No server and no second thread: the test's own transaction is what the page shows.
    """
    contexts = []
    client = Client()
    # The answers run beside the test in Playwright's own context, and must see its transaction.
    shared = {alias: connections[alias] for alias in connections}

    def open_page(path: str, width: int = 1280, media: str = "screen", **options) -> Visit:
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        result = Visit(page=context.new_page())
        result.page.set_default_timeout(PATIENCE)

        def answer(route):
            url = urlsplit(route.request.url)
            if f"{url.scheme}://{url.netloc}" != ORIGIN:
                result.problems.append(f"request to another host: {route.request.url}")
                route.abort()
                return
            if fulfil_static(route, url.path):
                return
            for alias, connection in shared.items():
                connections[alias] = connection
            target = url.path + (f"?{url.query}" if url.query else "")
            response = client.get(target, headers={"host": "localhost"})
            if "Set-Cookie" in response.headers or response.cookies:
                result.problems.append(f"cookie: {target}")
            body = b"".join(response) if response.streaming else response.content
            route.fulfill(status=response.status_code, headers=dict(response.items()), body=body)

        context.route("**/*", answer)
        result.listen()
        result.page.emulate_media(media=media)
        result.page.goto(ORIGIN + path, wait_until="networkidle")
        return result

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def sit_down(chromium, db):
    """Seats somebody in front of a browser, several one after the other: see tests/browsing.py.

    `person = sit_down(user)` is signed in; `person = sit_down(width=390)` is nobody yet.
    """
    office = Office(chromium)
    yield office
    office.close()
