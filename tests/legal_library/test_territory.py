"""Where a document applies: units of today and former ones."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from departments.admin.unit_fields import UnitsField
from legal_library.models import LegalDocument
from legal_library.vocabulary import document_type, load_vocabulary
from tests.factories.departments import UnitFactory
from tests.factories.legal_library import sample_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def former():
    return UnitFactory(name="Tỉnh Mẫu Cũ", code="mau-cu", valid_to=date(2025, 7, 1))


@pytest.fixture
def applying(former):
    document = sample_document()
    document.territory.set([former])
    document.save()
    return document


def test_a_former_unit_is_written_by_name(former):
    assert UnitsField(former=True).clean("tinh mau cu") == [former]
    with pytest.raises(Exception, match="Không có đơn vị"):
        UnitsField().clean("tinh mau cu")


def test_an_editor_names_the_units_of_a_merged_province(client, former):
    load_vocabulary()
    user = get_user_model().objects.create_superuser("bientap", "b@example.invalid", "mat-khau-dai")
    client.force_login(user)
    form = {
        "type": document_type("Nghị quyết").pk,
        "title": "Quy định mức hỗ trợ",
        "territory": "Tỉnh Mẫu Cũ",
        "language": "vi",
        "licence": "state",
        "legal_bases-count": 0,
    }
    response = client.post(reverse(LegalDocument.snippet_viewset.get_url_name("add")), form)
    assert response.status_code == 302, response.context["form"].errors
    draft = LegalDocument.objects.get().get_latest_revision_as_object()
    assert list(draft.territory.all()) == [former]


def test_readers_see_where_it_applies_and_narrow_by_it(client, applying, former):
    other = sample_document(number="1/2020/NQ-HĐND", title="Áp dụng mọi nơi")
    for path in ("", "thuoc-tinh/"):
        html = client.get(applying.get_absolute_url() + path).content.decode()
        assert "Tỉnh Mẫu Cũ" in html
    html = client.get("/van-ban/danh-sach/?territory=mau-cu").content.decode()
    assert "Tỉnh Mẫu Cũ (cũ)" in html
    assert applying.get_absolute_url() in html
    assert other.get_absolute_url() not in html
