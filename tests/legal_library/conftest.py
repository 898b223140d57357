"""A public document with its text, and one that nobody may see yet."""

import pytest

from tests.factories.legal_library import sample_document


@pytest.fixture
def document(db):
    """Nghị quyết 12/2025/NQ-HĐND with chapters, an inserted article and an attached regulation."""
    return sample_document()


@pytest.fixture
def url(document):
    return document.get_absolute_url()


@pytest.fixture
def draft(db):
    return sample_document(number="99/2026/NQ-HĐND", title="Dự thảo chưa đăng", live=False)
