"""Welfare cases made as the product makes them: by a signal, and then by the verbs."""

from contextlib import AbstractContextManager
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from people.models import Person, Resignation, User
from welfare.cases.handling import hand_over, log_contact
from welfare.cases.models import CaseStatus, Trigger, WelfareCase
from welfare.cases.signals import receive, record_resignation
from wmp.lib import clock

# Mondays, the second one before Good Friday and Easter Monday 2022.
MONDAY = date(2022, 4, 4)
BEFORE_EASTER = date(2022, 4, 11)


def on(day: date = MONDAY, hour: int = 8, minute: int = 10) -> AbstractContextManager[None]:
    """Within it, records are made and pages are read at that time of that day."""
    return clock.at(timezone.make_aware(datetime.combine(day, time(hour, minute))))


def case_of(
    who: Person,
    trigger: Trigger = Trigger.TUTOR,
    *,
    by: User | None = None,
    owner: User | None = None,
    status: CaseStatus = CaseStatus.OPEN,
    received_on: date | None = None,
    **told: Any,
) -> WelfareCase:
    """The live case of `who` after a signal of today, unassigned unless `owner` is given, brought to `status`."""
    received_on = received_on or clock.today()
    case: WelfareCase = receive(who, trigger, by=by, received_on=received_on, **told).case
    if owner:
        hand_over(case, to=owner, by=owner)
    return brought_to(status, case, by=owner or by)


def resigned(who: Person, *, by: User, owner: User | None = None, **fields: Any) -> WelfareCase:
    """The live case of `who` after a resignation of today. `fields` are the resignation's: last_day, stated_reason."""
    fields.setdefault("received_on", clock.today())
    signal = record_resignation(Resignation(person=who, **fields), by=by)
    assert signal is not None
    case: WelfareCase = signal.case
    if owner:
        hand_over(case, to=owner, by=owner)
    return case


def brought_to(status: CaseStatus, case: WelfareCase, *, by: User | None) -> WelfareCase:
    """The case moved there by the shortest way, today."""
    if status in (CaseStatus.CONTACTED, CaseStatus.SUPPORTING):
        log_contact(case, by=by, on=clock.today(), reached="spoke", with_whom="officer")
    if status == CaseStatus.SUPPORTING:
        case.support(by=by)
    if status == CaseStatus.PAUSED:
        case.pause(by=by, reason="On leave")
    if status == CaseStatus.CLOSED:
        case.close(by=by, outcome="retained", themes=[], reason="Stays")
    return case


def stored(case: WelfareCase) -> WelfareCase:
    """The case as the database has it."""
    return WelfareCase.objects.unscoped().get(pk=case.pk)
