"""The projection of ranks: chance under stated assumptions, the same for the same seed, marked as what it is."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from people.recruitment.projection import Assumptions, Rank, project
from people.recruitment.projection_views import minority_in, told_parts
from people.recruitment.ranks import known_on
from people.roles import Role
from people.workforce.models import EqualityMonitoring, Person, Post
from tests.base import Cast, person, post, rank

RATE = st.integers(0, 100).map(lambda percent: percent / 100)
RANKS = st.lists(
    st.builds(Rank, st.just("Rank"), st.lists(st.integers(0, 60), min_size=4, max_size=4), RATE, RATE),
    min_size=1,
    max_size=4,
)
ASSUMED = st.builds(
    Assumptions, st.integers(1, 3), st.integers(0, 50), RATE, RATE, st.integers(0, 99), st.integers(1, 30)
)


@settings(max_examples=60)
@given(RANKS, ASSUMED)
def test_the_same_seed_gives_the_same_numbers_and_an_interval_holds_its_median(
    ranks: list[Rank], assumed: Assumptions
) -> None:
    found = project(ranks, assumed)
    assert found == project(ranks, assumed)
    assert len(found) == assumed.years and all(len(year) == len(ranks) for year in found)
    for each in (one for year in found for one in year):
        for spread in (each.headcount, each.minority, each.female):
            assert 0 <= spread.low95 <= spread.low80 <= spread.median <= spread.high80 <= spread.high95
        assert each.minority.high95 <= 100 and each.female.high95 <= 100


@settings(max_examples=30)
@given(RANKS, ASSUMED)
def test_where_nobody_leaves_rises_or_joins_nothing_changes(ranks: list[Rank], assumed: Assumptions) -> None:
    still = [Rank(each.name, each.cells) for each in ranks]
    for year in project(still, Assumptions(assumed.years, 0, assumed.minority, assumed.female, assumed.seed, 5)):
        for before, after in zip(still, year, strict=True):
            assert after.headcount.low95 == after.headcount.high95 == sum(before.cells)


@given(RANKS, st.integers(0, 40))
def test_nobody_is_lost_or_made_on_the_way_up(ranks: list[Rank], recruits: int) -> None:
    staying = [Rank(each.name, each.cells, 0, each.promotion) for each in ranks]
    (year,) = project(staying, Assumptions(1, recruits, 0.2, 0.4, 1, 1))
    assert sum(each.headcount.median for each in year) == sum(sum(each.cells) for each in ranks) + recruits


@pytest.mark.parametrize("wrong", [{"years": 0}, {"years": 11}, {"recruits": -1}, {"minority": 1.1}, {"runs": 1001}])
def test_assumptions_out_of_bounds_are_refused(wrong: dict[str, Any]) -> None:
    assumed = replace(Assumptions(years=1, recruits=1, minority=0.1, female=0.1), **wrong)
    with pytest.raises(ValueError):
        project([Rank("Constable", [1, 1, 1, 1])], assumed)


@pytest.mark.django_db
def test_rates_are_those_of_the_posts_of_the_last_three_years(cast: Cast) -> None:
    """Of ten constables throughout, one left, one was made sergeant and one moved within the rank."""
    people = [person(f"R{place}") for place in range(8)]
    for each in people:
        post(each, date(2015, 1, 5))
    Post.objects.filter(person=people[0]).unscoped().update(ended=date(2021, 3, 1))
    for who, to in ((people[1], "Sgt"), (people[2], "PC")):
        Post.objects.filter(person=who).unscoped().update(ended=date(2021, 3, 1))
        post(who, date(2021, 3, 2), rank=rank(to))
    EqualityMonitoring.objects.create(person=people[3], gender="female", ethnicity="A1")
    known = known_on(date(2022, 4, 1))
    constables = known.ranks[0]
    # Bob and Charlie joined in 2020: 8, 10 and 8 constables at the beginnings of the three years.
    assert constables.name == "Constable" and list(constables.cells) == [1, 0, 0, 7]
    assert constables.leaving == pytest.approx(1 / 26) and constables.promotion == pytest.approx(1 / 25)
    assert known.ranks[1].leaving == 0 and known.recruits == 1


def sign_in(client: Client, cast: Cast) -> Client:
    client.force_login(cast.of(Role.TALENT_LEAD))
    return client


ADDRESS = "people:rank-projection"


def test_shares_are_told_where_few_are_in_no_part_and_of_no_rank_above_one_where_few_are() -> None:
    def told(*parts: tuple[int, int]) -> set[str]:
        ranks = [Rank(str(place), [0, group, 0, rest]) for place, (group, rest) in enumerate(parts)]
        return told_parts(ranks, minority_in)

    assert told((30, 90), (20, 40), (10, 10)) == {"0", "1", "2"}
    # 27 of whom one is: the rank below is withheld with it, since the total of the group would tell.
    assert told((30, 90), (20, 40), (1, 26)) == {"0"}
    assert told((30, 90), (26, 1), (20, 40)) == told((30, 90), (9, 40), (20, 40)) == {"0"}


@pytest.mark.django_db
def test_a_page_does_not_say_how_many_of_few_recruits_or_officers_were_of_a_group(client: Client, cast: Cast) -> None:
    for place in range(20):
        post(person(f"R{place}"), date(2021, 5, 3))
        post(person(f"I{place}"), rank=rank("Insp"))
    EqualityMonitoring.objects.create(
        person=Post.objects.unscoped().latest("pk").person, gender="female", ethnicity="A1"
    )
    reader = sign_in(client, cast)
    first = reader.get(reverse(ADDRESS))
    assert first.context["form"].initial["minority"] is None and "Nothing to project" in first.content.decode()
    assumed = reader.get(reverse(ADDRESS), {"minority": "17", "female": "40"})
    assert {cell["text"] for row in assumed.context["minority"]["rows"] for cell in row[1:]} == {"withheld"}
    assert assumed.context["headcounts"]["rows"][-1][1]["text"] == "22"


@pytest.mark.django_db
def test_the_page_says_that_it_is_a_projection_and_withholds_small_ranks(client: Client, cast: Cast) -> None:
    for place in range(30):
        post(person(f"R{place}"))
    for place in range(21):
        post(person(f"I{place}"), rank=rank("Insp"))
    for letter, declared in (("R", 14), ("I", 11)):
        for each in Person.objects.unscoped().filter(employee_number__startswith=letter)[:declared]:
            EqualityMonitoring.objects.create(person=each, ethnicity="A1")
    text = (
        sign_in(client, cast)
        .get(reverse(ADDRESS), {"recruits": "3", "seed": "7", "minority": "17", "female": "40"})
        .content.decode()
    )
    assert "Projection, not a figure" in text and 'value="7"' in text
    # One sergeant, Alice: withheld, and the inspectors with her, since the total would tell.
    assert "Sergeant: withheld." in text and "Inspector: withheld." in text and "Constable: 43.8% today" in text


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"years": "11"}, {"recruits": "many"}, {"runs": "5000"}, {"minority": "101"}])
def test_what_cannot_be_assumed_is_said_at_its_field(client: Client, cast: Cast, wrong: dict[str, str]) -> None:
    text = sign_in(client, cast).get(reverse(ADDRESS), wrong).content.decode()
    assert "There is a problem" in text and "Thick lines" not in text


@pytest.mark.django_db
def test_unknown_parameters_and_others_are_refused(client: Client, cast: Cast) -> None:
    assert sign_in(client, cast).get(reverse(ADDRESS), {"rank": "Constable"}).status_code == 400
    for reader in (cast.alice, cast.of(Role.PEOPLE_DATA), cast.of(Role.BOARD_READER)):
        client.force_login(reader)
        assert client.get(reverse(ADDRESS)).status_code == 403
