"""One page of each kind of the sample site, in a real browser, on the phone and on the desktop."""

import pytest
from django.core.management import call_command

from home.models import InfoPage
from legal_library.addresses import article_path
from legal_library.models import LegalDocument, Provision
from materials.models import MaterialPage
from news.models import NewsPage
from qa.models import Question

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def addresses():
    """An address for each kind of page; the longest text stands for all documents."""
    call_command("load_topics", verbosity=0)
    call_command("load_samples", verbosity=0)
    call_command("rebuild_search", verbosity=0)
    article = Provision.objects.articles().select_related("expression__document").last()
    document = LegalDocument.objects.public().order_by("-expressions__article_count").first()
    law = document.get_absolute_url()
    return {
        "front": "/",
        "bookcase": "/van-ban/",
        "list": "/van-ban/danh-sach/",
        "document": law,
        "attributes": f"{law}thuoc-tinh/",
        "relations": f"{law}luoc-do/",
        "history": f"{law}lich-su/",
        "original": f"{law}ban-goc/",
        "article": article.expression.document.get_absolute_url() + article_path(article.eid),
        "report": f"{law}bao-loi/",
        "hand-out": f"/van-ban/to-phat/?vi-tri={document.slug}:dieu-1,dieu-2&title=M%E1%BA%ABu",
        "empty hand-out": "/van-ban/to-phat/",
        "search": "/tim-kiem/?q=hoa+giai",
        "nothing found": "/tim-kiem/?q=zzzzqqqq",
        "empty search": "/tim-kiem/",
        "news": "/tin-tuc/",
        "news item": NewsPage.objects.live().first().get_url(),
        "materials": "/tai-lieu/",
        "material": MaterialPage.objects.live().first().get_url(),
        "questions": "/hoi-dap/",
        "question": Question.objects.filter(live=True).first().get_absolute_url(),
        "about": InfoPage.objects.live().first().get_url(),
        "units": "/don-vi/",
        "units of a day": "/don-vi/?ngay=30/06/2025",
        "units found": "/don-vi/?q=ben",
        "former unit": "/don-vi/xa-doi-mau-cu/lich-su/",
        "section": "/don-vi/so-tu-phap/",
        "empty section": "/don-vi/xa-suoi-dap/",
        "component": "/don-vi/so-tu-phap/hoi-dap/",
        "completeness": "/don-vi/muc-do-day-du/",
    }


@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_kind_is_accessible_and_keeps_to_itself(visit, addresses, width):
    objections = {}
    for name, path in addresses.items():
        seen = visit(path, width=width)
        found = [*seen.problems, *seen.violations()]
        if seen.scrolls_sideways():
            found.append("scrolls sideways")
        if found:
            objections[name] = found
        seen.page.context.close()
    assert objections == {}


def test_no_page_kind_depends_on_the_visitor(client, addresses):
    for name, path in addresses.items():
        response = client.get(path, headers={"host": "localhost"})
        assert response.status_code == 200, name
        assert not response.cookies, name
        assert "Cookie" not in response.get("Vary", ""), name
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy, name
        assert "unsafe" not in policy, name
