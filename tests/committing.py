"""For tests that commit: what migrations wrote is there before each, and again after the last.

A module takes both by `from tests.committing import content_of_migrations, committed` and
`pytestmark = pytest.mark.usefixtures("committed")`.
"""

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection


def _write(content: str) -> None:
    call_command("flush", interactive=False, inhibit_post_migrate=True, verbosity=0)
    connection.creation.deserialize_db_from_string(content)
    # Kinds of content are remembered by key, and keys of new rows go on after those written.
    ContentType.objects.clear_cache()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)


@pytest.fixture(scope="module")
def content_of_migrations(django_db_setup, django_db_blocker):
    """What migrations put into the database (languages, the root page), as text.

    A test that commits leaves an empty database to the tests after it in the same process.
    """
    with django_db_blocker.unblock():
        content = connection.creation.serialize_db_to_string()
    yield content
    with django_db_blocker.unblock():
        _write(content)


@pytest.fixture
def committed(content_of_migrations, transactional_db):
    """A database that really commits, with the content of migrations."""
    _write(content_of_migrations)
