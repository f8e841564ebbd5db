"""What figures with a target were on earlier days: read from nights, from issued papers and from what was published."""

from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.base import Cast
from tests.board.papers.drafts import BUDGETING, Desk, a_run, budgeting, desk
from wmp.board.models import Paper, PublishedValue
from wmp.board.papers import starting
from wmp.board.papers.issuing import issue
from wmp.board.papers.past import Then, past_of

pytestmark = pytest.mark.django_db
ROW = "Grand Total"


@pytest.fixture
def d(cast: Cast) -> Desk:
    return desk(cast)


def identified(tables: list[Then]) -> list[tuple[date, int, bool]]:
    return [(then.day, int(then.grid.cell(ROW, "Identified").value or 0), then.printed) for then in tables]


def paper_of(d: Desk, day: date, meeting_on: date, amount: int) -> Paper:
    about = {"title": "P", "meeting": "M", "meeting_on": meeting_on, "attempt": a_run(day, budgeting=budgeting(amount))}
    return starting.begin(Paper(**about), by=d.author)


def issued(d: Desk, paper: Paper) -> None:
    paper.send(by=d.author)
    paper.approve(by=d.second)
    issue(paper, by=d.author)


def test_nights_papers_and_published_values_of_earlier_days_oldest_first(d: Desk) -> None:
    PublishedValue.objects.create(
        figure=BUDGETING, day=date(2019, 4, 1), row=ROW, column="Identified", value=Decimal(7)
    )
    a_run(date(2021, 1, 5), budgeting=budgeting(300))
    issued(d, paper_of(d, date(2021, 7, 1), date(2021, 7, 20), 350))
    # The day was computed again since: what the paper printed counts.
    a_run(date(2021, 7, 1), budgeting=budgeting(420))
    a_run(date(2022, 4, 2), budgeting=budgeting(999))
    found = past_of(d.paper, [BUDGETING], d.author)
    assert identified(list(found["restricted"].tables[BUDGETING])) == [
        (date(2019, 4, 1), 7, True), (date(2021, 1, 5), 300, False), (date(2021, 7, 1), 350, True),
    ]  # fmt: skip
    assert [past.before and past.before.meeting_on for past in found.values()] == [date(2021, 7, 20)] * 2
    assert [past.before and list(past.before.grids) for past in found.values()] == [[BUDGETING]] * 2


def test_a_paper_s_own_editions_and_later_meetings_are_not_before_it(d: Desk) -> None:
    issued(d, d.paper)
    issued(d, paper_of(d, date(2022, 4, 1), date(2022, 7, 20), 350))
    d.fresh().correct(by=d.author, reason="A slip")
    found = past_of(d.fresh(), [BUDGETING], d.author)["restricted"]
    assert found.before is None
    assert not found.tables


@pytest.mark.parametrize("day", [date(2022, 4, 1), date(2022, 4, 20)])
def test_a_paper_of_the_same_or_of_later_figures_is_no_last_paper(d: Desk, day: date) -> None:
    issued(d, paper_of(d, day, date(2022, 4, 25), 350))
    assert d.paper.attempt.run.day == date(2022, 4, 1)
    assert past_of(d.paper, [BUDGETING], d.author)["restricted"].before is None


def test_it_asks_once_whatever_it_is_about(d: Desk, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    paper = Paper.objects.unscoped().select_related("attempt__run").get(pk=d.paper.pk)
    for keys in ([BUDGETING, "people.uplift_recruits"], ["welfare.attendance"]):
        with django_assert_num_queries(1):
            past_of(paper, keys, d.author)
    assert past_of(paper, [], d.author)["public"].before is None
