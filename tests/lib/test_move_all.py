"""Many records moved by one statement, by the rules of a single move."""

from datetime import date

import pytest
from django.db import connection

from people.models import PromotionApplication, PromotionProcess
from people.promotion.models import Season
from tests.base import person, rank, user
from wmp.lib.workflow import IllegalMove, StaleMove, move_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def applications() -> list[PromotionApplication]:
    process = PromotionProcess.objects.create(
        from_rank=rank("PC"), to_rank=rank("Sgt"), season=Season.SPRING, year=2021
    )
    return [PromotionApplication.objects.create(process=process, candidate=person(str(n))) for n in range(2)]


def planned(*moves: tuple[int, str, str]) -> str:
    """The temporary table that `move_all` reads."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.planned")
        cursor.execute("CREATE TEMP TABLE planned (id bigint, old text, new text, decided_on date)")
        cursor.executemany("INSERT INTO planned VALUES (%s, %s, %s, '2021-05-01')", moves)
    return "planned"


def test_all_move_with_their_fields_and_a_change_each(applications: list[PromotionApplication]) -> None:
    alice = user("alice")
    moves = planned(*((each.pk, "applied", "successful") for each in applications))
    assert move_all(PromotionApplication, moves, by=alice, reason="Results", fields=["decided_on"]) == 2
    for each in PromotionApplication.objects.unscoped():
        [change] = each.changes.unscoped()
        assert (each.status, each.decided_on) == ("successful", date(2021, 5, 1))
        assert (change.old, change.new, change.by, change.reason) == ("applied", "successful", alice, "Results")


def test_one_illegal_move_stops_all(applications: list[PromotionApplication]) -> None:
    moves = planned((applications[0].pk, "applied", "withdrawn"), (applications[1].pk, "applied", "appealed"))
    with pytest.raises(IllegalMove, match="applied cannot become appealed"):
        move_all(PromotionApplication, moves, by=None)
    assert not PromotionApplication.objects.unscoped().exclude(status="applied").exists()


def test_one_stale_move_stops_all(applications: list[PromotionApplication]) -> None:
    applications[0].withdraw(by=None)
    moves = planned(*((each.pk, "applied", "withdrawn") for each in applications))
    with pytest.raises(StaleMove):
        move_all(PromotionApplication, moves, by=None)
    assert PromotionApplication.objects.unscoped().get(pk=applications[1].pk).status == "applied"
