"""Names, numbers and links that editors set."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from wagtail.blocks import StructBlockValidationError

from content.links import LinkBlock
from home.models import Hotline, PortalSettings


@pytest.mark.parametrize(
    ("name", "province", "full"),
    [
        ("Cổng thông tin", "tỉnh An Lạc", "Cổng thông tin tỉnh An Lạc"),
        ("Cổng thông tin Tỉnh An Lạc", "tỉnh An Lạc", "Cổng thông tin Tỉnh An Lạc"),
        ("Cổng thông tin", "", "Cổng thông tin"),
    ],
)
def test_full_name_names_the_province_once(name, province, full):
    assert PortalSettings(name=name, province=province).full_name == full


def test_display_name_is_the_full_one_until_a_short_one_is_set():
    assert PortalSettings(name="Cổng").display_name == "Cổng"
    assert PortalSettings(name="Cổng", short_name="Pháp luật An Lạc").display_name == (
        "Pháp luật An Lạc"
    )


@pytest.mark.parametrize(
    ("printed", "dialled"),
    [
        ("1900 0000", "19000000"),
        ("(0204) 385.44-12", "02043854412"),
        (" +84 24 0000", "+84240000"),
    ],
)
def test_number_is_dialled_without_its_punctuation(printed, dialled):
    assert Hotline(number=printed).number_digits == dialled


def test_hotline_needs_digits(db):
    with pytest.raises(ValidationError, match="cần có chữ số"):
        Hotline(label="Đường dây", number="đang cập nhật").full_clean()


def test_hotline_cannot_end_before_it_begins(db):
    with pytest.raises(IntegrityError):
        Hotline.objects.create(
            label="x", number="1", valid_from=date(2026, 2, 1), valid_to=date(2026, 1, 1)
        )


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("", "Chọn một trang hoặc ghi địa chỉ."),
        ("van-ban", "bắt đầu bằng /"),
        ("javascript:alert(1)", "bắt đầu bằng /"),
    ],
)
def test_link_needs_a_page_or_an_address(db, address, message):
    block = LinkBlock()
    with pytest.raises(StructBlockValidationError) as caught:
        block.clean(block.to_python({"label": "Văn bản", "address": address}))
    assert message in str(caught.value.block_errors["address"])


def test_link_follows_its_page(home_page):
    block = LinkBlock()
    value = block.to_python({"label": "Trang chủ", "page": home_page.pk, "address": "/cu/"})
    assert value.url == home_page.url
