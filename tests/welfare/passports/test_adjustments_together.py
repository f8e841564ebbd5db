"""Two at once: the last two adjustments of a passport, and several at once beside one."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from people.roles import Role
from tests.base import Cast
from tests.together import at_once
from tests.welfare.passports.made import agreed, passport_of, stored
from tests.welfare.passports.test_adjustment_register import rows
from welfare.passports.adjustments import Adjustment
from welfare.passports.models import PassportChange

pytestmark = pytest.mark.django_db(transaction=True)


def _put(pk: int, by: object) -> None:
    Adjustment.objects.unscoped().select_related("passport").get(pk=pk).put_in_place(by=by)


def test_the_last_two_put_in_place_at_once_move_the_passport_once(cast: Cast) -> None:
    passport = agreed(passport_of(cast.bob, asks=["Chair", "Desk"]))
    chair, desk = passport.adjustments.unscoped().values_list("pk", flat=True)
    said = at_once(lambda: _put(chair, cast.bob), lambda: _put(desk, cast.bob))
    assert said == [None, None]
    assert stored(passport).status == "in place"
    moves = PassportChange.objects.unscoped().filter(record=passport, new="in place")
    assert moves.count() == 1


def test_the_same_one_put_in_place_twice_at_once_moves_once(cast: Cast) -> None:
    passport = agreed(passport_of(cast.bob))
    (chair,) = passport.adjustments.unscoped().values_list("pk", flat=True)
    said = at_once(lambda: _put(chair, cast.bob), lambda: _put(chair, cast.of(Role.RA_OFFICER)))
    assert sorted(type(each).__name__ for each in said) in (["NoneType", "StaleMove"], ["IllegalMove", "NoneType"])


def test_many_at_once_beside_their_passport_wait_for_each_other_and_end(cast: Cast) -> None:
    """The bulk page holds passports first, as the verbs do: neither waits for the other for ever."""
    passport = agreed(passport_of(cast.bob, asks=["Chair", "Desk"]))
    client = Client()
    client.force_login(cast.of(Role.RA_OFFICER))
    page = reverse("welfare:adjustments-bulk-put-in-place")
    chosen = {"row": rows(client, page, passport.adjustments.unscoped()), "on_day": 1, "on_month": 1, "on_year": 2020}

    def withdraw() -> None:
        with transaction.atomic():
            stored(passport).withdraw(by=cast.bob)

    said = at_once(lambda: client.post(page, chosen), withdraw)
    assert said == [None, None]
    assert stored(passport).status == "withdrawn"
