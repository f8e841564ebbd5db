"""Jobs of the change app. Each is safe to run twice, late, and beside itself."""

from celery import shared_task

from change.benefits import reminders


@shared_task
def remind_of_measurements() -> None:
    """Owners of measurements that are due; the change managers of those that are over a month late."""
    reminders.remind_all()
