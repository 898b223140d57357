"""The outbox: written with the change, emptied after it, and nothing lost in between."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from content import registration
from content.references import number_terms
from content.registration import announce_change
from search import indexing
from search.analysis import query_terms
from search.engines import portal_engine
from search.engines.base import EngineUnavailable
from search.indexing import mend_indexes, rebuild_index, update_indexes, updates_paused
from search.models import IndexChange
from search.models.outbox import IndexChangeQuerySet

from .conftest import LAND_LAW, TODAY, TRAFFIC_DECREE, article

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal(settings, tmp_path, shelves):
    """The portal's own engine with an index of the shelves."""
    settings.SEARCH = settings.SEARCH | {"DIRECTORY": tmp_path / "search"}
    rebuild_index()
    return shelves


def titles(query: str) -> list[str]:
    results = portal_engine().search(query_terms(query), day=TODAY, cutoff=0)
    return [hit.record.title for hit in results.hits]


def update() -> int:
    [outcome] = update_indexes()
    assert outcome.error is None
    return outcome.updated


def publish(shelves) -> None:
    shelves["provisions"].records.append(article(LAND_LAW, "80", "Điều vừa công bố", "Nội dung."))
    announce_change("provisions", 2)


NEW = "Điều 80. Điều vừa công bố"


