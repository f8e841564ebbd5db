"""The pages of a year: mine, my team's, and what the home page says of them."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from people.performance import agreeing, assessing
from people.performance.conversing import log, record_year_end
from people.performance.models import Appraisal
from people.performance.objectives import Objective
from people.roles import Role
from people.workforce.models import Department, Post, User
from tests.base import Cast, person, post
from tests.people.performance.own_made import (
    MID_YEAR,
    NEAR_THE_END,
    SAVEPOINT,
    a_year,
    agreed,
    objective_of,
    on,
    page,
    rated,
)
from tests.people.performance.rated import appraisal_of, open_year, team_of

pytestmark = pytest.mark.django_db

MINE, TEAM = "/people/my-performance/", "/people/team/"


def home(client: Client, reader: User, day: date = MID_YEAR) -> str:
    return page(client, reader, reverse("home"), day)


def test_my_year_is_that_of_today_and_lists_the_others(cast: Cast, client: Client) -> None:
    earlier = appraisal_of(cast.bob.person, open_year("2020/21", 2020))
    a_year(cast)
    later = appraisal_of(cast.bob.person, open_year("2022/23", 2022))
    text = page(client, cast.bob, MINE)
    assert "Performance year 2021/22" in text and "Other years 2022/23 2020/21" in text
    assert "Performance year 2020/21" in page(client, cast.bob, f"{MINE}{earlier.pk}/")
    assert "Performance year 2022/23" in page(client, cast.bob, MINE, date(2030, 1, 1))
    assert client.get(f"{MINE}{later.pk + 1}/").status_code == 404


def test_it_shows_the_objectives_of_the_force_and_of_my_department(cast: Cast, client: Client) -> None:
    own, other = (Department.objects.get_or_create(name=name)[0] for name in ("Response", "Crime"))
    year = a_year(cast)
    Appraisal._base_manager.update(department=own)
    for level, department, text in (
        ("force", None, "Answer in time"),
        ("department", own, "Right first time"),
        ("department", other, "Elsewhere"),
    ):
        Objective.objects.create(year=year.year, level=level, department=department, number=1, text=text)
    text = page(client, cast.bob, MINE)
    assert "Answer in time" in text and "Right first time" in text and "Elsewhere" not in text


def test_whoever_has_no_year_reads_so(cast: Cast, client: Client) -> None:
    for reader in (cast.charlie, cast.of(Role.PERFORMANCE_LEAD)):
        assert "You have no performance year yet" in page(client, reader, MINE)
        assert "You have no performance year yet" in page(client, reader, f"{MINE}rating/")
    assert "Nobody reports to you today." in page(client, cast.bob, TEAM)


def test_the_team_in_one_table_and_nobody_else(cast: Cast, client: Client) -> None:
    year = agreed(cast, a_year(cast))
    post(person("N1", "Nora New"), line_manager=cast.alice.person)
    post(person("Z1", "Zoe Elsewhere"), line_manager=cast.charlie.person)
    with on():
        log(year, by=cast.alice, held_on=MID_YEAR, notes="Court")
    rated(year, by=cast.alice, status="provisional")
    text = page(client, cast.alice, TEAM)
    assert re.search("Bob Baker .*Agreed : Bob Baker .*6 Sep 2021", text.replace("\xa0", " "))
    assert "In moderation" in text and "Nora New Has no appraisal in this year" in text
    assert "1 of 1 Objectives agreed" in text or "Objectives agreed 1 of 1" in text
    assert "Elsewhere" not in text and "From 1 Jan 2022" in text.replace("\xa0", " ")


def test_the_excused_are_in_the_table_and_not_counted(cast: Cast, client: Client) -> None:
    a_year(cast)
    Appraisal._base_manager.update(excused="long absence")
    text = page(client, cast.alice, TEAM)
    assert "Away for most of the year" in text and "0 of 0" in text
    assert "Write your objectives" not in home(client, cast.bob)


def test_a_year_that_is_not_the_team_s_is_404(cast: Cast, client: Client) -> None:
    a_year(cast)
    client.force_login(cast.alice)
    for year in ("0", "x", "1'"):
        assert client.get(TEAM, {"year": year}).status_code == 404


def test_a_manager_s_manager_and_a_former_one_find_nothing(cast: Cast, client: Client) -> None:
    year = a_year(cast)
    Post._base_manager.filter(person=cast.alice.person).update(line_manager=cast.charlie.person)
    client.force_login(cast.charlie)
    assert client.get(f"{TEAM}{year.pk}/").status_code == 404
    Post._base_manager.filter(person=cast.bob.person).update(ended=date(2021, 9, 5))
    client.force_login(cast.alice)
    with on():
        assert client.get(f"{TEAM}{year.pk}/").status_code == 404


def test_home_says_what_i_have_to_do_and_until_when(cast: Cast, client: Client) -> None:
    year = a_year(cast, objectives_due=date(2021, 6, 30))
    assert "Write your objectives for 2021/22" in home(client, cast.bob)
    for number in (1, 2):
        agreeing.propose(year, number, by=cast.alice, text="Hers")
    assert "Agree your objectives for 2021/22 with your line manager" in home(client, cast.bob)
    assert "Agree objectives" not in home(client, cast.alice)
    for number in (1, 2):
        agreeing.agree(objective_of(year, number), by=cast.bob, seen=agreeing.mark(objective_of(year, number)))
    assert "bjectives for 2021/22" not in home(client, cast.bob)
    assert "Write your self-assessment for 2021/22" in home(client, cast.bob, NEAR_THE_END)
    assessing.write(year, by=cast.bob, what="Much", how="Well")
    assessing.send(year, by=cast.bob)
    assert "Write your self-assessment" not in home(client, cast.bob, NEAR_THE_END)


def test_home_says_what_my_team_waits_for(cast: Cast, client: Client) -> None:
    year = a_year(cast)
    Appraisal._base_manager.update(rank=Post._base_manager.get(person=cast.bob.person).rank)
    agreeing.propose(year, 1, by=cast.bob, text="His")
    assert "Agree objectives with PC Baker" in home(client, cast.alice)
    assert "Record the year-end conversation of PC Baker" in home(client, cast.alice, NEAR_THE_END)
    with on(NEAR_THE_END):
        record_year_end(year, by=cast.alice, held_on=NEAR_THE_END)
    assert "Record the year-end" not in home(client, cast.alice, NEAR_THE_END)


def test_of_many_one_line_tells(cast: Cast, client: Client) -> None:
    a_year(cast)
    team_of(cast.alice.person, Appraisal._base_manager.get().year, 4)
    assert "Record the year-end conversation of 5 people, 2021/22" in home(client, cast.alice, NEAR_THE_END)


def test_starts_are_whose_they_are(cast: Cast, client: Client) -> None:
    assert "My performance year" in home(client, cast.bob) and "My team’s performance" not in home(client, cast.bob)
    assert "My team’s performance year" in home(client, cast.alice)
    assert "My performance year" not in home(client, cast.of(Role.AUDITOR))


def test_few_queries(cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    year = agreed(cast, a_year(cast))
    with on():
        for number in range(5):
            log(year, by=cast.alice, held_on=MID_YEAR, notes=f"Number {number}")
    team_of(cast.alice.person, year.year, 5)
    rated(year, by=cast.alice)
    lists = {cast.bob: [MINE, f"{MINE}rating/"], cast.alice: [TEAM, f"{TEAM}{year.pk}/"]}
    for reader, addresses in lists.items():
        client.force_login(reader)
        for address in addresses:
            with on(), django_assert_max_num_queries(8 + SAVEPOINT):
                assert client.get(address).status_code == 200


def test_nobody_is_asked_to_write_objectives_for_a_year_that_is_over(cast: Cast, client: Client) -> None:
    appraisal = appraisal_of(cast.bob.person, open_year("2001/02", 2001))
    client.force_login(cast.bob)
    said = client.get(reverse("people:my-performance")).content.decode()
    assert "2001/02" in said and "self-assessment" in said
    assert "have not been written yet" not in said
    assert f'{reverse("people:objective", args=[appraisal.pk, 1])}" role' not in said
