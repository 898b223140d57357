import re

from django.db import migrations

from content.text import fold


def fold_names(apps, schema_editor):
    """As the model does when it is saved: folded words between blanks, names apart."""
    Unit = apps.get_model("departments", "Unit")
    units = list(Unit.objects.only("name", "short_name"))
    for unit in units:
        names = (name for name in (unit.name, unit.short_name) if name)
        unit.folded_names = "|".join(
            f" {' '.join(re.findall(r'[a-z0-9]+', fold(name)))} " for name in names
        )
    Unit.objects.bulk_update(units, ["folded_names"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("departments", "0004_find_units_by_folded_names")]
    # Backwards there is nothing to undo: the column goes with the migration before.
    operations = [migrations.RunPython(fold_names, migrations.RunPython.noop)]
