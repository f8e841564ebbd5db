"""What is done with a passport, whole: the verb with the version that is kept, the share, and who is told.

Pages call these. Each is one transaction. Words of alerts name a passport by its number and say nothing of what is in
it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, cast

from django.db import IntegrityError, transaction
from django.urls import reverse

from people.models import Post, User
from people.roles import Role, holders_of
from welfare.cases.handling import name_of
from welfare.passports.adjustments import Adjustment
from welfare.passports.choices import FOR_LINE_MANAGERS, PassportStatus, Purpose, ReviewOutcome, Why
from welfare.passports.entries import Comment, Recommendation, Review
from welfare.passports.models import REVIEW_MONTHS, Passport
from welfare.passports.sharing import Ended, PassportVersion, Share
from welfare.passports.versions import content_of, keep
from wmp.lib import clock
from wmp.lib.alerts import alert
from wmp.lib.days import months_after
from wmp.lib.words import within
from wmp.lib.workflow import IllegalMove, StaleMove

# Ours: a share that nobody looks at again ends by itself.
LONGEST_SHARE_MONTHS = 12

# The same words by the same person within this are a second click.
SECOND_CLICK = timedelta(minutes=1)
# Where there is something to review.
REVIEWABLE = frozenset({"agreed", "in place", "review due", "renewed"})
# What the holder hears of a review.
AFTER_REVIEW = {
    ReviewOutcome.GOES_ON: "Your passport has been reviewed and goes on as it is.",
    ReviewOutcome.TO_CHANGE: "Your passport has been reviewed: it needs to change. Open it to write what has changed.",
    ReviewOutcome.NOT_NEEDED: "Your passport has been reviewed: it is no longer needed. You decide: open it to withdraw"
    " it, or leave it.",
}
ALL_DECLINED = "Nothing is left to agree. Decline the passport instead, and say why."


def line_manager_of(passport: Passport) -> User | None:
    """The account of the line manager whom the holder's post of today names; None where there is none to write to."""
    return next(iter(line_managers_of(passport)), None)


def line_managers_of(passport: Passport) -> list[User]:
    """All of them, with an open account: who is staff and special at once may have two. That of the latest post first.

    `line_reports_of` says the same from the other side, and so does the daily job of line_managers.py.
    """
    posts = Post.objects.unscoped().in_force_on(clock.today()).filter(person=passport.holder_id)
    held = posts.filter(line_manager__account__is_active=True).select_related("line_manager__account")
    named = [post.line_manager.account for post in held if post.line_manager and post.line_manager.account]
    return list(dict.fromkeys(named))


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
def send_to_manager_again(passport: Passport, *, by: Any, to: User) -> Share:
    """A passport that waits for a comment which nobody can make, since the line manager changed or the share ended.

    It goes to a line manager of today. Raises IllegalMove.
    """
    passport.hold()
    passport.must_be_of(by)
    if passport.status != PassportStatus.WITH_MANAGER:
        raise IllegalMove(f"{passport} does not wait for a line manager’s comment.")
    former = passport.shares.unscoped().filter(purpose=Purpose.COMMENT, ended_at=None).exclude(to=to)
    former.update(ended_at=clock.now(), ended_because=Ended.MANAGER_CHANGED)
    return share(current_version(passport, by=by), by=by, to=to, purpose=Purpose.COMMENT)


def awaits_decision(passport: Passport) -> bool:
    """Does it wait for a comment that nobody can make, so that its holder has to say how it goes on?"""
    if passport.status != PassportStatus.WITH_MANAGER:
        return False
    asked = passport.shares.unscoped().live().filter(purpose=Purpose.COMMENT)
    return not asked.filter(to__in=line_managers_of(passport)).exists()


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
def current_version(passport: Passport, *, by: Any) -> PassportVersion:
    """The passport as it is now: its latest version, or a new one where anything has changed since. By its holder."""
    passport.hold()
    passport.must_be_of(by)
    latest: PassportVersion | None = passport.versions.unscoped().order_by("-number").first()
    if latest and latest.content == content_of(passport):
        return latest
    return keep(passport, Why.SHARED, by=by)


@transaction.atomic
def share(version: PassportVersion, *, by: Any, to: User, purpose: str, expires_on: date | None = None) -> Share:
    """An agreement by the holder; until six months from today where no day is given, and a year at most.

    What this person had for this purpose before is replaced, whether it has run out or not. The same once more, as by a
    second click, is the one that there is. Raises IllegalMove.
    """
    passport = version.passport
    # Holding it, two clicks come one after the other, and a withdrawal comes before or after.
    passport.hold()
    _may_be_shared(passport, by=by, to=to, purpose=purpose)
    today = clock.today()
    until = expires_on or months_after(today, REVIEW_MONTHS)
    if not today <= until <= months_after(today, LONGEST_SHARE_MONTHS):
        raise IllegalMove("A share ends today at the earliest, and within a year.")
    standing = passport.shares.unscoped().live().filter(to=to, purpose=purpose, version=version, expires_on=until)
    if same := standing.first():
        return cast(Share, same)
    end_shares(passport, purpose, to=to, because=Ended.REPLACED)
    made: Share = Share.objects.create(passport=passport, version=version, to=to, purpose=purpose, expires_on=until)
    waits = "waits for your comment on section 4.1" if purpose == Purpose.COMMENT else "has been shared with you"
    alert(
        [to],
        subject="A passport is shared with you",
        text=f"{passport} {waits}.",
        path=reverse("welfare:shared-detail", args=[version.pk]),
    )
    return made


