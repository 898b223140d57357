"""A browser whose every request Django's test client answers, for one visitor or several people.

No server and no second thread: the transaction of the test is what the pages show.
"""

import html
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from django.db import connections
from django.test import Client, TestCase

from tests.static_files import fulfil_static

ORIGIN = "http://localhost"
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
AXE_SAYS = ("Applying inline style", "Couldn't load preload assets")
# A shared machine may pause; what is slow is measured by the benchmarks.
PATIENCE = 90_000
# What fades in has the colours of neither beginning nor end; what turns for ever is not waited for.
AT_REST = """Promise.all(document.getAnimations()
    .filter(animation => animation.effect.getComputedTiming().endTime < 5000)
    .map(animation => animation.finished.catch(() => null)))"""
WIDTHS = (390, 1280)  # a telephone, a desk
TURNING = "→"  # title of the page that stands for a redirect


@dataclass
class Visit:
    """An open page and what went wrong while it loaded."""

    page: object
    problems: list[str] = field(default_factory=list)
    is_measured: bool = False  # axe has been at this page

    def violations(self, within: str = "") -> list[tuple[str, list[str]]]:
        """What axe-core objects to on the page, or inside one element: rule and elements."""
        self.is_measured = True
        self.page.evaluate(f"{AT_REST}.then(() => null)")
        self.page.evaluate(AXE.read_text())
        place = f"document.querySelector({within!r})" if within else "document"
        found = self.page.evaluate(f"axe.run({place}, {{resultTypes: ['violations']}})")
        return [
            (rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]
        ]

    def scrolls_sideways(self) -> bool:
        return self.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )

    def at_widths(self) -> Iterator[int]:
        """The same page on the telephone and on the desk; cheaper than to load it for each."""
        before = self.page.viewport_size
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": before["height"]})
            yield width
        self.page.set_viewport_size(before)

    def listen(self) -> None:
        """Keep what the page's console complains about."""
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("framenavigated", self._turn)

    def _hear(self, message) -> None:
        # What axe tries out the policy refuses aloud, and sometimes late.
        is_axes = self.is_measured and message.text.startswith(AXE_SAYS)
        if message.type in ("error", "warning") and not is_axes:
            self.problems.append(message.text)

    def _turn(self, frame) -> None:
        if frame == self.page.main_frame:
            self.is_measured = False


@dataclass
class Person(Visit):
    """Somebody at a computer of their own: a browser window and a client with its cookies.

    `open` goes to an address, `press` clicks and waits for what follows, `page` is Playwright's.
    """

    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))
    last_status: int = 0  # of the last document

    def open(self, path: str) -> "Person":
        self.page.goto(urljoin(ORIGIN, path))
        return self.settle()

    def press(self, name: str, role: str = "button") -> "Person":
        """Click what is called *name*, and wait until the next page stands still."""
        self.page.get_by_role(role, name=name).first.click()
        return self.settle()

    def fill(self, **values: str) -> "Person":
        """Write into the fields with these names."""
        for name, value in values.items():
            self.page.locator(f'[name="{name}"]').first.fill(value)
        return self

    def settle(self) -> "Person":
        """Wait until no request is under way and every redirect has been followed."""
        self.page.wait_for_timeout(100)  # a click's navigation begins a moment later
        self.page.wait_for_load_state("networkidle")
        while self.page.title() == TURNING:
            self.page.wait_for_function(f"document.title != '{TURNING}'")
            self.page.wait_for_load_state("networkidle")
        return self

    @property
    def path(self) -> str:
        """Where the window stands: path and query."""
        url = urlsplit(self.page.url)
        return url.path + (f"?{url.query}" if url.query else "")

    def says(self, text: str) -> bool:
        return text in self.page.locator("body").inner_text()


def answerer(person: Person) -> Callable:
    """What answers the requests of *person*'s browser."""
    # The answers run beside the test in Playwright's own context, and must see its transaction.
    shared = {alias: connections[alias] for alias in connections}

    def answer(route):
        request = route.request
        url = urlsplit(request.url)
        if f"{url.scheme}://{url.netloc}" != ORIGIN:
            person.problems.append(f"request to another host: {request.url}")
            route.abort()
            return
        if fulfil_static(route, url.path):
            return
        for alias, connection in shared.items():
            connections[alias] = connection
        target = url.path + (f"?{url.query}" if url.query else "")
        try:
            reply(route, request, target)
        except Exception:  # else the browser would wait for an answer that never comes
            person.problems.append(f"{target}\n{traceback.format_exc()}")
            person.last_status = 500
            route.fulfill(status=500, content_type="text/plain", body=traceback.format_exc())

    def reply(route, request, target):
        response = ask(person, request, target)
        while response.has_header("Location") and not request.is_navigation_request():
            response = ask(person, None, urljoin(target, response["Location"]))
        if request.is_navigation_request():
            person.last_status = response.status_code
        if response.status_code >= 500:
            person.problems.append(f"{response.status_code}: {target}\n{last_fault(response)}")
        if response.has_header("Location"):
            # The browser would follow a redirect past the answers given here.
            address = html.escape(urljoin(request.url, response["Location"]))
            page = f'<title>{TURNING}</title><meta http-equiv="refresh" content="0;url={address}">'
            route.fulfill(status=200, content_type="text/html; charset=utf-8", body=page)
            return
        body = b"".join(response) if response.streaming else response.content
        headers = {name: value for name, value in response.items() if name != "Set-Cookie"}
        route.fulfill(status=response.status_code, headers=headers, body=body)

    return answer


def ask(person: Person, request, target: str):
    """The portal's answer; what waits for the end of the transaction is done at once."""
    headers = dict(request.headers) if request else {}
    content_type = headers.pop("content-type", "application/octet-stream")
    headers.pop("content-length", None)
    headers.pop("cookie", None)  # the client has its own
    headers["host"] = "localhost"
    with TestCase.captureOnCommitCallbacks(execute=True):
        return person.client.generic(
            request.method if request else "GET",
            target,
            (request.post_data_buffer or b"") if request else b"",
            content_type=content_type,
            headers=headers,
        )


def last_fault(response) -> str:
    """What made a page fail, for the message of the test."""
    fault = getattr(response, "exc_info", None)
    return "".join(traceback.format_exception(*fault)[-6:]) if fault else ""


class Office:
    """Seats people in front of browsers of their own."""

    def __init__(self, chromium):
        self.chromium = chromium
        self.people = []

    def __call__(self, user=None, width: int = 1280, **options) -> Person:
        """Somebody with a new browser; signed in at once when a *user* is given."""
        context = self.chromium.new_context(
            viewport={"width": width, "height": 900}, locale="vi-VN", **options
        )
        person = Person(page=context.new_page())
        person.client.raise_request_exception = False
        person.page.set_default_timeout(PATIENCE)
        if user is not None:
            person.client.force_login(user)
        context.route("**/*", answerer(person))
        person.listen()
        self.people.append(person)
        return person

    def close(self) -> None:
        for person in self.people:
            person.page.context.close()
