"""How many records a list has: counted where that is quick, estimated by the planner where it is not."""

import json
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

# A list is counted in full where the planner puts that below this cost, some ten milliseconds.
CHEAP = 4_000
# Any other list is counted so far, since the planner can be wrong about small ones.
ALWAYS_EXACT_TO = 1_000


@dataclass(frozen=True)
class Size:
    """How many, and whether that is exact."""

    number: int
    exact: bool = True

    def of(self, one: str, many: str) -> str:
        """`1 post`, `12,345 posts`, `about 1,000,000 posts`."""
        text = f"{self.number:,} {one if self.number == 1 else many}"
        return text if self.exact else f"about {text}"


def size_of(queryset: QuerySet[Any]) -> Size:
    """Counts a list that is small or cheap to count; asks the planner about any other."""
    bare = queryset.order_by()
    plan = json.loads(bare.values("pk").explain(format="json"))[0]["Plan"]
    if plan["Total Cost"] < CHEAP:
        return Size(bare.count())
    counted = bare[: ALWAYS_EXACT_TO + 1].count()
    if counted <= ALWAYS_EXACT_TO:
        return Size(counted)
    return Size(max(_rounded(plan["Plan Rows"]), ALWAYS_EXACT_TO), exact=False)


def _rounded(number: int) -> int:
    """To two figures: more would claim to know more."""
    unit = 10 ** max(len(str(number)) - 2, 0)
    return round(number / unit) * unit
