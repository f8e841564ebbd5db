"""The files of a benefits review: reviews, financials, fte."""

from decimal import Decimal

import pytest

from change.models import BenefitsReview, FinancialLine, FteLine, Programme
from tests.loading import faults, load_rows, load_text, rows

pytestmark = pytest.mark.django_db
REVIEW = {"review": "ABR 2022", "as_at": "2022-03-01", "first_year": "2022/23", "last_year": "2026/27", "state": "open"}
LINE = {
    "review": "ABR 2022",
    "programme": "Our Data",
    "project": "DDI",
    "kind": "cashable benefit",
    "financial_year": "2022/23",
    "planned": "-1500.25",
}
SAVING = {"review": "ABR 2022", "project": "Our Data - DDI", "kind": "saving", "portfolio": "Crime", "fte": "-65"}
PROJECT = {"programme": "Our Data", "project": "DDI", "limb": "Act with Precision", "status": "in delivery"}


@pytest.fixture
def review() -> None:
    load_rows("projects", PROJECT)
    load_rows("reviews", REVIEW)


def test_a_review_comes_in_and_freezes_by_its_verb() -> None:
    load_rows("reviews", REVIEW)
    report = load_rows("reviews", {**REVIEW, "state": "Frozen"})
    assert report.summary == "1 row: 0 new, 1 changed, 0 same"
    kept = BenefitsReview.objects.unscoped().get()
    assert (kept.status, kept.first_year, kept.last_year) == ("frozen", 2022, 2026)
    assert [change.new for change in kept.changes.unscoped()] == ["frozen"]


def test_a_frozen_review_stays_as_it_is() -> None:
    load_rows("reviews", {**REVIEW, "state": "frozen"})
    assert load_rows("reviews", {**REVIEW, "state": "frozen"}).summary == "1 row: 0 new, 0 changed, 1 same"
    assert faults(load_rows("reviews", {**REVIEW, "as_at": "2022-04-01"})) == [
        "line 2, column as_at: differs from the record; the review is frozen",
        "line 2, column state: cannot become open; on record it is frozen",
    ]


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"first_year": "2022"}, 'first_year: "2022" is not a financial year as 2022/23'),
        (
            {"first_year": "2022/24"},
            "first_year: 2022/24 is not a financial year: the second part must be the year after the first",
        ),
        ({"last_year": "2021/22"}, "last_year: is before first_year"),
        ({"as_at": "-"}, "as_at: is required"),
    ],
)
def test_what_a_review_may_not_be(fields: dict[str, object], fault: str) -> None:
    assert faults(load_rows("reviews", {**REVIEW, **fields})) == [f"line 2, column {fault}"]


@pytest.mark.usefixtures("review")
def test_lines_of_projects_and_of_whole_programmes_come_in() -> None:
    whole = {**LINE, "programme": "PBB", "project": "-", "forecast": "23000000"}
    report = load_rows("financials", LINE, whole)
    assert (report.new, report.notes) == (2, "Added the programme PBB.")
    first, second = FinancialLine.objects.unscoped().order_by("pk")
    assert (str(first.project), first.financial_year, first.planned) == ("Our Data - DDI", 2022, Decimal("-1500.25"))
    assert (str(second.programme), second.project, second.forecast) == ("PBB", None, Decimal("23000000"))


@pytest.mark.usefixtures("review")
def test_lines_of_a_stand_alone_project_have_no_programme() -> None:
    load_rows("projects", {**PROJECT, "programme": "Standalone", "project": "BWV"})
    line = {**LINE, "programme": "Standalone", "project": "BWV"}
    load_rows("financials", line)
    assert FinancialLine.objects.unscoped().get().programme is None
    assert load_rows("financials", line).same == 1


@pytest.mark.usefixtures("review")
def test_an_amount_may_be_corrected_while_the_review_is_open() -> None:
    load_rows("financials", LINE)
    assert load_rows("financials", {**LINE, "actual": "3"}).summary == "1 row: 0 new, 1 changed, 0 same"


