"""The ratings grid of a line manager: whose ratings it shows, and how one change in it is saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse

from people.performance.choices import Excused, RatingStatus
from people.performance.models import Appraisal, PerformanceYear, ScaleValue, by_aspect
from people.performance.raters import asked_now, rated_now
from people.performance.ratings import Moderated, Rating
from people.workforce.models import User
from wmp.lib import clock
from wmp.lib.keys import key_of
from wmp.lib.timeline import last_saves
from wmp.lib.waiting import Waiting
from wmp.lib.words import at_moment, seen_text
from wmp.lib.workflow import IllegalMove, StaleMove

EVIDENCE = "evidence"
LONGEST_EVIDENCE = 4000
# A rating as its rater sees it stand.
STANDING = {
    "": ("Not rated", "grey"),
    RatingStatus.DRAFT: ("Draft", "yellow"),
    RatingStatus.PROVISIONAL: ("Sent", "blue"),
    RatingStatus.MODERATED: ("Moderated", "purple"),
    RatingStatus.FINAL: ("Final", "teal"),
    RatingStatus.SHARED: ("Shared", "green"),
}
COMPLETE = Q(rating__what__isnull=False, rating__how__isnull=False)
SENT = Q(rating__isnull=False) & ~Q(rating__status=RatingStatus.DRAFT)


class BadValue(ValueError):
    """What was sent is no value of that scale, or too long."""


@dataclass(frozen=True)
class Progress:
    """Of a team in one year: how many are rated at all, how many have both values, how many were sent."""

    eligible: int
    complete: int
    sent: int
    excused: int


Scale = Mapping[str, Mapping[int, ScaleValue]]


def years_to_rate(user: User) -> list[PerformanceYear]:
    """The years in which somebody of the team is rated today, the earliest first: it is due first."""
    of_team = Appraisal.objects.of_team(user).values("year")
    return list(PerformanceYear.objects.visible_to(user).filter(rated_now(), pk__in=of_team).order_by("starts_on"))


def scale_of(year: PerformanceYear, user: User) -> Scale:
    """The values of a year's scale by aspect and number."""
    found = by_aspect(ScaleValue.objects.visible_to(user).filter(year=year))
    return {aspect: {each.number: each for each in values} for aspect, values in found.items()}


def progress_of(year: PerformanceYear, user: User) -> Progress:
    eligible = Q(excused=Excused.NO)
    team: Any = Appraisal.objects.of_team(user).filter(year=year)
    return Progress(
        **team.aggregate(
            eligible=Count("pk", eligible),
            complete=Count("pk", eligible & COMPLETE),
            sent=Count("pk", eligible & SENT),
            excused=Count("pk", ~eligible),
        )
    )


def ratings_of(appraisals: Sequence[Appraisal], user: User) -> dict[int, Rating]:
    """The ratings of these appraisals that there are, by the key of the appraisal."""
    found = Rating.objects.visible_to(user).filter(appraisal__in=[each.pk for each in appraisals])
    return {each.appraisal_id: each for each in found.select_related("rater").order_by()}


# --- one change ---


@dataclass(frozen=True)
class Change:
    """What somebody typed into one cell: of which appraisal, in place of what they saw there, both as text."""

    appraisal: Appraisal
    field: str
    typed: str
    seen: str
    voids: bool = False


def save(change: Change, scale: Scale, *, by: User) -> Mapping[str, Any]:
    """Saves one change and says what came of it, as the page is told.

    `status` is saved; conflict (somebody else's value stands: which, whose, since when); moderated (saving it would
    void that, and nobody has said that it may); or refused, with the reason. Raises BadValue, OwnRating, NotTheRater.
    """
    rating = Rating(appraisal=change.appraisal)
    try:
        _enter(rating, change, scale, by=by)
    except StaleMove:
        return _conflict(change, scale, by=by)
    except Moderated as error:
        return {"status": "moderated", "message": str(error)}
    except IllegalMove as error:
        if type(error) is not IllegalMove:
            raise
        return {"status": "refused", "message": str(error)}
    standing, colour = STANDING[rating.status if rating.pk else ""]
    evidence_open = not rating.pk or rating.status in Rating.EVIDENCED
    stands = {"standing": standing, "colour": colour, "evidence_open": evidence_open}
    return {"status": "saved", **told(rating, change.field, scale), **stands}


