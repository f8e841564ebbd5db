"""Two people act on one year at once: the second finds what the first did."""

import pytest
from django.db import transaction

from people.performance import agreeing
from people.performance.conversing import record_year_end
from people.performance.objectives import Conversation
from tests.base import Cast
from tests.people.performance.own_made import NEAR_THE_END, a_year, objective_of, on, stored
from tests.together import Meanwhile, at_once
from wmp.lib.workflow import StaleMove

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_last_two_agreements_at_once_set_the_day(cast: Cast) -> None:
    year = a_year(cast)
    by_bob = agreeing.propose(year, 1, by=cast.bob, text="One")
    by_alice = agreeing.propose(year, 2, by=cast.alice, text="Two")
    said = at_once(
        lambda: agreeing.agree(by_bob, by=cast.alice, seen=agreeing.mark(by_bob)),
        lambda: agreeing.agree(by_alice, by=cast.bob, seen=agreeing.mark(by_alice)),
    )
    assert said == [None, None] and stored(year).objectives_set_on


def test_an_agreement_beside_a_change_is_to_what_was_read(cast: Cast) -> None:
    year = a_year(cast)
    read = agreeing.propose(year, 1, by=cast.bob, text="One")
    with transaction.atomic():
        agreeing.propose(year, 1, by=cast.bob, text="Another")
        other = Meanwhile(lambda: agreeing.agree(read, by=cast.alice, seen=agreeing.mark(read)))
    assert isinstance(other.said, StaleMove) and objective_of(year).agreed_by_manager_on is None


def test_a_year_end_recorded_twice_at_once_is_one(cast: Cast) -> None:
    year = a_year(cast)

    def record() -> None:
        with on(NEAR_THE_END):
            record_year_end(year, by=cast.alice, held_on=NEAR_THE_END)

    said = at_once(record, record)
    assert sorted(type(each).__name__ for each in said) == ["NoneType", "StaleMove"]
    assert Conversation._base_manager.filter(appraisal=year).count() == 1
