"""The file of performance years that were kept elsewhere."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from people.performance.models import Appraisal, PerformanceYear, ScaleValue
from people.performance.ratings import Rating, RatingChange
from tests.base import Cast, post
from tests.loading import faults, load_rows
from tests.people.performance.rated import appraisal_of, open_year
from wmp.lib import clock
from wmp.lib.extracts import LoadReport

pytestmark = pytest.mark.django_db

MARCH = date(2021, 3, 31)


@pytest.fixture(autouse=True)
def in_2022() -> Iterator[None]:
    with clock.at(datetime(2022, 4, 1, 9, tzinfo=UTC)):
        yield


def row(number: str = "B1", **given: object) -> dict[str, object]:
    return {"performance_year": "2020/21", "employee_number": number, "objectives_set": "yes"} | given


def load(*given: dict[str, object], **options: object) -> LoadReport:
    return load_rows("performance", *given, **options)


def of(number: str) -> Appraisal:
    return Appraisal.objects.unscoped().select_related("year", "department").get(person__employee_number=number)


def rating_of(number: str) -> Rating:
    ratings = Rating.objects.unscoped().select_related("final_what", "final_how")
    return ratings.get(appraisal__person__employee_number=number)


def test_a_year_is_made_by_its_first_row_and_is_over(cast: Cast) -> None:
    report = load(row("B1", year_end_completed="no"), row("A1", year_end_completed="yes"))
    year = PerformanceYear.objects.unscoped().get()
    assert (report.state, report.new) == ("loaded", 2)
    assert (year.name, year.starts_on, year.ends_on) == ("2020/21", date(2020, 4, 1), MARCH)
    assert (year.status, year.closed_on) == ("closed", MARCH)
    assert (of("B1").objectives_set_on, of("B1").year_end_on) == (MARCH, None)
    assert (of("A1").year_end_on, str(of("A1").department), of("A1").staff_type) == (MARCH, "Response", "officer")


def test_ratings_are_final_on_a_scale_numbered_as_its_values_come(cast: Cast) -> None:
    load(row("B1", what="Achieved", how="Role model"), row("A1", what="achieved", how="Good"), row("C1"))
    scale = ScaleValue.objects.unscoped().values_list("aspect", "number", "name")
    assert list(scale) == [("how", 1, "Role model"), ("how", 2, "Good"), ("what", 1, "Achieved")]
    rating = rating_of("A1")
    assert (str(rating.final_what), str(rating.final_how)) == ("Achieved", "Good")
    assert (rating.status, rating.final_on, rating.rater) == ("final", MARCH, None)
    assert Rating.objects.unscoped().count() == 2


def test_the_same_file_again_changes_nothing(cast: Cast) -> None:
    for _ in range(2):
        report = load(row("B1", what="Good", how="Good"), row("A1"))
    assert (report.new, report.changed, report.same) == (0, 0, 2)


def test_a_corrected_file_corrects_and_the_history_says_so(cast: Cast) -> None:
    load(row("B1", what="Good", how="Good"), row("A1", what="Fair", how="Good"))
    report = load(row("B1", what="Fair", how="Good", objectives_set="no"))
    assert (report.new, report.changed) == (0, 1)
    assert (str(rating_of("B1").final_what), of("B1").objectives_set_on) == ("Fair", None)
    change = RatingChange.objects.unscoped().get()
    assert (change.old, change.new, change.reason) == ("final", "final", report_words(report))


def report_words(report: LoadReport) -> str:
    return f"Load {report.pk}: {report.file_name}"


def test_a_value_that_is_not_on_a_known_scale_is_an_error(cast: Cast) -> None:
    load(row("B1", what="Good", how="Good"))
    report = load(row("A1", what="Superb", how="Good"))
    assert faults(report) == ['line 2, column what: "Superb" is not on the scale of 2020/21']


def test_bad_rows_are_named(cast: Cast) -> None:
    report = load(
        row("B1", what="Good"),
        row("A1", objectives_set="perhaps"),
        row("Z9"),
        row("C1", performance_year="2020-21"),
        row("C1", performance_year="2022/23"),
        row("B1", how="Good"),
    )
    assert faults(report) == [
        "line 2, column how: is required where what is given",
        'line 3, column objectives_set: "perhaps" is not known here; it may be Yes or No',
        'line 4, column employee_number: "Z9" is no employee\'s number; load the workforce first',
        'line 5, column performance_year: "2020-21" is not a financial year as 2022/23',
        "line 6, column performance_year: 2022/23 is not over yet, and is not set up here",
        "line 7, column performance_year: the same performance_year and employee_number as on line 2",
        "line 7, column what: is required where how is given",
    ]


def test_a_rating_on_record_is_not_taken_back_by_an_empty_cell(cast: Cast) -> None:
    load(row("B1", what="Good", how="Good"))
    assert faults(load(row("B1"))) == ["line 2, column what: is empty, but a rating of theirs is on record"]


def test_more_values_than_one_key_enters_are_an_error(cast: Cast) -> None:
    holders = [post_of(cast, number) for number in range(10)]
    report = load(*[row(number, what=f"V{place}", how="Good") for place, number in enumerate(holders)])
    assert faults(report) == ['line 11, column what: "V9" would be the 10th value of the scale; 9 fit']


def post_of(cast: Cast, number: int) -> str:
    holder = type(cast.bob.person)(employee_number=f"N{number}", first_name="N", last_name="N")
    holder.save()
    post(holder)
    return holder.employee_number


def test_no_file_changes_a_year_whose_ratings_are_given_here(cast: Cast) -> None:
    load(row("B1", what="Good", how="Good"), row("A1", what="Good", how="Good"))
    Rating.objects.unscoped().filter(appraisal=of("B1")).update(rater=cast.alice)
    report = load(row("A1", what="Good", how="Good"), row("C1"))
    said = "ratings of 2020/21 are given here, so no file changes that year"
    assert faults(report) == [f"line {line}, column performance_year: {said}" for line in (2, 3)]


@pytest.mark.parametrize("status", ["set up", "open", "released"])
def test_no_file_brings_ratings_past_moderation_into_a_year_that_runs_here(status: str, cast: Cast) -> None:
    PerformanceYear.objects.create(
        name="2020/21", starts_on=date(2020, 4, 1), ends_on=MARCH, status=status, least_days=90
    )
    assert load(row("A1")).state == "loaded"
    said = "is a rating of 2020/21, which is not closed here: line managers give them"
    assert faults(load(row("B1", what="Good", how="Good"))) == [f"line 2, column what: {said}"]
    assert not Rating.objects.unscoped().exists()


def test_a_draft_that_was_begun_here_stands(cast: Cast) -> None:
    load(row("B1"))
    Rating.objects.create(appraisal=of("B1"), rater=cast.alice)
    report = load(row("B1", what="Good", how="Good"))
    assert faults(report) == ["line 2, column what: their line manager has begun to rate them here"]


@pytest.mark.parametrize("status", ["open", "released"])
def test_what_was_agreed_here_stands_while_the_year_is_not_closed(status: str, cast: Cast) -> None:
    year = open_year("2020/21", 2020, status=status)
    agreed = {"objectives_set_on": date(2020, 5, 4), "year_end_on": date(2021, 3, 9)}
    bob, alice = appraisal_of(cast.bob.person, year, **agreed), appraisal_of(cast.alice.person, year)
    load(row(objectives_set="no", year_end_completed=""), row("A1", year_end_completed="no"))
    for each in (bob, alice):
        each.refresh_from_db()
    assert (bob.objectives_set_on, bob.year_end_on) == tuple(agreed.values())
    assert (alice.objectives_set_on, alice.year_end_on) == (MARCH, None)


@pytest.mark.parametrize("name", ["=SUM(A1)", "@x", "-1", "Me\u202et", "Met\x07"])
def test_a_name_that_no_scale_should_show_is_an_error(name: str, cast: Cast) -> None:
    report = load(row("B1", what=name, how="Très bien – 2.1"))
    assert report.state != "loaded" and not ScaleValue.objects.unscoped().exists()
    assert not any("column how" in fault for fault in faults(report))
