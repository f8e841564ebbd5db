"""Signals in: whatever tells the team of an officer opens a case or joins the one that is live.

One transaction holds the signal, the case with its clock, and the alerts to the team.
"""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from people.models import Person, Probation, Resignation
from people.roles import Role, holders_of
from welfare.cases.entries import Signal
from welfare.cases.models import CaseStatus, Trigger, WelfareCase
from wmp.lib import clock
from wmp.lib.alerts import alert
from wmp.lib.words import long_day
from wmp.lib.working_days import add_working_days


class NotAStudentOfficer(ValueError):
    """Welfare cases are for officers in probation."""


@transaction.atomic
def record_resignation(resignation: Resignation, *, by: Any) -> Signal | None:
    """Saves a resignation. Of a student officer it is a signal; of anybody else it is not, and None comes back."""
    resignation.save()
    try:
        return receive(
            resignation.person,
            Trigger.RESIGNATION,
            by=by,
            received_on=resignation.received_on,
            text=resignation.stated_reason,
            resignation=resignation,
        )
    except NotAStudentOfficer:
        return None


@transaction.atomic
def receive(
    person: Person,
    trigger: Trigger,
    *,
    by: Any,
    received_on: date,
    told_by: str = "",
    text: str = "",
    resignation: Resignation | None = None,
) -> Signal:
    """Opens or joins the case of `person` and tells the team. Raises NotAStudentOfficer."""
    # Held, so that of two signals at once the second finds the case that the first opened.
    people: Any = Person._base_manager
    people.select_for_update().get(pk=person.pk)
    probations: Any = Probation._base_manager
    on_that_day = Q(started_on__lte=received_on) & (Q(ended_on=None) | Q(ended_on__gte=received_on))
    probation = probations.filter(on_that_day, person=person).order_by("-started_on").first()
    if probation is None:
        raise NotAStudentOfficer(f"{person} is not a student officer.")
    cases: Any = WelfareCase._base_manager
    case = cases.filter(person=person).exclude(status=CaseStatus.CLOSED).first()
    if case is None:
        case = _opened(person, probation, trigger, received_on)
    else:
        case.restart_clock(received_on)
    signal = Signal.objects.create(
        case=case,
        trigger=trigger,
        by=by,
        received_on=received_on,
        told_by=told_by,
        text=text,
        resignation=resignation,
    )
    due = f"Contact is due by {long_day(case.next_contact_due)}" if case.next_contact_due else "No contact is due"
    alert(
        team_of(case, but_not=by),
        subject=f"{case.reference}: a signal came in",
        text=f"{signal.get_trigger_display()}. {due}.",
        path=reverse("welfare:cases-detail", args=[case.pk]),
    )
    return signal


def _opened(person: Person, probation: Probation, trigger: Trigger, received_on: date) -> WelfareCase:
    due = add_working_days(received_on, settings.FIRST_CONTACT_WORKING_DAYS)
    return WelfareCase.objects.create(
        person=person,
        probation=probation,
        trigger=trigger,
        opened_on=clock.today(),
        first_contact_due=due,
        next_contact_due=due,
    )


def team_of(case: WelfareCase, but_not: Any = None) -> list[Any]:
    """The accounts that a case is for: its owner and the leads; of an unassigned one, every officer and lead.

    Never the officer whom it is about, nor `but_not`, who knows already.
    """
    roles = [Role.WELFARE_LEAD] if case.owner_id else [Role.WELFARE_LEAD, Role.WELFARE_OFFICER]
    people = list(holders_of(*roles)) + ([case.owner] if case.owner else [])
    unwanted = {case.person.account_id, but_not and but_not.pk}
    return [each for each in people if each.pk not in unwanted]
