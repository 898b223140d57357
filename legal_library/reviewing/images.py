"""Pages of a PDF as images, drawn when somebody looks at them and kept for the next."""

import hashlib
import io
import os
import tempfile
from pathlib import Path
from threading import Lock

import pypdfium2 as pdfium
from django.conf import settings
from django.core.files.storage import default_storage

from ..reading.printed import open_pdf

WIDTH = 1100  # pixels: small print is readable on a screen of double density
_MOST_POINTS = 5000  # a page larger than a metre and a half is no page of a law
_TALLEST = 4 * WIDTH
_QUALITY = 80
_pdfium = Lock()  # PDFium works for one at a time


class NoImage(Exception):
    """The file or the page is not there, or cannot be drawn."""


def page_image(path: str, number: int) -> bytes:
    """Page *number*, from 1, of the stored PDF at *path* as a JPEG."""
    name = hashlib.sha256(f"{path}:{number}:{WIDTH}".encode()).hexdigest()
    kept = Path(settings.EXPORTS_DIR) / "pages" / name[:2] / f"{name}.jpg"
    try:
        return kept.read_bytes()
    except FileNotFoundError:
        image = _draw(path, number)
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=kept.parent, delete=False) as file:
        file.write(image)
    os.replace(file.name, kept)
    return image


def _draw(path: str, number: int) -> bytes:
    try:
        with default_storage.open(path, "rb") as file:
            data = file.read()
        with _pdfium:
            return _drawn(data, number)
    except (OSError, ValueError, pdfium.PdfiumError) as error:
        raise NoImage from error


def _drawn(data: bytes, number: int) -> bytes:
    document = open_pdf(data)
    try:
        if not 1 <= number <= len(document):
            raise NoImage
        page = document[number - 1]
        width, height = page.get_size()
        if not 0 < max(width, height) <= _MOST_POINTS:
            raise NoImage
        # A page may be a strip a thousand times as long as it is wide.
        scale = min(WIDTH / max(width, 1), _TALLEST / max(height, 1))
        bitmap = page.render(scale=scale, grayscale=False)
        written = io.BytesIO()
        bitmap.to_pil().convert("RGB").save(written, "JPEG", quality=_QUALITY)
        return written.getvalue()
    finally:
        document.close()
