"""The files sms_survey and budgeting: amounts as accountants write them, what is wrong told cell by cell."""

from datetime import date
from decimal import Decimal

import pytest

from change.models import BudgetingLine, SurveyWave
from people.models import Department
from tests.loading import faults, load_text

pytestmark = pytest.mark.django_db
WAVES = "month,sent,returned,cost\n"
PHASES = "phase,department,projected,identified,removed\n"


def test_a_month_comes_in_and_changes_when_it_comes_again() -> None:
    load_text("sms_survey", WAVES + '2022-02,"13,228","1,233",£406\n2022-03,10000,900,-\n')
    wave = SurveyWave.objects.unscoped().get(month=date(2022, 2, 1))
    assert (wave.sent, wave.returned, wave.cost) == (13228, 1233, Decimal(406))
    again = load_text("sms_survey", WAVES + "2022-02,13228,1233,406.00\n2022-03,10000,900,275.50\n")
    assert again.summary == "2 rows: 0 new, 1 changed, 1 same"


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("2098-05,10,1,-", "month: is in the future"),
        ("2022-03,10,11,-", "returned: is more than sent"),
        ("2022-03,-,1,-", "sent: is required"),
        ("2022-03,10,(1),-", "returned: (1) is negative"),
        ("2022-03,£10,1,-", 'sent: "£10" is in pounds; write a plain number, as 1234'),
        ("2022-03,1e5,1,-", 'sent: "1e5" has a power of ten; write all its digits'),
        ("2022-03,10,1,4-", "cost: 4- is negative"),
        ('2022-03,10,1,"4,06"', 'cost: "4,06" has a comma that does not part thousands; write 1500 or 1,500'),
    ],
)
def test_what_a_month_may_not_be(row: str, fault: str) -> None:
    [found] = faults(load_text("sms_survey", WAVES + row + "\n"))
    assert found.startswith(f"line 2, column {fault}")
    assert not SurveyWave.objects.unscoped().exists()


def test_phases_and_departments_are_added_by_name() -> None:
    report = load_text("budgeting", PHASES + 'Phase 3,-,"£2,000,000",-,-\nPhase 3,Intel,-,"(1,500.50)",75-\n')
    assert report.summary == "2 rows: 2 new, 0 changed, 0 same"
    assert report.notes == "Added the budgeting phase Phase 3. Added the department Intel."
    whole = BudgetingLine.objects.unscoped().get(department=None)
    assert (whole.projected, whole.identified, whole.removed) == (Decimal(2_000_000), None, None)
    part = BudgetingLine.objects.unscoped().get(department=Department.objects.get(name="Intel"))
    assert (part.projected, part.identified, part.removed) == (None, Decimal("-1500.50"), Decimal(-75))


def test_the_same_file_twice_is_no_change_also_without_a_department() -> None:
    rows = PHASES + "Phase 3,-,2000000,-,-\n"
    load_text("budgeting", rows)
    assert load_text("budgeting", rows).summary == "1 row: 0 new, 0 changed, 1 same"


def test_a_department_stands_once_in_a_phase() -> None:
    assert faults(load_text("budgeting", PHASES + "Phase 3,Intel,1,-,-\nPhase 3,Intel,2,-,-\n")) == [
        "line 3, column phase: the same phase and department as on line 2"
    ]
    assert not BudgetingLine.objects.unscoped().exists()


def test_a_row_that_says_nothing_takes_its_own_line_away_and_names_nothing_new() -> None:
    load_text("budgeting", PHASES + "Phase 3,-,5,-,-\nPhase 3,Intel,-,7,-\n")
    rows = PHASES + "Phase 3,Intel,-,-,-\nPhase 3,Estates,-,-,-\nPhase 4,-,-,-,-\n"
    report = load_text("budgeting", rows)
    assert (report.summary, report.notes) == ("3 rows: 0 new, 1 changed, 2 same", "")
    assert BudgetingLine.objects.unscoped().get().department is None
    assert not Department.objects.filter(name="Estates").exists()
    assert load_text("budgeting", rows).same == 3
