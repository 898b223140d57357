"""An act, two acts that amend it, and people who may consolidate it."""

from datetime import date

import pytest
from django.test import Client

from departments.roles import Role
from legal_library.amending.storing import OrderStore
from legal_library.vocabulary import issuer
from tests.factories.accounts import officer
from tests.factories.departments import UnitFactory
from tests.factories.legal_library import LegalDocumentFactory, write_text

ACT = """Chương I
QUY ĐỊNH CHUNG

Điều 1. Phạm vi
Nghị quyết này quy định mức hỗ trợ hòa giải viên ở thôn, tổ dân phố.

Điều 2. Mức hỗ trợ
1. Hòa giải thành: 300.000 đồng một vụ.
2. Hòa giải không thành: 200.000 đồng một vụ.
3. Tiền tàu xe: theo thực tế.

Điều 3. Thi hành
Nghị quyết này có hiệu lực từ ngày 01 tháng 8 năm 2030.
"""
AMENDS = """NGHỊ QUYẾT
Sửa đổi, bổ sung một số điều của Nghị quyết số 12/2030/NQ-HĐND

Điều 1. Sửa đổi, bổ sung một số điều của Nghị quyết số 12/2030/NQ-HĐND
1. Sửa đổi khoản 1 Điều 2 như sau:
“1. Hòa giải thành: 400.000 đồng một vụ.”.
2. Bổ sung Điều 2a vào sau Điều 2 như sau:
“Điều 2a. Vùng khó khăn
1. Thêm 50.000 đồng một vụ.”.
3. Bãi bỏ khoản 3 Điều 2.
4. Sửa đổi khoản 9 Điều 2 như sau:
“9. Điều khoản không có.”.

Điều 2. Hiệu lực thi hành
Nghị quyết này có hiệu lực từ ngày 01 tháng 3 năm 2031.
"""
ALSO_AMENDS = """NGHỊ QUYẾT
Thay cụm từ trong Nghị quyết số 12/2030/NQ-HĐND

Điều 1. Thay thế cụm từ
Thay thế cụm từ “400.000 đồng” bằng cụm từ “450.000 đồng” tại khoản 1 Điều 2 \
Nghị quyết số 12/2030/NQ-HĐND.
"""
MARCH = date(2031, 3, 1)


def publish(number, text, day, unit=None, **fields):
    document = LegalDocumentFactory(
        title=f"Nghị quyết {number}",
        number=number,
        issuer=issuer("Hội đồng nhân dân tỉnh An Lạc"),
        issued_on=day,
        owner_unit=unit,
        **fields,
    )
    write_text(document, text)
    return document


@pytest.fixture
def unit(db):
    return UnitFactory()


@pytest.fixture
def act(unit):
    return publish("12/2030/NQ-HĐND", ACT, date(2030, 7, 10), unit)


@pytest.fixture
def amending(act, unit):
    """The act that amends, its orders read."""
    day = date(2031, 2, 6)
    document = publish("2/2031/NQ-HĐND", AMENDS, day, unit, effective_from=MARCH)
    OrderStore().store(document)
    return document


@pytest.fixture
def also_amending(act, unit):
    """Another act that changes the same clause on the same day."""
    day = date(2031, 2, 7)
    document = publish("3/2031/NQ-HĐND", ALSO_AMENDS, day, unit, effective_from=MARCH)
    OrderStore().store(document)
    return document


@pytest.fixture
def drafter(unit):
    return officer(Role.DRAFTER, unit)


@pytest.fixture
def desk(drafter):
    client = Client()
    client.force_login(drafter)
    return client
