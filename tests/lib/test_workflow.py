"""A record moves by verbs: one at a time, from where it was read, and never without its StatusChange."""

import ast
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from change.models import Project, ProjectChange
from change.portfolio.models import Limb
from people.models import PromotionApplication
from people.roles import Role
from tests.base import Cast
from tests.test_imports import modules
from wmp.lib.access import ScopeError
from wmp.lib.workflow import IllegalMove, StaleMove, move_all

pytestmark = pytest.mark.django_db


def project(name: str = "Body cameras", **fields: Any) -> Project:
    return Project.objects.create(name=name, limb=Limb.ACT, **fields)


def stored(record: Project) -> Project:
    return Project.objects.unscoped().get(pk=record.pk)


def test_a_verb_moves_the_record_and_says_who_when_and_why(cast: Cast) -> None:
    record = project()
    record.report_status("in delivery", by=cast.alice, reason="The file of March")
    change = record.changes.unscoped().get()
    assert (change.old, change.new) == ("mobilising", "in delivery")
    assert (change.by, change.reason) == (cast.alice, "The file of March")
    assert stored(record).status == record.status == "in delivery"


def test_a_job_of_ours_moves_a_record_as_nobody() -> None:
    record = project()
    record.begin_delivery(by=None)
    assert record.changes.unscoped().get().by is None


def test_what_comes_with_a_move_is_stored_with_it(cast: Cast) -> None:
    record = project(started_on=date(2020, 1, 1), status="closing")
    record.close(by=cast.alice, on=date(2022, 3, 31))
    assert stored(record).closed_on == record.closed_on == date(2022, 3, 31)


def test_a_move_that_the_rules_do_not_have_is_refused_in_words(cast: Cast) -> None:
    record = project(status="in delivery")
    record.deliver(by=cast.alice)
    with pytest.raises(IllegalMove, match="Body cameras is Delivered, so it cannot become In delivery."):
        record.begin_delivery(by=cast.alice)
    assert stored(record).status == "delivered"
    assert record.changes.unscoped().count() == 1


def test_a_second_click_on_an_old_page_changes_nothing(cast: Cast) -> None:
    record = project()
    old_page = stored(record)
    record.begin_delivery(by=cast.alice)
    with pytest.raises(StaleMove, match="changed by someone else"):
        old_page.begin_delivery(by=cast.bob)
    assert [change.by for change in record.changes.unscoped()] == [cast.alice]


def test_a_record_that_is_gone_does_not_move(cast: Cast) -> None:
    record = project()
    Project.objects.unscoped().filter(pk=record.pk).delete()
    with pytest.raises(StaleMove):
        record.begin_delivery(by=cast.alice)


def test_a_move_that_the_database_refuses_leaves_no_trace(cast: Cast) -> None:
    record = project(started_on=date(2022, 1, 1), status="closing")
    with pytest.raises(IntegrityError), transaction.atomic():
        record.close(by=cast.alice, on=date(2021, 1, 1))
    assert stored(record).status == "closing"
    assert not ProjectChange.objects.unscoped().exists()


def test_a_move_whose_change_cannot_be_written_does_not_happen(cast: Cast) -> None:
    record = project()
    with pytest.raises(IntegrityError), transaction.atomic():
        record.begin_delivery(by=unsaved_twin_of(cast))
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert stored(record).status == "mobilising"


def unsaved_twin_of(cast: Cast) -> Any:
    nobody = type(cast.alice)(username="nobody")
    nobody.pk = 2**40
    return nobody


def moves(*rows: tuple[int, str, str]) -> str:
    """A temporary table as a load makes it."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE moves (id bigint, old text, new text, closed_on date) ON COMMIT DROP")
        cursor.executemany("INSERT INTO moves VALUES (%s, %s, %s, '2022-03-31')", rows)
    return "moves"


def test_many_records_move_in_one_statement_by_the_same_rules(cast: Cast) -> None:
    one, two, other = project("One"), project("Two", status="closing"), project("Other")
    table = moves((one.pk, "mobilising", "in delivery"), (two.pk, "closing", "closed"))
    assert move_all(Project, table, by=cast.alice, reason="A file", fields=["closed_on"]) == 2
    assert [stored(each).status for each in (one, two, other)] == ["in delivery", "closed", "mobilising"]
    assert stored(two).closed_on == date(2022, 3, 31)
    written = ProjectChange.objects.unscoped().order_by("record").values_list("record", "old", "new", "by", "reason")
    assert list(written) == [
        (one.pk, "mobilising", "in delivery", cast.alice.pk, "A file"),
        (two.pk, "closing", "closed", cast.alice.pk, "A file"),
    ]


def test_one_illegal_move_among_many_moves_none() -> None:
    one, two = project("One"), project("Two", status="closed")
    table = moves((one.pk, "mobilising", "in delivery"), (two.pk, "closed", "mobilising"))
    with pytest.raises(IllegalMove, match="closed cannot become mobilising"):
        move_all(Project, table, by=None)
    assert stored(one).status == "mobilising"


def test_one_stale_move_among_many_moves_none() -> None:
    one, two = project("One"), project("Two", status="delivered")
    table = moves((one.pk, "mobilising", "in delivery"), (two.pk, "mobilising", "in delivery"))
    with pytest.raises(StaleMove), transaction.atomic():
        move_all(Project, table, by=None)
    assert stored(one).status == "mobilising"
    assert not ProjectChange.objects.unscoped().exists()


@pytest.mark.parametrize("model", [Project, PromotionApplication])
def test_every_status_has_its_moves_and_leads_to_a_status_there_is(model: Any) -> None:
    statuses = set(dict(model._meta.get_field("status").choices))
    assert set(model.MOVES) == statuses
    assert set().union(*model.MOVES.values()) <= statuses


def test_the_moves_of_a_record_are_seen_by_whoever_sees_the_record(cast: Cast) -> None:
    record = project()
    record.begin_delivery(by=cast.alice)
    assert ProjectChange.objects.visible_to(cast.of(Role.CHANGE_MANAGER)).get().record == record
    assert not ProjectChange.objects.visible_to(cast.alice).exists()
    for moves_of_somebody in (ProjectChange.objects.all(), record.changes.all()):
        with pytest.raises(ScopeError):
            list(moves_of_somebody)


def test_nobody_but_the_workflow_sets_a_status() -> None:
    """A verb is the only way: no module assigns to `status` or hands it to an update of records with moves."""
    setting = {
        f"{module}:{node.lineno}"
        for module, path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign)
        for target in getattr(node, "targets", [getattr(node, "target", None)])
        if isinstance(target, ast.Attribute) and target.attr == "status"
    }
    updating = {
        f"{module}:{node.lineno}"
        for module, path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "update"
        if any(keyword.arg == "status" for keyword in node.keywords)
    }
    assert not setting
    assert {place.split(":")[0] for place in updating} <= {"wmp.lib.workflow"}
