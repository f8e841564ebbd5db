"""A state has one colour and one name, whoever reads of it."""

import pytest
from django.test import Client
from django.urls import reverse

from people.roles import Role
from tests.base import Cast, user
from tests.welfare.passports.made import agreed, passport_of, sent
from welfare.passports import handling
from welfare.passports.choices import ADJUSTMENT_COLOURS, PASSPORT_COLOURS, AdjustmentStatus, PassportStatus
from welfare.passports.officers import forget
from welfare.passports.own_words import TAGS

pytestmark = pytest.mark.django_db


def test_every_state_has_its_colour_and_the_holder_sees_the_same() -> None:
    assert set(PASSPORT_COLOURS) == set(PassportStatus.values)
    assert set(ADJUSTMENT_COLOURS) == set(AdjustmentStatus.values)
    assert {str(each): colour for each, (_, colour) in TAGS.items()} == PASSPORT_COLOURS


def test_the_page_says_the_colour_of_the_register(cast: Cast, client: Client) -> None:
    passport = agreed(passport_of(cast.bob))
    for reader, address in (
        (cast.bob, reverse("welfare:passport")),
        (cast.of(Role.RA_OFFICER), reverse("welfare:passports-detail", args=[passport.pk])),
    ):
        client.force_login(reader)
        assert "govuk-tag--blue" in client.get(address).content.decode()


def test_nobody_in_the_register_is_also_who_has_left(cast: Cast, client: Client) -> None:
    forget()
    rita, rob = cast.of(Role.RA_OFFICER), user("rob", Role.RA_OFFICER)
    left, held = sent(passport_of(cast.bob)), sent(passport_of(cast.charlie))
    handling.give(left, to=rob, by=rob)
    handling.give(held, to=rita, by=rita)
    rob.groups.clear()
    client.force_login(rita)
    for chosen, found in (("nobody", "Baker"), ("anybody", "Cook")):
        page = client.get(reverse("welfare:passports-list"), {"ra_officer": chosen})
        assert page.context["count"] == "1 passport" and found in page.content.decode()
