"""The change portfolio and two Annual Benefits Reviews: that of 2021 adds up to the printed tables.

The paper of 2020 has its table left out, so the review of 2020 is invented, in `targets/review_2020.csv`. It is made so
that beside the one of 2021 something was added, something removed because it closed, something re-baselined, something
moved between years, and something left as it was.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wmp.demo import targets
from wmp.demo.force import Force


def _years(first: int, last: int) -> tuple[str, ...]:
    return tuple(f"{year}/{str(year + 1)[2:]}" for year in range(first, last + 1))


REVIEW, AS_AT, YEARS = "Annual Benefits Review 2021", "2021-09-30", _years(2022, 2026)
EARLIER, EARLIER_AS_AT, EARLIER_YEARS = "Annual Benefits Review 2020", "2020-09-30", _years(2019, 2024)
EARLIER_FROZEN, PROJECTS_CLOSED, FROZEN = date(2020, 10, 15), date(2021, 8, 2), date(2021, 10, 21)
STANDALONE = "Standalone"
NIL = "-"
BENEFITS = ("cashable benefit", "non-cashable benefit")
# Which projects carry which kinds of a programme's printed total, and with what weight.
CARRIERS: dict[tuple[str, str], dict[str, int]] = {
    ("New Ways of Responding", "non-cashable benefit"): {"BWV P1/2": 2, "Smarter R": 3},
    ("New Ways of Contact", "recurring cost"): {"NWoPC": 1},
    ("Our Data", "one-off cost"): {"Connect": 3, "DDI": 1},
    ("Our Data", "cashable benefit"): {"Connect": 4, "DDI": 1, "Control Works": 1},
    ("Our Data", "recurring cost"): {"Connect": 5, "DDI": 4, "Control Works": 2},
    ("Our Data", "non-cashable benefit"): {"Connect": 6, "DDI": 5, "Control Works": 1},
    ("Estates", "capital"): {"Estates": 17, "Detained Property": 2, "Heritage": 1},
    ("Estates", "one-off cost"): {"Estates": 12, "Detained Property": 2, "Heritage": 1},
    ("Estates", "cashable benefit"): {"Estates": 6, "Detained Property": 1},
    ("Estates", "recurring cost"): {"Estates": 7, "Detained Property": 1, "Heritage": 1},
    ("Estates", "non-cashable benefit"): {"Estates": 3, "Detained Property": 2},
    ("Improving Investigations", "cashable benefit"): {"DES": 4, "E2E": 1},
    ("Improving Investigations", "recurring cost"): {"DES": 3, "Review Tool": 2},
    (STANDALONE, "capital"): {"BWV": 1},
    (STANDALONE, "recurring cost"): {"BWV": 1},
    ("PBB", "cashable benefit"): {NIL: 1},
}
# Capital is spent early, benefits grow; of a hundred, by year.
PROFILES = {
    "capital": (38, 27, 18, 11, 6),
    "one-off cost": (45, 30, 15, 7, 3),
    "recurring cost": (18, 19, 20, 21, 22),
    "cashable benefit": (12, 17, 21, 24, 26),
    "non-cashable benefit": (10, 16, 22, 25, 27),
}
WITHOUT_SAVINGS = "Connect", "DCC", Decimal("0.00")


@dataclass(frozen=True)
class Line:
    programme: str
    project: str
    kind: str
    year: str
    planned: int
    forecast: int | None
    actual: int | None = None
    review: str = REVIEW


def lines(force: Force) -> Iterator[Line]:
    """Financial lines whose forecasts (the plan where there is none) add up to each printed cell, in whole pounds.

    The review looks ahead from September 2021, so nothing is actual yet. Benefits are entered as positive numbers.
    """
    for programme, kind, printed in targets.cells("costs"):
        if kind == "grand total" or programme == "Grand Total":
            continue
        amount = int(-printed if kind in BENEFITS else printed)
        carriers = CARRIERS[programme, kind]
        parts = shared_out(amount, [share * part for share in carriers.values() for part in PROFILES[kind]])
        for index, (project, year) in enumerate((project, year) for project in carriers for year in YEARS):
            yield _line(force, NIL if programme == STANDALONE else programme, project, kind, year, parts[index])


def _line(force: Force, programme: str, project: str, kind: str, year: str, amount: int) -> Line:
    """The last year is planned only; before it a forecast stands beside an older plan."""
    if year == YEARS[-1]:
        return Line(programme, project, kind, year, amount, None)
    planned = round(amount * force.chance.choice((90, 95, 100, 100, 105, 110)) // 100, -2)
    return Line(programme, project, kind, year, planned, amount)


def shared_out(amount: int, weights: list[int]) -> list[int]:
    """Whole parts of `amount` in proportion to the weights; the first part takes what rounding leaves."""
    parts = [amount * weight // sum(weights) for weight in weights]
    parts[0] += amount - sum(parts)
    return parts


def projects(columns: tuple[str, ...], *, closed_since: bool = False) -> Iterator[tuple[str, ...]]:
    """Projects as they stand, those closed since the earlier review as they stood at it; or as those were closed."""
    for row in targets.table("projects"):
        if row["closed_on"] <= EARLIER_AS_AT:
            if not closed_since:
                yield tuple(row[column] for column in columns)
            continue
        stood = row if closed_since else row | {"status": "In delivery", "closed_on": ""}
        yield tuple(stood[column] for column in columns)


def earlier_lines() -> Iterator[Line]:
    """Those of the review of 2020, in whole pounds: its first year is over and actual, the others are forecast."""
    for row in targets.table("review_2020"):
        for year in filter(row.__getitem__, EARLIER_YEARS):
            amount, over = int(row[year]), year == EARLIER_YEARS[0]
            planned = amount * int(row["planned_percent"]) // 100
            home = row["programme"], row["project"], row["kind"], year
            yield Line(*home, planned, None if over else amount, amount if over else None, EARLIER)


def reviews(state: str) -> Iterator[tuple[str, str, str, str, str]]:
    """The earlier one first. Each is entered open, and frozen once its lines are there."""
    for name, as_at, years in ((EARLIER, EARLIER_AS_AT, EARLIER_YEARS), (REVIEW, AS_AT, YEARS)):
        yield name, as_at, years[0], years[-1], state


def fte_lines() -> Iterator[tuple[str, str, str, str, str]]:
    """(review, project or label, kind, portfolio, FTE); savings are negative, as the paper prints them."""
    for row in targets.table("fte_2020"):
        yield EARLIER, row["project"], row["kind"], row["portfolio"], row["fte"]
    for project, portfolio, fte in fte_savings():
        yield REVIEW, project, "saving", portfolio, str(fte)


def fte_savings() -> Iterator[tuple[str, str, Decimal]]:
    """(project, portfolio, FTE) of the review of 2021."""
    for row, portfolio, fte in targets.cells("fte"):
        if " - " in row and portfolio != "Grand Total":
            yield row.split(" - ", 1)[1], portfolio, fte
    # The paper prints a column for a portfolio without savings; a line of none gives it one.
    yield WITHOUT_SAVINGS
