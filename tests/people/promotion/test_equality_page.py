"""The page of equality of outcome: while there is time to act, for the promotion team, and telling nobody's result."""

from datetime import date, timedelta
from itertools import cycle
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import EqualityMonitoring, Person, PromotionApplication, PromotionProcess, StageResult
from people.roles import Role
from tests.base import Cast
from tests.people.promotion.made import process, stage
from wmp.lib import clock

pytestmark = pytest.mark.django_db


def apply(to: PromotionProcess, count: int, gender: str, status: str = "applied") -> list[PromotionApplication]:
    """So many candidates of a gender. Of "both", every other one is successful."""
    start = Person.objects.unscoped().count()
    people = Person.objects.bulk_create(Person(employee_number=f"N{start + i}") for i in range(count))
    EqualityMonitoring.objects.bulk_create(EqualityMonitoring(person=each, gender=gender) for each in people)
    ends = cycle(["successful", "unsuccessful"]) if status == "both" else cycle([status])
    return PromotionApplication.objects.bulk_create(
        PromotionApplication(
            process=to,
            candidate=each,
            status=end,
            decided_on=clock.today() - timedelta(days=30) if end in ("successful", "unsuccessful") else None,
        )
        for each, end in zip(people, ends, strict=False)
    )


def passed(at: Any, applications: list[PromotionApplication], how_many: int) -> None:
    StageResult.objects.bulk_create(
        StageResult(application=each, stage=at, outcome="passed" if place < how_many else "not passed")
        for place, each in enumerate(applications)
    )


@pytest.fixture
def team(cast: Cast, client: Client) -> Client:
    client.force_login(cast.of(Role.PROMOTION_TEAM))
    return client


def page(client: Client, of: PromotionProcess | str = "", status: int = 200) -> str:
    query = {} if of == "" else {"of": of if isinstance(of, str) else f"process-{of.pk}"}
    answer = client.get(reverse("people:equality-of-outcome"), query)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def test_success_by_group_with_sizes_and_what_it_means(team: Client) -> None:
    done = process()
    apply(done, 20, "female", "both")
    apply(done, 30, "male", "both")
    text = page(team, done)
    assert "Women (20)" in text and "Men (30)" in text and "1.000" in text and "no proof" in text
    assert "Ethnicity: Withheld: a group has fewer than 10 people." in text


def test_a_small_group_takes_the_one_beside_it_along(team: Client) -> None:
    done = process()
    apply(done, 9, "female", "both")
    apply(done, 30, "male", "both")
    text = page(team, done)
    assert "Gender: Withheld" in text and "Men (30)" not in text and ">30<" not in text and ">9<" not in text


def test_a_process_under_way_shows_the_stages_that_are_finished(team: Client) -> None:
    """Results entered one by one would tell by the change whose group each is of; so a stage waits for the last."""
    open_one = process()
    sift, board = stage(open_one, "Sift"), stage(open_one, "Board")
    women, men = apply(open_one, 24, "female"), apply(open_one, 24, "male")
    passed(sift, women, 12)
    passed(sift, men[:-1], 18)
    text = page(team, open_one)
    assert "Not every result is in" in text and "Women (24)" not in text
    passed(sift, men[-1:], 0)
    text = page(team, open_one)
    assert "Women (24)" in text and "women fall behind most at Sift, with a ratio of 0.67" in text
    passed(board, women[:12], 11)
    assert "Women (12)" not in page(team, open_one)


def test_nothing_is_compared_while_applications_are_taken(team: Client) -> None:
    today = clock.today()
    taking = process(opens_on=today - timedelta(days=9), closes_on=today)
    apply(taking, 20, "female")
    assert "still being taken" in page(team, taking) and "Women" not in page(team, taking).split("How to read")[0]


def test_of_a_process_in_which_one_is_a_candidate_nothing_is_told(team: Client, cast: Cast) -> None:
    """Neither its own page nor its part of a sum."""
    own = process()
    apply(own, 20, "female", "both")
    apply(own, 30, "male", "both")
    assert "Women (20)" in page(team)
    lead = Person.objects.create(employee_number="P1", account=cast.of(Role.PROMOTION_TEAM))
    PromotionApplication.objects.create(process=own, candidate=lead, status="successful", decided_on=date(2022, 1, 1))
    assert str(own) not in page(team) and "Women (20)" not in page(team)
    page(team, own, status=400)


def test_processes_too_small_to_be_shown_are_left_out_of_the_sum(team: Client) -> None:
    large, small = process(), process(year=2021)
    for to, count in ((large, 20), (small, 4)):
        apply(to, count, "female", "both")
        apply(to, count, "male", "both")
    text = page(team, f"step-{large.from_rank_id}-{large.to_rank_id}")
    assert "Women (20)" in text and "1 process for gender" in text


@pytest.mark.parametrize("query", [{"of": "process-0"}, {"of": "x"}, {"by": "gender"}, {"candidate__gender": "female"}])
def test_what_the_page_does_not_offer_is_refused(team: Client, query: dict[str, str]) -> None:
    assert team.get(reverse("people:equality-of-outcome"), query).status_code == 400


def test_others_are_refused(cast: Cast, client: Client) -> None:
    for reader in (cast.alice, cast.of(Role.TALENT_LEAD), cast.of(Role.PEOPLE_DATA)):
        client.force_login(reader)
        page(client, status=403)


def test_as_many_queries_however_many_candidates_and_processes(team: Client) -> None:
    asked = []
    for count in (2, 20):
        one = process(year=2000 + count)
        passed(stage(one, "Sift"), apply(one, count, "female"), 1)
        with CaptureQueriesContext(connection) as caught:
            page(team, one)
        asked.append(len([each for each in caught if each["sql"].startswith("SELECT")]))
    assert asked[0] == asked[1] <= 8
