"""Locks of indexes, among the processes of a machine and among the users of a database."""

import threading

import pytest
from django.db import connection, connections

from search.engines.base import EngineBusy
from search.engines.locking import DatabaseLocks, FileLocks


@pytest.fixture
def locks(tmp_path, db):
    """Those that a portal on this database has."""
    return DatabaseLocks("tests") if connection.vendor == "postgresql" else FileLocks(tmp_path)


def elsewhere(locks, name: str) -> bool:
    """Whether somebody else gets the lock now."""
    got = []

    def try_it():
        try:
            with locks.hold(name):
                got.append(True)
        except EngineBusy:
            got.append(False)
        finally:
            connections.close_all()

    thread = threading.Thread(target=try_it)
    thread.start()
    thread.join(20)
    return got[0]


def test_a_lock_is_held_by_one_and_freed_in_the_end(locks):
    with locks.hold("write"):
        assert not elsewhere(locks, "write")
        assert elsewhere(locks, "rebuild")
    assert elsewhere(locks, "write")


def test_a_lock_is_freed_when_its_work_fails(locks):
    with pytest.raises(ValueError, match="work"):
        hold_and_fail(locks)
    assert elsewhere(locks, "write")


def hold_and_fail(locks):
    with locks.hold("write"):
        raise ValueError("work")


def test_who_has_patience_waits_for_the_lock(locks):
    held, waited = threading.Event(), []

    def hold_a_moment():
        with locks.hold("write"):
            held.set()
            waiter_started.wait(10)
        connections.close_all()

    waiter_started = threading.Event()
    holder = threading.Thread(target=hold_a_moment)
    holder.start()
    held.wait(10)
    threading.Timer(0.1, waiter_started.set).start()
    with locks.hold("write", patience=10):
        waited.append(waiter_started.is_set())
    holder.join(10)
    assert waited == [True]
