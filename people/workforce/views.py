"""Record pages of people and posts."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from people.workforce.constraints import PostingConstraint
from people.workforce.models import EqualityMonitoring, Person, Post, User
from people.workforce.registers import PEOPLE, POSTS
from wmp.lib import clock
from wmp.lib.records import Fact, RecordPage
from wmp.lib.timeline import said
from wmp.lib.words import long_day


def link_to(person: Person) -> str:
    return reverse("people:people-detail", args=[person.pk])


class PersonPage(RecordPage):
    register = PEOPLE

    def facts(self, record: Person, user: User) -> Sequence[Fact]:
        return [
            Fact("Employee number", record.employee_number),
            Fact("Warrant number", record.warrant_number),
            Fact("Email", record.email),
        ]

    def fact_groups(self, record: Person, user: User) -> Sequence[Mapping[str, Any]]:
        return [*self._posts(record, user), *constraint_group(record, user), *self._declaration(record, user)]

    def _posts(self, record: Person, user: User) -> list[Mapping[str, Any]]:
        held = Post.objects.visible_to(user).in_force_on(clock.today()).filter(person=record)
        return [
            {"title": f"{post.get_staff_type_display()} today", "rows": post_facts(post)}
            for post in held.select_related("rank", "department", "line_manager")
        ]

    def _declaration(self, record: Person, user: User) -> list[Mapping[str, Any]]:
        """What the reader declared about themselves. On nobody else's page is it even asked for."""
        if record.account_id != user.pk:
            return []
        declared = EqualityMonitoring.objects.visible_to(user).filter(person=record).first()
        rows = [Fact("Declaration", "None. It counts as not stated.")]
        if declared:
            rows = [
                Fact("Gender", declared.get_gender_display()),
                Fact("Ethnicity", declared.get_ethnicity_display()),
                Fact("Disability", declared.get_disability_display()),
                Fact("Declared on", said(declared.declared_on)),
            ]
        return [{"title": "Equality monitoring: only you see this here", "rows": rows}]


def constraint_group(person: Person, user: User) -> list[Mapping[str, Any]]:
    """What a posting of this person has to respect, as far as `user` may know of it. Without a reason."""
    standing = PostingConstraint.objects.visible_to(user).standing().filter(person=person)
    rows = [
        Fact(each.what, when_in_words(each), reverse("people:posting-constraints-detail", args=[each.pk]))
        for each in standing
    ]
    return [{"title": "What a posting has to respect", "rows": rows}] if rows else []


def when_in_words(constraint: PostingConstraint) -> str:
    """`From 1 April 2022 until 30 September 2022`."""
    until = f"until {long_day(constraint.until_on)}" if constraint.until_on else "without an end"
    return f"From {long_day(constraint.from_on)} {until}"


def post_facts(post: Post) -> list[Fact]:
    return [
        Fact("Rank", post.rank or "None"),
        Fact("Department", post.department),
        Fact("Line manager", post.line_manager or "Nobody named"),
        Fact("FTE", said(post.fte)),
        Fact("Started", said(post.started)),
        Fact("Last day", said(post.ended) or "Still held"),
    ]


class PostPage(RecordPage):
    register = POSTS
    joins = ("person", "rank", "department", "line_manager")

    def title(self, record: Post) -> str:
        return f"{record.person}: {record}"

    def facts(self, record: Post, user: User) -> Sequence[Fact]:
        found = [Fact("Person", record.person, link_to(record.person)), *post_facts(record)]
        return [*found, Fact("Leaving reason", record.leaving_reason)] if record.ended else found

    def fact_groups(self, record: Post, user: User) -> Sequence[Mapping[str, Any]]:
        """In a post that is over, nothing has to be respected any more."""
        over = record.ended is not None and record.ended < clock.today()
        return [] if over else constraint_group(record.person, user)
