"""Pages of a source as images: of any size that a PDF may state, and never too large."""

import io

import pypdfium2 as pdfium
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from legal_library.reviewing.images import WIDTH, NoImage, page_image


@pytest.fixture(autouse=True)
def exports(settings, tmp_path):
    settings.EXPORTS_DIR = tmp_path


def stored(*size):
    document = pdfium.PdfDocument.new()
    document.new_page(*size)
    data = io.BytesIO()
    document.save(data)
    return default_storage.save("nguon/dam.pdf", ContentFile(data.getvalue()))


@pytest.mark.parametrize(
    ("size", "width"), [((595, 842), WIDTH), ((20, 4000), 4 * WIDTH // 200)], ids=["A4", "strip"]
)
def test_a_page_is_drawn_in_bounds_whatever_its_form(size, width):
    image = Image.open(io.BytesIO(page_image(stored(*size), 1)))
    assert image.width == pytest.approx(width, abs=2)
    assert image.height <= 4 * WIDTH + 2


@pytest.mark.parametrize("number", [0, 2])
def test_a_page_that_is_not_there_is_no_image(number):
    with pytest.raises(NoImage):
        page_image(stored(595, 842), number)
