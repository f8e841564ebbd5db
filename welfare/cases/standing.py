"""Where a case stands in words: its clock, and whose turn it is."""

from datetime import date
from typing import Any

from welfare.cases.handling import name_of
from welfare.cases.models import CaseStatus, WelfareCase
from wmp.lib import clock
from wmp.lib.words import counted, long_day
from wmp.lib.working_days import working_days_between


def clock_in_words(case: WelfareCase) -> str:
    """`Contact due today`, `2 working days late`, `Paused since 1 April 2022: the clock stands`."""
    if case.status == CaseStatus.CLOSED and case.closed_on:
        return f"{case.get_outcome_display()}, closed on {long_day(case.closed_on)}"
    if case.status == CaseStatus.PAUSED and case.paused_on:
        return f"Paused since {long_day(case.paused_on)}: the clock stands"
    if case.next_contact_due is None:
        return "No contact is due"
    return due_in_words(case.next_contact_due, "First contact" if case.status == CaseStatus.OPEN else "Contact")


def due_in_words(due: date, what: str) -> str:
    """When something is due or how late it is, by working days: weekends and bank holidays make nothing later."""
    today = clock.today()
    if due == today:
        return f"{what} due today"
    if due > today:
        days = working_days_between(today, due)
        within = "tomorrow" if (due - today).days == 1 else f"in {counted(days, 'working day')}"
        return f"{what} due {within}, on {due:%A} {long_day(due)}"
    late = working_days_between(due, today)
    if not late:
        return f"{what} was due on {due:%A} {long_day(due)}"
    return f"{what} is {counted(late, 'working day')} late: it was due on {long_day(due)}"


def turn(case: WelfareCase, user: Any) -> str:
    """Whose turn it is and by when, in a sentence."""
    if case.status == CaseStatus.CLOSED:
        return clock_in_words(case)
    if case.owner is None:
        return f"Nobody has this case yet. {clock_in_words(case)}"
    who = "Yours" if case.owner_id == user.pk else f"{name_of(case.owner)} has this case"
    return f"{who}. {clock_in_words(case)}"
