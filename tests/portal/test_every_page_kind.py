"""One page of each kind of the sample site, in a real browser, on the phone and on the desktop."""

import pytest
from django.core.management import call_command
from django.test import TestCase

from home.models import InfoPage
from legal_library.addresses import article_path
from legal_library.models import LegalDocument, Provision
from materials.models import MaterialPage
from news.models import NewsPage
from qa.models import Question

pytestmark = pytest.mark.browser


def addresses() -> dict[str, str]:
    """An address for each kind of page; the longest text stands for all documents."""
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


class EveryPageKind(TestCase):
    @classmethod
    def setUpTestData(cls):
        call_command("load_topics", verbosity=0)
        call_command("load_samples", verbosity=0)
        call_command("rebuild_search", verbosity=0)
        cls.addresses = addresses()

    @pytest.fixture(autouse=True)
    def _browser(self, visit):
        self.visit = visit

    def test_each_is_accessible_and_keeps_to_itself_on_a_phone(self):
        assert self.objections(390) == {}

    def test_each_is_accessible_and_keeps_to_itself_on_a_desktop(self):
        assert self.objections(1280) == {}

    def objections(self, width: int) -> dict[str, list]:
        objections = {}
        for name, path in self.addresses.items():
            seen = self.visit(path, width=width)
            found = [*seen.problems, *seen.violations()]
            if seen.scrolls_sideways():
                found.append("scrolls sideways")
            if found:
                objections[name] = found
            seen.page.context.close()
        return objections

    def test_none_depends_on_the_visitor(self):
        for name, path in self.addresses.items():
            response = self.client.get(path, headers={"host": "localhost"})
            assert response.status_code == 200, name
            assert not response.cookies, name
            assert "Cookie" not in response.get("Vary", ""), name
            policy = response["Content-Security-Policy"]
            assert "default-src 'none'" in policy, name
            assert "unsafe" not in policy, name
