"""A frozen review keeps its lines: by its verb it freezes once, and the database refuses every way to change them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib import admin
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from change.models import BenefitsReview, BenefitsReviewChange, FinancialLine, FteLine, Project
from change.portfolio.models import Limb
from change.reviews.grid import Place, lines_of, write
from change.reviews.homes import Home
from change.reviews.models import FteKind, LineKind
from people.roles import Role
from tests.base import Cast, user
from tests.together import Meanwhile, at_once
from wmp.lib.workflow import IllegalMove, StaleMove

pytestmark = pytest.mark.django_db


def review(name: str = "Annual Benefits Review 2021") -> BenefitsReview:
    return BenefitsReview.objects.create(name=name, as_at=date(2021, 9, 30), first_year=2020, last_year=2023)


def line(of: BenefitsReview, **fields: Any) -> FinancialLine:
    project, _ = Project.objects.unscoped().get_or_create(name="Body cameras", defaults={"limb": Limb.ACT})
    values = {"kind": LineKind.CAPITAL, "financial_year": 2021, "planned": Decimal("100.00")} | fields
    return FinancialLine.objects.create(review=of, project=project, **values)


def fte(of: BenefitsReview) -> FteLine:
    return FteLine.objects.create(
        review=of, kind=FteKind.ADJUSTMENT, label="Vacancy review", portfolio="Operations", fte=-4
    )


@pytest.fixture
def frozen(cast: Cast) -> BenefitsReview:
    """A frozen review with one line of each kind, beside an open one."""
    made, other = review(), review("The open one")
    for each in (made, other):
        line(each)
        fte(each)
    made.freeze(by=cast.alice, reason="Board of September")
    return made


def sql(statement: str) -> Callable[[BenefitsReview], None]:
    """A statement as somebody at the database's own console would give it; %s is the frozen review."""

    def execute(frozen: BenefitsReview) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, [frozen.pk])

    return execute


def copy_in(frozen: BenefitsReview) -> None:
    with connection.cursor() as cursor:
        columns = "(review_id, kind, label, portfolio, fte)"
        with connection.wrap_database_errors, cursor.copy(f"COPY change_fteline {columns} FROM STDIN") as rows:
            rows.write_row((frozen.pk, "adjustment", "Another", "Operations", "1.00"))


def lines() -> Any:
    return FinancialLine.objects.unscoped()


def others_line(frozen: BenefitsReview) -> FinancialLine:
    return lines().exclude(review=frozen).get()


def move_in(frozen: BenefitsReview) -> None:
    lines().exclude(review=frozen).update(review=frozen, kind=LineKind.ONE_OFF)


def move_out(frozen: BenefitsReview) -> None:
    lines().filter(review=frozen).update(review=others_line(frozen).review, kind=LineKind.ONE_OFF)


def save(frozen: BenefitsReview) -> None:
    found = lines().get(review=frozen)
    found.planned = Decimal("99.00")
    found.save()


def add_many(frozen: BenefitsReview) -> None:
    FteLine.objects.bulk_create([FteLine(review=frozen, kind="adjustment", label="x", portfolio="Operations", fte=1)])


def change_many(frozen: BenefitsReview) -> None:
    found = lines().get(review=frozen)
    found.planned = Decimal("99.00")
    lines().bulk_update([found], ["planned"])


