"""Whoever owns a benefit sees it and what belongs to it, and nothing else; everybody else finds nothing."""

import pytest
from django.test import Client

from change.benefits.measurements import Measurement
from change.models import Benefit, Project
from people.workforce.models import User
from tests.base import Cast, Role
from tests.change.benefits.made import at, benefit

pytestmark = pytest.mark.django_db


def get(account: User, address: str) -> tuple[int, str]:
    client = Client()
    client.force_login(account)
    answer = client.get(address)
    return answer.status_code, answer.content.decode()


def test_my_benefits_say_what_each_needs(cast: Cast) -> None:
    manager = cast.of(Role.CHANGE_MANAGER)
    begun = at("delivering", owner=cast.bob, manager=manager, measured_every=1)
    Benefit.objects.unscoped().filter(pk=begun.pk).update(begun_on="2021-01-01")
    bare = benefit(cast.bob, target=None)
    others = benefit(cast.alice)
    status, words = get(cast.bob, "/change/my-benefits/")
    assert status == 200 and "You own 2 benefits. 2 of them wait for you." in words
    assert f"/change/benefits/benefits/{begun.pk}/measure/" in words and "Measure it" in words
    assert f"/change/benefits/benefits/{bare.pk}/change/" in words and "Fill in its profile" in words
    assert others.number not in words


def test_home_leads_to_what_waits(cast: Cast) -> None:
    manager = cast.of(Role.CHANGE_MANAGER)
    begun = at("delivering", owner=cast.bob, manager=manager)
    Benefit.objects.unscoped().filter(pk=begun.pk).update(begun_on="2021-01-01")
    at("profiled", owner=cast.bob, manager=manager)
    _, words = get(cast.bob, "/")
    assert f"Measure it: benefit {begun.number}" in words and "/change/my-benefits/" in words
    assert "/change/my-benefits/" not in get(cast.charlie, "/")[1]
    assert "Approve 1 profile of a benefit" in get(manager, "/")[1]


def test_a_claim_does_not_wait_for_the_manager_who_made_it(cast: Cast) -> None:
    manager = cast.of(Role.CHANGE_MANAGER)
    record = at("realised", owner=cast.bob, manager=manager)
    assert "Verify 1 claim that a benefit is realised" in get(manager, "/")[1]
    record.dispute(by=manager, reason="-")
    record.say("realised", by=manager)
    assert "Verify 1 claim" not in get(manager, "/")[1]
    at("realised", owner=cast.bob, manager=manager)
    assert "Verify 1 claim that a benefit is realised, besides your own" in get(manager, "/")[1]


def test_an_owner_sees_theirs_and_nothing_else(cast: Cast) -> None:
    mine, others = benefit(cast.bob), benefit(cast.alice)
    for who, record, status in [
        (cast.bob, mine, 200),
        (cast.bob, others, 404),
        (cast.charlie, mine, 404),
        (cast.of(Role.BENEFIT_OWNER), mine, 404),
        (cast.of(Role.BOARD_SECRETARY), mine, 404),
    ]:
        assert get(who, f"/change/benefits/benefits/{record.pk}/")[0] == status
        # Nobody has approved its profile yet.
        asked = get(who, f"/change/benefits/benefits/{record.pk}/measure/")[0]
        assert asked == (409 if status == 200 else 404)
    assert [each.pk for each in Project.objects.visible_to(cast.bob)] == [mine.project_id]
    assert list(Benefit.objects.visible_to(cast.charlie)) == list(Measurement.objects.visible_to(cast.charlie)) == []


def test_an_owner_in_business_as_usual_measures_and_does_no_more(cast: Cast) -> None:
    manager = cast.of(Role.CHANGE_MANAGER)
    record = at("business as usual", owner=cast.bob, manager=manager)
    Benefit.objects.unscoped().update(bau_owner=cast.charlie, measured_every=1)
    address = f"/change/benefits/benefits/{record.pk}/"
    assert [get(cast.charlie, address + name)[0] for name in ("", "measure/", "dispute/", "change/", "expected/")] == [
        200,
        200,
        403,
        403,
        403,
    ]


def test_lists_of_a_benefit_owner_hold_their_own_and_name_no_other(cast: Cast) -> None:
    role = cast.of(Role.BENEFIT_OWNER)
    mine, others = benefit(role), benefit(cast.alice)
    for address in ("/change/benefits/benefits/", "/change/benefits/overview/", "/change/benefits/measurements/"):
        status, words = get(role, address)
        assert status == 200 and others.number not in words and str(others.project) not in words
    assert mine.number in get(role, "/change/benefits/benefits/")[1]
    assert "1 in the register" in get(role, "/change/benefits/overview/")[1]
