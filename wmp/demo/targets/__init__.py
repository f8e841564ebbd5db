"""What the demo force aims at: the tables that the 2022 board paper printed, and how large a force to make for them.

The printed values are facts of the paper, typed here so that the project needs nothing beside itself. Sizes, intakes
and `_aim` columns are ours: the paper prints shares, and a share needs a number of people to be the share of.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
# The day of the paper: its figures come out on this day.
BOARD_DAY = date(2022, 4, 1)
# The five days whose representation the paper prints, oldest first.
COUNT_DAYS = tuple(date(year, 1, 1) for year in range(2018, 2023))

OFFICER, STAFF, PCSO, SPECIAL = "Police Officer", "Police Staff", "PCSO", "Special"
STAFF_TYPES = (OFFICER, STAFF, PCSO, SPECIAL)
# Most senior first.
RANKS = (
    "Chief Officer",
    "Chief Superintendent",
    "Superintendent",
    "Chief Inspector",
    "Inspector",
    "Sergeant",
    "Constable",
)
CHIEF_OFFICER, SERGEANT, CONSTABLE = RANKS[0], RANKS[-2], RANKS[-1]
OFFICER_TOTAL, FORCE = "Police Officer Total", "Force"
ABBREVIATIONS = {"PC": CONSTABLE, "Sgt": SERGEANT, "Insp": "Inspector", "CI": "Chief Inspector"} | {
    "Supt": "Superintendent",
    "C.Supt": "Chief Superintendent",
}
# Three groups are all that a share needs: white minorities are stated and not counted as minority.
MINORITY, WHITE, NOT_STATED = "minority", "white", "not stated"
GROUPS = (MINORITY, WHITE, NOT_STATED)


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one file of this folder."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def printed_shares(name: str) -> dict[date, dict[str, Decimal]]:
    """Day -> row -> percentage, of one of the two representation tables."""
    rows = table(name)
    return {day: {row["row"]: Decimal(row[day.isoformat()]) for row in rows} for day in COUNT_DAYS}


@dataclass(frozen=True)
class Size:
    """How many people of a row stated their ethnicity on a day, about, and how many did not, exactly."""

    stated: int
    not_stated: int


def sizes(day: date) -> dict[str, Size]:
    return {
        row["row"]: Size(int(row["stated"]), int(row["not_stated"]))
        for row in table("establishment")
        if row["day"] == day.isoformat()
    }


@dataclass(frozen=True)
class Route:
    """An entry route: who started in its counted window, and how they fared."""

    name: str
    years: int
    recruited: int
    leavers: int
    transferred: int
    moved_to_staff: int


def routes() -> tuple[Route, ...]:
    return tuple(
        Route(
            row["route"], *(int(row[key]) for key in ("years", "recruited", "leavers", "transferred", "moved_to_staff"))
        )
        for row in table("retention")
    )


@dataclass(frozen=True)
class Intake:
    route: str
    started: date
    recruited: int

    @property
    def counted(self) -> bool:
        """In the window of retention: the last year and a bit of IPLDP, and everyone of the routes after it."""
        return self.route != "IPLDP" or date(2018, 4, 1) <= self.started <= date(2019, 6, 30)


def intakes() -> tuple[Intake, ...]:
    found = (
        Intake(row["route"], date.fromisoformat(row["started"]), int(row["recruited"])) for row in table("intakes")
    )
    return tuple(sorted(found, key=lambda intake: (intake.started, intake.route)))


@dataclass(frozen=True)
class JoiningPeriod:
    """New officers of a period beside the intakes, and how many of all its new officers are of which group."""

    first: date
    last: date
    transferees: int
    minority: int
    not_stated: int


def joining_periods() -> tuple[JoiningPeriod, ...]:
    return tuple(
        JoiningPeriod(
            date.fromisoformat(row["from"]),
            date.fromisoformat(row["to"]),
            *(int(row[key]) for key in ("transferees", "minority", "not_stated")),
        )
        for row in table("joiners")
    )


@dataclass(frozen=True)
class Process:
    """A promotion process as printed: sums exactly, shares as whole percentages."""

    from_rank: str
    to_rank: str
    season: str
    year: int
    opened: date
    decided: date
    applicants: int
    successful: int
    female_aim: int
    minority_aim: int
    female_percent: int
    minority_percent: int

    @property
    def label(self) -> str:
        return f"{self.from_rank} to {self.to_rank} {self.season} {self.year}"


def processes() -> tuple[Process, ...]:
    return tuple(_process(row) for row in table("promotion") if row["to_rank"])


def _process(row: dict[str, str]) -> Process:
    return Process(
        from_rank=row["from_rank"],
        to_rank=row["to_rank"],
        season=row["season"],
        year=int(row["year"]),
        opened=date.fromisoformat(row["opened"]),
        decided=date.fromisoformat(row["decided"]),
        applicants=int(row["applicants"]),
        successful=int(row["successful"]),
        female_aim=int(row["female_aim"]),
        minority_aim=int(row["minority_aim"]),
        female_percent=int(row["female"]),
        minority_percent=int(row["minority"]),
    )


def promotion_total() -> dict[str, str]:
    return next(row for row in table("promotion") if not row["to_rank"])


def cells(name: str) -> Iterator[tuple[str, str, Decimal]]:
    """(row, column, value) of each filled cell of a table whose first column names its rows."""
    for row in table(name):
        label, *columns = row
        yield from ((row[label], column, Decimal(row[column])) for column in columns if row[column])
