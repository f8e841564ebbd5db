import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("welfare", "0004_rounds_and_offers_kept")]

    operations = [
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("to", "on"), name="reminder_once_a_day")]},
        ),
        migrations.AddIndex(
            model_name="welfarecase",
            index=models.Index(fields=["-closed_on", "id"], name="welfare_case_closed"),
        ),
        migrations.AddIndex(
            model_name="welfarecase",
            index=models.Index(
                condition=Q(("reopened_on__isnull", False)), fields=["reopened_on"], name="welfare_case_reopened"
            ),
        ),
    ]
