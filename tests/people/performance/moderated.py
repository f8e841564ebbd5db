"""Ratings before a panel: a department's, given by Alice, and those who moderate them."""

from typing import Any

from people.performance.models import PerformanceYear
from people.performance.moderation_acts import decide, finalise_all, panels_with_departments
from people.performance.panels import ModerationPanel
from people.performance.ratings import Rating
from people.performance.seating import seat
from people.roles import Role
from people.workforce.models import Department, EqualityMonitoring
from tests.base import DAY, Cast, person
from tests.people.performance.rated import appraisal_of, on_scale, rating_of

LEAD = Role.PERFORMANCE_LEAD


def response() -> Department:
    return Department.objects.get_or_create(name="Response")[0]


def provisional(year: PerformanceYear, who: Any, by: Any, what: int = 3, how: int = 4, **fields: Any) -> Rating:
    """A rating before the panel, written as it is: the rater's verbs have tests of their own."""
    appraisal = appraisal_of(who, year, department=fields.pop("department", None) or response(), **fields)
    values = {"what": on_scale(year, "what", what), "how": on_scale(year, "how", how)}
    Rating.objects.create(appraisal=appraisal, rater=by, status="provisional", evidence="Led the desk", **values)
    return rating_of(appraisal)


def some(year: PerformanceYear, by: Any, values: list[tuple[int, int]], tag: str = "R", **fields: Any) -> list[Rating]:
    """As many people with a rating each."""
    return [
        provisional(year, person(f"M-{tag}{place}", f"Robin {tag}{place:02}"), by, what, how, **fields)
        for place, (what, how) in enumerate(values)
    ]


def declares(rating: Rating, gender: str) -> None:
    EqualityMonitoring.objects.create(person=rating.appraisal.person, gender=gender)


def panel_of(cast: Cast, year: PerformanceYear, *members: Any, name: str = "Panel A") -> ModerationPanel:
    """Of Response, with Charlie in the chair unless others are named."""
    panel = ModerationPanel.objects.create(year=year, name=name, held_on=DAY)
    panel.departments.set([response()])
    for place, member in enumerate(members or [cast.charlie]):
        seat(panel, member, by=cast.of(LEAD), chairs=not place)
    return panel


def as_seen(panel: ModerationPanel, reader: Any) -> Any:
    """The panel as its pages read it."""
    return panels_with_departments(reader).get(pk=panel.pk)


def changed(rating: Rating, by: Any, panel: ModerationPanel, what: int = 2, reason: str = "Less than agreed") -> Rating:
    """Another `what`, and the rater's `how`."""
    rating = rating_of(rating.appraisal)
    decide(rating, on_scale(rating.appraisal.year, "what", what), rating.how, by=by, panel=panel, reason=reason)
    return rating_of(rating.appraisal)


def confirmed(rating: Rating, by: Any, panel: ModerationPanel) -> Rating:
    rating = rating_of(rating.appraisal)
    decide(rating, rating.what, rating.how, by=by, panel=panel)
    return rating_of(rating.appraisal)


def final(rating: Rating, cast: Cast, panel: ModerationPanel) -> Rating:
    """Confirmed by Charlie and made final by the lead."""
    rating = confirmed(rating, cast.charlie, panel)
    finalise_all(as_seen(panel, cast.of(LEAD)), by=cast.of(LEAD))
    return rating_of(rating.appraisal)
