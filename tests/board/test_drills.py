"""From a number to the welfare cases of the officers it counts, as far as the reader may see them."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.roles import Role
from people.workforce.models import User
from tests.base import DAY, Cast
from tests.welfare import made
from wmp.board.models import Attempt, Result, Run
from wmp.board.paper import FIGURES

pytestmark = pytest.mark.django_db

RETENTION, THEMES = "people.retention_by_entry_route", "welfare.leaving_themes"
RECRUITED = {"row": "PCDA", "column": "Recruited"}
RETAINED = {"row": "All cases closed", "column": "Retained"}
WHEN = date(2022, 3, 28)


@pytest.fixture
def attempt(cast: Cast) -> Attempt:
    """Bob's case was closed as retained four days before the run."""
    with made.on(WHEN):
        made.case_of(cast.bob.person, owner=cast.of(Role.WELFARE_OFFICER), status=made.CaseStatus.CLOSED)
    shown = Run.objects.create(day=DAY).attempts.create(number=1, snapshot="-", shown=True, finished_at=timezone.now())
    for key in (RETENTION, THEMES):
        grid = FIGURES[key].table(DAY).compute().to_json()
        Result.objects.create(attempt=shown, key=key, status="computed", stored_grid=grid, seconds=0.01)
    return shown


def records(client: Client, reader: User, key: str, cell: dict[str, str]) -> str:
    client.force_login(reader)
    return client.get(reverse("board:records", args=["2022-04-01", key]), cell).content.decode()


@pytest.mark.usefixtures("attempt")
def test_the_lead_goes_from_retention_to_the_cases_behind_it(cast: Cast, client: Client) -> None:
    page = records(client, cast.of(Role.WELFARE_LEAD), RETENTION, RECRUITED)
    assert "You may see 1 of the 1 records behind this number." in page
    assert "Their welfare cases" in page
    address = reverse("board:further", args=["2022-04-01", RETENTION, "cases"])
    assert f'{address}?row=PCDA&amp;column=Recruited"' in page
    listed = client.get(address, RECRUITED).content.decode()
    assert "Baker, Bob" in listed
    assert "Welfare cases of the officers behind this number that you may see: 1." in listed


@pytest.mark.usefixtures("attempt")
def test_cases_of_other_cells_are_not_listed(cast: Cast, client: Client) -> None:
    client.force_login(cast.of(Role.WELFARE_LEAD))
    address = reverse("board:further", args=["2022-04-01", RETENTION, "cases"])
    page = client.get(address, {"row": "PCDA", "column": "Leavers during probation"}).content.decode()
    assert "Welfare cases of the officers behind this number that you may see: 0." in page
    assert "Baker, Bob" not in page


@pytest.mark.usefixtures("attempt")
def test_a_case_about_oneself_is_neither_listed_nor_counted(cast: Cast, client: Client) -> None:
    lead = cast.of(Role.WELFARE_LEAD)
    person = cast.bob.person
    person.account = lead
    person.save()
    client.force_login(lead)
    address = reverse("board:further", args=["2022-04-01", RETENTION, "cases"])
    page = client.get(address, RECRUITED).content.decode()
    assert "Welfare cases of the officers behind this number that you may see: 0." in page


@pytest.mark.usefixtures("attempt")
@pytest.mark.parametrize("role", [Role.PEOPLE_DATA, Role.BOARD_SECRETARY])
def test_who_may_see_no_case_is_shown_no_way_to_them(role: Role, cast: Cast, client: Client) -> None:
    reader = cast.of(role)
    assert "Their welfare cases" not in records(client, reader, RETENTION, RECRUITED)
    address = reverse("board:further", args=["2022-04-01", RETENTION, "cases"])
    assert client.get(address, RECRUITED).status_code == 403


@pytest.mark.usefixtures("attempt")
def test_leaving_themes_list_the_cases_that_were_closed(cast: Cast, client: Client) -> None:
    page = records(client, cast.of(Role.WELFARE_LEAD), THEMES, RETAINED)
    assert "You may see 1 of the 1 records behind this number." in page
    assert "Baker, Bob" in page
    secretary = records(client, cast.of(Role.BOARD_SECRETARY), THEMES, RETAINED)
    assert "You may see 0 of the 1 records behind this number." in secretary
    assert "Baker, Bob" not in secretary


@pytest.mark.usefixtures("attempt")
@pytest.mark.parametrize(
    ("key", "slug", "cell"),
    [
        (RETENTION, "tasks", RECRUITED),
        (THEMES, "cases", RETAINED),
        (RETENTION, "cases", {"row": "PCDA"}),
        ("people.specials_hours", "cases", RECRUITED),
    ],
)
def test_where_nothing_leads_there_is_nothing(
    key: str, slug: str, cell: dict[str, str], cast: Cast, client: Client
) -> None:
    client.force_login(cast.of(Role.WELFARE_LEAD))
    assert client.get(reverse("board:further", args=["2022-04-01", key, slug]), cell).status_code == 404


@pytest.mark.usefixtures("attempt")
def test_every_figure_s_records_have_a_list(cast: Cast, client: Client) -> None:
    """The secretary reads every figure, so each opens for them, whatever they see in it."""
    client.force_login(cast.of(Role.BOARD_SECRETARY))
    run = Run.objects.unscoped().get()
    for key, figure in FIGURES.items():
        if key in (RETENTION, THEMES):
            continue
        grid = figure.table(DAY).compute()
        Result.objects.create(
            attempt=run.attempts.get(), key=key, status="computed", stored_grid=grid.to_json(), seconds=0.01
        )
        for row, column, _ in [*grid][:1]:
            cell = {"row": row.label, "column": column.label}
            assert client.get(reverse("board:records", args=["2022-04-01", key]), cell).status_code == 200, key
