from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('legal_library', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='documentsource',
            name='one_source_record',
        ),
        migrations.AddConstraint(
            model_name='documentsource',
            constraint=models.UniqueConstraint(fields=('name', 'key', 'document'), name='one_source_record'),
        ),
    ]
