"""Reminders about passports: of reviews, and of passports that wait for somebody too long.

A passport is reminded of once for each step: the database keeps a row for the passport, the kind and the day of the
step, so that the job may run twice, late, or beside itself. Alerts name the passport by its number and say nothing of
what is in it. The numbers of days are ours.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse

from people.models import User
from welfare.passports.adjustments import STANDING, Adjustment
from welfare.passports.choices import PassportStatus, Purpose
from welfare.passports.handling import line_manager_of, tell_holder, tell_ra_officers
from welfare.passports.models import Passport, PassportChange
from welfare.passports.reminded import Kind, PassportReminder
from welfare.passports.sharing import Share
from wmp.lib import clock
from wmp.lib.alerts import alert
from wmp.lib.words import long_day, within
from wmp.lib.workflow import IllegalMove, StaleMove
from wmp.lib.working_days import is_working_day, last_working_days

AHEAD = timedelta(days=14)  # a review is announced
WEEK = timedelta(days=7)  # between reminders of one that is overdue
DAY = timedelta(days=1)
# Working days for which a passport may wait before somebody hears of it.
WITH_MANAGER, WITH_RA_OFFICER, SENT_BACK = 3, 5, 10


@dataclass(frozen=True)
class Step:
    """A reminder that is due: about which passport, of what, for which day."""

    passport: Passport
    kind: Kind
    on: date


def once(passport: Passport, kind: Kind, on: date) -> bool:
    """Notes the reminder. False where it went out already. Within one transaction with its alert."""
    try:
        with transaction.atomic():
            PassportReminder.objects.create(passport=passport, kind=kind, on=on)
    except IntegrityError:
        return False
    return True


# --- the daily job ---


def come_due_all() -> int:
    """Reviews whose day has come, on whatever day of the week: returns of how many passports."""
    due = Passport.objects.unscoped().filter(status__in=["in place", "renewed"], review_due__lte=clock.today())
    return sum(_come_due(passport) for passport in due.order_by("pk"))


def _come_due(passport: Passport) -> bool:
    try:
        passport.come_due()
    except (IllegalMove, StaleMove):  # moved meanwhile, by its holder or by a job beside this one
        return False
    return True


def remind_all() -> int:
    """Sends every reminder that is due and was not sent, and returns how many. None on a day off."""
    today = clock.today()
    if not is_working_day(today):
        return 0
    return sum(_remind_of(step, today) for step in steps_due(today))


def steps_due(today: date) -> Iterator[Step]:
    """What is to be reminded of on `today`, whether or not it was already."""
    live = Passport.objects.unscoped().select_related("holder__account", "ra_officer").order_by("pk")
    for passport in live.filter(status__in=["in place", "renewed"], review_due__range=(today + DAY, today + AHEAD)):
        yield Step(passport, Kind.AHEAD, _day_of_review(passport))
    for passport in live.filter(Q(status="review due") | _lapsed(today)):
        weeks = (today - _day_of_review(passport)) // WEEK
        kind = Kind.OVERDUE if weeks > 0 else Kind.DUE
        yield Step(passport, kind, _day_of_review(passport) + max(weeks, 0) * WEEK)
    for kind, waiting in _waiting_too_long(today).items():
        for passport in live.filter(waiting):
            yield Step(passport, kind, passport.since)


def _lapsed(today: date) -> Q:
    """Taken up again or declined after that, and left there, while what was put in place before still stands: it is to
    be reviewed all the same."""
    standing = Adjustment.objects.unscoped().filter(status__in=STANDING).order_by().values("passport")
    return Q(status__in=["draft", "declined"], review_due__lte=today, pk__in=standing)


def _day_of_review(passport: Passport) -> date:
    assert passport.review_due  # the database has it for each passport that is in place, and the others were asked
    return passport.review_due


def _waiting_too_long(today: date) -> dict[Kind, Q]:
    """More than three working days, more than five; ten and not answered."""
    return {
        Kind.WITH_MANAGER: Q(status="with manager", since__lte=last_working_days(today, WITH_MANAGER + 1)),
        Kind.WITH_RA_OFFICER: Q(status="with RA officer", since__lte=last_working_days(today, WITH_RA_OFFICER + 1)),
        Kind.SENT_BACK: Q(status="draft", since__lte=last_working_days(today, SENT_BACK)) & Q(pk__in=_sent_back()),
    }


def _sent_back() -> Any:
    """The keys of passports whose last move was an RA officer's, back to the holder: not those that were taken back."""
    moves = PassportChange.objects.unscoped()
    last = moves.filter(record=OuterRef("record")).order_by("-at", "-pk").values("pk")[:1]
    back = moves.filter(pk=Subquery(last), old=PassportStatus.WITH_RA_OFFICER, new=PassportStatus.DRAFT)
    return back.exclude(by=F("record__holder__account")).values("record")


