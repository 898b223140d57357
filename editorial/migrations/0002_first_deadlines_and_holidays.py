"""Deadlines to start with, and the holidays whose days the law itself fixes."""

from datetime import date

from django.db import migrations

START = date(2026, 1, 1)
DEADLINES = {"kt": 2, "ld": 2}
HOLIDAYS = "khoản 1 Điều 112 Bộ luật Lao động 45/2019/QH14"
COMPENSATION = "khoản 3 Điều 111 Bộ luật Lao động 45/2019/QH14"
# Tết and the second day of the National Day are set anew each year by the Prime Minister
# (khoản 3 Điều 112) and are added in the admin when the announcement is out.
DAYS = [
    (date(2027, 1, 1), "Tết Dương lịch", HOLIDAYS),
    (date(2027, 4, 16), "Giỗ Tổ Hùng Vương (10 tháng 3 âm lịch)", HOLIDAYS),
    (date(2027, 4, 30), "Ngày Chiến thắng", HOLIDAYS),
    (date(2027, 5, 1), "Ngày Quốc tế lao động", HOLIDAYS),
    (date(2027, 5, 3), "Nghỉ bù ngày Quốc tế lao động", COMPENSATION),
    (date(2027, 9, 2), "Quốc khánh", HOLIDAYS),
]


def add(apps, schema_editor):
    deadlines = apps.get_model("editorial", "StepDeadline").objects
    for step, days in DEADLINES.items():
        deadlines.get_or_create(step=step, valid_from=START, defaults={"working_days": days})
    special_days = apps.get_model("editorial", "SpecialDay").objects
    for day, name, basis in DAYS:
        special_days.get_or_create(day=day, defaults={"name": name, "legal_basis": basis})


class Migration(migrations.Migration):
    dependencies = [("editorial", "0001_steps_deadlines_and_experts")]

    # Going back leaves the rows: the tables go with the migration before.
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
