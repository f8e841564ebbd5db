"""A figure asks one question of each population, and one for each list of its rows: when it is computed, not before."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import Q, QuerySet
from django.test.utils import CaptureQueriesContext

from change.portfolio.models import Project
from tests.bench.figures_sql import BY_HAND
from wmp.board.paper import FIGURES
from wmp.lib.access import ScopedQuerySet
from wmp.lib.figures import By, Count, Figure, Share, Table, Total

pytestmark = pytest.mark.django_db

DAY = date(2022, 4, 1)


def populations(table: Table) -> int:
    return 1 + sum(populations(neighbour) for neighbour in table.beside)


# What a figure is of, which its population cannot say: the target in force, the closed year, the year and its scale.
LOOKED_UP = {
    "people.uplift_recruits": 1,
    "people.female_recruits": 1,
    "people.performance_year": 1,
    "people.rating_distribution": 2,
}


@pytest.mark.parametrize("key", FIGURES)
def test_one_query_for_each_population(key: str) -> None:
    with CaptureQueriesContext(connection) as caught:
        table = FIGURES[key].table(DAY)
    assert len(caught) == LOOKED_UP.get(key, 0)
    with CaptureQueriesContext(connection) as caught:
        table.compute()
    lists = sum(isinstance(row, By) and isinstance(row.each, QuerySet) for row in table.rows)
    assert len(caught) == (populations(table) + lists if table.rows else 0)


@pytest.mark.parametrize("key", FIGURES)
def test_its_population_stays_scoped(key: str) -> None:
    """Computing reads all records; whoever gets hold of the population does not."""
    table = FIGURES[key].table(DAY)
    table.compute()
    assert isinstance(table.population, ScopedQuerySet)
    assert not table.population._scope_stated


def test_what_several_columns_ask_is_asked_once() -> None:
    act = Q(limb="act")
    columns = [Count("All"), Count("Act", only=act), Share("Share", part=act), Share("Again", part=act)]
    with CaptureQueriesContext(connection) as caught:
        Table(Project.objects.all(), rows=[By("status"), Total("All")], columns=columns).compute()
    (query,) = caught
    assert query["sql"].count("COUNT(") == 2


@pytest.mark.parametrize("key", FIGURES)
def test_the_same_day_gives_the_same_table(key: str) -> None:
    figure: Figure = FIGURES[key]
    assert figure.table(DAY).compute() == figure.table(DAY).compute()


@pytest.mark.parametrize("key", FIGURES)
def test_it_says_what_it_is(key: str) -> None:
    figure = FIGURES[key]
    assert figure.key == key
    assert figure.title and figure.readers
    assert figure.definition.endswith(".") and "\n" not in figure.definition


def test_each_has_sql_by_hand_to_be_measured_beside() -> None:
    assert BY_HAND.keys() == FIGURES.keys()
