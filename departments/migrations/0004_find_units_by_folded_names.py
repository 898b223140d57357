import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("departments", "0003_give_sections_a_collection")]

    operations = [
        migrations.AddField(
            model_name="unit",
            name="folded_names",
            field=models.CharField(default="", editable=False, max_length=400),
        ),
        migrations.AddField(
            model_name="unitevent",
            name="form_key",
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="unitevent",
            name="new_parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="departments.unit",
                verbose_name="nay thuộc",
            ),
        ),
    ]