def truncate(tables: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else the table waits for what this test did before
        cursor.execute(f"TRUNCATE {tables}")


def type_in_the_grid(frozen: BenefitsReview) -> None:
    """Past the page's own refusal."""
    project = Project.objects.unscoped().get()
    place, home = Place("planned", LineKind.CAPITAL, 2021), Home(None, project)
    manager = user("late", Role.CHANGE_MANAGER)
    write(frozen, {(home, place): Decimal(5)}, lines_of(frozen, [home], manager), by=manager)


WAYS: dict[str, Callable[[BenefitsReview], object]] = {
    "save": save,
    "create": lambda frozen: line(frozen, kind=LineKind.RECURRING),
    "delete": lambda frozen: lines().get(review=frozen).delete(),
    "bulk create": add_many,
    "bulk update": change_many,
    "update": lambda frozen: lines().filter(review=frozen).update(planned=None),
    "bulk delete": lambda frozen: lines().filter(review=frozen).delete(),
    "move a line in": move_in,
    "move a line out": move_out,
    "insert by SQL": sql(
        "INSERT INTO change_fteline (review_id, kind, label, portfolio, fte) VALUES (%s, 'adjustment', 'x', 'y', 1)"
    ),
    "update by SQL": sql("UPDATE change_fteline SET fte = 0 WHERE review_id = %s"),
    "delete by SQL": sql("DELETE FROM change_financialline WHERE review_id = %s"),
    "merge by SQL": sql(
        "MERGE INTO change_fteline l USING change_benefitsreview r ON l.review_id = r.id AND r.id = %s"
        " WHEN MATCHED THEN UPDATE SET fte = 0"
    ),
    "insert over by SQL": sql(
        "INSERT INTO change_fteline (review_id, kind, label, portfolio, fte)"
        " VALUES (%s, 'adjustment', 'Vacancy review', 'Operations', 1)"
        " ON CONFLICT ON CONSTRAINT fte_line_key DO UPDATE SET fte = 0"
    ),
    "copy": copy_in,
    "empty a table by SQL": lambda frozen: truncate("change_financialline"),
    "empty the other by SQL": lambda frozen: truncate("change_fteline"),
    "grid": type_in_the_grid,
}


def state() -> list[object]:
    models: list[Any] = [BenefitsReview, FinancialLine, FteLine]
    return [row for model in models for row in model.objects.unscoped().order_by("pk").values()]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_the_database_refuses_to_change_a_line(way: Callable[[BenefitsReview], object], frozen: BenefitsReview) -> None:
    before = state()
    with pytest.raises(IntegrityError, match="the review is frozen"), transaction.atomic():
        way(frozen)
    assert state() == before


MONEY = ("planned", "forecast", "actual", "financial_year", "review_id", "project_id", "programme_id")
POSTS = ("fte", "review_id", "project_id")
VALUES = st.none() | st.integers(0, 30_000)  # as a year's column holds: what is out of range fails by itself
TAMPERING = st.one_of(
    st.tuples(st.just(FinancialLine), st.sampled_from(["app", "sql"]), st.sampled_from(MONEY), VALUES),
    st.tuples(st.just(FteLine), st.sampled_from(["app", "sql"]), st.sampled_from(POSTS), VALUES),
    st.tuples(
        st.sampled_from([FinancialLine, FteLine]), st.sampled_from(["delete", "take", "merge"]), st.just("pk"), VALUES
    ),
    st.tuples(
        st.just(BenefitsReview), st.sampled_from(["app", "sql"]), st.sampled_from(["first_year", "last_year"]), VALUES
    ),
    st.tuples(st.just(BenefitsReview), st.just("delete"), st.just("pk"), VALUES),
)


def tamper(frozen: BenefitsReview, model: Any, way: str, column: str, value: int | None) -> None:
    """Some change of a frozen review or of its lines, past all pages."""
    table, of = model._meta.db_table, "id" if model is BenefitsReview else "review_id"
    rows = model.objects.unscoped().filter(**{of: frozen.pk})
    typed = "NULL" if value is None else value
    match way:
        case "app":
            rows.update(**{column: value})
        case "sql":
            sql(f"UPDATE {table} SET {column} = {typed} WHERE {of} = %s")(frozen)
        case "delete":
            sql(f"DELETE FROM {table} WHERE {of} = %s")(frozen)
        case "take":
            sql(f"UPDATE {table} SET review_id = %s WHERE review_id <> {frozen.pk}")(frozen)
        case "merge":
            sql(f"UPDATE {table} t SET review_id = o.review_id FROM {table} o WHERE t.review_id = %s AND o.id <> t.id")(
                frozen
            )


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tampering=st.lists(TAMPERING, min_size=1, max_size=4))
def test_nothing_that_is_tried_in_any_order_changes_a_frozen_review(
    tampering: list[tuple[Any, str, str, int | None]], frozen: BenefitsReview
) -> None:
    before = state()
    for model, way, column, value in tampering:
        with pytest.raises(IntegrityError, match="the review is frozen"), transaction.atomic():
            tamper(frozen, model, way, column, value)
    assert state() == before


