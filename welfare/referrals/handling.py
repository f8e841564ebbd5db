"""What is done with a referral, whole: the verb with its appointment, its release, and who is told.

Pages call these. Each is one transaction that holds the referral's row first, so that of two bookings, or of a booking
beside a withdrawal, one finds the other. Words of alerts name a referral by its reference and say nothing of health.
"""

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse

from people.models import Person, User
from people.roles import Role, holders_of, managers_of
from welfare.referrals.choices import Outcome
from welfare.referrals.entries import OHAppointment, OHRecommendation
from welfare.referrals.models import ENDED, OPEN, WAITING, OHReason, OHReferral, next_reference
from wmp.lib import clock
from wmp.lib.alerts import alert
from wmp.lib.words import long_day
from wmp.lib.workflow import IllegalMove, StaleMove

# After a referral has ended, its line manager makes no other for so long: a "no" is not asked again at once.
PAUSE = timedelta(days=28)

# --- referring ---


@transaction.atomic
def refer(person: Person, *, by: User, reason: str, questions: str) -> OHReferral:
    """By the line manager of today, who asks: the person decides. By the person themselves: they have decided.

    Raises IllegalMove for somebody who is neither, and where the same account referred the person not long ago.
    """
    Person.objects.unscoped().select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    itself = person.account_id == by.pk
    if not itself and by not in managers_of(person.pk):
        raise IllegalMove(f"{person} does not report to you today.")
    if trouble := _too_soon(person, by=by, itself=itself):
        raise IllegalMove(trouble)
    made = OHReferral(person=person, referred_by=by, **next_reference())
    made.save(force_insert=True)
    OHReason.objects.create(referral=made, reason=reason, questions=questions)
    if itself:
        made.consent(by=by)
        tell_ra_officers(made, "came in, and is to be booked")
    elif person.account:
        tell_person(made, "Your line manager asks to refer you to occupational health. It goes on if you agree.")
    else:
        tell_ra_officers(made, "came in; the person has no account here to agree with")
    return made


def _too_soon(person: Person, *, by: User, itself: bool) -> str:
    """Why there is no other referral yet, in a sentence; "" where there may be one.

    To a line manager it is the same wherever theirs stands and however it ended: whoever tries learns nothing by it.
    """
    made = OHReferral.objects.unscoped().filter(person=person, referred_by=by)
    if itself:
        before = made.filter(status__in=WAITING).first()
        return f"You referred yourself on {long_day(before.referred_on)}, and it goes on." if before else ""
    lately = Q(status__in=ENDED, ended_on__gt=clock.today() - PAUSE)
    before = made.filter(Q(status__in=OPEN) | lately).first()
    if before is None:
        return ""
    return (
        f"You referred {person} on {long_day(before.referred_on)}. You can refer them again once four weeks have passed"
        " since it ended. They can refer themselves at any time."
    )


# --- the person ---


@transaction.atomic
def consent(referral: OHReferral, *, by: Any) -> None:
    referral.hold()
    referral.consent(by=by)
    tell_ra_officers(referral, "is agreed to, and is to be booked")


@transaction.atomic
def refuse(referral: OHReferral, *, by: Any) -> None:
    """Nobody is told: who referred sees that it has ended."""
    referral.hold()
    referral.refuse(by=by)


@transaction.atomic
def withdraw(referral: OHReferral, *, by: Any) -> None:
    """With it ends what was to come, and managers read nothing more of it."""
    referral.hold()
    referral.withdraw(by=by)
    _settle(referral, Outcome.CALLED_OFF)
    _end_release(referral)
    tell_ra_officers(referral, "was taken back by the person")


@transaction.atomic
def release(referral: OHReferral, *, by: Any) -> None:
    """The person lets their line manager of today read what is recommended. Raises IllegalMove, StaleMove."""
    referral.hold()
    referral.must_be_of(by)
    managers = managers_of(referral.person_id)
    if not managers:
        raise IllegalMove("No line manager of yours has an account here.")
    if not _release(referral, managers, by=by):
        raise StaleMove("Your line manager may read it already.")


@transaction.atomic
def end_release(referral: OHReferral, *, by: Any) -> None:
    """With effect on the line manager's next request. Raises IllegalMove, StaleMove."""
    referral.hold()
    referral.must_be_of(by)
    if not _end_release(referral):
        raise StaleMove("You have taken this back already.")


# --- the RA officer ---


@transaction.atomic
def record_consent(referral: OHReferral, *, by: Any, reason: str) -> None:
    referral.hold()
    referral.record_consent(by=by, reason=reason)


@transaction.atomic
def book(referral: OHReferral, *, by: Any, on: date) -> OHAppointment:
    """Raises IllegalMove for a day before the referral or today, StaleMove where somebody was first."""
    referral.hold()
    if on < max(referral.referred_on, clock.today()):
        raise IllegalMove("An appointment is booked for today or later.")
    referral.book(by=by)
    made: OHAppointment = referral.appointments.create(on=on, by=by)
    note_first(referral)
    tell_person(referral, f"Occupational health can see you on {long_day(on)}.")
    return made


@transaction.atomic
def call_off(referral: OHReferral, *, by: Any, reason: str) -> None:
    referral.hold()
    referral.call_off(by=by, reason=reason)
    _settle(referral, Outcome.CALLED_OFF)
    tell_person(referral, "Your appointment with occupational health is called off. You will get another.")


@transaction.atomic
def attend(referral: OHReferral, *, by: Any) -> None:
    referral.hold()
    _must_have_been(referral)
    referral.attend(by=by)
    _settle(referral, Outcome.KEPT)


