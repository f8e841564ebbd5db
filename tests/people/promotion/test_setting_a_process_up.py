"""A process that no force has is refused, one that was set up wrongly is removed; and what is not told stays untold."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from people.models import PromotionApplication, PromotionBoard, PromotionProcess, PromotionStage, User
from people.promotion.due import team_waits
from people.promotion.handling import APPEALS_ARE_SOMEBODY_ELSES
from people.promotion.own_application import pool_words
from tests.base import Cast, Role, opened_with, rank
from tests.people.promotion.candidates import process as taking
from tests.people.promotion.made import board, candidate, decided, process, result
from wmp.lib import clock

pytestmark = pytest.mark.django_db
NEW = "/people/promotion/promotion-processes/new/"


@pytest.fixture
def team(cast: Cast, client: Client) -> User:
    client.force_login(cast.of(Role.PROMOTION_TEAM))
    return cast.of(Role.PROMOTION_TEAM)


def days(**given: date) -> dict[str, Any]:
    return {f"{name}_{part}": getattr(day, part) for name, day in given.items() for part in ("day", "month", "year")}


def form(**fields: Any) -> dict[str, Any]:
    plain = {"season": 1, "year": 2023, "least_months": 24, "appeal_days": 28, "pool_months": 24}
    return {"from_rank": rank("PC").pk, "to_rank": rank("Sgt").pk, **plain, **fields}


@pytest.mark.parametrize(
    ("below", "above", "why"),
    [
        ("Sgt", "PC", "Constable is below Sergeant: a promotion is to a higher rank"),
        ("PC", "S.Sgt", "A promotion is from an officer’s rank to another"),
        ("SC", "Sgt", "A promotion is from an officer’s rank to another"),
        ("PC", "PC", "A promotion is to another rank."),
    ],
)
def test_a_promotion_is_upward_and_of_one_kind(client: Client, team: User, below: str, above: str, why: str) -> None:
    page = client.post(NEW, form(from_rank=rank(below).pk, to_rank=rank(above).pk)).content.decode()
    assert why in page and not PromotionProcess.objects.unscoped().exists()


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"pool_months": 32767}, "A place in the pool lasts from 1 to 60 months."),
        ({"pool_months": 0}, "A place in the pool lasts from 1 to 60 months."),
        ({"appeal_days": 366}, "Candidates have 365 days to appeal in at most."),
        (
            days(opens_on=date(2022, 4, 1), closes_on=date(2022, 4, 30), results_on=date(2022, 4, 30)),
            "Results are told after the last day on which applications are taken.",
        ),
    ],
)
def test_lengths_and_days_that_no_process_has(client: Client, team: User, fields: dict[str, Any], why: str) -> None:
    assert why in client.post(NEW, form(**fields)).content.decode()
    assert not PromotionProcess.objects.unscoped().exists()


def test_applications_that_run_are_not_closed_in_the_past(client: Client, team: User) -> None:
    made, today = taking(), clock.today()
    page = f"/people/promotion/promotion-processes/{made.pk}/change/"
    mark = {"opened_with": opened_with(client.get(page).content.decode())}
    began = made.opens_on or today
    late = form(year=2022, **mark, **days(opens_on=began, closes_on=today - timedelta(days=1)))
    assert "they can be closed today or later, not before" in client.post(page, late).content.decode()
    assert client.post(page, form(year=2022, **mark, **days(opens_on=began, closes_on=today))).status_code == 302


def test_a_wrong_process_is_removed_with_stages_and_boards_until_somebody_applies(
    client: Client, cast: Cast, team: User
) -> None:
    wrong = process()
    board(wrong, cast.charlie)
    page = f"/people/promotion/promotion-processes/{wrong.pk}/"
    assert f"{page}remove/" in client.get(page).content.decode()
    applied = candidate(wrong, cast.bob.person)
    assert f"{page}remove/" not in client.get(page).content.decode()
    assert client.post(f"{page}remove/", {"seen": ""}).status_code == 409
    PromotionApplication.objects.unscoped().filter(pk=applied.pk).delete()
    assert client.post(f"{page}remove/", {"seen": ""})["Location"] == "/people/promotion/promotion-processes/"
    assert not any(each.objects.unscoped().exists() for each in (PromotionProcess, PromotionStage, PromotionBoard))


def test_an_outcome_that_is_on_no_list_is_an_error_at_its_row(client: Client, cast: Cast, team: User) -> None:
    running = process()
    rows = [candidate(running, cast.bob.person), candidate(running, cast.charlie.person)]
    page = f"/people/promotion/promotion-processes/{running.pk}/outcomes/"
    stood = client.get(page).context["stood"]
    sent = {f"to-{rows[0].pk}": "king", f"to-{rows[1].pk}": "successful", "stood": stood, **days(on=clock.today())}
    answer = client.post(page, sent)
    assert answer.status_code == 409 and f'id="wrong-{rows[0].pk}"' in answer.content.decode()
    assert not PromotionApplication.objects.unscoped().exclude(status="applied").exists()


def test_whoever_recorded_the_result_is_not_offered_the_appeal(client: Client, cast: Cast, team: User) -> None:
    application = candidate(process(), cast.bob.person)
    decided(application, "unsuccessful", by=team)
    PromotionProcess.objects.unscoped().update(published_at=clock.now())
    PromotionApplication.objects.unscoped().get().appeal(by=cast.bob, reason="The board did not hear all")
    page = f"/people/promotion/promotion-applications/{application.pk}/"
    text = client.get(page).content.decode()
    assert "uphold-appeal" not in text and APPEALS_ARE_SOMEBODY_ELSES in text
    assert client.get(f"{page}uphold-appeal/").status_code == 403 and not team_waits(team)


def test_a_process_that_runs_here_is_no_figure_before_its_results_are_told(cast: Cast, team: User) -> None:
    running = taking(closes_on=clock.today() - timedelta(days=1))
    PromotionStage.objects.create(process=running, number=1, name="Board")
    application = candidate(running, cast.bob.person)
    result(application, "Board", by=team)
    decided(application, "successful", by=team)
    counted = PromotionProcess.objects.unscoped().reported_on(clock.today())
    assert not counted.exists()
    PromotionProcess.objects.unscoped().update(published_at=clock.now())
    assert counted.all().exists()


def test_a_place_in_the_pool_ends_in_words_of_its_own() -> None:
    class Told:
        told_pool = {"ended_on": "2022-04-01", "ended_because": "promoted"}

    assert pool_words(Told()) == "You were promoted from the promotion pool on 1 April 2022"
