"""Two people act on one passport at the same moment: one of them is heard, and nothing of the other's is left."""

import pytest
from django.test import Client
from django.urls import reverse

from people.models import User
from people.roles import Role
from tests.base import Cast, user
from tests.together import at_once
from tests.welfare.passports.made import asked_of, passport_of, sent, stored
from welfare.passports import handling
from welfare.passports.models import Passport

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rob(cast: Cast) -> User:
    return user("rob", Role.RA_OFFICER)


@pytest.fixture
def passport(cast: Cast) -> Passport:
    return sent(passport_of(cast.bob))


def test_agreed_beside_declined(cast: Cast, rob: User, passport: Passport) -> None:
    rita, other = cast.of(Role.RA_OFFICER), stored(passport)
    said = at_once(
        lambda: handling.agree(passport, by=rita), lambda: handling.decline(other, by=rob, reason="Not the force's")
    )
    assert sum(each is None for each in said) == 1
    status = stored(passport).status
    assert [each.status for each in asked_of(passport)] == [status]
    assert passport.versions.unscoped().filter(why="agreed").count() == (status == "agreed")


def test_agreed_beside_taken_back(cast: Cast, passport: Passport) -> None:
    theirs = stored(passport)
    said = at_once(
        lambda: handling.agree(passport, by=cast.of(Role.RA_OFFICER)),
        lambda: handling.take_back(theirs, by=cast.bob),
    )
    assert sum(each is None for each in said) == 1
    is_agreed = stored(passport).status == "agreed"
    assert [each.status for each in asked_of(passport)] == ["agreed" if is_agreed else "requested"]


def test_taken_in_hand_by_two_at_once(cast: Cast, rob: User, passport: Passport) -> None:
    answers: list[int] = []

    def take(by: User) -> None:
        client = Client()
        client.force_login(by)
        answers.append(client.post(reverse("welfare:passports-take", args=[passport.pk])).status_code)

    assert at_once(lambda: take(cast.of(Role.RA_OFFICER)), lambda: take(rob)) == [None, None]
    assert sorted(answers) == [302, 409]
    assert stored(passport).ra_officer is not None
