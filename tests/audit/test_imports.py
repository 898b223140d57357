"""What a command brings in is in the log, done by the portal itself."""

import pytest
from django.core.management import call_command

from audit.models import Action, AuditEvent
from legal_library.vocabulary import load_vocabulary

pytestmark = pytest.mark.django_db

TEXT = """HỘI ĐỒNG NHÂN DÂN
TỈNH AN LẠC
Số: 9/2026/NQ-HĐND
An Lạc, ngày 05 tháng 6 năm 2026
NGHỊ QUYẾT
Quy định đặt tên đường
Điều 1. Phạm vi
Nghị quyết này quy định đặt tên đường.
"""


def test_an_import_is_logged_without_a_person_and_a_dry_run_is_not(tmp_path):
    load_vocabulary()
    path = tmp_path / "nghi-quyet.txt"
    path.write_text(TEXT, encoding="utf-8")
    call_command("import_documents", str(path), "--dry-run", verbosity=0)
    assert not AuditEvent.objects.filter(action=Action.IMPORTED).exists()
    call_command("import_documents", str(path), verbosity=0)
    event = AuditEvent.objects.get(action=Action.IMPORTED)
    assert (event.actor_name, event.object_name) == ("", "import_documents")
    assert sum(event.detail.values()) == 1
