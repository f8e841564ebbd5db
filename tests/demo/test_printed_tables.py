"""The demo force's files, counted again, give the 2022 paper's tables as printed."""

from collections import Counter, defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest

from tests.demo.recount import Files, half_up, month_end, success
from wmp.demo import portfolio, targets, year_words
from wmp.demo.files import Records
from wmp.demo.wellbeing import Wellbeing

DAY = "2022-04-01"
DAYS = [day.isoformat() for day in targets.COUNT_DAYS]


def printed(name: str, day: str) -> dict[str, Decimal]:
    return {row["row"]: Decimal(row[day]) for row in targets.table(name)}


@pytest.mark.parametrize("day", DAYS)
def test_representation_by_staff_type(made: Files, day: str) -> None:
    counted = made.representation(day, lambda post: (post["staff_type"], "Force"))
    assert counted == printed("representation_by_staff_type", day)


@pytest.mark.parametrize("day", DAYS)
def test_representation_by_rank(made: Files, day: str) -> None:
    def rows(post: dict[str, str]) -> tuple[str, ...]:
        return (post["rank"], "Police Officer Total") if post["staff_type"] == "Police Officer" else ()

    assert made.representation(day, rows) == printed("representation_by_rank", day)


@pytest.mark.parametrize("day", ["2022-03-01", DAY])
def test_retention_on_the_day_of_counting_and_of_the_paper(made: Files, day: str) -> None:
    counted = made.retention(day)
    assert counted == {row["route"]: (int(row["recruited"]), int(row["leavers"])) for row in targets.table("retention")}
    assert sum(recruited for route, (recruited, _) in counted.items() if route != "IPLDP") == 1704
    kept = {route: half_up(recruited - gone, recruited) for route, (recruited, gone) in counted.items()}
    assert kept == {row["route"]: Decimal(row["retention"]) for row in targets.table("retention")}


def test_promotion_success(made: Files) -> None:
    processes = made.processes(DAY)
    expected = {process.label: process for process in targets.processes()}
    assert processes.keys() == expected.keys()
    rows = {
        row["to_rank"] and f"{row['from_rank']} to {row['to_rank']} {row['season']} {row['year']}": row
        for row in targets.table("promotion")
    }
    everybody = [application for applications in processes.values() for application in applications]
    for label, applications in {**processes, "": everybody}.items():
        row = rows[label]
        assert len(applications) == int(row["applicants"])
        assert sum(one["outcome"] == "successful" for one in applications) == int(row["successful"])
        assert success(applications) == int(row["success"])
        assert success([one for one in applications if made.woman(one["employee_number"])]) == int(row["female"])
        assert success([one for one in applications if made.minority(one["employee_number"])]) == int(row["minority"])


def test_specials_and_their_hours(made: Files) -> None:
    hours: dict[str, Decimal] = defaultdict(Decimal)
    for row in made.read("special_hours"):
        hours[row["month"]] += Decimal(row["hours"])
    for row in targets.table("specials_hours"):
        specials = [post for post in made.in_force(month_end(row["month"])) if post["staff_type"] == "Special"]
        assert len(specials) == int(row["specials"])
        assert hours[row["month"]] == int(row["hours"])


def test_specials_who_joined_in_the_last_twelve_months(made: Files) -> None:
    specials = [post for post in made.workforce if post["staff_type"] == "Special"]
    joined = [post["employee_number"] for post in specials if "2021-04-01" < post["post_started"] < "2022-04-01"]
    assert len(joined) == 105
    assert half_up(sum(map(made.woman, joined)), 105) == Decimal("27.6")
    assert half_up(sum(map(made.minority, joined)), 105) == Decimal("21.9")
    assert sum(post["staff_type"] == "Special" for post in made.in_force(DAY)) == 305


def test_new_officers_since_the_uplift_began(made: Files) -> None:
    first: dict[str, str] = {}
    for post in made.workforce:
        if post["staff_type"] == "Police Officer":
            number = post["employee_number"]
            first[number] = min(first.get(number, "9999"), post["post_started"])
    joined = [number for number, started in first.items() if "2019-09-01" <= started <= DAY]
    minority = sum(map(made.minority, joined))
    assert minority == 322
    assert half_up(minority, len(joined), 0) == 17


