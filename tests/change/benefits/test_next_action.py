"""What a benefit's page offers first: the next step, and never to dispute what was claimed."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from people.workforce.models import User
from tests.base import Cast, Role, user
from tests.change.benefits.made import at, on

pytestmark = pytest.mark.django_db


def offered(account: User, record: Any) -> list[str]:
    client = Client()
    client.force_login(account)
    found: Any = client.get(f"/change/benefits/benefits/{record.pk}/").context
    return [each["text"] for each in filter(None, [found["next_action"], *found["other_actions"]])]


def test_in_business_as_usual_measuring_comes_first_and_disputing_last(cast: Cast) -> None:
    record = at("business as usual", owner=cast.bob, manager=cast.of(Role.CHANGE_MANAGER))
    assert offered(cast.of(Role.CHANGE_MANAGER), record) == [
        "Enter a measurement",
        "Change details",
        "Dispute the claim",
    ]
    assert offered(cast.bob, record) == ["Enter a measurement"]


def test_whoever_may_verify_is_asked_for_that_first(cast: Cast) -> None:
    manager = cast.of(Role.CHANGE_MANAGER)
    record = at("realised", owner=cast.bob, manager=manager)
    assert offered(manager, record)[0] == "Verify the claim" and offered(manager, record)[-1] == "Dispute the claim"
    own = at("realised", owner=manager, manager=user("second-manager", Role.CHANGE_MANAGER))
    assert offered(manager, own) == ["Enter a measurement", "Change details", "Dispute the claim"]


def test_a_verified_benefit_is_handed_over_next_unless_it_is_to_be_measured(cast: Cast) -> None:
    manager = cast.of(Role.CHANGE_MANAGER)
    record = at("verified", owner=cast.bob, manager=manager)
    assert offered(manager, record)[0] == "Hand over to business as usual"
    with on(date(2030, 1, 2)):
        assert offered(manager, record)[0] == "Enter a measurement"
