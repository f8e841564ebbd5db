"""The daily look at who started five weeks ago and has not applied to Access to Work."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from people.roles import Role, holders_of
from welfare.joining.access_to_work import AccessToWork
from welfare.joining.choices import AccessStatus
from wmp.lib import clock
from wmp.lib.alerts import alert
from wmp.lib.words import counted, long_day


def alert_all() -> int:
    """Tells the person and the RA officers of each, once, and returns how many were told of. Safe beside itself."""
    officers = list(holders_of(Role.RA_OFFICER))
    waiting: Any = AccessToWork.objects.unscoped().running_out(clock.today()).filter(alerted_on=None)
    return sum(_alert(record, officers) for record in waiting.select_related("person__account"))


@transaction.atomic
def _alert(record: AccessToWork, officers: list[Any]) -> bool:
    """Whoever sets the day tells them: a job beside this one finds it set."""
    here: Any = AccessToWork.objects.unscoped().filter(pk=record.pk, alerted_on=None, status=record.status)
    if not here.update(alerted_on=clock.today()):
        return False
    left = words_left(record)
    account = record.person.account
    if account and account.is_active:
        alert([account], subject="Access to Work", text=f"Apply to Access to Work: {left}.", path=own_address())
    alert(
        [each for each in officers if account is None or each.pk != account.pk],
        subject=f"{record}: not applied yet",
        text=f"{record}: nobody has applied yet; {left}.",
        path=reverse("welfare:access-to-work-detail", args=[record.pk]),
    )
    return True


def own_address() -> str:
    return reverse("welfare:access-to-work-own")


def words_left(record: AccessToWork) -> str:
    """How long the whole cost can be granted, for the middle of a sentence."""
    left, until = record.days_left(clock.today()), long_day(record.whole_cost_until)
    if left < 0:
        return f"the six weeks were over on {until}, so only a part of the cost may be granted"
    return f"{counted(left, 'day')} left, until {until}" if left else f"today, {until}, is the last day"


def warning_of(record: AccessToWork) -> dict[str, str] | None:
    """A tag from the day of the alert on, while nobody has applied: {text, colour}."""
    today = clock.today()
    if (
        record.status != AccessStatus.ENCOURAGED
        or (today - record.started_on).days < settings.ACCESS_TO_WORK_ALERT_DAYS
    ):
        return None
    left = record.days_left(today)
    if left < 0:
        return {"text": "Six weeks are over", "colour": "red"}
    return {"text": f"{counted(left, 'day')} left" if left else "Last day", "colour": "yellow" if left > 2 else "red"}
