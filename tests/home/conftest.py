"""A site with a front page."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page, Site

from content.models import ContentRecord
from home.models import HomePage, Hotline, PortalSettings
from legal_library.models import DocumentType, LegalDocument


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
