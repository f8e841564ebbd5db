"""What is not needed any more leaves no false trace: no passport in place, no line in a version, no words in a form."""

import json

import pytest

from tests.base import Cast
from tests.welfare.passports import made
from tests.welfare.passports.made import FILTER, OWN, passport_of, stored
from welfare.passports import own_handling
from welfare.passports.versions import sections_of
from wmp.lib.drafts import Draft

pytestmark = pytest.mark.django_db


def test_a_passport_of_which_nothing_is_needed_any_more_is_not_in_place(cast: Cast) -> None:
    passport = made.agreed(passport_of(cast.bob, asks=("Screen filter", "A quiet room")))
    for each in made.asked_of(passport):
        each.drop(by=made.ra_officer(passport), reason="They work from home now")
    assert stored(passport).status == "agreed" and stored(passport).review_due is None


def test_the_last_that_is_needed_puts_it_in_place(cast: Cast) -> None:
    passport = made.agreed(passport_of(cast.bob, asks=("Screen filter", "A quiet room")))
    first, second = made.asked_of(passport)
    first.put_in_place(by=made.ra_officer(passport))
    second.drop(by=made.ra_officer(passport), reason="Not used")
    assert stored(passport).status == "in place"


def test_what_the_holder_took_off_stands_in_no_later_version(cast: Cast) -> None:
    passport = made.sent_back(passport_of(cast.bob, asks=(FILTER, "A quiet room")))
    taken_off = next(each for each in made.asked_of(passport) if each.what == "A quiet room")
    own_handling.take_off_adjustment(taken_off, by=cast.bob)
    told = json.dumps(sections_of(stored(passport)))
    assert FILTER in told and "A quiet room" not in told


def test_withdrawing_throws_away_what_was_typed_and_not_saved(cast: Cast) -> None:
    passport = made.sent(passport_of(cast.bob))
    for page, owner in (
        (f"{OWN}medical/", cast.bob),
        ("/welfare/ask-support/", cast.bob),
        (f"{OWN}medical/", cast.alice),
    ):
        Draft.objects.create(owner=owner, page=page, fields={"diagnosis": ["typed"]})
    own_handling.withdraw(passport, by=cast.bob, erase=True)
    assert [each.page for each in Draft.objects.visible_to(cast.bob)] == ["/welfare/ask-support/"]
    assert Draft.objects.visible_to(cast.alice).count() == 1
