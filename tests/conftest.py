"""Fixtures shared by all tests."""

import pytest
from django.conf import settings


@pytest.fixture
def shared_data():
    """The folder of real legal texts beside the project; the test says so when it is absent."""
    if not settings.SHARED_DATA_DIR.is_dir():
        pytest.skip("needs ../shared/data")
    return settings.SHARED_DATA_DIR
