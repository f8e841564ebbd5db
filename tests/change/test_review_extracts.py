"""The files of a benefits review: reviews, financials, fte."""

from decimal import Decimal

import pytest
from django.apps import apps

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


# --- what says nothing -----------------------------------------------------------------------------------------------

BLANK = {**LINE, "planned": "-", "forecast": "\u2013", "actual": ""}


@pytest.mark.usefixtures("review")
def test_a_line_of_nils_is_not_kept_and_names_no_new_programme() -> None:
    report = load_rows("financials", BLANK, {**BLANK, "programme": "PBB", "project": "-"})
    assert (report.summary, report.notes) == ("2 rows: 0 new, 0 changed, 2 same", "")
    assert not FinancialLine.objects.unscoped().exists()


@pytest.mark.usefixtures("review")
def test_a_file_that_blanks_a_line_takes_it_away_and_twice_is_the_same_as_once() -> None:
    other = {**LINE, "financial_year": "2023/24", "actual": "0"}
    load_rows("financials", LINE, other)
    assert load_rows("financials", BLANK, other, dry_run=True).changed == 1
    assert load_rows("financials", BLANK, other).summary == "2 rows: 0 new, 1 changed, 1 same"
    assert [line.financial_year for line in FinancialLine.objects.unscoped()] == [2023]
    assert load_rows("financials", BLANK, other).summary == "2 rows: 0 new, 0 changed, 2 same"


@pytest.mark.usefixtures("review")
def test_blanking_a_programme_s_line_leaves_those_of_its_projects() -> None:
    whole = {**LINE, "project": "-"}
    load_rows("financials", LINE, whole)
    load_rows("financials", {**BLANK, "project": "-"})
    assert str(FinancialLine.objects.unscoped().get().project) == "Our Data - DDI"


@pytest.mark.usefixtures("review")
def test_what_a_file_took_away_stays_in_the_history() -> None:
    load_rows("financials", LINE)
    load_rows("financials", BLANK)
    history = apps.get_model("change", "FinancialLineEvent")._base_manager
    assert [event.pgh_label for event in history.order_by("pgh_id")] == ["insert", "delete"]
    assert {event.planned for event in history.all()} == {Decimal("-1500.25")}


@pytest.mark.usefixtures("review")
def test_fte_of_nil_is_no_line_and_nought_is_one() -> None:
    adjustment = {**SAVING, "kind": "adjustment", "project": "Vacancy review", "fte": "0"}
    load_rows("fte", SAVING, adjustment)
    report = load_rows("fte", {**SAVING, "fte": "-"}, adjustment)
    assert report.summary == "2 rows: 0 new, 1 changed, 1 same"
    kept = FteLine.objects.unscoped().get()
    assert (kept.label, kept.fte) == ("Vacancy review", Decimal(0))


@pytest.mark.usefixtures("review")
def test_a_blank_line_of_a_frozen_review_is_refused_like_any_other() -> None:
    load_rows("financials", LINE)
    load_rows("reviews", {**REVIEW, "state": "frozen"})
    fault = "line 2, column review: is frozen: its lines stand as they are; a new review starts as a copy"
    assert faults(load_rows("financials", BLANK)) == [fault]
    assert FinancialLine.objects.unscoped().get().planned == Decimal("-1500.25")


# --- one fault, one line of the report -------------------------------------------------------------------------------


@pytest.mark.usefixtures("review")
def test_rows_whose_project_or_kind_cannot_be_told_are_not_said_to_be_the_same() -> None:
    kinds = "is not known here; it may be Saving or Adjustment"
    wrong = [{**SAVING, "kind": "save"}, {**SAVING, "project": "BWV", "kind": "save"}]
    assert faults(load_rows("fte", *wrong)) == [f'line {line}, column kind: "save" {kinds}' for line in (2, 3)]
    unknown = [{**SAVING, "project": "X"}, {**SAVING, "project": "Y"}]
    assert [told.partition(";")[0] for told in faults(load_rows("fte", *unknown))] == [
        'line 2, column project: "X" is no project',
        'line 3, column project: "Y" is no project',
    ]


@pytest.mark.usefixtures("review")
def test_lines_of_two_unknown_reviews_are_not_said_to_be_the_same() -> None:
    found = faults(load_rows("fte", {**SAVING, "review": "A"}, {**SAVING, "review": "B"}))
    assert [told.partition(";")[0] for told in found] == [
        'line 2, column review: "A" is no review',
        'line 3, column review: "B" is no review',
    ]
