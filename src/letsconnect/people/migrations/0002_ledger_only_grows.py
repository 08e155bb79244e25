"""The consent ledger only grows: the database itself refuses to change or delete a line."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER {name} BEFORE {deed} ON people_consent
BEGIN SELECT RAISE(ABORT, 'the consent ledger only grows'); END
"""
POSTGRESQL = (
    """
    CREATE OR REPLACE FUNCTION consent_ledger_only_grows() RETURNS trigger AS $$
    BEGIN RAISE EXCEPTION 'the consent ledger only grows'; END $$ LANGUAGE plpgsql
    """,
    """
    CREATE TRIGGER consent_only_grows BEFORE UPDATE OR DELETE ON people_consent
    FOR EACH ROW EXECUTE FUNCTION consent_ledger_only_grows()
    """,
)


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in POSTGRESQL:
            schema_editor.execute(statement)
    else:
        for deed in ("UPDATE", "DELETE"):
            schema_editor.execute(SQLITE.format(name=f"consent_no_{deed.lower()}", deed=deed))


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER consent_only_grows ON people_consent")
        schema_editor.execute("DROP FUNCTION consent_ledger_only_grows()")
    else:
        for deed in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER consent_no_{deed}")


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
