"""The database itself refuses to change the log, and PostgreSQL to delete what is young.

SQLite gets no trigger on deletion: there Django empties tables with DELETE between tests.
"""

from django.db import migrations

SQLITE = """
CREATE TRIGGER audit_event_never_changed BEFORE UPDATE ON audit_auditevent
BEGIN SELECT RAISE(ABORT, 'the audit log cannot be changed'); END
"""
SQLITE_UNDO = "DROP TRIGGER IF EXISTS audit_event_never_changed"
# A day of grace, because the clocks of two machines differ.
POSTGRESQL = """
CREATE FUNCTION audit_event_refuse() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'UPDATE' OR OLD.at > now() - interval '12 months' + interval '1 day' THEN
        RAISE EXCEPTION 'the audit log cannot be changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER audit_event_never_changed BEFORE UPDATE OR DELETE ON audit_auditevent
FOR EACH ROW EXECUTE FUNCTION audit_event_refuse()
"""
POSTGRESQL_UNDO = """
DROP TRIGGER IF EXISTS audit_event_never_changed ON audit_auditevent;
DROP FUNCTION IF EXISTS audit_event_refuse()
"""
STATEMENTS = {"sqlite": (SQLITE, SQLITE_UNDO), "postgresql": (POSTGRESQL, POSTGRESQL_UNDO)}


def guard(apps, schema_editor):
    statement, undo = STATEMENTS.get(schema_editor.connection.vendor, ("", ""))
    if statement:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    statement, undo = STATEMENTS.get(schema_editor.connection.vendor, ("", ""))
    if undo:
        schema_editor.execute(undo)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_names_and_retention")]

    operations = [migrations.RunPython(guard, unguard)]
