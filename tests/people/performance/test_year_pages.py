"""The performance lead sets a year up, opens it and sees how far it is."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from people.models import Department
from people.performance.models import Appraisal, PerformanceYear, ScaleValue
from people.performance.objectives import Objective
from people.performance.opening import open_year as open_for_all
from people.performance.ratings import NotTheRater, Rating
from people.roles import Role
from people.waiting import waiting_for
from people.workforce.models import StaffType
from tests.base import Cast, person, post
from tests.people.performance.own_made import SAVEPOINT, on
from tests.people.performance.rated import appraisal_of, bobs, entered, on_scale, open_year
from wmp.lib import clock

pytestmark = pytest.mark.django_db

DAYS = {"starts_on": "1 4 2021", "ends_on": "31 3 2022", "objectives_due": "30 6 2021", "ratings_due": "8 4 2022"}


def dates(**days: str) -> dict[str, str]:
    """As three boxes send them."""
    parts = ("day", "month", "year")
    return {f"{name}_{part}": each for name, day in days.items() for part, each in zip(parts, day.split(), strict=True)}


def address(page: str, *keys: int) -> str:
    return reverse(f"people:{page}", args=keys)


def scale(**values: str) -> dict[str, str]:
    return {f"{place}_name": name for place, name in values.items()}


FOUR = scale(what_1="Not met", what_2="Met", how_1="Seldom", how_3="Always")


@pytest.fixture
def lead(cast: Cast, client: Client) -> Client:
    client.force_login(cast.of(Role.PERFORMANCE_LEAD))
    return client


def test_a_year_is_added_and_called_by_its_april(lead: Client) -> None:
    response = lead.post(address("performance-years-new"), dates(**DAYS) | {"least_days": 90})
    year = PerformanceYear.objects.unscoped().get()
    assert (response.status_code, year.name, year.status) == (302, "2021/22", "set up")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"ends_on": "31 3 2021"}, "The year must end after it starts"),
        ({"ends_on": "31 3 2024"}, "The year must be a year long"),
        ({"objectives_due": "1 4 2022"}, "must be a day of the year"),
        ({"ratings_from": "9 4 2022"}, "on or after the day that they begin"),
        ({"release_on": "8 4 2022"}, "Ratings are shared after the day by which they are due"),
        ({"least_days": "0"}, "from 1 to 365"),
    ],
)
def test_days_that_cannot_be_are_refused(lead: Client, wrong: dict[str, str], words: str) -> None:
    days = {"least_days": "90"} | {key: value for key, value in wrong.items() if key == "least_days"}
    given = dates(**(DAYS | {key: value for key, value in wrong.items() if key != "least_days"})) | days
    assert words in lead.post(address("performance-years-new"), given).content.decode()


def test_there_is_one_year_of_a_name(lead: Client) -> None:
    open_year()
    page = lead.post(address("performance-years-new"), dates(**(DAYS | {"starts_on": "2 4 2021"})) | {"least_days": 90})
    assert "There is a performance year 2021/22 already" in page.content.decode()


def test_the_scale_is_numbered_as_it_stands_and_stays_once_a_rating_uses_it(lead: Client, cast: Cast) -> None:
    appraisal = bobs(cast)
    page = address("performance-years-scale", appraisal.year_id)
    assert lead.post(page, FOUR).status_code == 409  # opened before, by another who saved since
    seen = lead.get(page).context["form"].initial["seen"]
    assert lead.post(page, FOUR | {"seen": seen}).status_code == 302
    values = ScaleValue.objects.unscoped().filter(year=appraisal.year).values_list("aspect", "number", "name")
    assert list(values) == [("how", 1, "Seldom"), ("how", 2, "Always"), ("what", 1, "Not met"), ("what", 2, "Met")]
    entered(appraisal, cast.alice, what=1, how=None)
    assert lead.post(page, FOUR).status_code == 409
    assert "A rating uses this scale" in lead.get(page).content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (scale(what_1="Met", how_1="A", how_2="B"), "a scale has at least two values"),
        (scale(what_1="Met", what_2="met", how_1="A", how_2="B"), "there is a value of this name already"),
        (FOUR | {"what_4_wording": "Words"}, "enter the name of value 4"),
    ],
)
def test_a_scale_that_raters_could_not_use_is_refused(lead: Client, typed: dict[str, str], words: str) -> None:
    assert words in lead.post(address("performance-years-scale", open_year().pk), typed).content.decode()


def test_the_scale_of_the_year_before_is_copied(lead: Client) -> None:
    open_year("2020/21", 2020)
    year = PerformanceYear.objects.create(name="2021/22", starts_on=date(2021, 4, 1), ends_on=date(2022, 3, 31))
    lead.post(address("performance-years-copy-scale", year.pk))
    assert ScaleValue.objects.unscoped().filter(year=year).count() == 10
    assert str(on_scale(year, "how", 5)) == "Outstanding"


def test_objectives_of_the_force_and_of_a_department(lead: Client) -> None:
    year, department = open_year(), Department.objects.create(name="Custody")
    force = address("performance-years-force-objectives", year.pk)
    theirs = address("performance-years-department-objectives", year.pk, department.pk)
    for page, text in ((force, "Of all"), (theirs, "Of custody")):
        seen = lead.get(page).context["form"].initial["seen"]
        assert lead.post(page, {"text_1": text, "text_2": "And more", "seen": seen}).status_code == 302
        assert lead.post(page, {"text_1": text, "seen": seen}).status_code == 409
    found = Objective.objects.unscoped().filter(year=year).values_list("level", "department__name", "number", "text")
    assert set(found) == {
        ("force", None, 1, "Of all"),
        ("force", None, 2, "And more"),
        ("department", "Custody", 1, "Of custody"),
        ("department", "Custody", 2, "And more"),
    }
    assert "1 of 2 have both" in lead.get(address("performance-years-departments", year.pk)).content.decode()


def test_a_second_objective_is_taken_out_and_a_closed_years_stand(lead: Client) -> None:
    year = open_year()
    page = address("performance-years-force-objectives", year.pk)
    seen = lead.get(page).context["form"].initial["seen"]
    lead.post(page, {"text_1": "One", "text_2": "Two", "seen": seen})
    lead.post(page, {"text_1": "One", "seen": lead.get(page).context["form"].initial["seen"]})
    assert Objective.objects.unscoped().filter(year=year).count() == 1
    year.close(by=None)
    assert lead.post(page, {"text_1": "Other"}).status_code == 409


def test_opening_by_its_button_makes_appraisals(lead: Client) -> None:
    year = PerformanceYear.objects.create(name="2021/22", starts_on=date(2021, 4, 1), ends_on=date(2022, 3, 31))
    with on():
        assert lead.post(address("performance-years-open", year.pk), {"seen": "set up"}).status_code == 302
    assert Appraisal.objects.unscoped().filter(year=year).count() == 3


def test_a_year_does_not_close_over_ratings_that_nobody_would_read(lead: Client, cast: Cast) -> None:
    rating = entered(bobs(cast), cast.alice)
    rating.submit(by=cast.alice)
    page = address("performance-years-close", rating.appraisal.year_id)
    response = lead.post(page, {"seen": "open"})
    assert response.status_code == 409 and "1 rating that was sent has not been shared" in response.content.decode()


@pytest.mark.parametrize(("day", "closes"), [(date(2022, 3, 30), False), (date(2022, 3, 31), True)])
def test_a_year_closes_on_its_last_day_and_not_before(lead: Client, day: date, closes: bool) -> None:
    year = open_year()
    page = address("performance-years-close", year.pk)
    with on(day):
        assert (page in lead.get(address("performance-years-detail", year.pk)).content.decode()) == closes
        asked, answer = lead.get(page), lead.post(page, {"seen": "open"})
    assert (answer.status_code == 302) == closes == ("runs until 31 March 2022" not in asked.content.decode())
    assert PerformanceYear.objects.unscoped().get().status == ("closed" if closes else "open")


def test_no_button_closes_a_year_with_ratings_to_share(lead: Client, cast: Cast) -> None:
    rating = entered(bobs(cast), cast.alice)
    year, page = rating.appraisal.year, address("performance-years-close", rating.appraisal.year_id)
    PerformanceYear.objects.unscoped().update(status="released", released_at=clock.now())
    lines = [line.text for line in waiting_for(cast.of(Role.PERFORMANCE_LEAD))]
    assert f"Close the performance year {year}: its ratings were shared" in lines
    Rating.objects.unscoped().update(status="provisional")
    lines = [line.text for line in waiting_for(cast.of(Role.PERFORMANCE_LEAD))]
    assert not any("Close" in line for line in lines)
    assert page not in lead.get(address("performance-years-detail", year.pk)).content.decode()


def test_whoever_opens_a_year_reads_what_it_has_not(lead: Client) -> None:
    year = PerformanceYear.objects.create(name="2021/22", starts_on=date(2021, 4, 1), ends_on=date(2022, 3, 31))
    text = lead.get(address("performance-years-open", year.pk)).content.decode()
    assert "Not set yet: its scale, the objectives of the force, the day “Objectives agreed by”" in text


# --- progress, and the list behind each number ---


def made_for_all(cast: Cast) -> PerformanceYear:
    """Alice has objectives, Bob a year-end conversation besides and a draft; one is late, and one of no department."""
    year = open_year()
    PerformanceYear.objects.unscoped().update(status="set up")
    year.refresh_from_db()
    post(person("N1"), department=None)
    post(person("L1"), date(2022, 2, 1))
    with on(date(2022, 3, 1)):
        open_for_all(year, by=cast.of(Role.PERFORMANCE_LEAD))
    of = Appraisal.objects.unscoped().filter(year=year)
    of.filter(person__employee_number__in=["A1", "B1"]).update(objectives_set_on=date(2021, 5, 1))
    of.filter(person__employee_number="B1").update(year_end_on=date(2022, 3, 1))
    entered(of.select_related("year", "person").get(person__employee_number="B1"), cast.alice)
    return year


def test_each_number_leads_to_exactly_its_list(lead: Client, cast: Cast) -> None:
    made_for_all(cast)
    rows = lead.get(address("performance-progress")).context["rows"]
    numbers = {row[0]: [cell["text"] for cell in row[1:]] for row in rows}
    assert numbers["The force"] == ["4", "2", "50%", "1", "25%", "1", "0", "0%"]
    assert numbers["No department"][0] == "1" and numbers["Response"][:3] == ["3", "2", "66%"]
    for row in rows:
        for cell in row[1:]:
            if "url" in cell:
                page = lead.get(cell["url"])
                assert page.context["shown"] == int(cell["text"]), cell


def test_nobody_learns_from_a_list_or_a_number_how_far_their_own_rating_is(lead: Client, cast: Cast) -> None:
    year = made_for_all(cast)
    own = appraisal_of(person("P1", account=cast.of(Role.PERFORMANCE_LEAD)), year)
    Rating.objects.create(appraisal=own, rater=cast.alice)
    assert lead.get(address("appraisals-list"), {"rating": "draft"}).context["shown"] == 1
    assert lead.get(address("appraisals-list"), {"rating": "none"}).context["shown"] == 4
    force = lead.get(address("performance-progress")).context["rows"][0]
    assert [cell["text"] for cell in force[1:]] == ["5", "2", "40%", "1", "20%", "1", "0", "0%"]


def test_progress_takes_few_queries_and_another_year_is_asked_for(
    lead: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    year = made_for_all(cast)
    with django_assert_max_num_queries(8 + SAVEPOINT):
        lead.get(address("performance-progress"))
    assert lead.get(address("performance-progress"), {"year": year.pk}).status_code == 200
    assert lead.get(address("performance-progress"), {"year": "x"}).status_code == 404
    assert lead.get(address("performance-progress"), {"bogus": "1"}).status_code == 400


def test_progress_opens_on_the_year_that_is_due_first(lead: Client, cast: Cast) -> None:
    for name, starts, status in (("2019/20", 2019, "set up"), ("2021/22", 2021, "open"), ("2022/23", 2022, "open")):
        open_year(name, starts, status=status)
    assert str(lead.get(address("performance-progress")).context["year"]) == "2021/22"


@pytest.mark.parametrize(
    "page", ["performance-years-detail", "performance-years-scale", "performance-years-departments"]
)
def test_pages_of_a_year_take_few_queries(
    lead: Client, cast: Cast, page: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    year = made_for_all(cast)
    with django_assert_max_num_queries(8 + SAVEPOINT):
        lead.get(address(page, year.pk))


# --- appraisals ---


def test_a_line_manager_lists_the_team_and_nobody_else(client: Client, cast: Cast) -> None:
    made_for_all(cast)
    for who, shown in ((cast.alice, 1), (cast.bob, 0), (cast.charlie, 0)):
        client.force_login(who)
        assert client.get(address("appraisals-list")).context["shown"] == shown


def test_whoever_leads_somebody_as_a_special_has_no_part_in_their_year(client: Client, cast: Cast) -> None:
    appraisal = bobs(cast)
    post(cast.bob.person, staff_type=StaffType.SPECIAL, line_manager=cast.charlie.person)
    client.force_login(cast.charlie)
    assert client.get(address("appraisals-list")).context["shown"] == 0
    assert client.get(address("appraisals-detail", appraisal.pk)).status_code == 404
    assert client.get(address("team-member", appraisal.pk)).status_code == 404
    with pytest.raises(NotTheRater):
        entered(appraisal, cast.charlie)


def test_a_line_manager_excuses_and_takes_it_back(client: Client, cast: Cast) -> None:
    made_for_all(cast)
    bob = Appraisal.objects.unscoped().get(person=cast.bob.person)
    client.force_login(cast.alice)
    with on(date(2022, 3, 1)):
        given = {"why": "long absence", "seen": ""}
        assert client.post(address("appraisals-excuse", bob.pk), given).status_code == 302
        assert client.post(address("appraisals-excuse", bob.pk), given).status_code == 409
        page = client.get(address("appraisals-detail", bob.pk)).content.decode()
        assert "Away for most of the year" in page and "Eligibility" in page
        assert client.post(address("appraisals-take-back", bob.pk), {"seen": "long absence"}).status_code == 302
    bob.refresh_from_db()
    assert bob.excused == ""


def test_an_appraisals_page_takes_few_queries(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    made_for_all(cast)
    client.force_login(cast.alice)
    bob = Appraisal.objects.unscoped().get(person=cast.bob.person)
    with django_assert_max_num_queries(10 + SAVEPOINT):
        client.get(address("appraisals-detail", bob.pk))


def test_the_lead_never_excuses_themselves(client: Client, cast: Cast) -> None:
    lead = cast.of(Role.PERFORMANCE_LEAD)
    post(person("P1", account=lead))
    made_for_all(cast)
    client.force_login(lead)
    own = Appraisal.objects.unscoped().get(person__account=lead)
    assert client.post(address("appraisals-excuse", own.pk), {"why": "seconded", "seen": ""}).status_code == 403


# --- home ---


def lines(cast: Cast, day: date, role: Role = Role.PERFORMANCE_LEAD) -> list[str]:
    with on(day):
        return [each.text for each in waiting_for(cast.of(role)) if "2021/22" in each.text]


def test_the_lead_is_told_what_a_year_waits_for(cast: Cast) -> None:
    year = PerformanceYear.objects.create(
        name="2021/22", starts_on=date(2021, 4, 1), ends_on=date(2022, 3, 31), objectives_due=date(2021, 6, 30)
    )
    assert lines(cast, date(2021, 3, 1)) == []
    assert lines(cast, date(2021, 3, 20)) == ["Open the performance year 2021/22"]
    assert lines(cast, date(2021, 3, 20), Role.TALENT_LEAD) == []
    with on(date(2021, 4, 1)):
        open_for_all(year, by=None)
    late = ["Remind line managers, 2021/22: 3 people without agreed objectives"]
    assert (lines(cast, date(2021, 6, 30)), lines(cast, date(2021, 7, 1))) == ([], late)
