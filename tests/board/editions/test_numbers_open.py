"""Each number of an edition's page opens to its records, for whoever may read its figure in the run, and for nobody
else."""

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people.roles import Role
from people.workforce.models import SpecialDuty, StaffType
from tests.base import Cast, person, post
from tests.board.lineage.runs import HOURS, computed
from tests.editions import content, given_to, issued, public_content
from wmp.board.models import Edition, Result
from wmp.board.papers import making
from wmp.board.papers.content import Block, Content, Inline, SectionContent
from wmp.lib.grids import Cell

pytestmark = pytest.mark.django_db

OPENS = re.compile(r'<a class="app-(?:figure__opens|number app-number--opens)" href="([^"]+)">([^<]+)</a>')


def of_hours(result: Result) -> Content:
    """A paper of one computed figure, with its trend, which its text quotes."""
    quoted = Inline("number", "2", key=HOURS, row="2022-03", column="Specials")
    blocks = [Block("paragraph", [Inline("text", "There were "), quoted]), Block("figure", key=HOURS)]
    made = content().figures["change.budgeting"]
    hours: Any = {**made.__dict__, "key": HOURS, "title": "Hours", "grid": result.grid, "trend": result.trend}
    return content(sections=[SectionContent("hours", "Hours", blocks)], figures={HOURS: type(made)(**hours)})


@pytest.fixture
def result(cast: Cast) -> Result:
    """Two specials, in post since 2021, who gave hours in March of both years."""
    for number in ("S1", "S2"):
        special = post(person(number, "Stays Here"), staff_type=StaffType.SPECIAL, started=date(2021, 1, 1))
        for year in (2021, 2022):
            SpecialDuty.objects.create(person=special.person, month=date(year, 3, 1), hours=year - 2015)
    attempt = computed(keys=[HOURS])
    return Result.objects.unscoped().get(attempt=attempt)


@pytest.fixture
def edition(cast: Cast, result: Result) -> Edition:
    """Given to Bob by name, who reads no figure in its run."""
    made = issued(cast, of_hours(result))
    given_to(cast.bob, made, cast.of(Role.BOARD_SECRETARY))
    return made


def opens(client: Client, who: Any, edition: Edition) -> list[tuple[str, str]]:
    client.force_login(who)
    page = client.get(reverse("editions:edition", args=[edition.pk])).content.decode()
    return [(unescape(address), text) for address, text in OPENS.findall(page)]


def test_each_number_opens_the_records_behind_it(cast: Cast, client: Client, edition: Edition, result: Result) -> None:
    found = opens(client, cast.of(Role.BOARD_SECRETARY), edition)
    trend = result.trend
    assert trend and len([each for each, _ in found if "table=five-years" in each]) >= 1
    assert len(found) == 1 + len([cell for grid in (result.grid, trend) for *_, cell in grid if cell != Cell()])
    assert {client.get(address).status_code for address in {each for each, _ in found}} == {200}


def test_a_quoted_number_opens_its_own_cell(cast: Cast, client: Client, edition: Edition) -> None:
    address, text = opens(client, cast.of(Role.BOARD_SECRETARY), edition)[0]
    assert text == "2" and "row=2022-03&column=Specials&attempt=1" in address


def test_whoever_reads_no_figure_of_the_run_has_plain_numbers(cast: Cast, client: Client, edition: Edition) -> None:
    assert opens(client, cast.bob, edition) == []
    public = issued(cast, public_content())
    assert opens(client, cast.of(Role.BOARD_READER), public) == []


def test_what_the_run_did_not_compute_opens_nothing(
    cast: Cast, client: Client, edition: Edition, result: Result
) -> None:
    """A trend of a run from before runs kept them, and a figure that the run has no longer."""
    Result.objects.unscoped().filter(pk=result.pk).update(stored_trend=None)
    found = opens(client, cast.of(Role.BOARD_SECRETARY), edition)
    assert found and not [each for each, _ in found if "five-years" in each]
    Result.objects.unscoped().filter(pk=result.pk).delete()
    assert opens(client, cast.of(Role.BOARD_SECRETARY), edition) == []


@pytest.mark.parametrize("format", ["html", "docx", "csv", "json"])
def test_no_file_leads_to_the_records(edition: Edition, format: str) -> None:
    assert b"/records/" not in making.FORMATS[format].made(making.Source(Content.from_json(edition.content)))
