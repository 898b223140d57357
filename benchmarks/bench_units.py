"""How fast the units of the whole country come in, with all that they were before."""

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

    from departments.models import Unit, UnitSuccession

    data = settings.SHARED_DATA_DIR / "units"
    files = [data / "units_2025.csv", data / "successions_2025.csv"]
    if not all(file.exists() for file in files):
        print("skipped: needs ../shared/data")
        return 0
    call_command("migrate", verbosity=0)

    def empty() -> None:
        UnitSuccession.objects.all().delete()
        Unit.objects.update(parent=None)
        Unit.objects.all().delete()

    def import_all() -> float:
        empty()
        return seconds(lambda: call_command("import_units", *files, verbosity=0))

    beside = median_of_runs(reference)
    took = median_of_runs(import_all)
    show("import of all units: units of today and former", Unit.objects.count(), "")
    show("import of all units: successions", UnitSuccession.objects.count(), "")
    show("import of all units (asked: at most 60)", took, "s", beside=beside)
    again = seconds(lambda: call_command("import_units", *files, verbosity=0))
    show("second import, nothing changed", again, "s")
    empty()
    one = seconds(lambda: call_command("import_units", *files, province="92", verbosity=0))
    show("import of one province", one, "s")
    folder.cleanup()
    return 0


if __name__ == "__main__":
    sys.exit(main())
