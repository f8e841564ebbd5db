"""Signals in: whatever tells the team of an officer opens a case or joins the one that is live.

One transaction holds the signal, the case with its clock, and the alerts to the team.
"""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse

from people.models import Person, Probation, Resignation
from people.probation.models import in_force_on
from people.roles import Role, holders_of
from welfare.cases.entries import Signal
from welfare.cases.handling import SECOND_CLICK, TEAM
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
    return tell_of(resignation, by=by)


def tell_of(resignation: Resignation, *, by: Any) -> Signal | None:
    """Makes a resignation that is saved a signal. None where it is not a student officer's."""
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
    within: int | None = None,
) -> Signal:
    """Opens or joins the case of `person` and tells the team.

    `within` is in working days; what the force sets where it is None. A signal of long ago is overdue at once. Raises
    NotAStudentOfficer.
    """
    days = settings.FIRST_CONTACT_WORKING_DAYS if within is None else within
    hold(person)
    said = {"trigger": trigger, "by": by, "received_on": received_on, "told_by": told_by, "text": text}
    if resignation is None and (sent := _sent_before(person, **said)):
        return sent
    case = _live_case(person)
    if case is None:
        case = _opened(person, trigger, received_on, days)
    else:
        case.restart_clock(received_on, days)
    signal = Signal.objects.create(case=case, resignation=resignation, **said)
    tell_team(case, "a signal came in", of=signal.get_trigger_display(), but_not=by)
    return signal


def _sent_before(person: Person, **said: Any) -> Signal | None:
    """The same words of the same person a moment ago: a second click, not a second signal."""
    signals: Any = Signal._base_manager
    lately = signals.filter(case__person=person, at__gt=clock.now() - SECOND_CLICK, **said)
    found: Signal | None = lately.exclude(by=None).first()
    return found


def hold(person: Person) -> None:
    """To the end of the transaction, so that of two signals at once the second finds what the first made."""
    people: Any = Person._base_manager
    people.select_for_update(no_key=True).get(pk=person.pk)


def may_be_received(person: Person, trigger: Trigger, received_on: date) -> bool:
    """Is there a case to join, or may one be opened?"""
    cases: Any = WelfareCase._base_manager
    live = cases.filter(person=person).exclude(status=CaseStatus.CLOSED)
    return _probation_of(person, trigger, received_on) is not None or live.exists()


def due_after(received_on: date, within: int | None = None) -> date:
    """The day by which somebody of the team speaks with the officer: a promise that no case can tell from another."""
    return add_working_days(received_on, settings.FIRST_CONTACT_WORKING_DAYS if within is None else within)


def _live_case(person: Person) -> WelfareCase | None:
    """With its row held: a verb of somebody else's is over before the clock is set."""
    cases: Any = WelfareCase._base_manager
    live = cases.filter(person=person).exclude(status=CaseStatus.CLOSED)
    case: WelfareCase | None = live.select_for_update(of=("self",)).select_related("person", "owner").first()
    return case


def _probation_of(person: Person, trigger: Trigger, received_on: date) -> Probation | None:
    """The probation of that day. Recruitment tells of somebody before they join: theirs may be still to come."""
    still_to_end = Q(ended_on=None) | Q(ended_on__gte=received_on)
    that_day = still_to_end if trigger == Trigger.RECRUITMENT else in_force_on(received_on)
    probations: Any = Probation._base_manager
    found: Probation | None = probations.filter(that_day, person=person).order_by("-started_on").first()
    return found


def _opened(person: Person, trigger: Trigger, received_on: date, days: int) -> WelfareCase:
    probation = _probation_of(person, trigger, received_on)
    if probation is None:
        raise NotAStudentOfficer(f"{person} is not a student officer.")
    due = add_working_days(received_on, days)
    try:
        with transaction.atomic():
            return WelfareCase.objects.create(
                person=person,
                probation=probation,
                trigger=trigger,
                opened_on=clock.today(),
                first_contact_due=due,
                next_contact_due=due,
            )
    except IntegrityError:  # a closed case was reopened in this moment
        case = _live_case(person)
        if case is None:
            raise
        case.restart_clock(received_on, days)
        return case


# --- whom it is told ---


def tell_team(case: WelfareCase, what: str, *, of: str, but_not: Any) -> None:
    """Alerts the team of something that came to a case from outside. The words name nobody, and quote nothing."""
    alert(
        team_of(case, but_not=but_not),
        subject=f"{case.reference}: {what}",
        text=f"{of}. {_clock_of(case)}",
        path=reverse("welfare:cases-detail", args=[case.pk]),
    )


def _clock_of(case: WelfareCase) -> str:
    if case.status == CaseStatus.PAUSED:
        return "The case is paused, and so is its clock. Decide whether to resume it."
    if case.status == CaseStatus.CLOSED:
        return "The case is closed. Decide whether to reopen it."
    if case.next_contact_due is None:
        return "No contact is due."
    return f"Contact is due by {long_day(case.next_contact_due)}."


def team_of(case: WelfareCase, but_not: Any = None) -> list[Any]:
    """The accounts that a case is for: its owner and the leads; of an unassigned one, every officer and lead.

    So too where the owner has left the team or their account is closed: somebody has to see to it. Never the officer
    whom the case is about, nor `but_not`, who knows already.
    """
    owner = case.owner if case.owner and case.owner.is_active and case.owner.has_role(*TEAM) else None
    roles = [Role.WELFARE_LEAD] if owner else TEAM
    unwanted = {case.person.account_id, but_not and but_not.pk}
    people = [*holders_of(*roles), *([owner] if owner else [])]
    return [each for each in {each.pk: each for each in people}.values() if each.pk not in unwanted]