def test_the_admin_does_not_know_reviews_and_their_lines() -> None:
    assert not {BenefitsReview, FinancialLine, FteLine} & set(admin.site._registry)


def test_a_database_is_emptied_whole(frozen: BenefitsReview) -> None:
    truncate("change_benefitsreview CASCADE")
    assert not state()


def test_lines_of_an_open_review_change_freely(frozen: BenefitsReview) -> None:
    found = others_line(frozen)
    found.planned = Decimal("99.00")
    found.save()
    found.delete()
    assert lines().count() == 1


def test_freezing_says_who_and_why_and_happens_once(frozen: BenefitsReview, cast: Cast) -> None:
    change = frozen.changes.unscoped().get()
    assert (change.old, change.new, change.by, change.reason) == ("open", "frozen", cast.alice, "Board of September")
    with pytest.raises(IllegalMove, match="is Frozen, so it cannot become Frozen"):
        frozen.freeze(by=cast.bob)


def test_a_second_click_on_freeze_is_told_that_it_came_late(cast: Cast) -> None:
    made = review()
    old_page = BenefitsReview.objects.unscoped().get(pk=made.pk)
    made.freeze(by=cast.alice)
    with pytest.raises(StaleMove):
        old_page.freeze(by=cast.bob)
    assert BenefitsReviewChange.objects.unscoped().count() == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change_benefitsreview SET status = 'open' WHERE id = %s",
        "UPDATE change_benefitsreview SET as_at = '2022-09-30' WHERE id = %s",
        "DELETE FROM change_benefitsreview WHERE id = %s",
    ],
)
def test_a_frozen_review_itself_stays_as_it_is(statement: str, frozen: BenefitsReview) -> None:
    with pytest.raises(IntegrityError, match="the review is frozen"), transaction.atomic():
        sql(statement)(frozen)
    assert BenefitsReview.objects.unscoped().filter(status="frozen", as_at=date(2021, 9, 30)).count() == 1


def test_an_open_review_is_edited_and_removed_freely() -> None:
    made = review()
    made.name = "Annual Benefits Review 2022"
    made.save()
    made.delete()
    assert not BenefitsReview.objects.unscoped().exists()


@pytest.mark.django_db(transaction=True)
def test_freezing_waits_for_whoever_is_writing_a_line() -> None:
    """Else the line would come into a review that the board has already been told of."""
    made = review()
    old_page = BenefitsReview.objects.unscoped().get(pk=made.pk)
    lines_when_frozen: list[int] = []

    def freeze() -> None:
        old_page.freeze(by=None)
        lines_when_frozen.append(lines().filter(review=made).count())

    with transaction.atomic():
        line(made)
        freezing = Meanwhile(freeze)
    assert freezing.said is None
    assert lines_when_frozen == [1]


@pytest.mark.django_db(transaction=True)
def test_a_line_that_comes_while_its_review_is_being_frozen_is_refused() -> None:
    made = review()
    Project.objects.create(name="Body cameras", limb=Limb.ACT)
    with transaction.atomic():
        made.freeze(by=None)
        writing = Meanwhile(lambda: line(made))
    assert "the review is frozen" in str(writing.said)
    assert not lines().exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_write_lines_of_one_review_do_not_hold_each_other_up() -> None:
    made = review()
    line(made)
    with transaction.atomic():
        line(made, kind=LineKind.RECURRING)
        assert at_once(lambda: line(made, kind=LineKind.ONE_OFF)) == [None]
    assert lines().count() == 3
