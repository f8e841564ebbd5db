"""The 2022 tables counted again from the demo force's files: plain Python, from the files alone."""

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from pathlib import Path

Row = dict[str, str]
WINDOWS = {"IPLDP": ("2018-04-01", "2019-06-30")}


def half_up(numerator: float | Decimal, denominator: float, places: int = 1) -> Decimal:
    return (100 * Decimal(numerator) / Decimal(denominator)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@dataclass(frozen=True)
class Files:
    folder: Path

    def read(self, name: str) -> list[Row]:
        with (self.folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    @cached_property
    def workforce(self) -> list[Row]:
        return self.read("workforce")

    @cached_property
    def equality(self) -> dict[str, Row]:
        return {row["employee_number"]: row for row in self.read("equality")}

    @cached_property
    def promotion(self) -> list[Row]:
        return self.read("promotion")

    def in_force(self, day: str) -> list[Row]:
        """Posts that count on a day: from the first to the last, both included."""
        return [row for row in self.workforce if row["post_started"] <= day <= (row["post_ended"] or "9999-12-31")]

    def stated(self, number: str) -> bool:
        return self.equality.get(number, {}).get("ethnicity", "NS") != "NS"

    def minority(self, number: str) -> bool:
        return self.stated(number) and self.equality[number]["ethnicity"][0] in "MABO"

    def woman(self, number: str) -> bool:
        return self.equality.get(number, {}).get("gender") == "Female"

    def representation(self, day: str, row_of: Callable[[Row], Iterable[str]]) -> dict[str, Decimal]:
        """Minority of those who stated, in percent, of every row that a post counts in."""
        minority: Counter[str] = Counter()
        stated: Counter[str] = Counter()
        for post in self.in_force(day):
            for row in row_of(post):
                stated[row] += self.stated(post["employee_number"])
                minority[row] += self.minority(post["employee_number"])
        return {row: half_up(minority[row], stated[row]) for row in stated}

    def retention(self, day: str) -> dict[str, tuple[int, int]]:
        """Recruited and gone by route, of those who started in the route's window."""
        recruited: Counter[str] = Counter()
        gone: Counter[str] = Counter()
        for row in self.read("probation"):
            first, last = WINDOWS.get(row["entry_route"], ("2019-06-01", "9999-12-31"))
            if first <= row["started_on"] <= min(last, day):
                recruited[row["entry_route"]] += 1
                left = row["outcome"] in ("left", "transferred") and row["ended_on"] <= day
                gone[row["entry_route"]] += left
        return {route: (recruited[route], gone[route]) for route in recruited}

    def processes(self, day: str) -> dict[str, list[Row]]:
        """Applications of the processes whose last result came in the three years before the day."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.promotion:
            found[f"{row['from_rank']} to {row['to_rank']} {row['season']} {row['year']}"].append(row)
        since = f"{int(day[:4]) - 3}{day[4:]}"
        return {name: rows for name, rows in found.items() if since < min(max_decided(rows), "9999") <= day}


def max_decided(rows: list[Row]) -> str:
    """The day of the last result; far in the future while one is open."""
    return max(row["decided_on"] or "9999-12-31" for row in rows)


def success(rows: list[Row]) -> Decimal:
    return half_up(sum(row["outcome"] == "successful" for row in rows), len(rows), 0)


def month_end(month: str) -> str:
    year, number = map(int, month.split("-"))
    following = date(year + number // 12, number % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1).isoformat()
