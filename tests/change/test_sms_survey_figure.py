"""The citizens' survey by text message, recounted in plain Python over random months."""

from datetime import date
from decimal import Decimal
from random import Random

import pytest

from change.models import SurveyWave
from tests.recounts import Recount, assert_recounted, grid_of
from wmp.lib.figures import of_the_same
from wmp.lib.grids import Cell, Column, Grid, Number, Row

pytestmark = pytest.mark.django_db
DAY = date(2022, 4, 1)
MONTHS = [date(year, month, 1) for year in (2021, 2022) for month in range(1, 13)]


def stored(random: Random) -> list[SurveyWave]:
    made = [
        SurveyWave(
            month=month,
            sent=(sent := random.randint(0, 30_000)),
            returned=random.randint(0, sent),
            cost=random.choice([None, Decimal(random.randint(0, 90_000)) / 100]),
        )
        for month in random.sample(MONTHS, 18)
    ]
    return SurveyWave.objects.bulk_create(made)


@pytest.fixture(params=[1, 2])
def waves(request: pytest.FixtureRequest) -> list[SurveyWave]:
    return stored(Random(request.param))


def over(n: Number, d: int | None, times: int = 1) -> tuple[Number, Number, Number]:
    return n, d, Decimal(times) * Decimal(n) / Decimal(d) if n is not None and d else None


def recount(waves: list[SurveyWave], day: date) -> Recount:
    counted = [wave for wave in waves if wave.month <= day]
    costed = [wave for wave in counted if wave.cost is not None]
    sent = sum(wave.sent for wave in counted) if counted else None
    returned = sum(wave.returned for wave in counted) if counted else None
    cost = sum((wave.cost for wave in costed if wave.cost is not None), Decimal(0)) if costed else None
    row = "Average month"
    return {
        (row, "Sent"): over(sent, len(counted)),
        (row, "Returned"): over(returned, len(counted)),
        (row, "Return rate"): over(returned, sent, times=100),
        (row, "Cost per response"): over(cost, sum(wave.returned for wave in costed) if costed else None),
    }


def test_as_recounted(waves: list[SurveyWave]) -> None:
    for day in [DAY, date(2022, 3, 31), date(2021, 6, 30), date(2020, 12, 31)]:
        assert_recounted("change.sms_survey", day, recount(waves, day))


def test_the_paper_of_2022_and_the_slip_in_it() -> None:
    """406 pounds over 1,233 responses are 33p each; the paper prints 30p."""
    SurveyWave.objects.create(month=date(2022, 3, 1), sent=13_228, returned=1_233, cost=Decimal(406))
    cells = grid_of("change.sms_survey", DAY).by_label(0)
    assert cells["Sent"].rounded(0) == 13_228
    assert cells["Returned"].rounded(0) == 1_233
    assert cells["Return rate"].rounded(1) == Decimal("9.3")
    assert cells["Cost per response"].rounded(2) == Decimal("0.33")


def test_a_month_whose_cost_is_not_known_counts_for_the_rest() -> None:
    SurveyWave.objects.create(month=date(2022, 2, 1), sent=100, returned=10, cost=Decimal(5))
    SurveyWave.objects.create(month=date(2022, 3, 1), sent=300, returned=90)
    cells = grid_of("change.sms_survey", DAY).by_label(0)
    assert (cells["Sent"].value, cells["Returned"].value) == (200, 50)
    assert (cells["Cost per response"].n, cells["Cost per response"].d) == (5, 10)


def test_a_rate_of_other_numbers_than_those_printed_is_said() -> None:
    columns = [Column("Sent"), Column("Returned"), Column("Return rate", "percent", 1)]
    grid = Grid([Row("Average month")], columns, [[Cell(100, 2), Cell(10, 2), Cell(9, 100)]])
    failures = of_the_same("Return rate", "Returned", "Sent")(grid)
    assert failures == ["Average month, Return rate: is not Returned over Sent"]
