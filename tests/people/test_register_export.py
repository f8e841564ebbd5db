"""Registers as files: whole, safe to open, kept in the read log."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from people.models import PromotionApplication, PromotionProcess, SpecialDuty
from tests.base import Cast, Role, person, post, rank
from wmp.lib import reference
from wmp.lib.audit import ReadLog
from wmp.lib.registers import exports

pytestmark = pytest.mark.django_db

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1+1", "＋1", "－1", "＠SUM(A1)"]


@pytest.fixture
def reader(cast: Cast, client: Client) -> Client:
    client.force_login(cast.of(Role.PEOPLE_DATA))
    return client


def rows(client: Client, address: str) -> list[list[str]]:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment; filename=")
    return list(csv.reader(io.StringIO(response.getvalue().decode())))


def sheet(client: Client, address: str) -> Sequence[Sequence[object]]:
    content = client.get(address).getvalue()
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_a_csv_file_has_words_for_choices_and_iso_dates(reader: Client, cast: Cast) -> None:
    head, *body = rows(reader, "/people/posts/?export=csv&sort=person")
    assert head == ["Name", "Employee number", "Staff type", "Rank", "Department", "FTE", "Started", "Last day"]
    assert body[1] == ["Baker, Bob", "B1", "Police Officer", "Constable", "Response", "", "2020-01-01", ""]


def test_a_file_is_narrowed_and_ordered_as_the_list_was(reader: Client) -> None:
    post(person("S1", "Sue Staff"), staff_type="staff")
    post(person("S2", "Abe Staff"), staff_type="staff")
    body = rows(reader, "/people/posts/?export=csv&staff_type=staff&sort=-person&q=staff")[1:]
    assert [row[0] for row in body] == ["Staff, Sue", "Staff, Abe"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_spreadsheet_runs_nothing_from_a_csv_file(reader: Client, text: str) -> None:
    person("X1", f"Xavier {text}")
    cells = {row[0] for row in rows(reader, "/people/people/?export=csv")}
    assert f"'{text}, Xavier" in cells


def test_a_spreadsheet_runs_nothing_from_what_a_record_is_called(cast: Cast, client: Client) -> None:
    sergeant = rank("Sgt")
    sergeant.abbreviation = "=1+1"
    sergeant.save()
    made = PromotionProcess.objects.create(from_rank=sergeant, to_rank=rank("Insp"), season=1, year=2022)
    PromotionApplication.objects.create(process=made, candidate=cast.bob.person)
    reference.forget()
    client.force_login(cast.of(Role.PROMOTION_TEAM))
    assert rows(client, "/people/promotion/promotion-processes/?export=csv")[1][0] == "'=1+1 to Insp Spring 2022"
    assert rows(client, "/people/promotion/promotion-applications/?export=csv")[1][2] == "'=1+1 to Insp Spring 2022"
    reference.forget()


def test_a_spreadsheet_runs_nothing_from_an_excel_file(reader: Client) -> None:
    person("X1", "Xavier =1+1")
    assert ["'=1+1, Xavier", "X1", "", ""] in sheet(reader, "/people/people/?export=xlsx")


def test_an_excel_file_keeps_dates_and_numbers_as_such(reader: Client, cast: Cast) -> None:
    SpecialDuty.objects.create(person=cast.charlie.person, month=date(2022, 3, 1), hours=Decimal("12.5"))
    body = sheet(reader, "/people/special-duty/?export=xlsx")
    assert body[1] == ["Cook, Charlie", "C1", "2022-03", 12.5]
    assert sheet(reader, "/people/posts/?export=xlsx&q=cook")[1][6] == date(2020, 1, 1)


def test_an_excel_file_has_moments_by_the_clock_on_the_wall(cast: Cast, client: Client) -> None:
    client.force_login(cast.of(Role.AUDITOR))
    client.get("/people/people/?export=csv")
    moment = sheet(client, "/audit/readings/?export=xlsx")[1][0]
    assert isinstance(moment, datetime)
    assert abs(moment - timezone.make_naive(timezone.now())) < timedelta(minutes=1)


def test_a_csv_file_has_moments_by_the_clock_on_the_wall_and_lines_that_all_end_alike(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.of(Role.AUDITOR))
    client.get("/people/people/?export=csv")
    summer = datetime(2022, 7, 1, 12, 5, 9, 123, tzinfo=UTC)
    ReadLog.objects.visible_to(cast.of(Role.AUDITOR)).update(at=summer)
    content = client.get("/audit/readings/?export=csv").getvalue()
    assert b"\r" not in content and b"2022-07-01 13:05," in content.splitlines()[-1]


def test_line_breaks_and_quotes_stay_in_their_cell(reader: Client) -> None:
    person("X1", 'Ann "Bee"\nCee, Dee')
    assert ['"Bee"\nCee, Dee, Ann', "X1", "", ""] in rows(reader, "/people/people/?export=csv")


def test_an_export_is_kept_in_the_read_log_with_its_size(reader: Client, cast: Cast) -> None:
    rows(reader, "/people/posts/?export=csv")
    log = ReadLog.objects.visible_to(cast.of(Role.AUDITOR)).get()
    assert (log.reader, log.action, log.kind, log.rows) == (
        cast.of(Role.PEOPLE_DATA),
        "exported",
        "people:posts-list",
        3,
    )


def test_a_list_too_long_for_excel_says_what_to_do(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "XLSX_ROWS", 2)
    page = reader.get("/people/posts/?export=xlsx").content.decode()
    assert "stops at 2 rows" in page and "Baker, Bob" in page


def test_a_wrong_filter_makes_no_file(reader: Client) -> None:
    page = reader.get("/people/posts/?export=csv&started_from=nonsense").content.decode()
    assert "Started on or after must be a real date" in page
