"""Days and lengths that no promotion process or target has are refused by the database."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_stages_as_records"),
    ]

    operations = [
        # What stands and would be refused is brought within the bounds: an unlikely day is no day.
        migrations.RunSQL(
            """
            UPDATE people_promotionprocess SET results_on = NULL WHERE results_on <= closes_on;
            UPDATE people_promotionprocess SET pool_months = least(greatest(pool_months, 1), 60)
            WHERE pool_months NOT BETWEEN 1 AND 60;
            UPDATE people_promotionprocess SET appeal_days = 365 WHERE appeal_days > 365;
            UPDATE people_representationtarget SET ends_on = NULL WHERE ends_on < starts_on;
            """,
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            model_name="promotionprocess",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("results_on", None),
                    ("closes_on", None),
                    ("results_on__gt", models.F("closes_on")),
                    _connector="OR",
                ),
                name="promotion_process_tells_after_it_closes",
                violation_error_message="Results are told after the last day on which applications are taken.",
            ),
        ),
        migrations.AddConstraint(
            model_name="promotionprocess",
            constraint=models.CheckConstraint(
                condition=models.Q(("pool_months__range", (1, 60))),
                name="promotion_process_pool_months",
                violation_error_message="A place in the pool lasts from 1 to 60 months.",
            ),
        ),
        migrations.AddConstraint(
            model_name="promotionprocess",
            constraint=models.CheckConstraint(
                condition=models.Q(("appeal_days__lte", 365)),
                name="promotion_process_appeal_days",
                violation_error_message="Candidates have 365 days to appeal in at most.",
            ),
        ),
        migrations.AddConstraint(
            model_name="representationtarget",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="representation_target_ends_after_it_starts",
                violation_error_message="A target counts to the day from which it counts, or a later one.",
            ),
        ),
    ]
