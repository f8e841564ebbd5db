"""Of every figure: whatever changes in its records, the moves add up exactly to what its cells moved by.

The records are those of the random databases. They change by chance: some go, and values of others change places.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.db.models import ProtectedError

from tests.board.proofs.test_random_databases import FAMILIES, taken_back
from wmp.board.lineage.moving import Difference, Split, differences, neighbours, splits
from wmp.board.lineage.states import Known, State
from wmp.board.paper import FIGURES
from wmp.board.runs import compute_traced
from wmp.lib.grids import Cell, Grid
from wmp.lib.traces import Trace

pytestmark = pytest.mark.django_db

DAY, LATER = date(2022, 4, 1), date(2022, 6, 15)
# Fields whose values can change places between records and mean something.
SHUFFLED = (models.DateField, models.DecimalField, models.IntegerField, models.CharField, models.ForeignKey)


def known(key: str, day: date) -> Known:
    """As a run keeps it, and as it is read again."""
    computed = compute_traced(FIGURES[key], day)
    grid, trace = Grid.from_json(computed.grid.to_json()), Trace.unpacked(computed.trace.packed())
    return Known(FIGURES[key], State(day), grid, computed.version, trace)


def changed(trace: Trace, random: Random) -> None:
    """What the database does not refuse of some changes to the records that a table looks at."""
    for label in {kind.model for kind in trace.kinds}:
        model = apps.get_model(label)
        keys = sorted(trace.keys_of(label))
        fields = [field for field in model._meta.concrete_fields if isinstance(field, SHUFFLED) and not field.unique]
        for field in random.sample(fields, min(6, len(fields))):
            for one, other in [random.choices(keys, k=2) for _ in range(6)]:
                tried(lambda one=one, other=other, field=field, model=model: swapped(model, field, one, other))
        for key in random.sample(keys, min(2, len(keys))):
            tried(lambda key=key, model=model: model._base_manager.filter(pk=key).delete())


def swapped(model: Any, field: Any, one: int, other: int) -> None:
    rows = model._base_manager.filter(pk__in=[one, other])
    values = dict(rows.values_list("pk", field.attname))
    for key, value in zip(values, reversed(values.values()), strict=True):
        model._base_manager.filter(pk=key).update(**{field.attname: value})


def tried(act: Any) -> None:
    with suppress(DatabaseError, ProtectedError), transaction.atomic():
        act()


@pytest.mark.parametrize("name", FAMILIES)
def test_the_moves_are_the_whole_difference(name: str) -> None:
    random = Random(f"moved {name}")
    with taken_back():
        FAMILIES[name].try_one(random)
        before = {key: known(key, DAY) for key in FAMILIES[name].figures}
        for each in before.values():
            assert each.trace
            changed(each.trace, random)
        for key, was in before.items():
            adds_up(was, known(key, random.choice((DAY, LATER))))


def adds_up(was: Known, now: Known) -> None:
    for cell in differences((was, now)):
        found = splits((was, now), cell)
        if now.table.counts(cell.column):
            assert [each.part for each in found] == cell.parts
        for each in found:
            moves = each.moved.moves
            assert each.moved.before == (getattr(cell.before, each.part) or 0)
            assert each.moved.after == (getattr(cell.after, each.part) or 0)
            difference = Decimal(each.moved.after or 0) - Decimal(each.moved.before or 0)
            assert difference == sum(Decimal(move.difference or 0) for move in moves)
            assert difference == sum(Decimal(amount or 0) for amount in each.moved.by_way.values())
            assert all(move.other in neighbours((was, now), cell) for move in moves if move.other)
        effects_add_up(cell, found)


def effects_add_up(cell: Difference, found: Sequence[Split]) -> None:
    if len(found) == 2 and all(each.effect is not None for each in found):
        whole = sum(Decimal(move.difference or 0) * (each.effect or 0) for each in found for move in each.moved.moves)
        assert abs(whole - Decimal(cell.change or 0)) < Decimal("1e-15")
        printed = sum((effect for each in found for effect in each.effects.values()), Decimal(0))
        assert printed == Cell(value=cell.change).rounded(cell.finer)


@pytest.mark.parametrize("name", FAMILIES)
def test_a_past_day_computed_again_is_what_was_stored(name: str) -> None:
    with taken_back():
        FAMILIES[name].try_one(Random(f"again {name}"))
        for key in FAMILIES[name].figures:
            was, now = known(key, DAY), known(key, DAY)
            assert was.grid == now.grid and was.version == now.version
            assert not any(cell.differs or cell.other_records for cell in differences((was, now)))