@pytest.mark.parametrize("quarter", targets.table("oh_referrals"), ids=lambda row: row["quarter_start"])
def test_referrals_to_occupational_health(made: Files, quarter: dict[str, str]) -> None:
    first, last = quarter["quarter_start"], quarter["quarter_end"]
    rows = [row for row in made.read("oh_referrals") if first <= row["referred_on"] <= last]
    held = {(post["employee_number"], post["staff_type"]) for post in made.in_force(first)}
    workers = Counter(kind for row in rows for number, kind in held if number == row["employee_number"])
    assert len(rows) == int(quarter["workforce"])
    columns = {"Police Officer": "officers", "PCSO": "pcsos", "Police Staff": "staff"}
    assert {key: workers[kind] for kind, key in columns.items()} == {key: int(quarter[key]) for key in columns.values()}
    reasons = Counter(row["primary_reason"].replace(" ", "_") for row in rows)
    assert reasons == {key: int(quarter[key]) for key in ("mental_health", "physical_health")}


@pytest.mark.parametrize("quarter", targets.table("oh_referrals"), ids=lambda row: row["quarter_start"])
def test_days_to_the_first_appointment(made: Files, quarter: dict[str, str]) -> None:
    rows = [
        row
        for row in made.read("oh_referrals")
        if quarter["quarter_start"] <= row["referred_on"] <= quarter["quarter_end"] and row["appointment_on"]
    ]
    seen = [row for row in rows if row["appointment_on"] <= DAY]
    days = sum(
        (date.fromisoformat(row["appointment_on"]) - date.fromisoformat(row["referred_on"])).days for row in seen
    )
    assert half_up(Decimal(days) / 100, len(seen), 2) == Decimal(quarter["days"])


def test_attendance(made: Files) -> None:
    rows = made.read("attendance")
    for row in targets.table("attendance"):
        of_all = row["staff_type"] == "All"
        of_month = [each for each in rows if each["month"] == row["month"]]
        those = [each for each in of_month if of_all or each["staff_type"] == row["staff_type"]]
        available, lost = (sum(float(each[key]) for each in those) for key in ("days_available", "days_lost"))
        assert half_up(available - lost, available, 2) == Decimal(row["attendance"])


def test_days_lost_for_the_reasons_are_those_of_attendance(made: Files) -> None:
    lost: dict[str, Decimal] = defaultdict(Decimal)
    for row in made.read("attendance"):
        lost[row["month"]] += Decimal(row["days_lost"])
    for row in made.read("absence_reasons"):
        lost[row["month"]] -= Decimal(row["days_lost"])
    assert set(lost.values()) == {0}


def test_assaults_before_and_after_their_step_changes(made: Files) -> None:
    rows = made.read("assaults")
    for printed_row in targets.table("assault_series"):
        injured = printed_row["series"] == "With injury"
        months = [row["occurred_on"][:7] for row in rows if (row["offence"] != "No injury") == injured]
        since = [month for month in months if month >= printed_row["step_change"]]
        for counted, column in ((since, "mean_after"), (months[: -len(since)], "mean_before")):
            assert half_up(len(counted) / 100, len(set(counted))) == Decimal(printed_row[column])


def test_positive_outcomes_of_the_last_year(made: Files) -> None:
    rows = [row for row in made.read("assaults") if row["occurred_on"] >= "2021-04-01"]
    known = ("Charge or Summons", "Caution - Adult", "Community Resolution")
    other = ("Caution - Youth", "Penalty Notice for Disorder")
    positive = [row for row in rows if row["outcome"] in (*known, *other)]
    outcomes = Counter(row["outcome"] if row["outcome"] in known else "Other Outcomes" for row in positive)
    for outcome, column, value in (tuple(row.values()) for row in targets.table("assault_outcomes")):
        if outcome in outcomes:
            assert half_up(outcomes[outcome], len(positive)) == Decimal(value)
        else:
            without = column.endswith("without injury")
            ended = sum((row["offence"] == "No injury") == without for row in positive)
            assert half_up(ended, sum((row["offence"] == "No injury") == without for row in rows)) == Decimal(value)