def _remind_of(step: Step, today: date) -> bool:
    """Within one transaction, so that a reminder is kept exactly where its alert is."""
    passport = step.passport
    stood = (passport.status, passport.since, passport.review_due)
    with transaction.atomic():
        passport.hold()
        moved = stood != (passport.status, passport.since, passport.review_due)
        if moved or not once(passport, step.kind, step.on):
            return False
        _tell(step, today)
    return True


def _tell(step: Step, today: date) -> None:
    passport = step.passport
    if step.kind == Kind.WITH_MANAGER:
        _tell_manager(passport)
        tell_holder(passport, "Your line manager has not commented yet. You can go on without their comment.")
    elif step.kind == Kind.WITH_RA_OFFICER:
        tell_ra_officers(passport, f"has waited for the RA officer since {long_day(passport.since)}")
    elif step.kind == Kind.SENT_BACK:
        tell_holder(passport, f"Your passport came back to you with a question on {long_day(passport.since)}.")
    else:
        tell_holder(passport, f"{_of_review(step, today, 'Your passport')}.")
        tell_ra_officers(passport, _of_review(step, today, "").strip())


def _of_review(step: Step, today: date, what: str) -> str:
    day = long_day(_day_of_review(step.passport))
    if step.passport.review_due and step.passport.review_due > today:
        return f"{what} is due for review on {day}"
    return f"{what} was due for review on {day}" if step.kind == Kind.OVERDUE else f"{what} is due for review"


def _tell_manager(passport: Passport) -> bool:
    """False where no line manager of today can read what was sent: it was for the one before, or has run out."""
    manager = line_manager_of(passport)
    if manager is None:
        return False
    sent = Share.now_open_to(manager).filter(passport=passport, purpose=Purpose.COMMENT).first()
    if sent is None:
        return False
    alert(
        [manager],
        subject="A passport waits for your comment",
        text=f"{passport} waits for your comment on section 4.1.",
        path=reverse("welfare:shared-detail", args=[sent.version_id]),
    )
    return True


# --- by hand ---


@transaction.atomic
def remind(passport: Passport, *, by: Any) -> None:
    """Whoever's turn it is, once a day. Raises IllegalMove where it is nobody's, StaleMove where they were today."""
    passport.must_not_be_of(by)
    if passport.status not in BY_HAND:
        raise IllegalMove(f"{passport} is {within(passport.get_status_display())}: nobody has to do anything.")
    if not once(passport, Kind.BY_HAND, clock.today()):
        raise StaleMove(f"Somebody has sent a reminder of {passport} today already.")
    BY_HAND[PassportStatus(passport.status)](passport)


def _remind_holder(passport: Passport) -> None:
    tell_holder(passport, "Your RA officer asks you to go on with your passport.")


def _remind_manager(passport: Passport) -> None:
    if not _tell_manager(passport):
        text = "Your line manager cannot read what you sent any more. You can go on without their comment."
        tell_holder(passport, text)


def _remind_ra_officers(passport: Passport) -> None:
    tell_ra_officers(passport, "waits for the RA officer")


def _remind_reviewed(passport: Passport) -> None:
    tell_holder(passport, "Your passport is due for review. Your RA officer asks you for a time to speak about it.")
    _remind_ra_officers(passport)


def _remind_owners(passport: Passport) -> None:
    """Those who see to what is not in place yet; the RA officer where nobody does."""
    unsettled: Iterable[Adjustment] = passport.adjustments.unscoped().unsettled().select_related("owner")
    owners: list[User] = [each.owner for each in unsettled if each.owner and each.owner.is_active]
    if not owners:
        tell_ra_officers(passport, "waits for its adjustments")
        return
    alert(
        owners,
        subject=f"{passport}: adjustments to put in place",
        text=f"{passport} waits for adjustments that you see to.",
        path=reverse("welfare:adjustments-to-see-to-list"),
    )


BY_HAND = {
    PassportStatus.DRAFT: _remind_holder,
    PassportStatus.WITH_MANAGER: _remind_manager,
    PassportStatus.WITH_RA_OFFICER: _remind_ra_officers,
    PassportStatus.PANEL: _remind_ra_officers,
    PassportStatus.AGREED: _remind_owners,
    PassportStatus.REVIEW_DUE: _remind_reviewed,
}
