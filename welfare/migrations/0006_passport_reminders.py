import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("welfare", "0005_before_joining_and_access_to_work"),
    ]

    operations = [
        migrations.CreateModel(
            name="PassportReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("review ahead", "A review is near"),
                            ("review due", "A review is due"),
                            ("review overdue", "A review is overdue"),
                            ("with manager", "Waits for the line manager"),
                            ("with RA officer", "Waits for the RA officer"),
                            ("sent back", "Waits for the holder's answer"),
                            ("by hand", "An RA officer reminded whoever's turn it was"),
                            ("review asked", "The holder asked for a review"),
                        ],
                        max_length=20,
                    ),
                ),
                ("on", models.DateField()),
                (
                    "passport",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="welfare.passport"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("passport", "kind", "on"), name="passport_reminded_once")
                ],
            },
        ),
    ]
