"""A unit with a drafter who sends files, and files of each kind, made here."""

import io
import shutil
import uuid
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from openpyxl import Workbook

from departments.roles import Role
from legal_library.models import UploadState
from legal_library.uploading import processing
from legal_library.uploading.columns import COLUMNS
from legal_library.uploading.receiving import receive
from tests.factories.accounts import officer
from tests.factories.departments import UnitFactory

ACT = """HỘI ĐỒNG NHÂN DÂN
TỈNH AN LẠC
Số: {number}/2026/NQ-HĐND
An Lạc, ngày 10 tháng 7 năm 2026
NGHỊ QUYẾT
Quy định mức hỗ trợ đối với đội hòa giải {number}
Điều 1. Phạm vi
1. Một.
2. Hai.
Điều 2. Hiệu lực
Nghị quyết này có hiệu lực từ ngày 20 tháng 7 năm 2026.
"""


def act(number: int = 7) -> bytes:
    """A short resolution as text, with all that names it."""
    return ACT.format(number=number).encode()


def word(text: str = ACT.format(number=7)) -> bytes:
    """The lines of *text* as a Word file."""
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def packed(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return file.getvalue()


ROW = {
    "type_name": "Quyết định",
    "number": "15/2026/QĐ-UBND",
    "title": "Quy định mức chi cho hòa giải viên ở cơ sở",
    "issuer": "Ủy ban nhân dân tỉnh An Lạc",
    "issued_on": "10/07/2026",
}


def table(*rows: dict, columns=COLUMNS) -> bytes:
    """A table of attributes with *rows* below the headings."""
    book = Workbook()
    sheet = book.active
    sheet.append([f"{column.heading} *" for column in columns])
    for row in rows:
        sheet.append([row.get(column.name) for column in columns])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def sent(files: dict[str, bytes]) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, data) for name, data in files.items()]


@pytest.fixture
def unit(db):
    return UnitFactory(code="so-mau", name="Sở Mẫu")


@pytest.fixture
def drafter(unit):
    return officer(Role.DRAFTER, unit, username="somau_bc")


@pytest.fixture
def folder(settings):
    """Where files lie until they are read, empty again afterwards."""
    yield settings.UPLOADS["DIRECTORY"]
    shutil.rmtree(settings.UPLOADS["DIRECTORY"], ignore_errors=True)


@pytest.fixture
def send(unit, drafter, folder):
    """Makes a batch of the given files, as the drafter's form does."""

    def make(files: dict[str, bytes], **options):
        options = {"unit": unit, "by": drafter, "uuid": uuid.uuid4()} | options
        return receive(files=sent(files), **options)

    return make


def read_all(batch) -> list:
    """The files of *batch* after all that waits has been read."""
    batch.files.filter(state=UploadState.PROPOSED).update(state=UploadState.WAITING)
    while processing.read_next(batch):
        pass
    return list(batch.files.order_by("position"))
