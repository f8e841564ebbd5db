"""The pulse survey and trauma-informed training, recounted in plain Python."""

from datetime import date
from decimal import Decimal
from random import Random

import pytest

from tests.recounts import Recount, assert_recounted, grid_of, total
from welfare.wellbeing.models import PulseAnswer, TrainingCount
from wmp.board.paper import FIGURES

pytestmark = pytest.mark.django_db

DAY = date(2022, 4, 1)
WAYS = ("strongly_agree", "agree", "neither", "disagree", "strongly_disagree")
STATEMENTS = ["My mental wellbeing is good", "Action will be taken", "I can be myself"]


def answers(survey: str, held_in: date | None, statement: str, numbers: list[int]) -> None:
    counts = dict(zip(WAYS, numbers, strict=True))
    PulseAnswer.objects.create(survey=survey, held_in=held_in, statement=statement, **counts)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_latest_survey_as_recounted(seed: int) -> None:
    random = Random(seed)
    surveys = {
        "Pulse 2021-04": date(2021, 4, 1),
        "Pulse 2021-10": date(2021, 10, 1),
        "Pulse 2022-05": date(2022, 5, 1),
        "A pulse of no month": None,
    }
    numbers = {}
    for survey, held_in in surveys.items():
        for statement in STATEMENTS:
            numbers[survey, statement] = [random.randint(0, 40) for _ in WAYS]
            answers(survey, held_in, statement, numbers[survey, statement])
    days = {DAY: "Pulse 2021-10", date(2021, 9, 30): "Pulse 2021-04", date(2022, 6, 1): "Pulse 2022-05"}
    for day, survey in days.items():
        expected: Recount = {}
        for statement in STATEMENTS:
            strongly, agree, neither, disagree, no = numbers[survey, statement]
            answered = strongly + agree + neither + disagree + no
            for column, part in (("Agree", strongly + agree), ("Disagree", disagree + no)):
                label = f"{column} or strongly {column.lower()}"
                expected[statement, label] = part, answered, Decimal(100 * part) / answered
        assert_recounted("welfare.pulse_survey", day, expected)


def test_before_the_first_survey_there_is_no_row() -> None:
    answers("Pulse 2021-10", date(2021, 10, 1), "Well", [1, 1, 1, 1, 1])
    assert grid_of("welfare.pulse_survey", date(2021, 9, 30)).rows == []


def test_a_survey_of_no_month_stands_in_where_there_is_no_other() -> None:
    answers("Staff pulse", None, "Well", [1, 1, 1, 1, 1])
    assert [row.label for row in grid_of("welfare.pulse_survey", DAY).rows] == ["Well"]
    answers("Pulse 2021-10", date(2021, 10, 1), "Tired", [1, 1, 1, 1, 1])
    assert [row.label for row in grid_of("welfare.pulse_survey", DAY).rows] == ["Tired"]


def test_a_statement_that_nobody_answered_has_no_share() -> None:
    answers("Pulse 2021-10", date(2021, 10, 1), "Well", [0] * 5)
    grid = grid_of("welfare.pulse_survey", DAY)
    assert {cell.value for _, _, cell in grid} == {None}
    assert list(grid.failures) == []


def test_behind_a_share_stands_the_line_of_the_file_it_was_made_of() -> None:
    for statement in STATEMENTS:
        answers("Pulse 2021-10", date(2021, 10, 1), statement, [1, 2, 3, 4, 5])
    table = FIGURES["welfare.pulse_survey"].table(DAY)
    for row, column, _ in table.compute():
        assert [each.statement for each in table.records(row, column)[0].unscoped()] == [row.label]


@pytest.mark.parametrize("seed", [1])
def test_trained_people_as_recounted(seed: int) -> None:
    random = Random(seed)
    counted = ["Trauma-informed policing", "TRAUMA INFORMED custody", "Trauma awareness"]
    courses = [*counted, "Trauma risk management", "Trauma-informedness"]
    expected: Recount = {}
    for group in ("Custody", "Senior leaders", "Investigators"):
        found: list[Decimal | None] = []
        for month in (date(2021, 6, 1), date(2022, 4, 1), date(2022, 5, 1)):
            for course in courses:
                completed = random.randint(0, 50)
                TrainingCount.objects.create(course=course, group=group, month=month, completed=completed)
                if course in counted and month <= DAY:
                    found.append(Decimal(completed))
        expected[group, "Trained"] = total(found)
    assert_recounted("welfare.trauma_training", DAY, expected)


def test_behind_a_group_stand_its_courses_and_months() -> None:
    for month, course in [(1, "Trauma-informed"), (2, "Trauma-informed"), (3, "First aid")]:
        TrainingCount.objects.create(course=course, group="Custody", month=date(2022, month, 1), completed=5)
    table = FIGURES["welfare.trauma_training"].table(DAY)
    ((row, column, cell),) = table.compute()
    assert (cell.n, table.records(row, column)[0].unscoped().count()) == (10, 2)
