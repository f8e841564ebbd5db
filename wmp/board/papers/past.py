"""What the figures of a paper were on earlier days, by all that is kept of them: shown runs, papers that were issued,
and what was published before records began. Suggested sentences ask it what is new.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import CharField, DateField, F, IntegerField, QuerySet, TextField, Value
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, JSONObject

from wmp.board.models import Edition, PublishedValue, Result, ResultStatus
from wmp.board.paper import FIGURES
from wmp.board.papers.models import Audience, Paper
from wmp.board.trends import as_table
from wmp.lib.grids import Grid

NIGHT, PUBLISHED = "night", "published"


@dataclass(frozen=True)
class Then:
    """The table of a figure on an earlier day. `printed`: as an edition has it, and not a night's exact numbers."""

    day: date
    grid: Grid
    printed: bool


@dataclass(frozen=True)
class Before:
    """The edition of the last paper with figures of an earlier day: that day, its meeting, and those of its tables that
    were asked for."""

    day: date
    meeting_on: date
    grids: Mapping[str, Grid]


@dataclass(frozen=True)
class Past:
    """What one audience was told before: by the last paper, and by key of a figure its tables, oldest first. Without
    `tables` nothing is new."""

    before: Before | None = None
    tables: Mapping[str, Sequence[Then]] = field(default_factory=dict)


NO_PAST = Past()


class Row(NamedTuple):
    """One kept table. `source` is an audience, whose `edition` it stands in, or a night, or what was published."""

    source: str
    key: str
    day: date
    stored: Any
    meeting_on: date | None
    edition: int

    @property
    def grid(self) -> Grid:
        if self.source != PUBLISHED:
            return Grid.from_json(self.stored)
        return as_table([PublishedValue(**{**cell, "value": Decimal(cell["value"])}) for cell in self.stored])


def past_of(paper: Paper, keys: Sequence[str], user: Any) -> dict[str, Past]:
    """By audience, for a paper about these figures. One query, whatever it is about."""
    rows = list(_rows(paper, keys, user))
    return {audience: _past(rows, audience, paper.attempt.run.day) for audience in Audience.values}


def _past(rows: Sequence[Row], audience: str, day: date) -> Past:
    """Of each day what was printed counts before the night, and a correction before what it corrects. A paper of the
    same day's figures, or a later one's, was no last paper."""
    editions = sorted((each for each in rows if each.source == audience), key=lambda each: each.edition)
    last = max(
        ((each.meeting_on, each.edition) for each in editions if each.meeting_on and each.day < day), default=None
    )
    printed = [each for each in editions if last and each.edition == last[1]]
    grids = {each.key: each.grid for each in printed if each.stored}
    before = Before(printed[0].day, printed[0].meeting_on, grids) if printed and printed[0].meeting_on else None
    tables: dict[str, dict[date, Then]] = defaultdict(dict)
    for source in (PUBLISHED, NIGHT, audience):
        for each in editions if source == audience else [row for row in rows if row.source == source]:
            if each.stored and each.day < day and _aimed(each.key):
                tables[each.key][each.day] = Then(each.day, each.grid, source != NIGHT)
    return Past(before, {key: sorted(those.values(), key=lambda then: then.day) for key, those in tables.items()})


def _aimed(key: str) -> bool:
    """Has the figure a target? Of others no night is asked for."""
    return any(each.target for each in FIGURES[key].headlines)


def _rows(paper: Paper, keys: Sequence[str], user: Any) -> Iterator[Row]:
    """Of an edition the figures asked for are read, and not the rest of it."""
    day, aimed = paper.attempt.run.day, [key for key in keys if _aimed(key)]
    editions = Edition.objects.visible_to(user).filter(paper__meeting_on__lte=paper.meeting_on).exclude(paper=paper)
    results = Result.objects.visible_to(user).filter(key__in=aimed, status=ResultStatus.COMPUTED)
    nights = results.filter(attempt__shown=True, attempt__run__day__lt=day)
    published = PublishedValue.objects.visible_to(user).filter(figure__in=aimed, day__lt=day).values("figure", "day")
    cells = JSONBAgg(JSONObject(row="row", column="column", value=Cast("value", TextField())))
    kept = [_as_rows(nights, NIGHT, "key", "attempt__run__day", "stored_grid")] if aimed else []
    kept += [_as_rows(published, PUBLISHED, "figure", "day", cells)] if aimed else []
    printed = [_printed(editions, key) for key in keys]
    if printed:
        first, *others = [*printed, *kept]
        yield from (Row(*row) for row in first.union(*others, all=True))


def _as_rows(found: QuerySet[Any], source: str, key: str, day: str, table: Any) -> QuerySet[Any, Any]:
    nobody = {"of_meeting": Value(None, DateField()), "of_edition": Value(0, IntegerField())}
    of_table = F(table) if isinstance(table, str) else table
    named = found.annotate(of_source=Value(source, CharField()), of_table=of_table, **nobody)
    return named.order_by().values_list("of_source", key, day, "of_table", "of_meeting", "of_edition")


def _printed(editions: QuerySet[Any], key: str) -> QuerySet[Any, Any]:
    table = KeyTransform("grid", KeyTransform(key, KeyTransform("figures", "content")))
    day = Cast(KeyTextTransform("day", "content"), DateField())
    named = editions.annotate(of_key=Value(key, CharField()), of_day=day, of_table=table)
    return named.order_by().values_list("audience", "of_key", "of_day", "of_table", "paper__meeting_on", "pk")
