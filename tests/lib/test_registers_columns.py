"""Columns chosen by a reader: on the list, in its order, and in its files alike."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, transaction
from django.test import Client
from python_calamine import CalamineWorkbook

from people.models import PromotionApplication, PromotionProcess
from people.roles import Role
from tests.base import Cast, person, rank
from tests.lib.test_registers_declared import declare, table_of
from tests.lib.tried_registers import TRIED
from wmp.lib import reference
from wmp.lib.models import ChosenColumns
from wmp.lib.registers.columns import Column

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.lib.tried_registers")]

LIST = "/tried/applications/"
ADDRESS = "/tried/applications/columns/"
OTHERS = ["process", "applied_on", "status", "employee_number", "decided_on"]


@pytest.fixture
def reader(cast: Cast, client: Client) -> Client:
    """The promotion team, signed in, with one application to read."""
    reference.forget()
    process = PromotionProcess.objects.create(from_rank=rank("PC"), to_rank=rank("Sgt"), season=1, year=2022)
    PromotionApplication.objects.create(process=process, candidate=person("=N1", "Sam Able"), applied_on="2022-01-04")
    client.force_login(cast.of(Role.PROMOTION_TEAM))
    return client


def choose(client: Client, *shown: str, order: Sequence[str] = OTHERS, **also: str) -> Any:
    return client.post(ADDRESS, {"order": order, "shown": shown, **also})


def headings(client: Client, query: str = "") -> list[str]:
    return [heading["text"] for heading in client.get(f"{LIST}{query}").context["head"]]


def in_csv(client: Client, query: str = "") -> list[list[str]]:
    content = client.get(f"{LIST}?export=csv{query}").getvalue().decode()
    return list(csv.reader(io.StringIO(content)))


def kept(cast: Cast) -> list[list[str]]:
    return list(ChosenColumns.objects.visible_to(cast.of(Role.PROMOTION_TEAM)).values_list("columns", flat=True))


def test_hidden_columns_stand_aside_until_they_are_chosen(reader: Client) -> None:
    assert headings(reader) == ["Candidate", "Process", "Applied", "Status"]
    choose(reader, "status", "decided_on")
    assert headings(reader) == ["Candidate", "Status", "Decided"]


def test_the_order_is_the_readers(reader: Client) -> None:
    choose(reader, "process", "status", order=["status", "decided_on", "process", "employee_number", "applied_on"])
    assert headings(reader) == ["Candidate", "Status", "Process"]


def test_they_are_one_readers_alone(reader: Client, cast: Cast) -> None:
    choose(reader, "status")
    reader.force_login(cast.bob)
    assert "Process" in [cell.heading for cell in TRIED.usual]
    assert headings(reader) == ["Candidate", "Process", "Applied", "Status"]


def test_the_first_column_always_stays(reader: Client) -> None:
    choose(reader)
    assert headings(reader) == ["Candidate"]


def test_files_have_the_columns_and_the_order_of_the_list(reader: Client) -> None:
    choose(reader, *OTHERS, order=["status", "employee_number", "process", "applied_on", "decided_on"])
    head, row = in_csv(reader)
    assert head == headings(reader) == ["Candidate", "Status", "Employee number", "Process", "Applied", "Decided"]
    assert row == ["Able, Sam", "Applied", "'=N1", "PC to Sgt Spring 2022", "2022-01-04", ""]


def test_an_excel_file_has_them_too_and_runs_nothing(reader: Client) -> None:
    choose(reader, "employee_number")
    content = reader.get(f"{LIST}?export=xlsx").getvalue()
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows == [["Candidate", "Employee number"], ["Able, Sam", "'=N1"]]


def test_files_keep_the_rows_that_the_list_has(reader: Client) -> None:
    choose(reader, "status")
    assert in_csv(reader, "&q=nobody") == [["Candidate", "Status"]]


@pytest.mark.parametrize("sort", ["applied_on", "-applied_on", "decided_on"])
def test_a_list_can_be_in_order_of_a_column_that_is_not_shown(reader: Client, sort: str) -> None:
    choose(reader, "status")
    page = reader.get(f"{LIST}?sort={sort}")
    assert page.status_code == 200 and "Able, Sam" in page.content.decode()


def test_up_and_down_draw_the_page_anew_and_keep_nothing(reader: Client, cast: Cast) -> None:
    page = choose(reader, "process", up="status")
    assert [row["name"] for row in page.context["rows"]][:3] == ["process", "status", "applied_on"]
    assert [row["shown"] for row in page.context["rows"]][:3] == [True, False, False]
    down = choose(reader, down="process", order=[row["name"] for row in page.context["rows"]])
    assert [row["name"] for row in down.context["rows"]][:3] == ["status", "process", "applied_on"]
    assert kept(cast) == []


def test_the_usual_columns_come_back(reader: Client, cast: Cast) -> None:
    choose(reader, "status")
    assert choose(reader, "status", usual="1").url == LIST
    assert headings(reader) == ["Candidate", "Process", "Applied", "Status"] and kept(cast) == []


def test_whoever_chooses_the_usual_columns_keeps_nothing(reader: Client, cast: Cast) -> None:
    choose(reader, "process", "applied_on", "status")
    assert kept(cast) == []


def test_one_leads_back_to_where_one_was(reader: Client) -> None:
    assert choose(reader, "status", back=f"{LIST}?q=able").url == f"{LIST}?q=able"
    assert choose(reader, "status", back="https://evil.example/").url == LIST


@pytest.mark.parametrize(
    "given",
    [
        {"shown": ["candidate__equality__gender"]},
        {"order": [*OTHERS, "candidate__equality__gender"]},
        {"order": OTHERS[1:]},
        {"order": [OTHERS[0], *OTHERS]},
        {"up": "candidate"},
        {"down": "nothing"},
    ],
)
def test_columns_that_there_are_not_are_refused(reader: Client, cast: Cast, given: dict[str, Any]) -> None:
    assert reader.post(ADDRESS, {"order": OTHERS, "shown": ["status"]} | given).status_code == 400
    assert kept(cast) == []


def test_a_column_that_the_list_has_lost_is_left_out(reader: Client, cast: Cast) -> None:
    team = cast.of(Role.PROMOTION_TEAM)
    lost = ["candidate", "candidate__equality__gender", "gone", "status"]
    ChosenColumns.objects.create(owner=team, register="tried:applications-list", columns=lost)
    assert headings(reader) == ["Candidate", "Status"] and in_csv(reader)[0] == ["Candidate", "Status"]


def test_a_reader_has_one_choice_for_each_list(reader: Client, cast: Cast) -> None:
    choose(reader, "status")
    choose(reader, "process")
    assert kept(cast) == [["candidate", "process"]]
    with pytest.raises(IntegrityError, match="chosen_columns_key"), transaction.atomic():
        ChosenColumns.objects.create(
            owner=cast.of(Role.PROMOTION_TEAM), register="tried:applications-list", columns=["candidate"]
        )


@pytest.mark.parametrize("hidden", [["started"], ["gone"]])
def test_a_declaration_hides_columns_after_the_first_only(hidden: list[str]) -> None:
    with pytest.raises(ImproperlyConfigured, match="hidden columns"):
        declare(hidden=hidden)


def test_a_classified_column_is_refused_though_it_be_hidden() -> None:
    with pytest.raises(ImproperlyConfigured, match="classified"):
        declare(table_of(gender=Column(accessor="person__equality__gender")), hidden=["gender"])