def save_apart(change: Change, scale: Scale, *, by: User) -> Mapping[str, Any]:
    """As `save`, for one of many changes: what goes wrong with it takes nothing of the others back."""
    with transaction.atomic():
        return save(change, scale, by=by)


def _enter(rating: Rating, change: Change, scale: Scale, *, by: User) -> None:
    if change.field == EVIDENCE:
        text = plain_text(change.typed)
        if len(text) > LONGEST_EVIDENCE:
            raise BadValue(f"Evidence must be {LONGEST_EVIDENCE:,} characters or fewer.")
        rating.give_evidence(text, by=by, seen=change.seen.replace("\r\n", "\n"))
        return
    value = _value(change.typed, scale[change.field])
    try:
        seen = _value(change.seen, scale[change.field])
    except BadValue as error:  # the scale has changed since the page was opened
        raise StaleMove(str(error)) from error
    rating.enter(change.field, value, by=by, seen=seen.pk if seen else None, voiding=change.voids)


def plain_text(text: str) -> str:
    """What was typed, without what nobody sees of it: no box takes a NUL."""
    return seen_text(text).replace("\0", "")


def _value(typed: str, values: Mapping[int, ScaleValue]) -> ScaleValue | None:
    """Raises BadValue."""
    if typed == "":
        return None
    number = key_of(typed)
    found = values.get(number) if number is not None else None
    if found is None:
        raise BadValue("This is no value of the scale.")
    return found


def told(rating: Rating, field: str, scale: Scale) -> dict[str, Any]:
    """What stands in a field: as a box has it, and in words."""
    if field == EVIDENCE:
        return {"value": rating.evidence, "words": rating.evidence}
    key = getattr(rating, f"{field}_id")
    found = next((each for each in scale[field].values() if each.pk == key), None)
    return {"value": str(found.number), "words": f"{found.number}, {found}"} if found else {"value": "", "words": ""}


def _conflict(change: Change, scale: Scale, *, by: User) -> Mapping[str, Any]:
    """Somebody else's value, whose it is and since when. A year that just lost its rating has nothing in the box."""
    stands = Rating.objects.visible_to(by).filter(appraisal=change.appraisal).first()
    if stands is None:
        return {"status": "conflict", "value": "", "words": "", "whose": "Somebody else", "at": "meanwhile"}
    last = last_saves(stands, [change.field])[change.field]
    whose = "You" if last.account == by.pk else last.by or "Somebody else"
    at = at_moment(last.at, clock.today()) if last.at else "meanwhile"
    return {"status": "conflict", **told(stands, change.field, scale), "whose": whose, "at": at}


# --- the home page ---


def ratings_wait(user: User) -> list[Waiting]:
    """A line manager's team whose ratings are entered now and not all sent: how far it is, and by when. One query."""
    team: Any = Appraisal.objects.of_team(user).eligible().filter(asked_now("year__")).order_by()
    days = ("year", "year__name", "year__starts_on", "year__ratings_from", "year__ratings_due")
    counted = team.values(*days).annotate(all=Count("pk"), done=Count("pk", COMPLETE), sent=Count("pk", SENT))
    return [_waiting(each) for each in counted.order_by("year__starts_on") if each["sent"] < each["all"]]


def _waiting(team: Mapping[str, Any]) -> Waiting:
    """Send them, where all are rated."""
    whole = team["done"] == team["all"]
    words = "Send your team’s ratings to moderation" if whole else "Rate your team"
    address = f"{reverse('people:ratings-submit' if whole else 'people:ratings-grid')}?year={team['year']}"
    since = team["year__ratings_from"] or team["year__starts_on"]
    return Waiting(f"{words}: {team['done']} of {team['all']} done", address, since, team["year__ratings_due"])
