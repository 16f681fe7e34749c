"""The database itself refuses to change the trail (TRAIL-1)."""

from django.db import migrations

from carewright.trail.guards import lower_guards, raise_guards


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, editor: raise_guards(editor.connection), lambda apps, editor: lower_guards(editor.connection)
        )
    ]
