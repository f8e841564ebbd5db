"""Where one reader of an edition finds how its numbers were made, and the records behind them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from people.requests import Request
from wmp.board.lineage.links import lineage_url, trend_url
from wmp.board.models import Attempt, Result, ResultStatus
from wmp.board.paper import FIGURES
from wmp.board.papers.editions import EditionQuerySet
from wmp.lib.grids import Cell, Column, Row


@dataclass(frozen=True)
class Origins:
    """Addresses at the run that an edition was made from, "" where there is none for this reader. `figures` are the
    keys of those that they may read in the run as well, `trends` of those whose five years the run computed."""

    attempt: Attempt
    figures: Collection[str]
    trends: Collection[str]

    def of_figure(self, key: str) -> str:
        return lineage_url(self.attempt, key) if key in self.figures else ""

    def of_cell(self, key: str, row: str, column: str) -> str:
        """By the labels of its row and its column."""
        return lineage_url(self.attempt, key, row, column) if key in self.figures else ""

    def of_trend(self, key: str, row: Row, column: Column, cell: Cell) -> str:
        return trend_url(self.attempt, key, row, column, cell) if key in self.trends else ""


def with_results(editions: EditionQuerySet, request: Request) -> EditionQuerySet:
    """With the keys of the results that the reader sees in each edition's run: a column of the same query, since the
    page of an edition asks little."""
    computed = Result.objects.visible_to(request.user).filter(
        attempt=OuterRef("attempt"), status=ResultStatus.COMPUTED, key__in=list(FIGURES)
    )
    trends = computed.filter(stored_trend__has_key="grid")
    return editions.annotate(
        result_keys=ArraySubquery(computed.order_by().values("key")),
        trend_keys=ArraySubquery(trends.order_by().values("key")),
    )


def origins_of(edition: Any) -> Origins:
    """Of an edition read `with_results`, for the reader who asked."""
    # Of whoever reads no figure at all nothing is asked, and there is no array.
    return Origins(edition.attempt, frozenset(edition.result_keys or ()), frozenset(edition.trend_keys or ()))
