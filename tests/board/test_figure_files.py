"""A figure taken away as a file: in the words by which it was counted, and in the one form that CSV of figures has."""

import csv
import io
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from people.roles import Role
from tests import workbooks
from tests.base import Cast
from tests.board.api.asking import ask, document, secret
from tests.board.lineage.runs import HOURS, computed
from wmp.board.long_form import HEADER
from wmp.board.models import Definition, Result
from wmp.board.paper import FIGURES

pytestmark = pytest.mark.django_db
THEN = "As it was said then."


@pytest.fixture
def reader(cast: Cast, client: Client) -> Client:
    computed(keys=[HOURS])
    client.force_login(cast.of(Role.BOARD_SECRETARY))
    return client


def file(reader: Client, form: str) -> bytes:
    return bytes(reader.get(reverse("board:download", args=["2022-04-01", HOURS, form])).content)


@pytest.mark.parametrize("version", ["1", "3f9a01bc"])
def test_files_and_pages_have_the_words_by_which_it_was_counted(reader: Client, version: str) -> None:
    """Whatever the figure says today; also of a version that had its name from the letters of a statement."""
    Definition.objects.unscoped().update(version=version, words=THEN)
    Result.objects.unscoped().update(version=version)
    told = [file(reader, form).decode() for form in ("json", "text")]
    told.append(str(workbooks.read(file(reader, "xlsx")).sheets))
    for address in (reverse("board:figure", args=["2022-04-01", HOURS]), reverse("board:latest")):
        told.append(reader.get(address).content.decode())
    assert all(THEN in each and FIGURES[HOURS].definition not in each for each in told)


def test_its_csv_is_as_the_api_gives_it(reader: Client, cast: Cast) -> None:
    grid = Result.objects.unscoped().get().grid
    rows = [replace(grid.rows[0], label="=1+1"), *grid.rows[1:]]
    Result.objects.unscoped().update(stored_grid=replace(grid, rows=rows).to_json())
    lines = list(csv.DictReader(io.StringIO(file(reader, "csv").decode())))
    assert tuple(lines[0]) == HEADER and lines[0]["row"] == "'=1+1" and lines[0]["version"] == "1"
    assert ask(secret(cast.of(Role.BOARD_SECRETARY)), f"/figures/{HOURS}.csv").content == file(reader, "csv")


def test_better_words_are_another_answer_to_a_program(reader: Client, cast: Cast) -> None:
    token = secret(cast.of(Role.BOARD_SECRETARY))
    first = ask(token, f"/figures/{HOURS}")
    Definition.objects.unscoped().update(words=THEN)
    again = ask(token, f"/figures/{HOURS}", known=first["ETag"])
    assert document(again)["definition"] == THEN and document(again)["version"] == "1"
