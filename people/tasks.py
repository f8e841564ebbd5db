"""Jobs of the people app. Each is safe to run twice, late, and beside itself."""

from celery import shared_task

from people.performance import opening, reminders


@shared_task
def keep_performance_years_up() -> None:
    """New starters, leavers and movers of every open performance year."""
    opening.keep_up_all()


@shared_task
def remind_of_performance() -> None:
    """Line managers of what is due in their teams, people of objectives that wait for them: on working days."""
    reminders.remind_all()
