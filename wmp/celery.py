"""The job runner. What runs when stands in settings.CELERY_BEAT_SCHEDULE."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wmp.settings")

app = Celery("wmp")
app.config_from_object("django.conf:settings", namespace="CELERY")
# Tasks stand in a family's tasks.py and in those of wmp.lib and wmp.board.
app.autodiscover_tasks(
    [
        "wmp.lib",
        "wmp.board",
        "wmp.board.papers",
        "people",
        "change",
        "welfare",
        "welfare.resignations",
        "welfare.joining",
    ]
)