@transaction.atomic
def miss(referral: OHReferral, *, by: Any) -> None:
    """Did not come to the appointment; also found so afterwards, of one that counted as attended."""
    referral.hold()
    _must_have_been(referral)
    of = Outcome.KEPT if referral.status == "attended" else Outcome.TO_COME
    referral.miss(by=by)
    _settle(referral, Outcome.MISSED, of=of)


@transaction.atomic
def report(referral: OHReferral, *, by: Any, text: str, agreed: bool) -> OHRecommendation:
    """`agreed`: the person told occupational health that their line manager may read it."""
    referral.hold()
    referral.report(by=by)
    made: OHRecommendation = referral.recommendations.create(by=by, text=text)
    released = agreed and _release(referral, managers_of(referral.person_id), by=by)
    reads = " As you agreed, your line manager can read it now. You can take that back." if released else ""
    tell_person(referral, f"Occupational health has sent its advice about your work.{reads}")
    return made


@transaction.atomic
def correct(recommendation: OHRecommendation, *, by: Any, text: str) -> OHRecommendation:
    """A new row in the place of one that was wrong. Raises IllegalMove, StaleMove where it was corrected already."""
    referral = recommendation.referral
    referral.hold()
    referral.must_not_be_of(by)
    try:
        with transaction.atomic():
            made: OHRecommendation = referral.recommendations.create(by=by, text=text, corrects=recommendation)
    except IntegrityError as error:
        raise StaleMove("Somebody has corrected this already.") from error
    tell_person(referral, "Occupational health's advice about your work was corrected.")
    return made


@transaction.atomic
def close(referral: OHReferral, *, by: Any, reason: str) -> None:
    referral.hold()
    referral.close(by=by, reason=reason)
    _settle(referral, Outcome.CALLED_OFF)
    tell_person(referral, "Your referral to occupational health is closed.")


@transaction.atomic
def ask_again(referral: OHReferral, *, by: Any) -> None:
    """Reminds the person that a referral waits for their answer, once a day. Raises IllegalMove where it does not."""
    if referral.status != "referred":
        raise IllegalMove(f"It does not wait for consent: {referral.get_status_display().lower()}.")
    if referral.person.account is None:
        raise IllegalMove("The person has no account here. Ask them yourself.")
    referral.must_not_be_of(by)
    today = clock.today()
    if (
        not OHReferral.objects.unscoped()
        .filter(pk=referral.pk)
        .exclude(asked_again_on=today)
        .update(asked_again_on=today)
    ):
        raise IllegalMove("They were asked again today already.")
    tell_person(referral, "A referral to occupational health waits for your answer. You may say no.")


# --- what goes with them ---


def _settle(referral: OHReferral, outcome: Outcome, of: Outcome = Outcome.TO_COME) -> None:
    """What became of the appointment that was to come, if there is one; or of the one attended last."""
    latest = referral.appointments.unscoped().filter(outcome=of).order_by("-on", "-pk").first()
    if latest:
        latest.outcome = outcome
        latest.save(update_fields=["outcome"])
    note_first(referral)


def _must_have_been(referral: OHReferral) -> None:
    """Raises IllegalMove for an appointment whose day has not come."""
    coming = referral.appointments.unscoped().filter(outcome=Outcome.TO_COME, on__gt=clock.today()).first()
    if coming:
        raise IllegalMove(f"The appointment is on {long_day(coming.on)}. Say then whether they came.")


def note_first(referral: OHReferral) -> None:
    """Keeps with the referral the day of its first appointment that was attended, else of its first."""
    standing = referral.appointments.unscoped().standing().values_list("on", "outcome")
    days = sorted(standing, key=lambda each: (each[1] != Outcome.KEPT, each[0]))
    first = days[0][0] if days else None
    if first != referral.first_appointment:
        referral.first_appointment = first
        referral.save(update_fields=["first_appointment"])


def _release(referral: OHReferral, managers: list[User], *, by: Any) -> bool:
    """To these, in the place of whoever was their line manager before. Were there any who could not read it?"""
    if not referral.recommendations.unscoped().exists():
        raise IllegalMove("Nothing has been recommended yet.")
    live = referral.releases.unscoped().live()
    live.exclude(to__in=managers).update(ended_at=clock.now())
    there = set(live.values_list("to", flat=True))
    new = [each for each in managers if each.pk not in there]
    for manager in new:
        referral.releases.create(to=manager, by=by)
    alert(
        new,
        subject="Advice from occupational health",
        text=f"{referral}: there is advice about work for you to read.",
        path=reverse("welfare:oh-advice-detail", args=[referral.pk]),
    )
    return bool(new)


def _end_release(referral: OHReferral) -> int:
    ended: int = referral.releases.unscoped().filter(ended_at=None).update(ended_at=clock.now())
    return ended


# --- who is told ---


def tell_ra_officers(referral: OHReferral, what: str) -> None:
    """All of them, never the person in that part."""
    alert(
        [each for each in holders_of(Role.RA_OFFICER) if each.pk != referral.person.account_id],
        subject=f"{referral}: {what}",
        text=f"{referral} {what}.",
        path=reverse("welfare:oh-referrals-detail", args=[referral.pk]),
    )


def tell_person(referral: OHReferral, text: str) -> None:
    if referral.person.account:
        path = reverse("welfare:my-referrals-detail", args=[referral.pk])
        alert([referral.person.account], subject="Occupational health", text=text, path=path)
