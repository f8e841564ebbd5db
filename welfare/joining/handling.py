"""What is done before somebody joins, whole: the record with whom it is told, and the link with its mail.

Pages call these. Each is one transaction.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse

from people.models import Person
from people.roles import Role, holders_of
from welfare.joining import links
from welfare.joining.assessments import Assessment, AssessmentOutcome
from welfare.joining.choices import AssessmentStatus, ReferralStatus
from welfare.joining.dyslexia import DyslexiaReferral, FormLink
from welfare.joining.models import BeforeJoining, NoticeNeed, RecruitmentNotice
from welfare.joining.tasks import mail_forms
from wmp.lib import clock
from wmp.lib.alerts import alert
from wmp.lib.outbox import defer
from wmp.lib.words import long_day, long_moment
from wmp.lib.workflow import IllegalMove, StaleMove

# --- recruitment notices ---


@transaction.atomic
def record_notice(notice: RecruitmentNotice, *, by: Any, need: str) -> RecruitmentNotice:
    """With the need apart, and every RA officer told but the one who records it."""
    notice.recorded_by = by
    notice.save()
    NoticeNeed.objects.create(notice=notice, need=need)
    alert(
        [each for each in holders_of(Role.RA_OFFICER) if each.pk != by.pk],
        subject=f"Recruitment notice {notice}",
        text=f"Recruitment tells of somebody who joins soon: notice {notice}. Contact them.",
        path=reverse("welfare:recruitment-notices-detail", args=[notice.pk]),
    )
    return notice


@transaction.atomic
def move_notice(notice: RecruitmentNotice, verb: str, *, by: Any, note: str = "", **given: Any) -> None:
    """A verb of a notice, with what an RA officer notes of it. Raises IllegalMove, StaleMove."""
    getattr(notice, verb)(by=by, **given)
    if note:
        kept = NoticeNeed._base_manager.select_for_update(of=("self",)).get(notice=notice)
        kept.notes = "\n".join(filter(None, [kept.notes, f"{long_day(clock.today())}: {note}"]))
        kept.save(update_fields=["notes"])


@transaction.atomic
def write_need(record: NoticeNeed, *, by: Any, need: str, notes: str) -> None:
    """What somebody needs, and the notes of the RA officers. Raises IllegalMove: nobody writes their own."""
    record.notice.must_not_be_of(by)
    record.need, record.notes = need, notes
    record.save(update_fields=["need", "notes"])


# --- the form ---


@transaction.atomic
def send_form(referral: DyslexiaReferral, *, by: Any) -> DyslexiaReferral:
    """A new referral with its link, to be mailed. Raises IllegalMove for somebody who has joined."""
    _must_be_to_join(referral)
    referral.sent_by, referral.sent_on = by, clock.today()
    referral.email = referral.email.lower()
    referral.save()
    FormLink.objects.create(
        referral=referral, nonce=links.new_nonce(), expires_at=links.expires_at(referral.joining_on)
    )
    defer(mail_forms)
    return referral


@transaction.atomic
def resend(referral: DyslexiaReferral, *, by: Any) -> None:
    """A new link; the one before is good no more. Raises IllegalMove, StaleMove where the answer was first."""
    referral.must_not_be_of(by)
    if referral.status != ReferralStatus.SENT:
        raise IllegalMove(f"{referral} is {referral.get_status_display().lower()}, so no form is to be sent.")
    _must_be_to_join(referral)
    fresh = _fresh(referral)
    if not FormLink._base_manager.filter(referral=referral).exclude(nonce="").update(**fresh):
        raise StaleMove("They have answered meanwhile. Open it again to see where it stands.")
    defer(mail_forms)


@transaction.atomic
def send_after_all(referral: DyslexiaReferral, *, by: Any, reason: str) -> None:
    """To somebody who declined and has asked for a form since. Raises IllegalMove, StaleMove."""
    referral.must_not_be_of(by)
    _must_be_to_join(referral)
    referral.send_again(by=by, reason=reason)
    FormLink._base_manager.filter(referral=referral).update(**_fresh(referral))
    defer(mail_forms)


def _fresh(referral: DyslexiaReferral) -> dict[str, Any]:
    return {
        "nonce": links.new_nonce(),
        "expires_at": links.expires_at(referral.joining_on),
        "made_at": clock.now(),
        "mailed_at": None,
        "refused_at": None,
    }


def _must_be_to_join(referral: DyslexiaReferral) -> None:
    if referral.joining_on < clock.today():
        raise IllegalMove("The joining date is over. Give the right one first.")


@transaction.atomic
def change_details(referral: DyslexiaReferral, *, by: Any, changed: set[str]) -> None:
    """Saves what a form changed. A form that still waits goes anew where its address changed, and the link that went to
    the wrong one is good no more. Raises IllegalMove: nobody changes what is about themselves."""
    referral.must_not_be_of(by)
    referral.email = referral.email.lower()
    referral.save()
    waits = referral.status == ReferralStatus.SENT
    if waits and changed & {"email", "joining_on"} and referral.joining_on >= clock.today():
        if "email" in changed:
            resend(referral, by=by)
        else:
            until = links.expires_at(referral.joining_on)
            FormLink._base_manager.filter(referral=referral).update(expires_at=until)


# --- they have joined ---


@transaction.atomic
def match(record: BeforeJoining, *, by: Any, person: Person) -> None:
    """They have an employee number now. With an account they are told where to begin a passport."""
    record.match(person, by=by)
    if person.account:
        alert(
            [person.account],
            subject="Your adjustments at work",
            text="You can say once what you need at work, and choose who sees it. Begin whenever you like.",
            path=reverse("welfare:passport"),
        )


# --- assessments ---


def not_to_book(referral: DyslexiaReferral) -> str:
    """Why no assessment is to be held, in a sentence; "" where one is. It may be held after the risk assessment."""
    if referral.status in (ReferralStatus.SCREENED, ReferralStatus.RISK_ASSESSED):
        return ""
    return f"{referral} is {referral.get_status_display().lower()}, so no assessment can be booked."


@transaction.atomic
def book(
    referral: DyslexiaReferral, *, by: Any, assessor: Any, starts_at: datetime, minutes: int, place: str
) -> Assessment:
    """Raises IllegalMove for a referral that no assessment is to be held for. The database refuses two at once."""
    referral.must_not_be_of(by)
    referral.hold()
    if trouble := not_to_book(referral):
        raise IllegalMove(trouble)
    if referral.account_concerned() == assessor.pk:
        raise IllegalMove("Nobody assesses themselves.")
    made: Assessment = Assessment.objects.create(
        referral=referral,
        assessor=assessor,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        place=place,
        booked_by=by,
    )
    if assessor.pk != by.pk:
        alert(
            [assessor],
            subject="An assessment is booked for you",
            text=f"An assessment is booked for you on {long_moment(starts_at)}.",
            path=reverse("welfare:assessments-detail", args=[made.pk]),
        )
    return made


@transaction.atomic
def rebook(assessment: Assessment, *, by: Any, starts_at: datetime, minutes: int, place: str) -> None:
    """To another time or place. Raises IllegalMove; StaleMove for one that is not booked any more."""
    assessment.must_be_moved_by(by)
    new = {"starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=minutes), "place": place}
    if not Assessment.objects.unscoped().filter(pk=assessment.pk, status="booked").update(**new):
        raise StaleMove("It is not booked any more. Open it again to see where it stands.")
    if assessment.assessor_id != by.pk:
        alert(
            [assessment.assessor],
            subject="An assessment of yours is moved",
            text=f"The assessment of {long_moment(assessment.starts_at)} is on {long_moment(starts_at)} now.",
            path=reverse("welfare:assessments-detail", args=[assessment.pk]),
        )


@transaction.atomic
def write_outcome(assessment: Assessment, *, by: Any, outcome: str, recommendations: str) -> None:
    """By its assessor. The person is asked whether the recommendations go into their passport.

    Raises IllegalMove, and StaleMove where they have answered meanwhile.
    """
    assessment.must_be_for(by)
    if assessment.status == AssessmentStatus.HELD:
        here = Assessment.objects.unscoped().filter(pk=assessment.pk, status="held", agreement="")
        before = here.select_for_update().values_list("recommendations", flat=True).first()
        if not here.update(recommendations=recommendations):
            raise StaleMove("The person has said meanwhile what becomes of the recommendations.")
        found = AssessmentOutcome.objects.unscoped().get(assessment=assessment)
        found.outcome = outcome
        found.save(update_fields=["outcome"])
    else:
        before = ""
        assessment.hold_it(by=by, outcome=outcome, recommendations=recommendations)
    person = assessment.referral.person
    if recommendations and not before and person and person.account:
        alert(
            [person.account],
            subject="Your assessment",
            text="Your assessor recommends something. You decide whether it goes into your passport.",
            path=reverse("welfare:recommendations-own"),
        )
