"""Stages of promotion processes were lists of names, and are records with days of their own."""

from django.db import migrations


def stages_from_names(apps, schema_editor):
    """Stages were a list of names of the process: each becomes a record."""
    process_model, stage_model = (apps.get_model("people", name) for name in ("PromotionProcess", "PromotionStage"))
    for process in process_model._base_manager.exclude(stages=[]):
        names = list(dict.fromkeys(process.stages))
        stage_model._base_manager.bulk_create(
            stage_model(process=process, number=number, name=name) for number, name in enumerate(names, start=1)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_ratings_promotion_talent_and_recruitment"),
    ]

    operations = [
        migrations.RunPython(stages_from_names, migrations.RunPython.noop),
        # No table can be altered while a check of its rows is outstanding.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RemoveField(model_name="promotionprocess", name="stages"),
        migrations.RemoveField(model_name="promotionprocessevent", name="stages"),
    ]
