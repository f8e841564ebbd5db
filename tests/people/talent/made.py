"""Talent and learning for tests: profiles, roles with successors, what a role needs and who has done it."""

from datetime import date, timedelta
from typing import Any

from people.talent.learning import Completion, Course, LearnerProfile, Requirement
from people.talent.models import CriticalRole, Succession, TalentProfile
from people.workforce.models import Person
from tests.base import person, post
from wmp.lib import clock


def profile(who: Person, performance: int = 2, potential: int = 2, readiness: str = "1-2 years", **fields: Any) -> Any:
    return TalentProfile.objects.create(
        person=who, performance=performance, potential=potential, readiness=readiness, **fields
    )


def somebody(number: str, **fields: Any) -> Person:
    """Somebody in a post of today."""
    made = person(number, f"Sam {number}")
    post(made, **fields)
    return made


def role(title: str, holder: Person | None = None, risk: str = "medium", **successors: Person) -> CriticalRole:
    """A critical role; `now`, `soon`, `later` name who could follow."""
    made = CriticalRole.objects.create(title=title, holder=holder, risk=risk)
    ready = {"now": "now", "soon": "1-2 years", "later": "3+ years"}
    for when, who in successors.items():
        Succession.objects.create(role=made, person=who, readiness=ready[when])
    return made


def needs(name: str, *courses: str, mandatory: bool = True, months: int | None = None, **parts: Any) -> LearnerProfile:
    """A learner profile that needs these courses."""
    made = LearnerProfile.objects.create(name=name, **parts)
    for each in courses:
        course, _ = Course.objects.get_or_create(name=each)
        Requirement.objects.create(profile=made, course=course, mandatory=mandatory, valid_months=months)
    return made


def done(who: Person, course: str, on: date) -> Completion:
    return Completion.objects.create(person=who, course=Course.objects.get(name=course), completed_on=on)


def ago(days: int) -> date:
    return clock.today() - timedelta(days=days)
