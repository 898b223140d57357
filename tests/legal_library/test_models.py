from datetime import date

import pytest
from django.db import IntegrityError, transaction

from content.validity import EXPIRED, IN_FORCE, NOT_YET_IN_FORCE, SUSPENDED, UNKNOWN
from legal_library.models import Issuer, LegalDocument
from legal_library.vocabulary import document_type, issuer, load_vocabulary

pytestmark = pytest.mark.django_db

DAY = date(2026, 6, 1)


def document(**fields):
    fields.setdefault("title", "Quy định mẫu")
    fields.setdefault("type", document_type("Nghị định"))
    fields.setdefault("live", True)
    return LegalDocument.objects.create(**fields)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, UNKNOWN),
        ({"stated_status": IN_FORCE}, IN_FORCE),
        ({"stated_status": IN_FORCE, "effective_from": date(2026, 7, 1)}, NOT_YET_IN_FORCE),
        ({"stated_status": NOT_YET_IN_FORCE, "effective_from": date(2026, 1, 1)}, IN_FORCE),
        ({"stated_status": NOT_YET_IN_FORCE}, NOT_YET_IN_FORCE),
        ({"stated_status": IN_FORCE, "effective_to": DAY}, EXPIRED),
        ({"stated_status": IN_FORCE, "effective_to": date(2026, 6, 2)}, IN_FORCE),
        ({"stated_status": SUSPENDED, "effective_from": date(2020, 1, 1)}, SUSPENDED),
        ({"effective_from": date(2020, 1, 1)}, UNKNOWN),
    ],
)
def test_the_database_finds_by_the_same_rule_as_the_object_tells(fields, expected):
    found = document(**fields)
    assert found.status_on(DAY) == expected
    assert LegalDocument.objects.with_status(DAY).get().status_then == expected


def test_the_natural_key_is_held_by_the_database():
    key = {
        "number": "1/2026/NĐ-CP",
        "issuer": issuer("Chính phủ"),
        "issued_on": date(2026, 1, 2),
    }
    document(**key)
    with pytest.raises(IntegrityError), transaction.atomic():
        document(**key | {"number": "1/2026/nđ-cp"})
    document(**key | {"issued_on": None})
    document(**key | {"issued_on": None})


def test_addresses_differ_by_issuer_then_date_then_counter():
    government, court = issuer("Chính phủ"), issuer("Tòa án nhân dân tối cao")
    fields = {"number": "1/NQ", "type": document_type("Nghị quyết")}
    slugs = [
        document(**fields, issuer=government, issued_on=date(1990, 1, 2)).slug,
        document(**fields, issuer=court, issued_on=date(1990, 1, 2)).slug,
        document(**fields, issuer=government, issued_on=date(1991, 3, 4)).slug,
        document(**fields, issuer=government).slug,
    ]
    assert slugs == [
        "nghi-quyet-1-nq-chinh-phu",
        "nghi-quyet-1-nq-toa-an-nhan-dan-toi-cao",
        "nghi-quyet-1-nq-chinh-phu-04-03-1991",
        "nghi-quyet-1-nq-chinh-phu-2",
    ]


def test_an_address_stays_when_the_number_is_corrected():
    found = document(number="1/NQ")
    address = found.slug
    found.number = "2/NQ"
    found.save()
    assert found.slug == address


def test_vocabulary_is_loaded_twice_and_found_in_any_spelling():
    load_vocabulary()
    load_vocabulary()
    assert document_type("NGHỊ ĐỊNH").code == "nghi-dinh"
    assert document_type("Hương ước").code == "khac"
    assert issuer("UỶ BAN THƯỜNG VỤ QUỐC HỘI").abbreviation == "UBTVQH"
    commune = issuer("Ủy ban nhân dân xã Đại Đồng")
    assert commune.level == Issuer.Level.COMMUNE
    assert issuer("UỶ BAN NHÂN DÂN XÃ ĐẠI ĐỒNG") == commune
