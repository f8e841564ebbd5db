"""How many records a list has: counted where that is quick, estimated by the planner where it is not."""

import json
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

# Beyond this many a count says "about". Counting so far takes the database some two milliseconds.
EXACT_TO = 20_000


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
    """Counts to `EXACT_TO`, then asks the planner."""
    bare = queryset.order_by()
    counted = bare[: EXACT_TO + 1].count()
    if counted <= EXACT_TO:
        return Size(counted)
    plan = json.loads(bare.values("pk").explain(format="json"))
    return Size(max(_rounded(plan[0]["Plan"]["Plan Rows"]), EXACT_TO), exact=False)


def _rounded(number: int) -> int:
    """To two figures: more would claim to know more."""
    unit = 10 ** max(len(str(number)) - 2, 0)
    return round(number / unit) * unit
