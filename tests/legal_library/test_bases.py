"""Links into the library become addresses that stay, and addresses become links."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from content.blocks import LegalBasisBlock
from legal_library.bases import provision_url, read_address, resolve_bases
from legal_library.models import DocumentType, Issuer, LegalDocument
from legal_library.parsing import parse

pytestmark = pytest.mark.django_db

TEXT = """QUYẾT ĐỊNH
Ban hành Quy chế mẫu

Căn cứ Luật Mẫu;

Điều 1. Ban hành kèm theo Quyết định này Quy chế mẫu.

Điều 2. Hiệu lực
1. Quyết định này có hiệu lực từ ngày ký.
2. Các trường hợp sau:
a) Trường hợp một;
đ) Trường hợp hai.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn Mẫu

QUY CHẾ
Mẫu
(Ban hành kèm theo Quyết định số 1/2026/QĐ-UBND)

Điều 1. Phạm vi
1. Phạm vi một.
2. Phạm vi hai.
"""


@pytest.fixture
def document():
    kind = DocumentType.objects.get_or_create(code="quyet-dinh", defaults={"name": "Quyết định"})[0]
    made = LegalDocument.objects.create(
        title="Quy chế mẫu",
        number="1/2026/QĐ-UBND",
        type=kind,
        issuer=Issuer.objects.create(name="Ủy ban nhân dân tỉnh Mẫu"),
        issued_on=date(2026, 1, 1),
    )
    made.expressions.write(made, parse(TEXT))
    return made


PLACES = [
    ("", ""),
    ("#dieu-2", "art_2"),
    ("#dieu-2-khoan-2-diem-dd", "art_2__para_2__point_dd"),
    ("dieu-2/", "art_2"),
    ("dieu-2/#khoan-2", "art_2__para_2"),
    ("dieu-2/#khoan-9", "art_2"),
    ("kem-theo-1/dieu-1/#khoan-2", "att_1__art_1__para_2"),
    ("@2026-01-01/dieu-2/#khoan-1", "art_2__para_1"),
    ("luoc-do/", ""),
]


@pytest.mark.parametrize(("end", "eid"), PLACES, ids=[end or "document" for end, _ in PLACES])
def test_a_copied_link_is_read_to_its_place(document, end, eid):
    place = read_address(f"https://phapluat.example{document.get_absolute_url()}{end}")
    assert (place.document_uuid, place.eid) == (str(document.uuid), eid)


@pytest.mark.parametrize(
    "address",
    [
        "https://vbpl.vn/van-ban/chi-tiet/x--1",
        "/van-ban/khong-co/",
        "/hoi-dap/",
        "//",
        "không",
        "http://[x/",
    ],
)
def test_other_addresses_are_not_law(document, address):
    assert read_address(address) is None


def test_a_document_that_is_not_public_is_not_read(document):
    LegalDocument.objects.update(live=False)
    assert read_address(document.get_absolute_url()) is None


@pytest.mark.parametrize("eid", ["art_2__para_2__point_dd", "att_1__art_1__para_2", "art_2", ""])
def test_a_link_leads_back_to_where_it_was_copied(document, eid):
    assert read_address(provision_url(document, eid)).eid == eid


def test_an_editor_pastes_a_link_and_the_address_is_kept(document):
    block = LegalBasisBlock()
    link = f"{document.get_absolute_url()}#dieu-2-khoan-1"
    kept = block.clean(
        block.normalize({"citation": "khoản 1 Điều 2", "document_uuid": link, "eid": ""})
    )
    assert (kept["document_uuid"], kept["eid"]) == (str(document.uuid), "art_2__para_1")


def test_a_link_that_leads_nowhere_is_refused_in_words():
    block = LegalBasisBlock()
    with pytest.raises(ValidationError) as refused:
        block.clean(
            block.normalize(
                {"citation": "Điều 2", "document_uuid": "/van-ban/khong-co/", "eid": ""}
            )
        )
    assert "Tủ sách không có văn bản" in str(refused.value.block_errors["document_uuid"])


def test_bases_are_resolved_in_one_query_and_in_their_order(document, django_assert_num_queries):
    uuid = str(document.uuid)
    bases = [
        {"citation": "Điều 2", "document_uuid": uuid, "eid": "art_2"},
        {"citation": "không có", "document_uuid": "", "eid": ""},
        {"citation": "hỏng", "document_uuid": "45/2013/QH13", "eid": ""},
        {"citation": "cả văn bản", "document_uuid": uuid, "eid": ""},
    ]
    with django_assert_num_queries(1):
        resolved = resolve_bases(bases)
    base_url = document.get_absolute_url()
    assert [basis.url for basis in resolved] == [f"{base_url}dieu-2/", "", "", base_url]
    assert [basis.citation for basis in resolved] == [basis["citation"] for basis in bases]


def test_no_bases_ask_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert resolve_bases([]) == []
