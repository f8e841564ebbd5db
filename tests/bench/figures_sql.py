"""The board figures as somebody would write them by hand: one flat GROUP BY each, turned into a table in Python.

Each function gives its cells as numerator and denominator by row and column, to be compared with the figure's.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from scipy.stats import fisher_exact

from tests.bench import figures_sql_benefits as benefits
from tests.bench import figures_sql_change as change
from tests.bench import figures_sql_oh as oh
from tests.bench import figures_sql_performance as performance
from tests.bench import figures_sql_recruitment as recruitment
from tests.bench import figures_sql_welfare as welfare
from tests.bench.asking import STAFF_TYPES, Cells, ask, summed, total
from wmp.lib.days import midnight

WHITE = ["W1", "W2", "W3", "W9"]
MINORITY = ["M1", "M2", "M3", "M9", "A1", "A2", "A3", "A4", "A9", "B1", "B2", "B9", "O2", "O9"]
STATED = WHITE + MINORITY


def _representation(day: date, group: str, joins: str, only: str) -> dict[tuple[Any, ...], list[int]]:
    """Minority and stated for each 1 January, by what was grouped by."""
    columns = ", ".join(
        f"count(*) FILTER (WHERE started <= date '{year}-01-01' AND (ended IS NULL OR ended >= date '{year}-01-01'))"
        for year in range(day.year, day.year - 5, -1)
    )
    found = ask(
        f"""SELECT ethnicity, {columns}, {group} FROM people_post p {joins}
            LEFT JOIN people_equalitymonitoring e ON e.person_id = p.person_id
            WHERE started <= date '{day.year}-01-01' AND (ended IS NULL OR ended >= date '{day.year - 4}-01-01') {only}
            GROUP BY ethnicity, {group}"""
    )
    rows: dict[tuple[Any, ...], list[int]] = {}
    for ethnicity, *numbers in found:
        row = rows.setdefault(tuple(numbers[5:]), [0] * 10)
        for i in range(5):
            row[2 * i] += numbers[i] * (ethnicity in MINORITY)
            row[2 * i + 1] += numbers[i] * (ethnicity in STATED)
    return rows


def _by_january(day: date, rows: Iterable[tuple[str, Sequence[Any]]]) -> Cells:
    return {
        (label, f"{day.year - i}-01-01"): (numbers[2 * i], numbers[2 * i + 1])
        for label, numbers in rows
        for i in range(5)
    }


def representation_by_staff_type(day: date) -> Cells:
    found = _representation(day, "staff_type", "", "")
    rows = [(label, found[value,]) for value, label in STAFF_TYPES.items()]
    return _by_january(day, [*rows, ("Force", summed(list(found.values())))])


def representation_by_rank(day: date) -> Cells:
    joins = "JOIN people_rank r ON r.id = p.rank_id"
    found = _representation(day, "r.position, r.name", joins, "AND staff_type = 'officer'")
    rows = [(name, found[position, name]) for position, name in sorted(found)]
    return _by_january(day, [*rows, ("Police Officer Total", summed(list(found.values())))])


def retention_by_entry_route(day: date) -> Cells:
    found = ask(
        """SELECT r.position, r.name, count(*),
                  count(*) FILTER (WHERE outcome IN ('left', 'transferred') AND ended_on <= %(day)s)
           FROM people_probation p JOIN people_entryroute r ON r.id = p.entry_route_id
           WHERE started_on BETWEEN counted_from AND least(counted_to, %(day)s) GROUP BY 1, 2 ORDER BY 1""",
        day=day,
    )
    rows = {name: numbers for _, name, *numbers in found}
    rows |= {
        "PEQF total": summed([numbers for name, numbers in rows.items() if name != "IPLDP"]),
        "Total with comparator": summed(list(rows.values())),
    }
    cells: Cells = {}
    for name, (recruited, gone) in rows.items():
        cells[name, "Recruited"] = recruited, None
        cells[name, "Leavers during probation"] = gone, None
        cells[name, "Retention"] = recruited - gone, recruited
    return cells


PROMOTION_GROUPS: dict[str, Callable[[str | None, str | None], bool]] = {
    "Success": lambda gender, ethnicity: True,
    "Female success": lambda gender, ethnicity: gender == "female",
    "Ethnic minority success": lambda gender, ethnicity: ethnicity in MINORITY,
    "Male success": lambda gender, ethnicity: gender == "male",
    "White success": lambda gender, ethnicity: ethnicity in WHITE,
}
SEASONS = ["Spring", "Summer", "Autumn", "Winter"]


def promotion_success(day: date) -> Cells:
    found = ask(
        """SELECT t.position, p.year, p.season, f.abbreviation || ' to ' || t.abbreviation,
                  gender, ethnicity, status = 'successful', count(*)
           FROM people_promotionapplication a JOIN people_promotionprocess p ON p.id = a.process_id
           JOIN people_rank f ON f.id = p.from_rank_id JOIN people_rank t ON t.id = p.to_rank_id
           LEFT JOIN people_equalitymonitoring e ON e.person_id = a.candidate_id
           WHERE a.process_id IN (
               SELECT process_id FROM people_promotionapplication GROUP BY 1
               HAVING max(decided_on) FILTER (WHERE decided_on <= %(day)s) > %(since)s
                  AND bool_and(coalesce(decided_on <= %(day)s, status = 'withdrawn'))
           ) AND (p.published_at < %(end)s OR p.opens_on IS NULL AND NOT EXISTS (
               SELECT FROM people_promotionstage s WHERE s.process_id = p.id)
           ) GROUP BY 1, 2, 3, 4, 5, 6, 7""",
        day=day,
        end=midnight(day + timedelta(days=1)),
        since=day.replace(year=day.year - 3),
    )
    rows: dict[tuple[Any, ...], list[int]] = {}
    for *process, gender, ethnicity, successful, number in found:
        row = rows.setdefault(tuple(process), [0] * 10)
        for i, belongs in enumerate(PROMOTION_GROUPS.values()):
            if belongs(gender, ethnicity):
                row[2 * i] += number * successful
                row[2 * i + 1] += number
    named = [(f"{ranks} {SEASONS[season - 1]} {year}", row) for (_, year, season, ranks), row in sorted(rows.items())]
    cells: Cells = {}
    for label, numbers in [*named, ("Grand Total", summed(list(rows.values())))]:
        cells[label, "Applicants"] = numbers[1], None
        cells[label, "Successful"] = numbers[0], None
        for i, column in enumerate(PROMOTION_GROUPS):
            cells[label, column] = numbers[2 * i], numbers[2 * i + 1]
        _compare(cells, label, "Female", "Male")
        _compare(cells, label, "Ethnic minority", "White")
    return cells


def _compare(cells: Cells, row: str, group: str, other: str) -> None:
    """The adverse impact ratio, and the p of Fisher's test over how many people."""
    (a, n), (b, m) = cells[row, f"{group} success"], cells[row, f"{other} success"]
    rates = [Decimal(100 * part) / whole if whole else None for part, whole in ((a, n), (b, m))]
    cells[row, f"{group} impact ratio"] = rates[0], max(rate or 0 for rate in rates)
    fisher_exact([[a, n - a], [b, m - b]])
    cells[row, f"{group} Fisher's p"] = None, n + m


