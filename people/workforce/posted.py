"""Where people work today: the department of the post that they hold, for lists of what is about them.

It tells of the posts of people whom a list names already, and of nobody else.
"""

from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from people.workforce.models import Department, Post
from wmp.lib import clock
from wmp.lib.registers.filters import ReferenceFilter


def department_of(person: str, day: date) -> Subquery:
    """The key of the department of the post held on `day`; of several, the one held longest. `person` is the path."""
    held = Post.objects.unscoped().in_force_on(day).filter(person=OuterRef(person)).order_by("started", "pk")
    return Subquery(held.values("department")[:1])


class PostedInFilter(ReferenceFilter):
    """Those who work in a department today. `field_name` is the path to the person."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(Department, field_name=field_name, label="Department", **kwargs)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        if not value:
            return qs
        return qs.alias(posted_in=department_of(str(self.field_name), clock.today())).filter(posted_in=value)