def _may_be_shared(passport: Passport, *, by: Any, to: User, purpose: str) -> None:
    """Raises IllegalMove where it may not."""
    passport.must_be_of(by)
    who = name_of(to)
    if passport.status == PassportStatus.WITHDRAWN:
        raise IllegalMove(f"{passport} has been withdrawn: nobody can see it any more.")
    if to.pk == by.pk:
        raise IllegalMove("It is yours already. Choose somebody else.")
    if not to.is_active:
        raise IllegalMove(f"The account of {who} is closed.")
    if purpose in FOR_LINE_MANAGERS and to not in line_managers_of(passport):
        raise IllegalMove(f"{who} is not your line manager today.")
    if purpose == Purpose.COMMENT and passport.status != PassportStatus.WITH_MANAGER:
        raise IllegalMove(f"{passport} does not wait for a line manager’s comment.")


@transaction.atomic
def end_share(given: Share, *, by: Any) -> None:
    """Taken back by the holder, with effect on the next request. Raises IllegalMove, StaleMove."""
    given.passport.must_be_of(by)
    here = Share.objects.unscoped().filter(pk=given.pk, ended_at=None)
    if not here.update(ended_at=clock.now(), ended_because=Ended.WITHDRAWN):
        raise StaleMove("This share has ended already.")


def end_shares(passport: Passport, *purposes: str, because: Ended, to: Any = None) -> None:
    ending = passport.shares.unscoped().filter(purpose__in=purposes, ended_at=None)
    if to is not None:
        ending = ending.filter(to=to)
    ending.update(ended_at=clock.now(), ended_because=because)


# --- the RA officer's work ---


@transaction.atomic
def give(passport: Passport, *, to: Any, by: Any, tell: bool = True) -> None:
    """Into the hands of an RA officer, who is told unless they took it themselves. Raises IllegalMove, StaleMove."""
    passport.give(to=to, by=by)
    if tell:
        tell_of_given([passport], to=to, by=by)


def tell_of_given(passports: Sequence[Passport], *, to: Any, by: Any) -> None:
    """One alert, however many passports somebody was given at once."""
    if to.pk == by.pk or not passports:
        return
    path, text = reverse("welfare:ra-desk"), f"{len(passports)} passports are in your hands now."
    if len(passports) == 1:
        path = reverse("welfare:passports-detail", args=[passports[0].pk])
        text = f"{passports[0]} is in your hands now."
    alert([to], subject=text.removesuffix("."), text=text, path=path)


@transaction.atomic
def send_back(passport: Passport, *, by: Any, reason: str) -> None:
    """To the holder with a question, which they read on their own page. Raises IllegalMove, StaleMove."""
    passport.send_back(by=by, reason=reason)
    tell_holder(passport, "Your RA officer has a question. Open your passport to answer it, and send it again.")


@transaction.atomic
def put_to_panel(passport: Passport, *, by: Any, reason: str = "") -> None:
    passport.put_to_panel(by=by, reason=reason)
    tell_holder(passport, "Your passport is with the panel. You have nothing to do.")


@transaction.atomic
def back_from_panel(passport: Passport, *, by: Any, reason: str = "") -> None:
    passport.back_from_panel(by=by, reason=reason)
    tell_holder(passport, "The panel has looked at your passport. Your RA officer decides next.")


@transaction.atomic
def recommend(passport: Passport, *, by: Any, text: str, corrects: Recommendation | None = None) -> Recommendation:
    """Section 5. Raises IllegalMove for one's own passport and one that is not sent or is withdrawn; StaleMove where
    it was corrected, and for a second click."""
    passport.hold()
    passport.must_not_be_of(by)
    if passport.sent_on is None or passport.status == "withdrawn":
        raise IllegalMove(f"{passport} is {within(passport.get_status_display())}.")
    if corrects and corrects.passport_id != passport.pk:
        raise IllegalMove("This recommendation stands in another passport.")
    written = passport.recommendations.unscoped().filter(by=by, text=text, at__gt=clock.now() - SECOND_CLICK)
    if written.exists():
        raise StaleMove("This is recorded already: it was sent twice.")
    try:
        with transaction.atomic():
            made: Recommendation = passport.recommendations.create(by=by, text=text, corrects=corrects)
    except IntegrityError as error:
        raise StaleMove("Somebody has corrected this already.") from error
    tell_holder(passport, "There is a recommendation in your passport. Open it to read it.")
    return made


