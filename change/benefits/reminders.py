"""Reminders of measurements: on working days, to whoever measures a benefit, once when it is due and then each month.

Each leads by one link to the page where one number and one sentence are entered. The change managers are told of those
that are over a month late, and of those that nobody with an open account owns, together. The numbers are ours.

The database decides that there is one for each measurement, person and month, so that the job may run twice, late, or
beside itself.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.urls import reverse

from change.benefits.due import measurement_due, months_late
from change.benefits.models import Benefit
from change.benefits.registers import BENEFITS
from change.benefits.reminded import BenefitReminder
from people.roles import Role, holders_of
from people.workforce.models import User
from wmp.lib import clock
from wmp.lib.alerts import alert_each
from wmp.lib.locks import hold_for_transaction
from wmp.lib.words import counted, long_day, spoken_list
from wmp.lib.working_days import is_working_day

# A mail names so many benefits; the list that it leads to has all of them.
NAMED = 10
Told = tuple[Any, str, str, str]


@transaction.atomic
def remind_all() -> int:
    """Everybody who was not told yet; returns how many alerts. None on a day off. Of two runs the second waits here."""
    today = clock.today()
    if not is_working_day(today):
        return 0
    hold_for_transaction("reminders", "measurements")
    due = list(Benefit.objects.unscoped().filter(measurement_due()).order_by("measure_due_on", "number"))
    owners = User.objects.in_bulk({each.measured_by for each in due if each.measured_by})
    managers = list(holders_of(Role.CHANGE_MANAGER))
    told = _told_before(due)
    alerts: list[Told] = []
    made: list[BenefitReminder] = []
    late: dict[Any, list[Benefit]] = defaultdict(list)
    for benefit in due:
        months = months_late(benefit.measure_due_on, today)
        owner = owners.get(benefit.measured_by)
        owner = owner if owner and owner.is_active else None
        whom = ([owner] if owner else []) + (managers if months or not owner else [])
        for account in {each.pk: each for each in whom}.values():
            if (benefit.pk, account.pk, benefit.measure_due_on, months) in told:
                continue
            made.append(BenefitReminder(benefit=benefit, to=account, due_on=benefit.measure_due_on, months_late=months))
            if account == owner:
                alerts.append(_to_owner(benefit, account))
            else:
                late[account].append(benefit)
    alerts += [_to_manager(account, those) for account, those in late.items()]
    BenefitReminder.objects.bulk_create(made)
    alert_each(alerts)
    return len(alerts)


def _told_before(due: Iterable[Benefit]) -> set[Any]:
    of_these = BenefitReminder.objects.unscoped().filter(benefit__in=[each.pk for each in due])
    return set(of_these.values_list("benefit", "to", "due_on", "months_late"))


def _to_owner(benefit: Benefit, account: User) -> Told:
    words = f"A measurement of benefit {benefit.number} has been due since {long_day(benefit.measure_due_on)}"
    return (
        account,
        f"Benefit {benefit.number}: please measure it",
        f"{words}: one number, and one sentence of evidence.",
        reverse("change:benefits-measure", args=[benefit.pk]),
    )


def _to_manager(account: User, those: list[Benefit]) -> Told:
    named = spoken_list([each.number for each in those[:NAMED]] + ["others"] * (len(those) > NAMED))
    return (
        account,
        f"{counted(len(those), 'benefit')} late with a measurement",
        f"Over a month late, or due and nobody with an open account to ask: {named}.",
        f"{BENEFITS.url}?measuring=chased&sort=measure_due_on",
    )
