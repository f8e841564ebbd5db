"""The commands that compute and print figures, as other programs call them."""

import csv
import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.base import Cast
from wmp.board.paper import FIGURES

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def computed(transactional_db: None) -> None:
    Cast.assemble()
    call_command("compute_figures", "--day", "2022-04-01", stdout=io.StringIO())


def said(*command: str) -> str:
    out = io.StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


def test_figures_lists_keys_and_titles() -> None:
    keys = [line.split("\t")[0] for line in said("figures").splitlines()]
    assert keys == list(FIGURES)


def test_a_figure_comes_as_csv_with_exact_parts() -> None:
    text = said("figure", "people.retention_by_entry_route", "--day", "2022-04-01", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == ["row", "column", "value", "numerator", "denominator"]
    assert {"row": "PCDA", "column": "Retention", "value": "100.0", "numerator": "1", "denominator": "1"} in rows


def test_a_figure_comes_as_json_with_its_words() -> None:
    document: dict[str, Any] = json.loads(said("figure", "people.specials_hours", "--format", "json"))
    assert document["day"] == "2022-04-01"
    assert [cell["row"] for cell in document["cells"]][::3] == ["2021-11", "2021-12", "2022-01", "2022-02", "2022-03"]


def test_without_a_day_the_latest_run_speaks() -> None:
    call_command("compute_figures", "--day", "2022-05-01", stdout=io.StringIO())
    assert "As at 1 May 2022" in said("figure", "people.specials_hours")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["figure", "people.nonsense"], "There is no figure"),
        (["figure", "people.specials_hours", "--day", "2021-01-01"], "compute_figures --day 2021-01-01"),
        (["figure", "people.specials_hours", "--day", "2021-02-30"], "not a day"),
        (["compute_figures", "--day", "9999-12-31"], "from 1900 to 2199"),
        (["compute_figures", "--day", "0001-01-01"], "from 1900 to 2199"),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(command: list[str], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        said(*command)
