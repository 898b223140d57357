"""The sample province is complete, valid and free of broken links; a second load adds nothing."""

import shutil
import tempfile
from datetime import date
from io import StringIO
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup
from django.conf import settings
from django.core.management import call_command
from django.test import TestCase, override_settings
from wagtail.models import Page

from content.models import BasePage
from departments.board import State, board
from departments.models import ComponentPage, ComponentTarget, DepartmentPage, Unit
from home.models import HomePage, Hotline, PortalSettings
from home.sampling import PARTS
from home.sampling.reading import SOURCE, read
from legal_library.models import DocumentType, LegalDocument, Provision
from materials.models import MaterialKind, MaterialPage
from news.models import NewsPage
from qa.models import Question

START = "http://testserver/"
CALENDAR = "/van-ban/lich/"
MEDIA = tempfile.mkdtemp(prefix="portal-media-")
ON_DISK = {"BACKEND": "django.core.files.storage.FileSystemStorage"}


# Files are downloaded for real, which those in memory cannot be.
@override_settings(MEDIA_ROOT=MEDIA, STORAGES=settings.STORAGES | {"default": ON_DISK})
class SampleTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.addClassCleanup(shutil.rmtree, MEDIA)
        call_command("load_samples", verbosity=0)

    def test_every_page_that_is_linked_answers(self):
        """Follows all links from the front page; what is linked exists, to the very place."""
        ids, links = self.crawl()
        empty = ComponentPage.objects.empty().values("pk")
        shown = Page.objects.live().filter(depth__gt=1).exclude(pk__in=empty)
        for page in shown.exclude(alias_of__isnull=False):
            assert urljoin(START, page.url) in ids
        for question in Question.objects.all():
            assert urljoin(START, question.get_absolute_url()) in ids
        for document in LegalDocument.objects.all():
            assert urljoin(START, document.get_absolute_url()) in ids
        lost = {
            f"{source} → {url}#{place}"
            for source, url, place in links
            if place and url in ids and place not in ids[url]
        }
        assert lost == set()

    def crawl(self) -> tuple[dict[str, set[str]], set[tuple[str, str, str]]]:
        """The ids of every page that can be reached, and all links between them."""
        ids, links, waiting = {}, set(), [(START, START)]
        while waiting:
            source, address = waiting.pop()
            if address in ids:
                continue
            response = self.client.get(address.removeprefix(START.rstrip("/")))
            assert response.status_code == 200, f"{address}, linked from {source}"
            ids[address] = set()
            if not response.headers["Content-Type"].startswith("text/html"):
                continue
            soup = BeautifulSoup(response.content, "html.parser")
            ids[address] = {element["id"] for element in soup.find_all(id=True)}
            for element in soup.find_all("a", href=True):
                url, place = urldefrag(urljoin(address, element["href"]))
                if CALENDAR in address and CALENDAR in url:
                    continue  # a month links to all others, by each of its filters
                # Combinations of filters have no end; one at a time shows that each works.
                if url.startswith(START) and urlsplit(url).query.count("=") <= 1:
                    links.add((address, url, place))
                    waiting.append((address, url))
        return ids, links

    def test_a_second_load_adds_nothing(self):
        assert {part.name: part.missing() for part in PARTS if part.missing()} == {}
        before = Page.objects.count(), Question.objects.count(), LegalDocument.objects.count()
        output = StringIO()
        call_command("load_samples", stdout=output)
        after = Page.objects.count(), Question.objects.count(), LegalDocument.objects.count()
        assert before == after
        assert "1 added" not in output.getvalue()

    def test_what_an_editor_changed_stays(self):
        Question.objects.filter(title__startswith="Đặt cọc").update(title="Đã sửa?")
        NewsPage.objects.first().delete()
        call_command("load_samples", verbosity=0)
        assert Question.objects.filter(title="Đã sửa?").exists()
        assert NewsPage.objects.count() == len(read("news"))

    def test_a_dry_run_writes_nothing(self):
        Hotline.objects.all().delete()
        output = StringIO()
        call_command("load_samples", "--dry-run", stdout=output)
        assert "settings and hotlines: 2 missing" in output.getvalue()
        assert not Hotline.objects.exists()

    def test_the_province_is_large_enough_to_judge_the_design(self):
        assert LegalDocument.objects.public().count() >= 8
        assert NewsPage.objects.live().count() >= 12
        assert Question.objects.filter(live=True).count() >= 16
        assert MaterialPage.objects.live().count() >= 12
        assert Unit.objects.filter(kind=Unit.Kind.DEPARTMENT).count() >= 10
        assert DepartmentPage.objects.live().count() >= 6
        assert ComponentTarget.objects.exclude(legal_basis="").count() >= 7
        unused = MaterialKind.objects.filter(materials__isnull=True)
        self.assertQuerySetEqual(unused, [])

    def test_sections_show_every_state_of_the_completeness_board(self):
        shown = board(date(2026, 11, 23))
        assert {cell.state for row in shown.rows for cell in row.cells} == set(State)
        fullest = min(shown.rows, key=lambda row: row.empty)
        assert fullest.empty == 1
        assert any(row.url and row.empty == 8 for row in shown.rows)

    def test_everything_is_marked_as_a_sample(self):
        for page in Page.objects.filter(depth__gt=1).specific():
            assert page.source_credit == SOURCE, page.title
        assert not Question.objects.exclude(source_credit=SOURCE).exists()
        assert not LegalDocument.objects.exclude(source_credit=SOURCE).exists()
        assert "dữ liệu mẫu" in PortalSettings.objects.get().name

    def test_everything_would_pass_the_editors_own_checks(self):
        pages: list[BasePage] = list(Page.objects.filter(depth__gt=1).specific())
        for item in [*pages, *Question.objects.all()]:
            item.full_clean()
            for name in ("body", "answer", "legal_bases"):
                if value := getattr(item, name, None):
                    value.stream_block.clean(value)

    def test_documents_are_read_without_doubts(self):
        documents = LegalDocument.objects.select_related("type", "issuer")
        assert not documents.filter(needs_review=True).exists()
        types = set(documents.values_list("type__name", flat=True))
        assert types == {"Nghị quyết", "Quyết định", "Chỉ thị", "Kế hoạch"}
        assert all(document.issued_on for document in documents)
        assert not DocumentType.objects.filter(documents__isnull=False, code="khac").exists()
        statuses = {document.legal_status for document in documents}
        assert statuses == {"in_force", "not_yet_in_force", "expired"}

    def test_the_documents_show_every_shape_of_text(self):
        def has(document, **fields):
            found = Provision.objects.filter(expression__document__number=document, **fields)
            assert found.exists(), (document, fields)

        has("38/2025/QĐ-UBND", eid="att_1__art_5__para_2")
        has("38/2025/QĐ-UBND", eid="att_1__art_3__point_dd")
        has("02/2026/NQ-HĐND", eid__contains="qstr_", number="4a")
        has("15/2026/NQ-HĐND", kind=Provision.Kind.ANNEX)
        has("12/2025/NQ-HĐND", kind=Provision.Kind.CHAPTER)

    def test_every_basis_in_a_sample_document_leads_to_a_provision(self):
        numbers = {item["number"]: item for item in read("documents")}
        for item in [*read("questions"), *read("news"), *read("materials")]:
            for basis in item.get("bases", ()):
                if basis.get("document") in numbers and "eid" in basis:
                    found = Provision.objects.filter(
                        expression__document__number=basis["document"], eid=basis["eid"]
                    )
                    assert found.exists(), (item["key"], basis)

    def test_the_front_page_is_the_root_of_the_site(self):
        home = HomePage.objects.get()
        assert home.url == "/"
        assert not Page.objects.filter(depth=2).exclude(pk=home.pk).exists()
