"""Pictures and files that the samples show; known again by their content."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.core.files import File
from wagtail.documents.models import Document
from wagtail.images.models import Image

from .reading import SAMPLES

_MODELS = {"images": Image, "files": Document}


def missing() -> list[tuple[type, Path]]:
    return [
        (model, path)
        for folder, model in _MODELS.items()
        for path in sorted((SAMPLES / folder).iterdir())
        if not model.objects.filter(file_hash=_hash(path)).exists()
    ]


def add(items) -> Iterator[None]:
    for model, path in items:
        with path.open("rb") as file:
            model.objects.create(
                title=f"{path.stem.replace('-', ' ').capitalize()} (dữ liệu mẫu)",
                file=File(file, name=path.name),
                file_size=path.stat().st_size,
                file_hash=_hash(path),
            )
        yield


def image(name: str) -> Image:
    return Image.objects.get(file_hash=_hash(SAMPLES / "images" / name))


def document(name: str) -> Document:
    return Document.objects.get(file_hash=_hash(SAMPLES / "files" / name))


def _hash(path: Path) -> str:
    """The hash that Wagtail keeps of a file."""
    return hashlib.sha1(path.read_bytes(), usedforsecurity=False).hexdigest()
