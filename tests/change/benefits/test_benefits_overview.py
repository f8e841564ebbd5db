"""Each number of the overview leads to a list of as many benefits; what was never measured always stands there."""

import re
from decimal import Decimal
from random import Random

import pytest
from django.test import Client

from change.benefits.measurements import measure
from change.models import Benefit
from tests.base import Cast, Role
from tests.change.benefits.made import at, benefit

pytestmark = pytest.mark.django_db


def overview(client: Client) -> str:
    return client.get("/change/benefits/overview/").content.decode()


def some(cast: Cast, random: Random) -> None:
    """A register with something of everything, by files and by hand."""
    for status in ("identified", "delivering", "realised", "verified", "business as usual"):
        at(status, owner=cast.bob, manager=cast.of(Role.CHANGE_MANAGER), kind="cashable")
        for _ in range(3):
            benefit(
                random.choice([None, cast.bob]),
                random.choice(["cashable", "non-cashable", "non-financial"]),
                status=status,
                disbenefit=random.random() < 0.3,
                begun_on="2021-01-01",
            )


def test_every_number_leads_to_as_many(cast: Cast, manager: Client) -> None:
    some(cast, Random(2))
    words = overview(manager)
    links = re.findall(r'href="(/change/benefits/benefits/\?[^"]*)">([\d,]+)<', words)
    assert len(links) > 20
    for address, number in links:
        listed = manager.get(address.replace("&amp;", "&")).content.decode()
        assert f"{number} benefit{'' if number == '1' else 's'}" in listed, address


def test_what_was_never_measured_stands_even_where_it_is_none(cast: Cast, manager: Client) -> None:
    record = at("delivering", owner=cast.bob, manager=cast.alice)
    never = "/change/benefits/benefits/?measuring=never"
    assert re.search(re.escape(f'href="{never}">1<'), overview(manager))
    measure(record, by=cast.bob, value=Decimal(1))
    assert re.search(re.escape(f'href="{never}">0<'), overview(manager))


def test_pounds_are_counted_from_the_baseline_and_disbenefits_subtracted(cast: Cast, manager: Client) -> None:
    for value, disbenefit in ((700, False), (150, True)):
        record = benefit(cast.bob, "cashable", disbenefit=disbenefit, status="delivering", target=Decimal(1100))
        measure(record, by=cast.bob, value=Decimal(value))
    benefit(cast.bob, "cashable", target=Decimal(2100))
    # What promises nothing has no share of it.
    measure(benefit(cast.bob, "cashable", status="delivering", target=None), by=cast.bob, value=Decimal(9000))
    words = overview(manager)
    # Targets 1,000, -1,000 and 2,000; realised 600 and -50.
    assert "£2,000" in words and "£550" in words and "28%" in words


def test_a_claim_that_came_by_a_file_is_listed_until_it_has_its_proof(cast: Cast, manager: Client) -> None:
    record = benefit(cast.bob, "cashable", status="realised", claim="realised")
    unproven = "/change/benefits/benefits/?wanting=proof"
    assert record.number in manager.get(unproven).content.decode()
    measure(record, by=cast.bob, value=Decimal(1))
    assert record.number in manager.get(unproven).content.decode()
    Benefit.objects.unscoped().update(base_budget_reference="BB-1")
    assert record.number not in manager.get(unproven).content.decode()
