"""Benefits and their measurements as the demo force's files bring them. What the paper says of them is in targets.

Of 113 benefits, 40 are Uplift's and 10 the Games', 36 and 7 of them non-financial. They lie in the departments so that
the shares of each, in whole per cent, are those that the paper prints, which add up to 97. With 67 benefits this could
be had for shares of whole per cent; 113 is the least number with which a share told to one decimal rounds to them too.
Descriptions, measures and values are invented.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from wmp.demo import targets
from wmp.demo.force import Force, Person, worked
from wmp.demo.targets import BOARD_DAY, OFFICER, RANKS
from wmp.lib.days import months_after

Row = tuple[str, ...]
BENEFITS: Row = (
    "number",
    "project",
    "description",
    "kind",
    "measure",
    "unit",
    "baseline",
    "baseline_on",
    "target",
    "target_on",
    "owner",
    "bau_owner",
    "department",
    "status",
)
MEASUREMENTS: Row = ("number", "measured_on", "value", "evidence")
HEAD_OF = "head of "
# Told step by step by whoever owns them (benefit_stories): the file brings these as approved.
TOLD = frozenset({"delivering", "realised", "partly realised", "not realised", "verified", "business as usual"})
# One claim came by the file, and has no proof.
UNPROVEN = "B-064"
# How many months ago somebody last measured it; 120 is never. By number, or what is delivered by its last digit.
STOPPED = {"B-047": 120, "B-072": 6, "B-106": 120, "B-110": 10, "B-112": 7}
STOPPED_BY_DIGIT = {"5": 120, "3": 3, "8": 6}
# How much of the way to the target has come on its day, in per cent, by what became of it. Else it is on its way.
COME = {"realised": 104, "partly realised": 58, "not realised": 14, "verified": 101, "business as usual": 106}
# How fast it comes, in per cent of an even pace, one measurement after another.
PACE = tuple(map(Decimal, (94, 103, 98, 107, 91, 100, 104)))
EVIDENCE = (
    "Monthly performance report, checked by the analyst.",
    "Taken from Connect on the first of the month.",
    "Counted by the department, sample of fifty looked at.",
    "Finance’s report of the quarter.",
    "Performance panel’s pack, page on benefits.",
)


def rows(force: Force) -> list[Row]:
    """The file of benefits. Heads of departments are named by their employee numbers."""
    numbers = {department: person.number for department, person in heads(force).items()}
    return [_row(row, numbers) for row in targets.table("benefits")]


def _row(row: dict[str, str], numbers: dict[str, str]) -> Row:
    told = row["status"] in TOLD and row["number"] != UNPROVEN
    given = row | {"status": "approved" if told else row["status"]}
    for column in ("owner", "bau_owner"):
        if row[column].startswith(HEAD_OF):
            given[column] = numbers[row[column].removeprefix(HEAD_OF)]
    return tuple(given[column] for column in BENEFITS)


def heads(force: Force) -> dict[str, Person]:
    """The most senior officer of each department that owns benefits; where it has none, of its staff."""
    wanted = {row["department"] for row in targets.table("benefits")}
    found: dict[str, Person] = {}
    for person in sorted(force.people, key=_seniority):
        department = person.latest.department
        if department in wanted and person.latest.holds_on(BOARD_DAY):
            found.setdefault(department, person)
    return found


def _seniority(person: Person) -> tuple[int, int, str]:
    officer = person.latest.staff_type == OFFICER
    return RANKS.index(person.latest.rank) if officer else len(RANKS), -person.grade, person.number


def measurements() -> Iterator[Row]:
    """The file of measurements: quarter by quarter from the baseline on, of what has begun or is said to have come."""
    for row in targets.table("benefits"):
        if row["status"] in TOLD:
            yield from _measured(row)


def _measured(row: dict[str, str]) -> Iterator[Row]:
    number, first = row["number"], date.fromisoformat(row["baseline_on"])
    baseline, target = Decimal(row["baseline"]), Decimal(row["target"])
    days = (date.fromisoformat(row["target_on"]) - first).days
    turn = int(number.removeprefix("B-"))
    for place, day in enumerate(days_of(row)):
        way = min((day - first).days * PACE[(place + turn) % len(PACE)] / days, Decimal(100)) / 100
        value = baseline + (target - baseline) * way * COME.get(row["status"], 90) / 100
        value = min(value.quantize(Decimal(1)), Decimal(100)) if row["unit"] == "%" else value.quantize(Decimal(1))
        yield number, worked(day).isoformat(), str(value), EVIDENCE[(place + turn) % len(EVIDENCE)]


def days_of(row: dict[str, str]) -> list[date]:
    """The last days of the quarters in which it was measured."""
    number = row["number"]
    by_digit = STOPPED_BY_DIGIT.get(number[-1], 0) if row["status"] == "delivering" else 0
    last = months_after(BOARD_DAY, -STOPPED.get(number, by_digit))
    first = date.fromisoformat(row["baseline_on"]) + timedelta(days=1)
    quarters = (months_after(first, 3 * place) - timedelta(days=1) for place in range(1, 20))
    return [day for day in quarters if day < last]