def specials_hours(day: date) -> Cells:
    """The day is the first of a month."""
    lasts = [day - timedelta(days=1)]
    while len(lasts) < 5:
        lasts.insert(0, lasts[0].replace(day=1) - timedelta(days=1))
    there = ", ".join(
        f"count(*) FILTER (WHERE started <= date '{last}' AND (ended IS NULL OR ended >= date '{last}'))"
        for last in lasts
    )
    (specials,) = ask(f"SELECT {there} FROM people_post WHERE staff_type = 'special'")
    hours = dict(
        ask(
            "SELECT month, sum(hours) FROM people_specialduty WHERE month BETWEEN %(first)s AND %(day)s GROUP BY 1",
            first=lasts[0].replace(day=1),
            day=day,
        )
    )
    cells: Cells = {}
    for last, number in zip(lasts, specials, strict=True):
        given = hours.get(last.replace(day=1))
        cells[f"{last:%Y-%m}", "Specials"] = number, None
        cells[f"{last:%Y-%m}", "Hours"] = given, None
        cells[f"{last:%Y-%m}", "Hours per special"] = given, number
    return cells


LIMBS = {
    "connect": "Connect with People",
    "act": "Act with Precision",
    "nurture": "Nurture and Support",
    "collaborate": "Collaboration in Partnership",
    "improve": "Improve through Innovation",
}
STATUSES = {
    "mobilising": "Mobilising",
    "in delivery": "In delivery",
    "delivered": "Delivered",
    "closing": "Closing",
    "closed": "Closed",
}
# Where a project stood at the end of the day: where its first later change began, else where it stands.
STATUS_THEN = """
    coalesce((SELECT old FROM change_projectchange c WHERE c.record_id = p.id
                 AND at >= (%(day)s + 1)::timestamp AT TIME ZONE 'Europe/London' ORDER BY at, id LIMIT 1), p.status)
"""


def portfolio(day: date) -> Cells:
    found = ask(
        f"""SELECT limb, {STATUS_THEN}, count(*) FROM change_project p
            WHERE started_on IS NULL OR started_on <= %(day)s GROUP BY 1, 2""",
        day=day,
    )
    counted = {(limb, status): number for limb, status, number in found}
    cells: Cells = {}
    for label, limbs in [*((label, [limb]) for limb, label in LIMBS.items()), ("Total", list(LIMBS))]:
        numbers = {name: sum(counted.get((limb, status), 0) for limb in limbs) for status, name in STATUSES.items()}
        for name, number in numbers.items():
            cells[label, name] = number, None
        cells[label, "All projects"] = sum(numbers.values()), None
    return cells


