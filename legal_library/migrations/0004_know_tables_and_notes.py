from django.db import migrations, models

KINDS = [
    ("part", "Phần"),
    ("chapter", "Chương"),
    ("section", "Mục"),
    ("subsection", "Tiểu mục"),
    ("article", "Điều"),
    ("clause", "Khoản"),
    ("point", "Điểm"),
    ("annex", "Phụ lục"),
    ("paragraph", "Đoạn"),
    ("table", "Bảng"),
    ("note", "Chú thích"),
]


class Migration(migrations.Migration):
    dependencies = [("legal_library", "0003_refuse_pages_as_originals")]

    operations = [
        migrations.AlterField(
            model_name="provision",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=12, verbose_name="cấp"),
        ),
    ]
