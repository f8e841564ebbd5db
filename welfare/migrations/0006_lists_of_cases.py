import django.contrib.postgres.indexes
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_resignation'),
        ('welfare', '0005_reminders'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('status', 'open')), fields=['due_on', 'id'], name='task_open'),
        ),
        migrations.AddIndex(
            model_name='welfarecase',
            index=django.contrib.postgres.indexes.GinIndex(fields=['themes'], name='welfare_case_themes'),
        ),
        migrations.AddIndex(
            model_name='welfarecase',
            index=models.Index(condition=models.Q(('first_contact_on__gt', models.F('first_contact_due'))), fields=['-opened_on', 'id'], name='welfare_case_made_late'),
        ),
    ]
