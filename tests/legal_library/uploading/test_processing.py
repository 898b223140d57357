"""A file is read once whatever stops; what waits can be cancelled, what failed tried again."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks import task_backends

from departments.staffing import end_appointment
from legal_library.models import LegalDocument, UploadBatch, UploadedFile, UploadState
from legal_library.uploading import drafting, processing

from .conftest import act, read_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(settings):
    """A portal whose tasks wait for a worker; gives back what it was asked for."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    return lambda: [result.args[0] for result in task_backends["default"].results]


def test_a_worker_is_asked_for_each_file_once(send, worker, django_capture_on_commit_callbacks):
    batch = send({"a.txt": act(1), "b.txt": act(2)})
    with django_capture_on_commit_callbacks(execute=True):
        processing.hand_over(batch)
        processing.hand_over(batch)
    assert worker() == list(batch.files.values_list("pk", flat=True))


def test_a_file_asked_for_twice_is_read_once(send):
    batch = send({"a.txt": act()})
    for _time in range(2):
        processing.read_upload.enqueue(batch.files.get().pk)
    assert batch.files.get().attempts == 1
    assert LegalDocument.objects.count() == 1


def test_a_file_whose_reader_was_killed_is_taken_up_again(send, monkeypatch):
    batch = send({"a.txt": act()})

    def killed(*args, **kwargs):
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(processing, "draft_record", killed)
        with pytest.raises(SystemExit):
            processing.read_next(batch)
    assert batch.files.get().state == UploadState.READING
    assert not processing.read_next(batch), "somebody may still be at it"
    UploadedFile.objects.update(started_at=timezone.now() - timedelta(hours=1))
    call_command("continue_uploads", verbosity=0)
    assert batch.files.get().state == UploadState.DRAFTED
    assert LegalDocument.objects.count() == 1


def test_who_comes_back_too_late_writes_nothing(send, monkeypatch):
    batch = send({"a.txt": act()})
    record_of = processing._record_of

    def slow(file, **options):
        UploadedFile.objects.update(attempts=2)  # somebody took it over meanwhile
        return record_of(file, **options)

    monkeypatch.setattr(processing, "_record_of", slow)
    processing.read_next(batch)
    assert not LegalDocument.objects.exists()
    assert batch.files.get().state == UploadState.READING


def test_a_file_that_kills_its_reader_each_time_is_given_up(send):
    batch = send({"a.txt": act()})
    batch.files.update(attempts=processing.MOST_ATTEMPTS)
    (file,) = read_all(batch)
    assert (file.state, "đã dừng 3 lần" in file.message) == (UploadState.FAILED, True)


def test_an_error_of_the_portal_is_said_and_logged_and_the_others_go_on(send, monkeypatch, caplog):
    draft = processing.draft_record

    def fails_once(record, **options):
        if record.key == "a.txt":
            raise RuntimeError("mất kết nối")
        return draft(record, **options)

    monkeypatch.setattr(processing, "draft_record", fails_once)
    first, second = read_all(send({"a.txt": act(1), "b.txt": act(2)}))
    assert (first.state, second.state) == (UploadState.FAILED, UploadState.DRAFTED)
    assert "mất kết nối" not in first.message
    assert "mất kết nối" in caplog.text


def test_what_failed_is_read_again_and_what_is_done_is_not(send, drafter, monkeypatch):
    batch = send({"a.txt": act(1), "b.txt": act(2)})
    with monkeypatch.context() as patch:
        patch.setattr(processing, "draft_record", lambda *args, **kwargs: 1 / 0)
        processing.read_next(batch)
    read_all(batch)
    assert processing.retry(batch, by=drafter) == 1
    assert {file.state for file in read_all(batch)} == {UploadState.DRAFTED}
    assert processing.retry(batch, by=drafter) == 0


def test_what_waits_is_cancelled_and_can_be_taken_up_later(send, drafter):
    batch = send({"a.txt": act(1), "b.txt": act(2)})
    processing.read_next(batch)
    assert processing.cancel(batch, by=drafter) == 1
    assert not processing.read_next(batch)
    assert processing.retry(batch, by=drafter) == 1
    assert LegalDocument.objects.count() == 1


def test_rights_are_those_of_the_day_on_which_the_file_is_read(send, drafter):
    batch = send({"a.txt": act()})
    end_appointment(drafter.appointments.get())
    (file,) = read_all(batch)
    assert (file.state, "không còn quyền" in file.message) == (UploadState.FAILED, True)


def test_a_file_is_kept_until_it_is_read_and_old_ones_are_removed(send):
    done, waiting = send({"a.txt": act(1)}), send({"b.txt": act(2)})
    read_all(done)
    assert not any(path.is_file() for path in done.folder.rglob("*"))
    UploadBatch.objects.update(created_at=timezone.now() - timedelta(days=31))
    waiting.files.update(state=UploadState.FAILED)
    call_command("continue_uploads", verbosity=0)
    assert not waiting.folder.exists()
    assert processing.retry(waiting, by=None) == 0


def test_what_a_worker_lost_is_asked_for_again_after_a_while(send, worker):
    batch = send({"a.txt": act()})
    UploadedFile.objects.update(queued_at=timezone.now())
    assert processing.take_up_again() == 0
    UploadedFile.objects.update(queued_at=timezone.now() - timedelta(hours=1))
    assert processing.take_up_again() == 1
    assert worker() == [batch.files.get().pk]


def test_two_files_of_one_act_at_the_same_moment_are_one_document(send, monkeypatch):
    read_all(send({"a.txt": act()}))
    find = drafting._same_act
    answers = iter([lambda reading: None, find])  # not there yet, and there a moment later
    monkeypatch.setattr(drafting, "_same_act", lambda reading: next(answers)(reading))
    (file,) = read_all(send({"b.txt": act() + b"\nNoi nhan: luu.\n"}))
    assert (file.state, LegalDocument.objects.count()) == (UploadState.FAILED, 1)
    assert "đang có một bản nháp" in file.message
