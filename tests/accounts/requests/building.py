"""Requests for accounts, as people fill them in and send them."""

import uuid

from accounts import requesting
from accounts.models import AccountRequest, RequestedAccount

PERSON = {"full_name": "Đặng Thị Đậm", "role": "bc", "reason": "Nhân sự mới"}


def row(name="Đặng Thị Đậm", role="bc", **fields):
    fields = {"title": "Công chức", "phone": "0000 000 000", "reason": "Nhân sự mới"} | fields
    return RequestedAccount(full_name=name, role=role, **fields)


def asked(unit, by, *people, kind="grant"):
    request = AccountRequest(kind=kind, unit=unit, addressee="Sở Tư pháp tỉnh An Lạc")
    return requesting.save_request(request, list(people) or [row()], by=by)


def sent(unit, by, *people, **fields):
    request = asked(unit, by, *people, **fields)
    requesting.send(request, by=by)
    request.refresh_from_db()
    return request


def form(unit, *people, **fields):
    rows = {}
    for number, person in enumerate(people):
        rows |= {f"people-{number}-{name}": value for name, value in person.items()}
    return {
        "uuid": str(uuid.uuid4()),
        "unit": unit.pk,
        "addressee": "Sở Tư pháp",
        "people-TOTAL_FORMS": len(people),
        "people-INITIAL_FORMS": 0,
        **rows,
        **fields,
    }
