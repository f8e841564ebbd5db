"""Jobs about those who are about to join. Each is safe to run twice, late, and beside itself."""

from celery import shared_task

from welfare.joining import mail, risk, six_weeks


@shared_task
def mail_forms() -> None:
    """The links that wait to be mailed. Asked for with every form, and every few minutes for what could not go then."""
    mail.mail_waiting()


@shared_task
def look_ahead() -> None:
    """Once a day: risk assessments that are late, and six weeks that are nearly over."""
    risk.alert_all()
    six_weeks.alert_all()