def test_a_change_is_searchable_after_its_commit(portal, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        publish(portal)
        assert NEW not in titles("vừa công bố")
    assert NEW in titles("vừa công bố")
    assert not IndexChange.objects.waiting().exists()


def test_withdrawn_content_is_no_longer_found(portal, django_capture_on_commit_callbacks):
    assert titles("thu hồi đất")
    with django_capture_on_commit_callbacks(execute=True):
        portal["provisions"].withdraw(2)
        announce_change("provisions", 2)
    assert "Điều 79. Thu hồi đất để phát triển kinh tế - xã hội" not in titles("thu hồi đất")


def test_a_change_that_is_rolled_back_leaves_no_note(portal):
    with pytest.raises(RuntimeError):
        _announce_and_fail()
    assert not IndexChange.objects.waiting().exists()


def _announce_and_fail():
    with transaction.atomic():
        announce_change("provisions", 2)
        raise RuntimeError


def test_many_changes_of_one_object_are_one_update(portal):
    for _ in range(5):
        publish(portal)
    assert IndexChange.objects.waiting().count() == 5
    assert update() == 1
    assert not IndexChange.objects.waiting().exists()


def test_a_note_stays_when_the_process_dies_before_the_index_commits(portal, monkeypatch):
    publish(portal)
    with monkeypatch.context() as patch:
        patch.setattr(indexing, "_apply", _die)
        with pytest.raises(SystemExit):
            update()
    assert IndexChange.objects.waiting().count() == 1
    assert NEW not in titles("vừa công bố")
    assert update() == 1
    assert NEW in titles("vừa công bố")


def test_a_note_stays_when_the_process_dies_after_the_index_committed(portal, monkeypatch):
    publish(portal)
    with monkeypatch.context() as patch:
        patch.setattr(IndexChangeQuerySet, "delivered", _die)
        with pytest.raises(SystemExit):
            update()
    assert IndexChange.objects.waiting().count() == 1
    assert update() == 1
    assert titles("vừa công bố").count(NEW) == 1


def _die(*args, **options):
    raise SystemExit


def test_applying_a_note_twice_changes_nothing(portal):
    publish(portal)
    update()
    announce_change("provisions", 2)
    update()
    assert titles("vừa công bố").count(NEW) == 1


def test_one_unreadable_object_does_not_hold_up_the_others(portal, monkeypatch, caplog):
    broken = replace(portal["questions"].source(), records_of=_fail)
    monkeypatch.setitem(registration._registry.sources, "questions", broken)
    announce_change("questions", 1)
    publish(portal)
    with caplog.at_level(logging.ERROR):
        assert update() == 1
    assert NEW in titles("vừa công bố")
    assert [change.source for change in IndexChange.objects.waiting()] == ["questions"]
    assert "questions/1" in caplog.text
    # What could not be read stays findable as it was.
    assert titles("vượt đèn vàng")


def _fail(keys):
    raise ValueError("unreadable")


def test_a_source_that_is_gone_is_taken_out_of_the_index(portal, monkeypatch):
    monkeypatch.delitem(registration._registry.sources, "questions")
    announce_change("questions", 2)
    assert update() == 1
    assert "Bạn của tôi bán hàng rong" not in titles("bán hàng rong")


def test_changes_during_a_rebuild_reach_both_indexes(portal):
    def read_while_something_is_published(source, objects):
        if source.name == "questions" and objects == 1:
            publish(portal)
            update()
            assert NEW in titles("vừa công bố")  # in the index that still answers
            assert not IndexChange.objects.waiting().exists()

    rebuild_index(read_while_something_is_published)
    assert NEW in titles("vừa công bố")
    assert not IndexChange.objects.waiting().exists()


def test_notes_are_forgotten_a_day_after_their_delivery(portal):
    publish(portal)
    update()
    update()
    assert IndexChange.objects.count() == 1
    IndexChange.objects.update(delivered_at=timezone.now() - timedelta(days=2))
    update()
    assert not IndexChange.objects.exists()


def test_a_rebuild_forgets_the_notes_for_an_index_that_is_no_more(portal):
    IndexChange.objects.create(index="tantivy@gone", source="provisions", primary_key=2)
    rebuild_index()
    assert not IndexChange.objects.exists()


def test_each_machine_has_notes_for_its_own_index(settings, portal):
    settings.SEARCH = settings.SEARCH | {"MACHINES": ["one", "two"], "MACHINE": "one"}
    publish(portal)
    update()
    assert [note.index for note in IndexChange.objects.waiting()] == ["tantivy@two"]


def test_a_machine_that_is_not_among_the_machines_is_refused(settings, portal):
    settings.SEARCH = settings.SEARCH | {"MACHINES": ["one", "two"], "MACHINE": "three"}
    with pytest.raises(ImproperlyConfigured, match="SEARCH_MACHINES"):
        publish(portal)


def test_an_import_is_indexed_once_at_its_end(portal, django_capture_on_commit_callbacks):
    with updates_paused():
        with django_capture_on_commit_callbacks(execute=True):
            publish(portal)
        assert IndexChange.objects.waiting().exists()
    assert not IndexChange.objects.waiting().exists()
    assert NEW in titles("vừa công bố")


def test_publishing_works_without_an_index_and_loses_nothing(
    settings, tmp_path, shelves, django_capture_on_commit_callbacks
):
    settings.SEARCH = settings.SEARCH | {"DIRECTORY": tmp_path / "none"}
    with django_capture_on_commit_callbacks(execute=True):
        publish(shelves)
    assert IndexChange.objects.waiting().count() == 1
    with pytest.raises(EngineUnavailable):
        titles("vừa công bố")
    call_command("drain_search", verbosity=0)
    assert NEW in titles("vừa công bố")
    assert not IndexChange.objects.waiting().exists()


def test_a_damaged_index_is_built_anew_by_itself(portal):
    publish(portal)
    folder = portal_engine()._storage.current()
    for file in folder.glob("records/*.store"):
        file.write_bytes(b"")
    (folder / "records" / "meta.json").write_text("{")
    [outcome] = update_indexes()
    assert isinstance(outcome.error, EngineUnavailable)
    assert IndexChange.objects.waiting().count() == 1
    [outcome] = mend_indexes()
    assert (outcome.error, outcome.rebuilt > 5) == (None, True)
    assert NEW in titles("vừa công bố")
    assert not IndexChange.objects.waiting().exists()


def test_a_service_brings_in_what_others_publish_until_it_is_stopped(portal, monkeypatch, capsys):
    rests = []

    def rest(seconds):
        rests.append(seconds)
        if len(rests) == 1:
            publish(portal)
        else:
            raise KeyboardInterrupt

    command = "search.management.commands.drain_search"
    monkeypatch.setattr(f"{command}.time.sleep", rest)
    # The transaction of the test is on this connection.
    monkeypatch.setattr(f"{command}.close_old_connections", lambda: None)
    call_command("drain_search", "--follow")
    assert NEW in titles("vừa công bố")
    assert max(rests) <= 1  # found within two seconds
    assert "được giữ trong cơ sở dữ liệu" in capsys.readouterr().out


def test_what_is_missing_outdated_and_surplus_is_found_and_mended(portal, capsys):
    call_command("check_search", verbosity=0)
    engine = portal_engine()
    with engine.update() as update:
        update.remove("questions", 1)
        update.remove("documents", 3)
        update.add("documents", replace(LAND_LAW, key="3/", title="Tên cũ"))
        update.add("questions", replace(LAND_LAW, key="99/"))
        update.add("documents", replace(LAND_LAW, key="4/"))  # there twice
    with pytest.raises(CommandError, match="tantivy"):
        call_command("check_search", verbosity=0)
    assert "tantivy: 11 mục; thiếu 1, cũ 2, thừa 1." in capsys.readouterr().out
    call_command("check_search", "--fix", verbosity=0)
    call_command("check_search", verbosity=0)
    assert [
        hit.record.title
        for hit in engine.lookup(number_terms("168/2024/NĐ-CP"), day=TODAY, sources=["documents"])
    ] == [TRAFFIC_DECREE.title]


def test_what_waits_is_no_difference(portal):
    publish(portal)
    call_command("check_search", verbosity=0)
    portal["questions"].withdraw(1)
    announce_change("questions", 1)
    call_command("check_search", verbosity=0)


def test_a_check_of_an_engine_that_is_not_used_says_so(portal):
    for command in ("check_search", "rebuild_search"):
        with pytest.raises(CommandError, match="SEARCH_ENGINE"):
            call_command(command, "--engine", "elasticsearch", verbosity=0)


def test_rebuild_if_needed_only_updates_a_good_index(portal, capsys):
    publish(portal)
    folder = portal_engine()._storage.current()
    call_command("rebuild_search", "--if-needed")
    assert portal_engine()._storage.current() == folder
    assert NEW in titles("vừa công bố")
    call_command("rebuild_search", verbosity=0)
    assert portal_engine()._storage.current() != folder
    assert "Đã dựng chỉ mục với" in capsys.readouterr().out


def test_an_interrupted_rebuild_says_so_and_keeps_the_index(portal, monkeypatch, capsys):
    monkeypatch.setattr("search.management.commands.rebuild_search.rebuild_index", _interrupt)
    with pytest.raises(SystemExit) as exit_:
        call_command("rebuild_search", verbosity=0)
    assert exit_.value.code == 130
    assert "chỉ mục cũ vẫn dùng được" in capsys.readouterr().err
    assert titles("thu hồi đất")


def _interrupt(progress, only):
    raise KeyboardInterrupt
