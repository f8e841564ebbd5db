"""Sharing all final ratings of a year at one moment: by the performance lead, or by a job on the day that is set.

    release(year, by=lead, reason="Three are away; theirs follow")

Whoever is rated is told, by a line in the application and by mail, and reads it behind the sign-in.
"""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse

from people.performance.choices import Excused, RatingStatus, YearStatus
from people.performance.models import Appraisal, PerformanceYear
from people.performance.moderation_acts import MOVES, prepare
from people.performance.ratings import Rating
from people.performance.setting_up import hold_ratings
from people.roles import Role, own_person
from people.workforce.models import User
from wmp.lib import clock
from wmp.lib.alerts import alert
from wmp.lib.keys import among
from wmp.lib.words import counted, spoken_list
from wmp.lib.workflow import IllegalMove, StaleMove, move_all


@dataclass(frozen=True)
class Standing:
    """How far the ratings of a year are."""

    final: int
    undecided: int
    #: Begun and not sent, of people who are eligible: once the year is released they can be sent no more.
    drafts: int
    #: Eligible people whose rating nobody has begun.
    unrated: int
    shared: int

    @property
    def waits(self) -> str:
        """What is not ready to be shared, in a sentence without its full stop; "" where everything is."""
        parts = []
        if self.undecided:
            parts.append(f"{counted(self.undecided, 'rating is', 'ratings are')} under moderation still")
        if self.drafts:
            parts.append(f"{counted(self.drafts, 'rating was', 'ratings were')} begun and not sent")
        if self.unrated:
            parts.append(f"{counted(self.unrated, 'eligible person has', 'eligible people have')} no rating")
        return spoken_list(parts) if parts else ""


def standing(year: PerformanceYear, reader: Any = None) -> Standing:
    """Without whatever there is of `reader` themself: a number would tell how far their own rating is. One query."""
    eligible = Q(excused=Excused.NO)
    conditions = {
        "final": Q(rating__status=RatingStatus.FINAL),
        "undecided": Q(rating__status__in=[RatingStatus.PROVISIONAL, RatingStatus.MODERATED]),
        "drafts": Q(rating__status=RatingStatus.DRAFT) & eligible,
        "unrated": Q(rating=None) & eligible,
        "shared": Q(rating__status=RatingStatus.SHARED),
    }
    counts: dict[str, Any] = {name: Count("pk", filter=condition) for name, condition in conditions.items()}
    appraisals = Appraisal.objects.unscoped().filter(year=year)
    if reader is not None:
        appraisals = appraisals.filter(~among("person", own_person(reader)))
    return Standing(**appraisals.aggregate(**counts))


@transaction.atomic
def release(year: PerformanceYear, *, by: Any, reason: str = "") -> int:
    """Shares all final ratings of an open year at one moment, and returns how many.

    `by` is None for the job. Raises IllegalMove where there is nothing to share, and where ratings are under moderation
    still, not sent, or missing, unless a reason says why the others are shared without them: what was not sent by then
    never is. The lead's own holds nothing up, as a refusal would tell. The reason is kept once, with the year.
    StaleMove where somebody else shared them a moment earlier.
    """
    _must_be_lead(by)
    year.release(by=by, reason=reason)  # of two at once the second finds it released
    hold_ratings(year)
    now = standing(year, by)
    if not now.final:
        raise IllegalMove(f"No rating of {year} is final yet.")
    if now.waits and not reason.strip():
        raise IllegalMove(f"{now.waits}. Say why the others are shared without them.")
    return _share_final(year, by=by)


@transaction.atomic
def share_rest(year: PerformanceYear, *, by: Any) -> int:
    """Of a year that is released: shares those that became final since, and returns how many."""
    _must_be_lead(by)
    if year.status != YearStatus.RELEASED:
        raise IllegalMove(f"The ratings of {year} have not been shared yet.")
    if not standing(year, by).final:
        raise IllegalMove("Nothing has become final since.")
    return _share_final(year, by=by)


def release_due() -> int:
    """The daily job: years whose day has come and of which every eligible person's rating is final.

    Safe to run beside itself. A year that is not ready waits for the performance lead, whose home page says so.
    """
    released = 0
    due = PerformanceYear.objects.unscoped().filter(status=YearStatus.OPEN, release_on__lte=clock.today())
    for year in due.order_by("pk"):
        try:
            release(year, by=None)
        except (IllegalMove, StaleMove):
            continue
        released += 1
    return released


def _share_final(year: PerformanceYear, *, by: Any) -> int:
    final = Rating.objects.unscoped().filter(appraisal__year=year, status=RatingStatus.FINAL)
    keys = list(final.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk", flat=True))
    prepare(keys, RatingStatus.FINAL, RatingStatus.SHARED, shared_at=("timestamptz", clock.now()))
    count = move_all(Rating, MOVES, by=by, fields=["shared_at"])
    people = User.objects.filter(person__appraisals__rating__in=keys, is_active=True).order_by("pk").distinct()
    alert(
        people,
        subject=f"Your rating of {year} is here",
        text=f"Ratings of {year} have been shared. You can read yours, and say what you think of it.",
        path=reverse("people:my-rating"),
    )
    return count


def _must_be_lead(by: Any) -> None:
    if by is not None and not by.has_role(Role.PERFORMANCE_LEAD):
        raise IllegalMove("The performance lead shares ratings.")
