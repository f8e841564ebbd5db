"""Where people work today: department and rank of the post that they hold, for lists of what is about them.

It tells of the posts of people whom a list names already, and of nobody else.
"""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from people.workforce.models import Department, Person, Post, Rank
from wmp.lib import clock
from wmp.lib.registers.filters import ReferenceFilter


def department_of(person: str, day: date) -> Subquery:
    """The key of the department of the post held on `day`; of several, the one held longest. `person` is the path."""
    return Subquery(_held(person, day).order_by("started", "pk").values("department")[:1])


def rank_of(person: str, day: date) -> Subquery:
    """The key of the rank of the same post."""
    return Subquery(_held(person, day).order_by("started", "pk").values("rank")[:1])


def holds_a_post(person: str, day: date) -> Exists:
    """Does the person at the path `person` hold any post on `day`?"""
    return Exists(_held(person, day))


def serves(person: Person, day: date) -> bool:
    """The same of one person in hand."""
    return Post.objects.unscoped().in_force_on(day).filter(person=person).exists()


def _held(person: str, day: date) -> QuerySet[Post]:
    return Post.objects.unscoped().in_force_on(day).filter(person=OuterRef(person))


class PostedInFilter(ReferenceFilter):
    """Those who work in a department today. `field_name` is the path to the person."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(Department, field_name=field_name, label="Department", **kwargs)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        if not value:
            return qs
        return qs.alias(posted_in=department_of(str(self.field_name), clock.today())).filter(posted_in=value)


class PostedAsFilter(ReferenceFilter):
    """Those who hold a rank today. `field_name` is the path to the person."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(Rank, field_name=field_name, label="Rank", **kwargs)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        if not value:
            return qs
        return qs.alias(posted_as=rank_of(str(self.field_name), clock.today())).filter(posted_as=value)
