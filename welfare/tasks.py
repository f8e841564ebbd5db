"""Jobs of the welfare app. Each is safe to run twice, late, and beside itself."""

from celery import shared_task

from welfare.cases import documents, reminders
from welfare.passports import line_managers
from welfare.passports import reminders as of_passports


@shared_task
def remind() -> None:
    """What is due today, to each of the team."""
    reminders.remind_all()


@shared_task
def remind_of_passports() -> None:
    """Reviews come due, on any day; and on working days whoever keeps a passport waiting hears of it."""
    of_passports.come_due_all()
    of_passports.remind_all()


@shared_task
def ask_about_line_managers() -> None:
    """Shares with former line managers end, and holders of passports are asked about new ones."""
    line_managers.ask_all()


@shared_task
def sweep_documents() -> None:
    """Deletes the files of cases that no document names any more."""
    documents.sweep()