@pytest.mark.parametrize("seed", [1, 2])
def test_another_force_counts_the_same(seed: int, records: Records) -> None:
    """The paper's numbers come out whatever the seed; the noise around them differs."""
    made = Wellbeing(records.force, seed)
    assert made.assaults != records.wellbeing.assaults
    assert len(made.assaults) == len(records.wellbeing.assaults)
    assert [row[:3] for row in made.attendance] == [row[:3] for row in records.wellbeing.attendance]
    assert made.attendance[-3:] == records.wellbeing.attendance[-3:]


def reviewed(made: Files, name: str) -> list[dict[str, str]]:
    """The lines of the review that the paper printed."""
    return [row for row in made.read(name) if row["review"] == portfolio.REVIEW]


def test_costs_and_benefits(made: Files) -> None:
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for line in reviewed(made, "financials"):
        amount = int(line["actual"] or line["forecast"] or line["planned"])
        signed = -amount if "benefit" in line["kind"] else amount
        programme = "Standalone" if line["programme"] == "-" else line["programme"]
        for row in (programme, "Grand Total"):
            table[row][line["kind"]] += signed
            table[row]["grand total"] += signed
    counted = {(row, kind): Decimal(amount) for row, kinds in table.items() for kind, amount in kinds.items()}
    assert counted == {(row, kind): amount for row, kind, amount in targets.cells("costs")}


def test_fte_efficiencies(made: Files) -> None:
    projects = {row["project"]: row for row in made.read("projects")}
    table: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for line in reviewed(made, "fte"):
        project = projects[line["project"]]
        status = f"Total {project['status'].lower()}"
        for row in (f"{project['programme']} - {line['project']}", status, "Grand Total"):
            for column in (line["portfolio"], "Grand Total"):
                table[row, column] += Decimal(line["fte"])
    printed_cells = {(row, column): fte for row, column, fte in targets.cells("fte") if fte}
    assert {cell: fte for cell, fte in table.items() if fte} == printed_cells
    assert {column for _, column in table} == {column for _, column, _ in targets.cells("fte")}


def test_a_printed_average_is_cut_off_where_ours_is_rounded() -> None:
    for row in targets.table("specials_hours"):
        average = Decimal(row["hours"]) / Decimal(row["specials"])
        ours = average.quantize(Decimal("0.1"), ROUND_HALF_UP)
        assert ours - Decimal(row["average"]) in (0, Decimal("0.1"))


def test_published_values_have_a_source_and_no_double(made: Files) -> None:
    rows = made.read("published")
    assert {row["source"] for row in rows} == {"Board paper, 2022"}
    keys = Counter((row["figure"], row["row"], row["column"]) for row in rows)
    assert max(keys.values()) == 1


def test_the_last_performance_year(made: Files) -> None:
    """Of everybody who was in post, but specials, on its last day and ninety days before."""
    rows = made.read("performance")
    there = [
        {post["employee_number"] for post in made.in_force(day) if post["staff_type"] != "Special"}
        for day in ("2021-01-01", "2021-03-31")
    ]
    assert sorted(row["employee_number"] for row in rows) == sorted(there[0] & there[1])
    done = [sum(row[key] == "yes" for row in rows) for key in ("objectives_set", "year_end_completed")]
    printed = [row["percent"] for row in targets.table("performance_year")]
    assert [str(half_up(each, len(rows), 0)) for each in done] == printed == ["90", "75"]


def test_whoever_had_a_year_end_conversation_has_both_values_of_a_rating(made: Files) -> None:
    rows = made.read("performance")
    assert all(bool(row["what"]) == bool(row["how"]) == (row["year_end_completed"] == "yes") for row in rows)
    # A scale that a file makes is numbered in the order in which the file names its values.
    assert list(dict.fromkeys(row["what"] for row in rows if row["what"])) == [name for name, _ in year_words.WHAT]
    assert list(dict.fromkeys(row["how"] for row in rows if row["how"])) == [name for name, _ in year_words.HOW]
    spread = Counter(row["what"] for row in rows if row["what"])
    assert spread["Met"] > spread["Exceeded"] > spread["Partly met"] > spread["Not met"] > 0