@pytest.mark.usefixtures("review")
def test_amounts_may_be_written_as_the_papers_print_them() -> None:
    load_text(
        "financials",
        rows("financials", {**LINE, "planned": '"3,300,000-"', "forecast": '"(1,013,000)"', "actual": "\u2013"}),
    )
    line = FinancialLine.objects.unscoped().get()
    assert (line.planned, line.forecast, line.actual) == (Decimal(-3_300_000), Decimal(-1_013_000), None)


@pytest.mark.usefixtures("review")
@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"review": "ABR 2021"}, 'review: "ABR 2021" is no review; load the reviews first'),
        ({"project": "XYZ"}, 'project: "XYZ" is no project of Our Data; load the projects first'),
        ({"programme": "New"}, 'project: "DDI" is no project of New; load the projects first'),
        ({"programme": "-"}, 'project: "DDI" is no project that stands on its own; load the projects first'),
        (
            {"programme": "-", "project": "-"},
            "programme: is required, because there is no project: a line belongs to a programme, a project or both",
        ),
        ({"financial_year": "2021/22"}, "financial_year: is outside the review, which goes from 2022/23 to 2026/27"),
        (
            {"planned": "1.234"},
            'planned: "1.234" has more than 2 decimal places; round it, or part thousands with commas, as 1,234',
        ),
        ({"planned": "1000000000000"}, "planned: 1000000000000 is more than 999,999,999,999"),
        ({"planned": "(5-)"}, 'planned: "(5-)" has two signs; write one, as -1234.50 or (1234.50)'),
    ],
)
def test_what_a_line_may_not_be(fields: dict[str, object], fault: str) -> None:
    assert faults(load_rows("financials", {**LINE, **fields})) == [f"line 2, column {fault}"]
    assert Programme.objects.unscoped().count() == 1


@pytest.mark.usefixtures("review")
def test_lines_of_a_frozen_review_are_refused() -> None:
    load_rows("reviews", {**REVIEW, "state": "frozen"})
    fault = "line 2, column review: is frozen: its lines stand as they are; a new review starts as a copy"
    assert faults(load_rows("financials", LINE)) == [fault]
    assert faults(load_rows("fte", SAVING)) == [fault]


@pytest.mark.usefixtures("review")
def test_a_review_does_not_leave_its_lines_out() -> None:
    load_rows("financials", LINE)
    assert faults(load_rows("reviews", {**REVIEW, "first_year": "2023/24"})) == [
        "line 2, column first_year: leaves out financial lines that the review has"
    ]


@pytest.mark.usefixtures("review")
def test_savings_name_their_project_with_or_without_its_programme() -> None:
    load_rows("fte", SAVING)
    assert load_rows("fte", {**SAVING, "project": "DDI"}).summary == "1 row: 0 new, 0 changed, 1 same"
    assert str(FteLine.objects.unscoped().get().project) == "Our Data - DDI"


@pytest.mark.usefixtures("review")
def test_an_adjustment_has_a_label() -> None:
    load_rows("fte", {**SAVING, "kind": "adjustment", "project": "Vacancy review", "fte": "12.5"})
    kept = FteLine.objects.unscoped().get()
    assert (kept.project, kept.label, kept.fte) == (None, "Vacancy review", Decimal("12.5"))


@pytest.mark.usefixtures("review")
def test_a_name_that_several_projects_have_needs_its_programme() -> None:
    load_rows("projects", {**PROJECT, "programme": "Estates"})
    [fault] = faults(load_rows("fte", {**SAVING, "project": "DDI"}))
    assert fault == (
        'line 2, column project: "DDI" is the name of several projects: put the programme and " - " before it'
    )


@pytest.mark.usefixtures("review")
def test_one_project_spelt_in_two_ways_is_one_line() -> None:
    report = load_rows("fte", SAVING, {**SAVING, "project": "DDI"})
    assert faults(report) == ["line 3, column review: the same review, project and portfolio as on line 2"]
