"""The change files of the demo force say what the 2022 paper says in its text, counted in plain Python."""

from collections import Counter
from decimal import Decimal

import pytest

from tests.demo.recount import Files, half_up
from wmp.demo import portfolio, targets
from wmp.demo.targets import BOARD_DAY

Row = dict[str, str]


def benefits(made: Files) -> list[Row]:
    return [row for row in made.read("benefits") if not row["kind"].startswith("disbenefit")]


def test_departments_have_the_printed_shares_of_benefits_to_one_decimal_too(made: Files) -> None:
    counted = Counter(row["department"] for row in benefits(made))
    printed = {row["department"]: Decimal(row["share"]) for row in targets.table("benefits_by_department")}
    whole = counted.total()
    assert {name: half_up(count, whole, 0) for name, count in counted.items()} == printed
    assert {name: half_up(half_up(count, whole) / 100, 1, 0) for name, count in counted.items()} == printed
    assert sum(printed.values()) == 97


@pytest.mark.parametrize(("project", "share"), [("Uplift", 90), ("Commonwealth Games", 70)])
def test_most_benefits_of_a_project_are_not_financial(made: Files, project: str, share: int) -> None:
    own = [row["kind"] for row in benefits(made) if row["project"] == project]
    assert half_up(own.count("non-financial"), len(own), 0) == share


def test_benefits_belong_to_projects_and_owners_to_the_force(made: Files) -> None:
    rows, projects = made.read("benefits"), {row["project"] for row in made.read("projects")}
    assert {row["project"] for row in rows} <= projects
    assert len({row["number"] for row in rows}) == len(rows)
    now = {post["employee_number"] for post in made.in_force(BOARD_DAY.isoformat())}
    owners = [row["owner"] for row in rows if row["owner"].isdecimal()]
    assert len(owners) > 80 and set(owners) <= now


def test_measurements_lie_between_the_baseline_and_the_day(made: Files) -> None:
    baselines = {row["number"]: row["baseline_on"] for row in made.read("benefits")}
    rows = made.read("measurements")
    assert all(baselines[row["number"]] < row["measured_on"] < BOARD_DAY.isoformat() for row in rows)
    assert len({(row["number"], row["measured_on"]) for row in rows}) == len(rows)
    assert baselines.keys() - {row["number"] for row in rows}


def test_the_surveys_of_the_pilot(made: Files) -> None:
    waves = made.read("sms_survey")
    sent, returned, cost = (sum(Decimal(row[key]) for row in waves) for key in ("sent", "returned", "cost"))
    assert (sent, returned, cost) == tuple(each * len(waves) for each in (13228, 1233, 406))


def test_savings_of_the_phases(made: Files) -> None:
    saved: Counter[str] = Counter()
    for row in made.read("budgeting"):
        for key in ("projected", "identified", "removed"):
            saved[f"{row['phase']} {key}"] += int(row[key].replace("-", "0"))
    early = {key: saved[f"Phase 1 {key}"] + saved[f"Phase 2 {key}"] for key in ("projected", "identified", "removed")}
    assert early == {"projected": 3_000_000, "identified": 5_400_000, "removed": 5_400_000}
    assert saved["Phase 3 projected"] == 2_000_000 and not saved["Phase 3 identified"]


def test_the_earlier_review_covers_its_years_and_its_savings_are_revised(made: Files) -> None:
    lines = [row for row in made.read("financials") if row["review"] == portfolio.EARLIER]
    assert {row["financial_year"] for row in lines} == set(portfolio.EARLIER_YEARS)
    assert all(row["actual"] for row in lines if row["financial_year"] == "2019/20")
    savings = Counter[str]()
    for row in made.read("fte"):
        if row["review"] == portfolio.EARLIER:
            savings[row["kind"]] += int(Decimal(row["fte"]) * 100)
    assert savings == {"saving": -52809, "adjustment": 3650}


def test_projects_closed_since_the_earlier_review_were_open_at_it(made: Files) -> None:
    then = {row["project"]: row["status"] for row in made.read("projects")}
    since = {row["project"]: row["status"] for row in made.read("projects-closed")}
    assert since and {then[name] for name in since} == {"In delivery"} and set(since.values()) == {"Closed"}
