"""How fast real laws come in: documents and kilobytes a second, into an empty database."""

import lzma
import os
import sys
import tempfile

from benchmarks.measuring import median_of_runs, reference, seconds, show


def main() -> int:
    folder = tempfile.TemporaryDirectory(prefix="portal-bench-")
    os.environ |= {
        "PORTAL_VAR_DIR": folder.name,
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "DATABASE_URL": f"sqlite:///{folder.name}/bench.sqlite3",
    }
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from legal_library.models import LegalDocument

    laws = settings.SHARED_DATA_DIR / "corpus" / "laws_full.jsonl.xz"
    if not laws.exists():
        print("skipped: needs ../shared/data")
        return 0
    with lzma.open(laws) as file:
        size = len(file.read())
    call_command("migrate", verbosity=0)

    def import_all() -> float:
        LegalDocument.objects.all().delete()
        return seconds(lambda: call_command("import_documents", laws, verbosity=0))

    beside = median_of_runs(reference)
    took = median_of_runs(import_all)
    count = LegalDocument.objects.count()
    show("import of laws_full: documents", count, "")
    show("import of laws_full: documents a second", count / took, "/s", beside=beside)
    show("import of laws_full: kilobytes a second", size / 1000 / took, "kB/s", beside=beside)
    show(
        "second import, nothing changed",
        seconds(lambda: call_command("import_documents", laws, verbosity=0)),
        "s",
    )
    folder.cleanup()
    return 0


if __name__ == "__main__":
    sys.exit(main())
