"""What a benefit's page offers first: the next step, and never to dispute what was claimed."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from change.benefits.measurements import measure
from change.benefits.models import TARGETS, Benefit
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


def test_before_the_day_of_its_target_nobody_is_pressed_for_the_outcome(cast: Cast) -> None:
    record = at("delivering", owner=cast.bob, manager=cast.of(Role.CHANGE_MANAGER), target_on=date(2100, 1, 1))
    measure(record, by=cast.bob, value=Decimal(60))
    assert offered(cast.bob, record)[:2] == ["Enter a measurement", "Record the outcome"]
    Benefit.objects.unscoped().update(target_on=record.baseline_on)
    assert offered(cast.bob, record)[0] == "Record the outcome"


def test_a_re_baselining_is_told_as_one(cast: Cast) -> None:
    record = at("delivering", owner=cast.bob, manager=cast.of(Role.CHANGE_MANAGER))
    standing = {name: getattr(record, name) for name in TARGETS}
    record.re_baseline(by=cast.alice, reason="Fewer posts", **{**standing, "target": Decimal(50)})
    client = Client()
    client.force_login(cast.bob)
    page = client.get(f"/change/benefits/benefits/{record.pk}/").content.decode()
    assert "Re-baselined" in page and "Delivering to delivering" not in page
