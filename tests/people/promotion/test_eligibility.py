"""Who may apply: rank of today, months in it by the closing day, confirmed. Each reason in words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.models import Person
from people.promotion.eligibility import Standing, standing_of, takes_applications
from people.workforce.models import Post, StaffType
from tests.base import Cast, person, post, probation, rank
from tests.people.promotion.candidates import process
from wmp.lib.days import months_after

pytestmark = pytest.mark.django_db


def words(who: Person | None, **fields: object) -> str:
    return " ".join(each.text for each in standing_of(who).obstacles(process(**fields)))


def test_a_constable_confirmed_in_rank_may_apply_and_a_sergeant_and_a_student_may_not(cast: Cast) -> None:
    made = process()
    assert standing_of(cast.charlie.person).obstacles(made) == []
    assert "of the rank of Sergeant" in standing_of(cast.alice.person).obstacles(made)[0].text
    [probation_of_bob] = standing_of(cast.bob.person).obstacles(made)
    assert "in probation" in probation_of_bob.text and "probation has ended" in probation_of_bob.query


def test_who_holds_no_post_and_whose_account_is_nobodys_read_why(cast: Cast) -> None:
    assert "no post as a police officer today" in words(person("N1"))
    assert "belongs to nobody" in standing_of(None).obstacles(process(year=2023))[0].text


def test_a_probation_that_ended_is_no_obstacle() -> None:
    confirmed = person("P1")
    post(confirmed)
    probation(confirmed, ended_on=date(2022, 1, 3), outcome="confirmed")
    assert words(confirmed) == ""


@pytest.mark.parametrize(("started", "enough"), [(date(2020, 4, 30), True), (date(2020, 5, 1), False)])
def test_the_months_are_complete_on_the_closing_day(started: date, enough: bool) -> None:
    officer = person("M1")
    post(officer, started=started)
    said = words(officer, opens_on=date(2022, 4, 1), closes_on=date(2022, 4, 30), least_months=24)
    assert said == (
        ""
        if enough
        else "You have 23 months in the rank by 30 April 2022, and 24 are needed. You reach them on 1 May 2022."
    )


def test_posts_in_the_rank_add_up_across_a_break_and_those_in_another_do_not() -> None:
    officer = person("M2")
    post(officer, started=date(2019, 1, 1), ended=date(2019, 12, 31))
    post(officer, started=date(2020, 1, 1), ended=date(2020, 12, 31), rank=rank("Sgt"))
    post(officer, started=date(2021, 4, 1))
    closes = {"opens_on": date(2022, 3, 1), "closes_on": date(2022, 4, 1)}
    assert words(officer, **closes, least_months=24) == ""
    assert "24 months in the rank" in words(officer, **closes, least_months=25, year=2023)


def test_specials_apply_from_ranks_of_specials_only() -> None:
    special = person("S1")
    post(special, staff_type=StaffType.SPECIAL, rank=rank("SC"))
    assert words(special, from_rank=rank("SC"), to_rank=rank("S.Sgt")) == ""
    assert "no post as a police officer" in words(special)


@given(
    start=st.dates(date(2000, 1, 1), date(2022, 3, 1)),
    months=st.integers(1, 60),
    split=st.integers(1, 400),
)
def test_a_spell_cut_in_two_counts_as_one(start: date, months: int, split: int) -> None:
    """However posts that follow each other divide a spell, it begins on its first day."""
    constable = rank("PC")
    cut = start + timedelta(days=split)
    kind = StaffType.OFFICER
    whole = Standing(Person(pk=1), [Post(rank=constable, staff_type=kind, started=start)])
    parts = [Post(rank=constable, staff_type=kind, started=start, ended=cut - timedelta(days=1))]
    parts.append(Post(rank=constable, staff_type=kind, started=cut))
    day = months_after(cut, months)
    assert whole.in_rank_since(constable, day) == Standing(Person(pk=1), parts).in_rank_since(constable, day) == start


def test_a_process_from_a_file_or_before_and_after_its_days_takes_none() -> None:
    assert takes_applications(process())
    assert not takes_applications(process(year=2020, opens_on=None, closes_on=None))
    assert not takes_applications(process(year=2021, opens_on=date(2020, 1, 1), closes_on=date(2020, 2, 1)))
