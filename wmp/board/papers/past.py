"""What the figures of a paper were on earlier days, by all that is kept of them: shown runs, papers that were issued,
and what was published before records began. Suggested sentences ask it what is new.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models.fields.json import KeyTransform

from wmp.board.models import Edition, PublishedValue, Result, ResultStatus
from wmp.board.paper import FIGURES
from wmp.board.papers.content import Content
from wmp.board.papers.models import Audience, Paper
from wmp.board.trends import as_table
from wmp.lib.grids import Grid


@dataclass(frozen=True)
class Then:
    """The table of a figure on an earlier day. `printed`: as an edition has it, and not a night's exact numbers."""

    day: date
    grid: Grid
    printed: bool


@dataclass(frozen=True)
class Past:
    """What one audience was told before: the edition of the last paper, and by key of a figure its tables, oldest
    first. Without `tables` nothing is new."""

    before: Content | None = None
    tables: Mapping[str, Sequence[Then]] = field(default_factory=dict)


NO_PAST = Past()


def past_of(paper: Paper, keys: Sequence[str], user: Any) -> dict[str, Past]:
    """By audience, for a paper about these figures. Of each day the edition counts before the night, since it is what
    was said. Tables are read for figures that have a target; four queries, and none for a figure more."""
    aimed = [key for key in keys if any(each.target for each in FIGURES[key].headlines)]
    day = paper.attempt.run.day
    earlier = Edition.objects.visible_to(user).filter(paper__meeting_on__lte=paper.meeting_on).exclude(paper=paper)
    last = earlier.order_by("-paper__meeting_on", "-paper", "-number")[: len(Audience)]
    before = {each.audience: Content.from_json(each.content) for each in last}
    kept = _published(aimed, day, user) + _nights(aimed, day, user) if aimed else []
    printed = _editions(earlier, aimed, day) if aimed else []
    found = {}
    for audience in Audience.values:
        tables: dict[str, dict[date, Then]] = defaultdict(dict)
        for key, then in [*kept, *((key, then) for of, key, then in printed if of == audience)]:
            tables[key][then.day] = then
        by_key = {key: sorted(those.values(), key=lambda then: then.day) for key, those in tables.items()}
        found[audience] = Past(before.get(audience), by_key)
    return found


def _published(keys: Sequence[str], day: date, user: Any) -> list[tuple[str, Then]]:
    values = defaultdict(list)
    for each in PublishedValue.objects.visible_to(user).filter(figure__in=keys, day__lt=day).order_by("pk"):
        values[each.figure, each.day].append(each)
    return [(key, Then(on, as_table(those), True)) for (key, on), those in values.items()]


def _nights(keys: Sequence[str], day: date, user: Any) -> list[tuple[str, Then]]:
    results = Result.objects.visible_to(user).filter(key__in=keys, status=ResultStatus.COMPUTED)
    shown = results.filter(attempt__shown=True, attempt__run__day__lt=day, stored_grid__isnull=False)
    found = shown.values_list("key", "attempt__run__day", "stored_grid")
    return [(key, Then(on, Grid.from_json(stored), False)) for key, on, stored in found if stored]


def _editions(editions: Any, keys: Sequence[str], day: date) -> list[tuple[str, str, Then]]:
    """With the audience of each. Of an edition its figures with a target are read, and not the rest of it. A corrected
    one comes after the one that it corrects."""
    grids = {
        f"grid_{at}": KeyTransform("grid", KeyTransform(key, KeyTransform("figures", "content")))
        for at, key in enumerate(keys)
    }
    rows = editions.order_by("issued_at", "pk").values_list("audience", KeyTransform("day", "content"), *grids.values())
    return [
        (audience, key, Then(date.fromisoformat(on), Grid.from_json(stored), True))
        for audience, on, *those in rows
        for key, stored in zip(keys, those, strict=True)
        if stored and date.fromisoformat(on) < day
    ]
