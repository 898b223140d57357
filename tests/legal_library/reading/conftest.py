"""Files of each kind, made for the test that needs them."""

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from weasyprint import HTML

DATA = Path(__file__).parents[2] / "data" / "reading"


@pytest.fixture(scope="session")
def gazette() -> bytes:
    """A law as the gazette prints it: running heads, footnotes, a paragraph over two pages."""
    return HTML(filename=str(DATA / "cong-bao.html")).write_pdf()


@pytest.fixture
def page() -> bytes:
    return (DATA / "trang-van-ban.html").read_bytes()


@pytest.fixture
def word():
    """The bytes of a Word file with the given paragraphs."""

    def make(*paragraphs: str) -> bytes:
        document = Document()
        for text in paragraphs:
            document.add_paragraph(text)
        return saved(document)

    return make


def saved(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def package(**files: bytes) -> bytes:
    """A ZIP archive of *files*."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()
