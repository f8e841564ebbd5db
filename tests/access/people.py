"""Workforce and probation: one's own, one's direct reports', or a role's."""

from people.workforce.constraints import record as record_constraint
from tests.access.rules import (
    ALICE,
    BOB,
    CHARLIE,
    EVERYBODY,
    LEAD,
    PEOPLE_DATA,
    PROMOTION,
    RA,
    WELFARE_TEAM,
    Rule,
    Rules,
    record,
    those,
    verb,
)
from tests.base import Cast
from wmp.lib import clock

RULES: Rules = {
    "people:people-list": [Rule(EVERYBODY)],
    "people:posts-list": [Rule(EVERYBODY)],
    "people:probation-list": [Rule(EVERYBODY)],
    # What a posting has to respect: without the reason, so for whoever decides about one.
    "people:posting-constraints-list": [Rule(EVERYBODY)],
    "people:posting-constraints-detail": [record("posting constraint", ALICE, BOB, PEOPLE_DATA, *WELFARE_TEAM, RA)],
    "people:posting-constraints-end": [
        verb("posting constraint", RA, seen_by=those(ALICE, BOB, PEOPLE_DATA, *WELFARE_TEAM))
    ],
    "people:special-duty-list": [Rule(EVERYBODY)],
    "people:people-detail": [
        record("bob", BOB, ALICE, PEOPLE_DATA, PROMOTION, *WELFARE_TEAM, RA),  # a student officer
        record("charlie", CHARLIE, PEOPLE_DATA),
    ],
    "people:people-posts": [record("bob", BOB, ALICE, PEOPLE_DATA, PROMOTION, *WELFARE_TEAM, RA)],
    "people:people-probation": [record("bob", BOB, ALICE, PEOPLE_DATA, PROMOTION, *WELFARE_TEAM, RA)],
    "people:people-applications": [record("bob", BOB, ALICE, PEOPLE_DATA, PROMOTION, *WELFARE_TEAM, RA)],
    "people:people-special-duty": [record("charlie", CHARLIE, PEOPLE_DATA)],
    "people:posts-detail": [record("bob's post", BOB, ALICE, PEOPLE_DATA)],
    "people:probation-detail": [record("bob's probation", BOB, ALICE, PEOPLE_DATA, LEAD)],
}


def records(cast: Cast) -> dict[str, int]:
    """Bob, with his post, his probation and what his posting respects; and Charlie."""
    bob = cast.bob.person
    constraint = record_constraint(bob, by=cast.of(RA), what="No night shifts", from_on=clock.today())
    return {
        "bob": bob.pk,
        "charlie": cast.charlie.person.pk,
        "bob's post": bob.posts.visible_to(cast.bob).get().pk,
        "bob's probation": bob.probations.visible_to(cast.bob).get().pk,
        "posting constraint": constraint.pk,
    }
