"""Document types and issuing bodies: loaded as data, found by any spelling."""

import csv
from pathlib import Path

from django.db import transaction

from content.casing import from_capitals
from content.text import normalize

from .models import DocumentType, Issuer

DATA = Path(__file__).parent / "data"
OTHER_TYPE = "khac"


# How names of bodies that issue documents begin, as keys.
_HEADS = (
    *("quoc-hoi", "chu-tich", "chinh-phu", "thu-tuong", "hoi-dong", "uy-ban", "bo-", "so-"),
    *("toa-an", "vien-kiem-sat", "kiem-toan", "ngan-hang", "thanh-tra", "van-phong", "tong-"),
    *("cuc-", "vu-", "ban-", "lien-bo", "bao-hiem", "doan-dai-bieu", "mat-tran", "trung-uong"),
    *("don-vi", "cong-an", "thuong-truc", "truong-", "vien-", "hoc-vien", "dai-hoc", "trung-tam"),
)


@transaction.atomic
def load_vocabulary() -> None:
    """Create or update the types and central issuers of legal_library/data/*.csv."""
    for row in _rows("document_types.csv"):
        DocumentType.objects.update_or_create(
            code=row["code"],
            defaults={
                "name": row["name"],
                "abbreviation": row["abbreviation"],
                "rank": int(row["rank"]),
                "is_normative": row["is_normative"] == "1",
            },
        )
    for row in _rows("issuers.csv"):
        Issuer.objects.update_or_create(
            key=Issuer.key_of(row["name"]),
            defaults={
                "name": row["name"],
                "abbreviation": row["abbreviation"],
                "level": row["level"],
            },
        )


def document_type(name: str) -> DocumentType:
    """The type called *name* in any case; “Văn bản khác” for an unknown one."""
    wanted = " ".join(name.lower().split())
    return types_by_name().get(wanted) or DocumentType.objects.get(code=OTHER_TYPE)


def types_by_name() -> dict[str, DocumentType]:
    """All types by their names in lower case; a new portal's are loaded first."""
    if not (types := list(DocumentType.objects.all())):
        load_vocabulary()
        types = DocumentType.objects.all()
    return {found.name.lower(): found for found in types}


def is_body_name(name: str) -> bool:
    """Whether *name* can be that of an issuing body, and not a line read by mistake."""
    key = Issuer.key_of(name)
    return (key.startswith(_HEADS) and len(key) <= 120) or Issuer.objects.filter(key=key).exists()


def issuer(name: str) -> Issuer:
    """The issuing body called *name*, made when it is new.

    Local councils and committees are named with their place, so their level can be read.
    """
    key = Issuer.key_of(name)
    found = Issuer.objects.filter(key=key).first()
    return found or Issuer.objects.create(
        name=from_capitals(" ".join(normalize(name).split())), level=_level(key)
    )


def _level(key: str) -> str:
    is_local = key.startswith(("hoi-dong-nhan-dan", "uy-ban-nhan-dan"))
    words = key.split("-")
    if is_local and {"xa", "phuong", "thi"} & set(words):
        return Issuer.Level.COMMUNE
    if is_local and {"huyen", "quan"} & set(words):
        return Issuer.Level.DISTRICT
    if is_local or key.startswith("so-"):
        return Issuer.Level.PROVINCE
    return Issuer.Level.CENTRAL


def _rows(name: str):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
