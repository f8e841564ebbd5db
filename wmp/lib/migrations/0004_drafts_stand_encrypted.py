from django.db import migrations

import wmp.lib.encryption


class Migration(migrations.Migration):
    dependencies = [("lib", "0003_alerts_drafts_and_kept")]

    operations = [
        # Drafts live for seven days at most. Those of before stand in plain text, and go.
        migrations.RunSQL("DELETE FROM lib_draft", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="draft",
            name="fields",
            field=wmp.lib.encryption.EncryptedJSONField(default=dict),
        ),
        # Backwards likewise, before the column is JSON again: a token is none.
        migrations.RunSQL(migrations.RunSQL.noop, "DELETE FROM lib_draft"),
    ]
