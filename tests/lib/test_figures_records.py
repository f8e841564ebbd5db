"""The records behind a cell: those that were counted, less every condition on what people declared."""

from datetime import date

import pytest
from django.db.models import Q

from change.portfolio.models import Project
from people.workforce.models import Gender, Post, gender_is, minority
from tests.base import Cast, declared, person, post
from wmp.lib.access import ScopeError
from wmp.lib.figures import Across, By, Count, Share, Sum, Table, Total, Where, quotient
from wmp.lib.grids import Column, Grid, Row

pytestmark = pytest.mark.django_db

EVERYBODY = [Total("All")]


def behind(table: Table, row: str, column: str, part: str = "n") -> tuple[set[str], bool]:
    """The employee numbers listed, and whether they are exactly those counted."""
    chosen = at(table.compute(), row, column)
    records, exact = table.records(*chosen, part)
    return set(records.unscoped().values_list("person__employee_number", flat=True)), exact


def at(grid: Grid, row: str, column: str) -> tuple[Row, Column]:
    return next((r, c) for r, c, _ in grid if (r.label, c.label) == (row, column))


@pytest.fixture(autouse=True)
def posts() -> None:
    """1 and 2 are officers, 3 is staff; 1 is a woman and Indian, 2 a man and white, 3 declared nothing."""
    first, second, third = (person(number) for number in "123")
    post(first, started=date(2020, 1, 1))
    post(second, started=date(2021, 1, 1))
    post(third, staff_type="staff")
    declared(first, "female", "A1")
    declared(second, "male", "W1")


def posts_by_type(*columns: Count | Share | Across) -> Table:
    return Table(Post.objects.all(), rows=[By("staff_type"), *EVERYBODY], columns=columns)


def test_of_a_row_a_total_and_a_column() -> None:
    table = posts_by_type(Count("Posts"), Count("Early", only=Q(started__year=2020)))
    assert behind(table, "Police Officer", "Posts") == ({"1", "2"}, True)
    assert behind(table, "All", "Posts") == ({"1", "2", "3"}, True)
    assert behind(table, "Police Officer", "Early") == ({"1"}, True)


def test_of_a_share_s_numerator_and_denominator() -> None:
    table = posts_by_type(Share("Early", part=Q(started__year=2020), of=Q(staff_type="officer")))
    assert behind(table, "All", "Early") == ({"1"}, True)
    assert behind(table, "All", "Early", "d") == ({"1", "2"}, True)


def test_of_a_column_across_and_of_its_measure() -> None:
    across = Across("staff_type", Count("Early", only=Q(started=date(2020, 1, 1))), total="Any")
    table = Table(Post.objects.all(), rows=EVERYBODY, columns=[across])
    assert behind(table, "All", "Police Officer") == ({"1"}, True)
    assert behind(table, "All", "Any") == ({"1", "3"}, True)


def test_of_a_condition_and_of_a_table_beside() -> None:
    rows = [Where("2021", Q(started__year=2021))]
    other = Table(Post.objects.filter(staff_type="officer"), rows=rows, columns=[Sum("FTE", of="fte")])
    table = Table(
        Post.objects.all(), rows=rows, columns=[Count("Posts"), quotient("Each", "FTE", "Posts")], beside=[other]
    )
    assert behind(table, "2021", "Posts") == ({"2"}, True)
    assert behind(table, "2021", "FTE") == ({"2"}, True)
    assert behind(table, "2021", "Each") == ({"2"}, True)


def test_of_a_row_without_records() -> None:
    table = Table(Post.objects.all(), rows=[By("staff_type", expected=["PCSO"])], columns=[Count("Posts")])
    assert behind(table, "PCSO", "Posts") == (set(), True)


@pytest.mark.parametrize("condition", [minority(), gender_is(Gender.FEMALE), ~minority(), minority() | Q(pk=0)])
def test_nobody_is_listed_by_what_they_declared(condition: Q) -> None:
    table = posts_by_type(Count("Some", only=condition), Share("Part", part=condition), Share("Of", of=condition))
    for column in ("Some", "Part", "Of"):
        assert behind(table, "All", column) == ({"1", "2", "3"}, False)


def test_other_conditions_are_kept_when_one_is_left_out() -> None:
    table = posts_by_type(Share("Part", part=minority(), only=Q(started__year=2020)))
    assert behind(table, "Police Officer", "Part") == ({"1"}, False)
    assert behind(table, "All", "Part", "d") == ({"1", "3"}, True)


def test_no_row_nor_column_of_declarations_lists_its_members() -> None:
    table = Table(
        Post.objects.all(), rows=[By("declared__gender")], columns=[Across("declared__ethnicity", Count("Posts"))]
    )
    assert behind(table, "Female", "Indian") == ({"1", "2", "3"}, False)


def test_they_are_not_read_without_saying_for_whom() -> None:
    table = posts_by_type(Count("Posts"))
    records, _ = table.records(*at(table.compute(), "All", "Posts"))
    with pytest.raises(ScopeError):
        list(records)


def test_a_reader_sees_their_own_of_them(cast: Cast) -> None:
    table = posts_by_type(Count("Posts"))
    records, _ = table.records(*at(table.compute(), "All", "Posts"))
    assert set(records.visible_to(cast.bob).values_list("person__account", flat=True)) == {cast.bob.pk}


def test_a_stored_grid_leads_to_them_too() -> None:
    Project.objects.create(name="A", limb="act", started_on=date(2022, 1, 1))
    table = Table(Project.objects.all(), rows=[By("started_on")], columns=[Count("Projects")])
    stored = Grid.from_json(table.compute().to_json())
    records, exact = table.records(stored.rows[0], stored.columns[0])
    assert (records.unscoped().get().name, exact) == ("A", True)


def test_a_row_that_the_figure_no_longer_has_lists_nobody() -> None:
    old = Table(Post.objects.all(), rows=[Where("2021", Q(started__year=2021))], columns=[Count("Posts")])
    row, column = at(old.compute(), "2021", "Posts")
    records, _ = posts_by_type(Count("Posts")).records(row, column)
    assert not records.unscoped().exists()
