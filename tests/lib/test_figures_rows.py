"""Rows of a table: one for each value of a field, totals, and conditions."""

from datetime import date

import pytest
from django.db.models import Q

from change.portfolio.models import Programme, Project
from wmp.lib.figures import By, Count, Group, Table, Total, Where
from wmp.lib.grids import Grid

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def projects() -> None:
    estates, data = (Programme.objects.create(name=name) for name in ("Estates", "Our Data"))
    for name, programme, limb, status in [
        ("A", estates, "act", "mobilising"),
        ("B", estates, "connect", "delivered"),
        ("C", data, "connect", "closed"),
        ("D", None, "connect", "mobilising"),
    ]:
        Project.objects.create(
            name=name, programme=programme, limb=limb, status=status, started_on=date(2022, 1, ord(name) - 64)
        )


def table(*rows: By | Total | Where) -> Table:
    return Table(Project.objects.all(), rows=rows, columns=[Count("Projects")])


def counts(grid: Grid) -> dict[str, object]:
    return {row.label: cell.n for row, _, cell in grid}


def test_a_row_for_each_value_in_the_words_of_its_choices() -> None:
    grid = table(By("limb")).compute()
    assert list(counts(grid).items()) == [("Act with Precision", 1), ("Connect with People", 3)]


def test_expected_rows_come_first_in_their_order_with_or_without_records() -> None:
    grid = table(By("limb", expected=["Nurture and Support", "Connect with People"])).compute()
    expected = [("Nurture and Support", 0), ("Connect with People", 3), ("Act with Precision", 1)]
    assert list(counts(grid).items()) == expected


def test_no_value_is_not_recorded_and_comes_last_where_its_field_orders() -> None:
    grid = table(By("programme__name", order=["programme__name"])).compute()
    assert list(counts(grid).items()) == [("Estates", 2), ("Our Data", 1), ("Not recorded", 1)]


def test_rows_are_ordered_by_other_fields_than_they_show() -> None:
    grid = table(By("pk", label=lambda group: str(group["name"]), order=["status", "name"], also=["name"])).compute()
    assert list(counts(grid)) == ["C", "B", "A", "D"]


def test_a_label_is_made_of_the_group_and_may_put_values_together() -> None:
    def stage(group: Group) -> str:
        return "Over" if group["status"] in ("delivered", "closed") else "Under way"

    assert counts(table(By("status", label=stage), Total("All")).compute()) == {"Over": 2, "Under way": 2, "All": 4}


def test_a_heading_stands_above_the_rows_of_its_value() -> None:
    rows = table(By("name", order=["limb", "name"], under="limb")).compute().rows
    assert [(row.under, row.label) for row in rows] == [
        ("act", "A"),
        ("connect", "B"),
        ("connect", "C"),
        ("connect", "D"),
    ]


def test_rows_and_totals_may_be_of_some_groups_only() -> None:
    grid = table(By("name", limb="act"), Total("Acting", limb="act"), Total("All")).compute()
    assert counts(grid) == {"A": 1, "Acting": 1, "All": 4}
    assert [row.total for row in grid.rows] == [False, True, True]


def test_conditions_may_overlap() -> None:
    early, late = Q(started_on__lte=date(2022, 1, 3)), Q(started_on__gte=date(2022, 1, 3))
    assert counts(table(Where("To the 3rd", early), Where("From the 3rd", late)).compute()) == {
        "To the 3rd": 3,
        "From the 3rd": 2,
    }


def test_conditions_stand_beside_groups_and_totals() -> None:
    grid = table(By("limb"), Where("Began on the 2nd", Q(started_on=date(2022, 1, 2))), Total("All")).compute()
    assert list(counts(grid).values()) == [1, 3, 1, 4]


def test_days_are_printed_in_iso_form() -> None:
    assert list(counts(table(By("started_on")).compute()))[0] == "2022-01-01"


def test_an_empty_population_leaves_its_totals() -> None:
    empty = Table(Project.objects.filter(name="none"), rows=[By("limb"), Total("All")], columns=[Count("Projects")])
    assert counts(empty.compute()) == {"All": 0}
