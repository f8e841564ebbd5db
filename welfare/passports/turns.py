"""Whose turn it is with a passport, by where it stands, and for how long: in working days."""

from datetime import date
from typing import Any

from django.db.models import TextChoices

from welfare.passports.choices import PassportStatus
from welfare.passports.models import Passport
from wmp.lib import clock
from wmp.lib.words import counted
from wmp.lib.working_days import last_working_days, working_days_between

# After so many working days a passport is stuck, whosever turn it is (ours).
STUCK_AFTER = 10


class Turn(TextChoices):
    RA_OFFICER = "RA officer", "RA officer"
    MANAGER = "manager", "Line manager"
    HOLDER = "holder", "Holder"
    ADJUSTMENTS = "adjustments", "Adjustments"
    NOBODY = "nobody", "Nobody"


TURNS = {
    PassportStatus.DRAFT: Turn.HOLDER,
    PassportStatus.WITH_MANAGER: Turn.MANAGER,
    PassportStatus.WITH_RA_OFFICER: Turn.RA_OFFICER,
    PassportStatus.PANEL: Turn.RA_OFFICER,
    PassportStatus.AGREED: Turn.ADJUSTMENTS,
    PassportStatus.DECLINED: Turn.NOBODY,
    PassportStatus.IN_PLACE: Turn.NOBODY,
    PassportStatus.REVIEW_DUE: Turn.RA_OFFICER,
    PassportStatus.RENEWED: Turn.NOBODY,
    PassportStatus.WITHDRAWN: Turn.NOBODY,
}


def statuses_of(turn: Turn) -> list[str]:
    """Where it is the turn of `turn`."""
    return [status.value for status, whose in TURNS.items() if whose == turn]


def days_since(day: date) -> int:
    """Working days that have passed."""
    return working_days_between(day, clock.today())


def stuck_before() -> date:
    """What stands where it does since this day or an earlier one is stuck."""
    return last_working_days(clock.today(), STUCK_AFTER + 1)


def for_so_long(day: date) -> str:
    """`since today`, `for 1 working day`, `for 12 working days`."""
    if day >= clock.today():
        return "since today"
    return f"for {counted(days_since(day), 'working day')}"


def said(passport: Passport, user: Any) -> str:
    """Whose turn it is and for how long, in a sentence to an RA officer."""
    long = for_so_long(passport.since)
    whose = "Your" if passport.ra_officer_id == user.pk else "The RA officer’s"
    sentences = {
        PassportStatus.DRAFT: f"The holder’s turn {long}: they are changing it.",
        PassportStatus.WITH_MANAGER: f"The line manager’s turn {long}: section 4.1 waits for their comment.",
        PassportStatus.WITH_RA_OFFICER: f"{whose} turn {long}: it waits for a decision.",
        PassportStatus.PANEL: f"With the panel {long}.",
        PassportStatus.AGREED: f"Agreed {long}: adjustments are still to be put in place.",
        PassportStatus.REVIEW_DUE: f"The review is due {long}.",
    }
    return sentences.get(PassportStatus(passport.status), f"Nobody’s turn. It stands so {long}.")
