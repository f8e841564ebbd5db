"""The board pages: figures as a paper shows them, and the records behind each number as far as the reader may see."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from people.roles import Role
from people.workforce.models import StaffType, User
from tests.base import DAY, Cast, declared, person, post
from wmp.board.models import Attempt, PublishedValue, Result, Run
from wmp.board.paper import FIGURES
from wmp.lib.audit import ReadLog

pytestmark = pytest.mark.django_db

REPRESENTATION = "people.representation_by_staff_type"
SPECIALS = "people.specials_hours"
# The request's transaction is a savepoint within the test's: two statements more than in life.
SAVEPOINT = 2


@pytest.fixture
def attempt(cast: Cast) -> Attempt:
    """A run of the day over the cast, one of whom declared a minority ethnicity, and one special."""
    declared(cast.bob.person, ethnicity="A1")
    declared(cast.alice.person, ethnicity="W1")
    post(person("S1"), staff_type=StaffType.SPECIAL, started=date(2021, 1, 1))
    shown = Run.objects.create(day=DAY).attempts.create(number=1, snapshot="-", shown=True, finished_at=timezone.now())
    for key, figure in FIGURES.items():
        grid = figure.table(DAY).compute().to_json()
        Result.objects.create(attempt=shown, key=key, status="computed", stored_grid=grid, seconds=0.01)
    return shown


def read(client: Client, reader: User, name: str, *args: str, **query: str) -> str:
    client.force_login(reader)
    return client.get(reverse(f"board:{name}", args=args), query).content.decode()


def test_the_secretary_reads_all_sections_as_at_the_day(cast: Cast, attempt: Attempt, client: Client) -> None:
    page = read(client, cast.of(Role.BOARD_SECRETARY), "latest")
    assert "As at 1 April 2022" in page
    assert all(figure.title in page for figure in FIGURES.values())


def test_others_read_the_figures_of_their_own_records(cast: Cast, attempt: Attempt, client: Client) -> None:
    page = read(client, cast.of(Role.CHANGE_MANAGER), "latest")
    assert "Costs and benefits" in page
    assert "Promotion success" not in page


@pytest.mark.parametrize(
    ("name", "args", "queries"), [("latest", [], 8), ("figure", ["2022-04-01", REPRESENTATION], 6)]
)
def test_a_board_page_asks_few_questions(
    name: str,
    args: list[str],
    queries: int,
    cast: Cast,
    attempt: Attempt,
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(cast.of(Role.BOARD_SECRETARY))
    with django_assert_max_num_queries(queries + SAVEPOINT):
        client.get(reverse(f"board:{name}", args=args))


def test_a_number_opens_its_records(cast: Cast, attempt: Attempt, client: Client) -> None:
    cell = {"row": "2022-03", "column": "Specials"}
    page = read(client, cast.of(Role.PEOPLE_DATA), "records", "2022-04-01", SPECIALS, **cell)
    assert "You may see 1 of the 1 records behind this number." in page


def test_a_reader_without_sight_of_the_records_is_told_how_many_there_are(
    cast: Cast, attempt: Attempt, client: Client
) -> None:
    cell = {"row": "2022-03", "column": "Specials"}
    page = read(client, cast.of(Role.BOARD_SECRETARY), "records", "2022-04-01", SPECIALS, **cell)
    assert "You may see 0 of the 1 records behind this number." in page


def test_nobody_is_listed_by_what_they_declared(cast: Cast, attempt: Attempt, client: Client) -> None:
    cell = {"row": "Police Officer", "column": "2022-01-01"}
    page = read(client, cast.of(Role.PEOPLE_DATA), "records", "2022-04-01", REPRESENTATION, **cell)
    assert "You may see 3 of the 3 records behind this number." in page
    assert "nobody is listed by what they declared" in page


def test_a_cell_that_does_not_exist_is_not_found(cast: Cast, attempt: Attempt, client: Client) -> None:
    client.force_login(cast.of(Role.PEOPLE_DATA))
    address = reverse("board:records", args=["2022-04-01", SPECIALS])
    assert client.get(address, {"row": "2022-03", "column": "Nonsense"}).status_code == 404
    assert client.get(address).status_code == 404
    assert client.get("/board/2022-02-30/").status_code == 404


@pytest.mark.parametrize("address", ["2022-04-01/%00/", "2022-04-01/x%00/csv/", "9999-12-31/", "0001-01-01/"])
def test_an_address_that_no_figure_has_is_not_found(cast: Cast, client: Client, address: str) -> None:
    client.force_login(cast.of(Role.BOARD_SECRETARY))
    assert client.get(f"/board/{address}").status_code == 404


def test_a_failed_figure_is_marked_and_keeps_its_place(cast: Cast, attempt: Attempt, client: Client) -> None:
    failed = {"status": "failed", "stored_grid": None, "error": "ZeroDivisionError"}
    Result.objects.unscoped().filter(key=SPECIALS).update(**failed)
    secretary = cast.of(Role.BOARD_SECRETARY)
    assert "This figure failed in this run" in read(client, secretary, "latest")
    assert "ZeroDivisionError" in read(client, secretary, "figure", "2022-04-01", SPECIALS)
    client.force_login(secretary)
    assert "it failed" in client.get(reverse("home")).content.decode()


def test_a_heading_is_of_the_rows_of_its_group(cast: Cast, attempt: Attempt, client: Client) -> None:
    result = Result.objects.unscoped().get(attempt=attempt, key=REPRESENTATION)
    stored: Any = result.stored_grid
    rows = stored["rows"]
    for place, row in enumerate(rows):
        row["under"] = "First" if place < 2 else "Others"
    result.save()
    page = read(client, cast.of(Role.BOARD_SECRETARY), "figure", "2022-04-01", REPRESENTATION)
    table = page.split("<table")[1].split("</table>")[0]
    first, others = (group.count('scope="row"') for group in table.split("<tbody")[1:])
    assert (first, others) == (2, len(rows) - 2) and table.count('scope="rowgroup"') == 2


def test_a_check_that_does_not_hold_is_said_under_the_figure(cast: Cast, attempt: Attempt, client: Client) -> None:
    result = Result.objects.unscoped().get(key=SPECIALS)
    result.stored_grid = {**(result.stored_grid or {}), "failures": ["Force: 3 is not the sum of its rows, 2"]}
    result.save()
    assert "Check failed: Force: 3 is not the sum of its rows, 2" in read(
        client, cast.of(Role.BOARD_SECRETARY), "latest"
    )


def test_published_values_stand_beside_computed_ones(cast: Cast, attempt: Attempt, client: Client) -> None:
    for row, value in {"2022-03": 1, "2022-02": 9, "2019-01": 5}.items():
        PublishedValue.objects.create(
            figure=SPECIALS, day=DAY, row=row, column="Specials", value=Decimal(value), source="Board paper"
        )
    page = read(client, cast.of(Role.BOARD_SECRETARY), "figure", "2022-04-01", SPECIALS)
    assert "Beside what was published" in page
    assert page.count("Same") == 1
    assert page.count("Differs") == 1
    assert page.count("Published only") == 1 and "5.000000" not in page and ">5<" in page


def test_a_figure_can_be_taken_away_as_a_file(cast: Cast, attempt: Attempt, client: Client) -> None:
    client.force_login(cast.of(Role.PEOPLE_DATA))
    answer = client.get(reverse("board:download", args=["2022-04-01", SPECIALS, "csv"]))
    assert answer["Content-Disposition"] == 'attachment; filename="people.specials_hours-2022-04-01.csv"'
    assert "2022-03,Specials,1,1," in answer.content.decode()
    reading = ReadLog.objects.unscoped().get()
    assert (reading.reader, reading.action) == (cast.of(Role.PEOPLE_DATA), "downloaded")
    assert (reading.kind, reading.record) == ("board.Result", str(Result.objects.unscoped().get(key=SPECIALS).pk))


def test_before_the_first_run_the_page_says_so(cast: Cast, client: Client) -> None:
    assert "No figures have been computed yet" in read(client, cast.of(Role.BOARD_SECRETARY), "latest")


def test_computing_again_is_asked_for_and_not_waited_for(cast: Cast, attempt: Attempt, client: Client) -> None:
    client.force_login(cast.of(Role.BOARD_SECRETARY))
    answer = client.post(reverse("board:compute", args=["2022-04-01"]), follow=True)
    assert "are being computed" in answer.content.decode()


def test_a_day_that_has_not_come_is_not_computed(cast: Cast, attempt: Attempt, client: Client) -> None:
    client.force_login(cast.of(Role.BOARD_SECRETARY))
    assert client.post(reverse("board:compute", args=["2150-01-01"])).status_code == 404


def test_a_run_of_a_day_to_come_does_not_hide_the_latest(cast: Cast, attempt: Attempt, client: Client) -> None:
    Run.objects.create(day=date(2150, 1, 1)).attempts.create(
        number=1, snapshot="-", shown=True, finished_at=timezone.now()
    )
    assert "As at 1 April 2022" in read(client, cast.of(Role.BOARD_SECRETARY), "latest")
