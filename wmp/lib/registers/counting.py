"""How many records a list has: counted where that is quick, estimated by the planner where it is not."""

import json
from dataclasses import dataclass
from time import monotonic
from typing import Any, NamedTuple

from django.db.models import QuerySet

from wmp.lib.words import counted

# A list is counted in full where the planner puts that below this cost, some two milliseconds: all posts of a force of
# 13,000, not those of 100,000.
CHEAP = 1_000
# The planner is asked again about the same list after so many seconds; what it said is kept for so many lists.
PLAN_SECONDS = 30
MOST_PLANS = 500
# Any other list is counted so far, since the planner can be wrong about small ones.
ALWAYS_EXACT_TO = 1_000
# The planner is not wrong by as much as this about a list that fills a page.
SURELY_LARGE = 50_000


@dataclass(frozen=True)
class Size:
    """How many, and whether that is exact."""

    number: int
    exact: bool = True

    def of(self, one: str, many: str) -> str:
        """`1 post`, `12,345 posts`, `about 1,000,000 posts`."""
        text = counted(self.number, one, many)
        return text if self.exact else f"about {text}"


def size_of(queryset: QuerySet[Any]) -> Size:
    """Counts a list that is small or cheap to count; asks the planner about any other."""
    bare = queryset.order_by()
    plan = _plan(bare.values("pk"))
    if plan.cost < CHEAP:
        return Size(bare.count())
    if plan.rows > SURELY_LARGE:
        return Size(_rounded(plan.rows), exact=False)
    counted = bare[: ALWAYS_EXACT_TO + 1].count()
    if counted <= ALWAYS_EXACT_TO:
        return Size(counted)
    return Size(max(_rounded(plan.rows), ALWAYS_EXACT_TO), exact=False)


class _Plan(NamedTuple):
    """What the planner said of one list: how many rows, at what cost, and until when that is believed."""

    rows: int
    cost: float
    stale_at: float


_plans: dict[tuple[str, str], _Plan] = {}


def _plan(queryset: QuerySet[Any]) -> _Plan:
    sql, params = queryset.query.sql_with_params()
    key = (sql, repr(params))
    plan = _plans.get(key)
    if plan is None or plan.stale_at < monotonic():
        if len(_plans) >= MOST_PLANS:
            _plans.clear()
        said = json.loads(queryset.explain(format="json"))[0]["Plan"]
        plan = _plans[key] = _Plan(said["Plan Rows"], said["Total Cost"], monotonic() + PLAN_SECONDS)
    return plan


def forget_plans() -> None:
    """Asks the planner anew about every list, where all records were replaced a moment ago."""
    _plans.clear()


def _rounded(number: int) -> int:
    """To two figures: more would claim to know more."""
    unit = 10 ** max(len(str(number)) - 2, 0)
    return round(number / unit) * unit
