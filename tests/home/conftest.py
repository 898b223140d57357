"""A site with a front page, and a browser that reads it straight from Django."""

import os
import shutil
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connections
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Site

from content.models import ContentRecord
from home.models import HomePage, Hotline, PortalSettings
from legal_library.models import DocumentType, LegalDocument

ORIGIN = "http://localhost"
AXE = Path(__file__).parent.parent / "vendor" / "axe.min.js"


@pytest.fixture
def home_page(db):
    """The front page of the default site, without any content."""
    root = Page.objects.get(depth=1)
    page = root.add_child(instance=HomePage(title="Trang chủ", slug="trang-chu"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": page}
    )
    return page


@pytest.fixture
def portal(home_page):
    """The settings of the default site, which a test changes and saves."""
    return PortalSettings.for_site(Site.objects.get(is_default_site=True))


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


@dataclass
class Visit:
    """An open page and what went wrong while it loaded."""

    page: object
    problems: list[str] = field(default_factory=list)

    def violations(self) -> list[tuple[str, list[str]]]:
        """What axe-core objects to: rule and elements."""
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            (rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]
        ]

    def scrolls_sideways(self) -> bool:
        return self.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )


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

        def answer(route):
            url = urlsplit(route.request.url)
            if f"{url.scheme}://{url.netloc}" != ORIGIN:
                result.problems.append(f"request to another host: {route.request.url}")
                route.abort()
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
        result.page.on(
            "console",
            lambda message: (
                result.problems.append(message.text)
                if message.type in ("error", "warning")
                else None
            ),
        )
        result.page.emulate_media(media=media)
        result.page.goto(ORIGIN + path, wait_until="networkidle")
        return result

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def make_document(db):
    """Makes public legal documents; only what matters to the test is given."""
    kind = DocumentType.objects.get_or_create(code="NQ", defaults={"name": "Nghị quyết"})[0]

    def make(title: str, **fields) -> LegalDocument:
        return LegalDocument.objects.create(title=title, type=kind, **{"live": True, **fields})

    return make


@pytest.fixture
def make_record(db):
    """Makes published records as the newest lists read them."""
    content_type = ContentType.objects.get_for_model(LegalDocument)

    def make(kind: str, title: str, **fields) -> ContentRecord:
        record = {
            "content_type": content_type,
            "object_id": 1000 + ContentRecord.objects.count(),
            "kind": kind,
            "title": title,
            "url": "/noi-dung/",
            "live": True,
            "published_at": timezone.now(),
        }
        return ContentRecord.objects.create(**(record | fields))

    return make


@pytest.fixture
def full_front_page(portal, make_document, make_record):
    """The front page with something in each of its sections."""
    today = timezone.localdate()
    page = portal.site.root_page.specific
    page.examples = [("example", "thủ tục ly hôn thuận tình"), ("example", "nđ 168/2024")]
    page.life_situations = [
        ("situation", {"title": "Đất đai, nhà ở", "words": "sổ đỏ, thu hồi", "query": "dat dai"}),
        ("situation", {"title": "Khởi nghiệp"}),
    ]
    page.save()
    portal.short_name = "Pháp luật An Lạc"
    portal.responsible_person = "Trần Thị Mẫu"
    portal.menu = [
        ("link", {"label": "Văn bản", "address": "/van-ban/"}),
        ("link", {"label": "Hỏi đáp", "address": "/hoi-dap/"}),
    ]
    portal.footer_links = [("link", {"label": "Khả năng tiếp cận", "address": "/tiep-can/"})]
    portal.save()
    make_document("Quy định hỗ trợ học nghề", effective_from=today + timedelta(days=3))
    make_document("Quy định tách thửa đất", stated_status="in_force", issued_on=today)
    make_document("Quy định học phí", effective_to=today - timedelta(days=90))
    make_document("Quy định an toàn giao thông")
    make_record("questions", "Nghỉ không báo trước có phải bồi thường?")
    make_record("news", "Tập huấn hòa giải ở cơ sở", summary="Bốn mươi xã cùng học.")
    make_record("materials", "Sổ tay hòa giải viên")
    Hotline.objects.create(label="Trợ giúp pháp lý miễn phí", number="0000 000 000")
    return page
