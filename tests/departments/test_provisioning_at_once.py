"""Two people, or a double click, make one section."""

import threading

import pytest
from django.db import connection, connections

from departments.models import ComponentPage, DepartmentPage
from departments.provisioning import create_department
from tests.committing import committed, content_of_migrations  # noqa: F401 - fixtures
from tests.factories.departments import UnitFactory
from tests.factories.home import site_home

pytestmark = pytest.mark.usefixtures("committed")


def test_one_section_comes_of_two_attempts_at_once():
    site_home()
    unit = UnitFactory()
    problems = []

    def make():
        try:
            create_department(unit)
        except Exception as problem:  # told to the test, whatever it is
            problems.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=make) for _ in range(2)]
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        # Threads share the one connection of a database in memory: one after the other.
        for thread in threads:
            thread.run()
    else:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert problems == []
    assert DepartmentPage.objects.count() == 1
    assert ComponentPage.objects.count() == 8
