"""The file of pulse surveys."""

from datetime import date

import pytest

from tests.loading import faults, load_rows
from welfare.models import PulseAnswer

pytestmark = pytest.mark.django_db

ROW = {
    "survey": "Pulse survey October 2021",
    "statement": "I feel supported",
    "strongly_agree": 10,
    "agree": 40,
    "neither": 20,
    "disagree": 5,
    "strongly_disagree": 1,
}


def kept() -> PulseAnswer:
    return PulseAnswer.objects.unscoped().get()


def test_answers_come_in_by_survey_and_statement() -> None:
    load_rows("pulse_survey", ROW)
    assert (kept().strongly_agree, kept().agree, kept().strongly_disagree) == (10, 40, 1)
    assert load_rows("pulse_survey", ROW).same == 1


@pytest.mark.parametrize(
    ("survey", "month"),
    [
        ("Pulse survey October 2021", date(2021, 10, 1)),
        ("october 2021", date(2021, 10, 1)),
        ("2021-02 pulse", date(2021, 2, 1)),
        ("Pulse (May 2022)", date(2022, 5, 1)),
        ("Pulse survey 2021", None),
        ("Wave 2021-13", None),
        ("12021-10", None),
        ("Octobers 2021", None),
        ("-0001", None),
    ],
)
def test_the_month_is_told_by_the_survey_s_name(survey: str, month: date | None) -> None:
    load_rows("pulse_survey", {**ROW, "survey": survey})
    assert kept().held_in == month


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"agree": "-4"}, "agree: -4 is negative"),
        ({"neither": "1.5"}, "neither: 1.5 is not a whole number"),
        ({"disagree": "-"}, "disagree: is required"),
        ({"statement": "-"}, "statement: is required"),
        ({"survey": "Pulse survey December 2099"}, "survey: is in the future"),
        ({"survey": "2099-12"}, "survey: is in the future"),
    ],
)
def test_what_a_row_may_not_be(fields: dict[str, object], fault: str) -> None:
    assert faults(load_rows("pulse_survey", {**ROW, **fields})) == [f"line 2, column {fault}"]


def test_a_statement_twice_in_a_survey() -> None:
    assert faults(load_rows("pulse_survey", ROW, {**ROW, "agree": 1})) == [
        "line 3, column survey: the same survey and statement as on line 2"
    ]


@pytest.mark.parametrize(("survey", "notes"), [("A wave", 1), ("October 2021", 0)])
def test_a_survey_that_names_no_month_is_noted(survey: str, notes: int) -> None:
    for rehearsed in (True, False):
        said = str(load_rows("pulse_survey", {**ROW, "survey": survey}, dry_run=rehearsed).notes)
        assert said.count(f"“{survey}” names no month") == notes