@transaction.atomic
def take_over(passport: Passport, *, by: Any, recommended_by: User, text: str) -> Recommendation:
    """What an assessor recommended, put in by the holder. While they write it, each line is asked for as an adjustment,
    which they can mend or take out again; from then on the RA officers hear of it. Raises IllegalMove."""
    passport.hold()
    passport.must_be_of(by)
    if passport.status == PassportStatus.WITHDRAWN:
        raise IllegalMove(f"{passport} has been withdrawn.")
    made: Recommendation = passport.recommendations.create(by=recommended_by, text=text)
    if not passport.is_editable:
        tell_ra_officers(passport, "has an assessor’s recommendations")
        return made
    field: Any = Adjustment._meta.get_field("what")
    for line in filter(None, map(str.strip, text.splitlines())):
        passport.adjustments.create(what=line[: field.max_length])
    return made


@dataclass(frozen=True)
class Decision:
    """About one adjustment that is asked for: it is given, and who sees to it; or it is not, and why."""

    agreed: bool = True
    reason: str = ""
    owner: Any = None
    due: date | None = None
    cost: Decimal | None = None


@transaction.atomic
def agree(
    passport: Passport, *, by: Any, reason: str = "", decisions: Mapping[int, Decision] | None = None
) -> PassportVersion:
    """With a decision about each adjustment that is asked for, by its key; without `decisions` all are given.

    Raises StaleMove where others are asked for than were decided about, IllegalMove where nothing at all is given.
    """
    passport.hold()
    asked = list(passport.adjustments.unscoped().filter(status="requested"))
    if decisions is not None:
        if {each.pk for each in asked} != set(decisions):
            raise StaleMove("What is asked for has changed since you opened this page. Look at it again.")
        for each in asked:
            _settle_one(each, decisions[each.pk], by=by)
        if not passport.adjustments.unscoped().exclude(status__in=["declined", "no longer needed"]).exists():
            raise IllegalMove(ALL_DECLINED)
    passport.agree(by=by, reason=reason)
    tell_holder(passport, "Your passport has been agreed. Share it again with those who need to see what was agreed.")
    return keep(passport, Why.AGREED, by=by)


def _settle_one(adjustment: Any, decision: Decision, *, by: Any) -> None:
    if decision.agreed:
        adjustment.agree(by=by, owner=decision.owner, due=decision.due, cost=decision.cost)
    else:
        adjustment.decline(by=by, reason=decision.reason)


@transaction.atomic
def decline(passport: Passport, *, by: Any, reason: str) -> None:
    """Raises IllegalMove, StaleMove."""
    passport.decline(by=by, reason=reason)
    tell_holder(
        passport,
        "Your passport has been declined. Open it to read why. You can change it and send it again at any time.",
    )


@transaction.atomic
def review(
    passport: Passport,
    *,
    by: Any,
    on: date,
    outcome: str,
    notes: str = "",
    next_on: date | None = None,
    helps: Iterable[Adjustment] = (),
) -> Review:
    """Section 7, held when it was due or before. One that finds it right renews it. What needs to change is for the
    holder to write, and only they withdraw it: until they do, it stays where it stands.

    `helps` are the adjustments that were found to help. Raises IllegalMove, StaleMove.
    """
    passport.hold()
    passport.must_not_be_of(by)
    if passport.status not in REVIEWABLE:
        raise IllegalMove(f"{passport} is {within(passport.get_status_display())}: there is nothing to review.")
    if passport.reviews.unscoped().filter(by=by, outcome=outcome, notes=notes, at__gt=clock.now() - SECOND_CLICK):
        raise StaleMove("This is recorded already: it was sent twice.")
    if outcome == ReviewOutcome.GOES_ON:
        next_on = next_on or months_after(clock.today(), REVIEW_MONTHS)
        passport.renew(by=by, next_review=next_on)
    else:
        next_on = None
    written: Review = passport.reviews.create(by=by, on=on, outcome=outcome, notes=notes, next_on=next_on)
    for adjustment in helps:
        adjustment.review(by=by, on=on)
    tell_holder(passport, AFTER_REVIEW[ReviewOutcome(outcome)])
    keep(passport, Why.REVIEWED, by=by)
    return written


# --- who is told ---


def tell_ra_officers(passport: Passport, what: str, *, then: str = "") -> None:
    """The one who has it in hand, or all of them; never the holder in that part. `then` says what to do about it."""
    team = list(holders_of(Role.RA_OFFICER))
    # Whoever has it in hand may have left the team since.
    alert(
        [each for each in team if each.pk == passport.ra_officer_id]
        or [each for each in team if each.pk != passport.holder.account_id],
        subject=f"{passport}: {what}",
        text=f"{passport} {what}. {then}".strip(),
        path=reverse("welfare:passports-detail", args=[passport.pk]),
    )


def tell_holder(passport: Passport, text: str) -> None:
    if passport.holder.account:
        alert([passport.holder.account], subject="Your passport", text=text, path=reverse("welfare:passport"))
