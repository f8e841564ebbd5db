"""What is done with a passport, whole: the verb with the version that is kept, the share, and who is told.

Pages call these. Each is one transaction. Words of alerts name a passport by its number and say nothing of what is in
it.
"""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse

from people.models import Post, User
from people.roles import Role, holders_of
from welfare.passports.choices import FOR_LINE_MANAGERS, Purpose, Why
from welfare.passports.entries import Comment, Recommendation, Review
from welfare.passports.models import REVIEW_MONTHS, Passport
from welfare.passports.sharing import Ended, PassportVersion, Share
from welfare.passports.versions import keep
from wmp.lib import clock
from wmp.lib.alerts import alert
from wmp.lib.days import months_after
from wmp.lib.workflow import IllegalMove, StaleMove


def line_manager_of(passport: Passport) -> User | None:
    """The account of the line manager whom the holder's post of today names; None where there is none to write to."""
    posts = Post.objects.unscoped().in_force_on(clock.today()).filter(person=passport.holder_id)
    post = posts.filter(line_manager__account__is_active=True).select_related("line_manager__account").first()
    return post.line_manager.account if post and post.line_manager else None


# --- sending ---


@transaction.atomic
def send_to_manager(passport: Passport, *, by: Any) -> PassportVersion:
    """For section 4.1: the manager sees this version until they have commented. Raises IllegalMove, StaleMove."""
    manager = line_manager_of(passport)
    if manager is None:
        raise IllegalMove("No line manager of yours has an account here. Send it to the RA officer instead.")
    passport.send_to_manager(by=by)
    version = keep(passport, Why.SENT, by=by)
    share(version, by=by, to=manager, purpose=Purpose.COMMENT)
    return version


@transaction.atomic
def send_to_ra_officer(passport: Passport, *, by: Any, reason: str = "") -> PassportVersion:
    """From a draft without the manager, or not waiting for their comment any longer. Raises IllegalMove, StaleMove."""
    passport.send_to_ra_officer(by=by, reason=reason)
    end_shares(passport, Purpose.COMMENT, because=Ended.WITHDRAWN)
    version = keep(passport, Why.SENT, by=by)
    tell_ra_officers(passport, "came in")
    return version


@transaction.atomic
def take_back(passport: Passport, *, by: Any) -> None:
    passport.take_back(by=by)
    end_shares(passport, Purpose.COMMENT, because=Ended.WITHDRAWN)


@transaction.atomic
def comment(version: PassportVersion, *, by: Any, text: str) -> Comment:
    """Section 4.1, by the line manager alone, on the version that was sent to them; then on to the RA officer.

    Raises IllegalMove where it does not wait for their comment, StaleMove where somebody was first.
    """
    passport = version.passport
    passport.hold()
    if not Share.now_open_to(by).filter(version=version, purpose=Purpose.COMMENT).exists():
        raise IllegalMove("This passport does not wait for your comment.")
    written: Comment = passport.comments.create(version=version, by=by, text=text)
    passport.forward(by=by)
    end_shares(passport, Purpose.COMMENT, because=Ended.COMMENTED)
    keep(passport, Why.SENT, by=by)
    tell_ra_officers(passport, "came in with the line manager's comment")
    tell_holder(passport, "Your line manager has commented on your passport.")
    return written


# --- sharing ---


@transaction.atomic
def share(version: PassportVersion, *, by: Any, to: User, purpose: str, expires_on: date | None = None) -> Share:
    """An agreement by the holder; until six months from today where no day is given. One before it is replaced.

    Raises IllegalMove.
    """
    passport = version.passport
    passport.must_be_of(by)
    if to.pk == by.pk:
        raise IllegalMove("It is yours already. Choose somebody else.")
    if purpose in FOR_LINE_MANAGERS and to != line_manager_of(passport):
        raise IllegalMove(f"{to.get_full_name() or to.get_username()} is not your line manager today.")
    end_shares(passport, purpose, to=to, because=Ended.REPLACED)
    until = expires_on or months_after(clock.today(), REVIEW_MONTHS)
    try:
        with transaction.atomic():
            made: Share = Share.objects.create(
                passport=passport, version=version, to=to, purpose=purpose, expires_on=until
            )
    except IntegrityError as error:
        raise StaleMove("You have shared this in another window already.") from error
    waits = "waits for your comment on section 4.1" if purpose == Purpose.COMMENT else "has been shared with you"
    alert(
        [to],
        subject="A passport is shared with you",
        text=f"{passport} {waits}.",
        path=reverse("welfare:shared-detail", args=[version.pk]),
    )
    return made


@transaction.atomic
def end_share(given: Share, *, by: Any) -> None:
    """Taken back by the holder, with effect on the next request. Raises IllegalMove, StaleMove."""
    given.passport.must_be_of(by)
    if (
        not Share.objects.unscoped()
        .filter(pk=given.pk, ended_at=None)
        .update(ended_at=clock.now(), ended_because=Ended.WITHDRAWN)
    ):
        raise StaleMove("You have taken this back already.")


def end_shares(passport: Passport, *purposes: str, because: Ended, to: Any = None) -> None:
    ending = passport.shares.unscoped().filter(purpose__in=purposes, ended_at=None)
    if to is not None:
        ending = ending.filter(to=to)
    ending.update(ended_at=clock.now(), ended_because=because)


# --- the RA officer's work ---


@transaction.atomic
def recommend(passport: Passport, *, by: Any, text: str, corrects: Recommendation | None = None) -> Recommendation:
    """Section 5. Raises IllegalMove for one's own passport and a withdrawn one, StaleMove where it was corrected."""
    passport.hold()
    passport.must_not_be_of(by)
    if passport.status in ("draft", "withdrawn"):
        raise IllegalMove(f"{passport} is {passport.get_status_display().lower()}.")
    try:
        with transaction.atomic():
            made: Recommendation = passport.recommendations.create(by=by, text=text, corrects=corrects)
    except IntegrityError as error:
        raise StaleMove("Somebody has corrected this already.") from error
    return made


@transaction.atomic
def agree(passport: Passport, *, by: Any, reason: str = "") -> PassportVersion:
    passport.agree(by=by, reason=reason)
    tell_holder(passport, "Your passport has been agreed. Share it again with those who need to see what was agreed.")
    return keep(passport, Why.AGREED, by=by)


@transaction.atomic
def review(
    passport: Passport, *, by: Any, on: date, outcome: str, notes: str = "", next_on: date | None = None
) -> Review:
    """Section 7. One that finds it right renews it; what needs to change is for the holder to write."""
    passport.hold()
    passport.must_not_be_of(by)
    written: Review = passport.reviews.create(by=by, on=on, outcome=outcome, notes=notes, next_on=next_on)
    if outcome == "goes on":
        passport.renew(by=by, next_review=next_on or months_after(clock.today(), REVIEW_MONTHS))
    tell_holder(passport, "Your passport has been reviewed.")
    keep(passport, Why.REVIEWED, by=by)
    return written


# --- who is told ---


def tell_ra_officers(passport: Passport, what: str) -> None:
    """The one who has it in hand, or all of them; never the holder in that part."""
    team = [passport.ra_officer] if passport.ra_officer else list(holders_of(Role.RA_OFFICER))
    alert(
        [each for each in team if each.pk != passport.holder.account_id],
        subject=f"{passport}: {what}",
        text=f"{passport} {what}.",
        path=reverse("welfare:passports-detail", args=[passport.pk]),
    )


def tell_holder(passport: Passport, text: str) -> None:
    if passport.holder.account:
        alert([passport.holder.account], subject="Your passport", text=text, path=reverse("welfare:passport"))
