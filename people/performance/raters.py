"""Who rates whom, and when: the one place for the rule.

- The line manager of today rates, and nobody else; a former one's values stand until the present one replaces them.
- Nobody has a hand in their own rating, and whoever is excused from the year is not rated.
- Values are entered while the year is open, from the day on which it says that ratings are given. That the day by which
  they are due has passed closes nothing.
"""

from typing import Any

from django.db.models import Q, QuerySet

from people.performance.choices import Excused, YearStatus
from people.performance.eligibility import is_line_manager
from people.performance.models import Appraisal, PerformanceYear
from people.roles import posts_of_today
from wmp.lib import clock
from wmp.lib.days import months_after
from wmp.lib.words import long_day, within

LAST_QUARTER_MONTHS = 3


def rated_now(year: str = "") -> Q:
    """The years whose ratings are entered today; `year` is the path to them, with its "__"."""
    begun = Q((f"{year}ratings_from", None)) | Q((f"{year}ratings_from__lte", clock.today()))
    return Q((f"{year}status", YearStatus.OPEN)) & begun


def asked_now(year: str = "") -> Q:
    """Of those, the years whose ratings a line manager is asked for today: where ratings have no day, from the last
    quarter of the year (ours). They may be entered before."""
    last_quarter = Q((f"{year}ends_on__lt", months_after(clock.today(), LAST_QUARTER_MONTHS)))
    return rated_now(year) & (Q((f"{year}ratings_from__isnull", False)) | last_quarter)


def why_closed(year: PerformanceYear) -> str:
    """Why no rating of `year` is entered today, in a sentence; "" where they are."""
    if year.status == YearStatus.SET_UP:
        return f"The performance year {year} has not been opened yet."
    if year.status == YearStatus.RELEASED:
        return f"The ratings of {year} have been shared, so nothing is entered any more."
    if year.status == YearStatus.CLOSED:
        return f"The performance year {year} is closed, so nothing is entered any more."
    if year.ratings_from and clock.today() < year.ratings_from:
        return f"Ratings of {year} are entered from {long_day(year.ratings_from)}."
    return ""


def due_words(year: PerformanceYear) -> str:
    """By when ratings are sent, in a sentence; "" where the year does not say."""
    if not year.ratings_due:
        return ""
    late = year.ratings_due < clock.today()
    return f"They were due on {long_day(year.ratings_due)}." if late else f"Send them by {long_day(year.ratings_due)}."


def why_not_rated(appraisal: Appraisal) -> str:
    """Why somebody is not rated now, whoever asks, in a sentence; "" where they are."""
    if appraisal.excused != Excused.NO:
        return f"{appraisal.person} is not rated in {appraisal.year}: {within(appraisal.get_excused_display())}."
    return why_closed(appraisal.year)


def is_rater(appraisal: Appraisal, user: Any) -> bool:
    """Is `user` the line manager of today? One read by `Appraisal.objects.for_rater(user)` brings the answer along."""
    known = appraisal.__dict__.get("reports_to")
    return bool(known == user.pk) if known is not None else is_line_manager(appraisal, user)


def managers_today(user: Any) -> QuerySet[Any]:
    """The keys of the people whom `user` reports to today, for use in `among`."""
    posts = posts_of_today().filter(person__account=user, line_manager__isnull=False)
    return posts.values("line_manager")