KINDS = {
    "capital": "Capital",
    "one-off cost": "One-off costs",
    "cashable benefit": "Cashable benefits",
    "recurring cost": "Recurring costs",
    "non-cashable benefit": "Non-cashable benefits",
}
LATEST = """
    SELECT id FROM change_benefitsreview WHERE status = 'frozen' AND as_at <= %(day)s
    ORDER BY as_at DESC, id DESC LIMIT 1
"""


def costs_and_benefits(day: date) -> Cells:
    found = ask(
        f"""SELECT coalesce(own.name, of_project.name, 'Standalone'), kind,
                   sum(coalesce(actual, forecast, planned) * CASE WHEN kind LIKE '%%benefit' THEN -1 ELSE 1 END)
            FROM change_financialline l JOIN change_benefitsreview r ON r.id = l.review_id
            LEFT JOIN change_programme own ON own.id = l.programme_id LEFT JOIN change_project p ON p.id = l.project_id
            LEFT JOIN change_programme of_project ON of_project.id = p.programme_id
            WHERE r.id = ({LATEST}) AND financial_year BETWEEN first_year AND last_year GROUP BY 1, 2""",
        day=day,
    )
    sums = {(home, kind): amount for home, kind, amount in found}
    homes = sorted({home for home, _ in sums})
    cells: Cells = {}
    for label, members in [*((home, [home]) for home in homes), ("Grand Total", homes)]:
        numbers = [total(sums.get((home, kind)) for home in members) for kind in KINDS]
        for column, number in zip(KINDS.values(), numbers, strict=True):
            cells[label, column] = number, None
        cells[label, "Grand total"] = total(numbers), None
    return cells


def fte_efficiencies(day: date) -> Cells:
    found = ask(
        f"""SELECT CASE WHEN kind = 'adjustment' THEN 'adjustment'
                        WHEN {STATUS_THEN} IN ('delivered', 'closing', 'closed') THEN 'delivered'
                        ELSE 'in delivery' END,
                   g.name, p.name, label, portfolio, sum(fte)
            FROM change_fteline l LEFT JOIN change_project p ON p.id = l.project_id
            LEFT JOIN change_programme g ON g.id = p.programme_id
            WHERE review_id = ({LATEST}) GROUP BY 1, 2, 3, 4, 5""",
        day=day,
    )
    found.sort(key=lambda row: (row[0], row[1] is None, row[1] or "", row[2] or "", row[3]))
    portfolios = sorted({row[4] for row in found})
    rows: dict[str, dict[str, Any]] = {}
    totals: dict[str, dict[str, Any]] = {
        name: dict.fromkeys([*portfolios, "Grand Total"], 0)
        for name in ("Total delivered", "Total in delivery", "Grand Total", "Revised Total")
    }
    for stage, programme, project, label, portfolio, fte in found:
        row = label or (f"{programme} - {project}" if programme else project)
        belongs = [rows.setdefault(row, {}), totals["Revised Total"]]
        if stage != "adjustment":
            belongs += [totals["Grand Total"], totals[f"Total {stage}"]]
        for sums in belongs:
            sums[portfolio] = sums.get(portfolio, 0) + fte
            sums["Grand Total"] = sums.get("Grand Total", 0) + fte
    return {
        (row, column): (sums.get(column), None)
        for row, sums in (rows | totals).items()
        for column in [*portfolios, "Grand Total"]
    }


BY_HAND: dict[str, Callable[[date], Cells]] = {
    "people.representation_by_staff_type": representation_by_staff_type,
    "people.representation_by_rank": representation_by_rank,
    "people.retention_by_entry_route": retention_by_entry_route,
    "people.promotion_success": promotion_success,
    "people.specials_hours": specials_hours,
    "people.specials_recruitment": recruitment.specials_recruitment,
    "people.uplift_recruits": recruitment.uplift_recruits,
    "people.female_recruits": recruitment.female_recruits,
    "people.performance_year": performance.performance_year,
    "people.rating_distribution": performance.rating_distribution,
    "welfare.leaving_themes": welfare.leaving_themes,
    "welfare.attendance": welfare.attendance,
    "welfare.absence_reasons": welfare.absence_reasons,
    "welfare.oh_referrals": oh.oh_referrals,
    "welfare.oh_waits": oh.oh_waits,
    "welfare.oh_reasons": oh.oh_reasons,
    "welfare.passports": welfare.passports,
    "welfare.assault_series": welfare.assault_series,
    "welfare.assaults": welfare.assaults,
    "welfare.assault_outcomes": welfare.assault_outcomes,
    "welfare.pulse_survey": welfare.pulse_survey,
    "welfare.trauma_training": welfare.trauma_training,
    "change.portfolio": portfolio,
    "change.costs_and_benefits": costs_and_benefits,
    "change.fte_efficiencies": fte_efficiencies,
    "change.benefits_by_department": benefits.benefits_by_department,
    "change.benefit_realisation": benefits.benefit_realisation,
    "change.sms_survey": change.sms_survey,
    "change.budgeting": change.budgeting,
}
