"""Jobs of the people app. Each is safe to run twice, late, and beside itself."""

from celery import shared_task

from people.performance import opening, releasing, reminders
from people.promotion import pool, started


@shared_task
def keep_performance_years_up() -> None:
    """New starters, leavers and movers of every open performance year."""
    opening.keep_up_all()


@shared_task
def remind_of_performance() -> None:
    """Line managers of what is due in their teams, people of objectives that wait for them: on working days."""
    reminders.remind_all()


@shared_task
def expire_pool_places() -> None:
    """Places in the promotion pool whose last day is over end; the team hears of those that will."""
    pool.expire()


@shared_task
def forget_begun_applications() -> None:
    """Applications for promotion that were begun and never sent, long after their process closed."""
    started.forget_old()


@shared_task
def release_ratings() -> None:
    """Final ratings are shared on the day that their year says, where nothing of it is under moderation."""
    releasing.release_due()
