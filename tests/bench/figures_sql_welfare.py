"""The board figures of welfare as somebody would write them by hand; see figures_sql.py."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from tests.bench.asking import STAFF_TYPES, Cells, ask, summed, total

THEMES = {
    "role: shifts": "Role not as expected: shifts",
    "role: trauma": "Role not as expected: trauma",
    "role: opportunities": "Role not as expected: other opportunities",
    "health": "Health or welfare",
    "misconduct": "Misconduct",
    "performance": "Performance and Regulation 13",
    "transfer": "Transfer to another force",
}


def leaving_themes(day: date) -> Cells:
    rows = {"Role not as expected": "themes && ARRAY['role: shifts', 'role: trauma', 'role: opportunities']::varchar[]"}
    rows |= {label: f"themes && ARRAY['{value}']::varchar[]" for value, label in THEMES.items()}
    rows |= {"All cases closed": "true"}
    columns = [("Left", "left"), ("Retained", "retained")]
    counts = [f"count(*) FILTER (WHERE outcome = '{value}' AND {row})" for row in rows.values() for _, value in columns]
    (found,) = ask(
        f"""SELECT {", ".join(counts)} FROM welfare_closure
            WHERE closed_on > %(day)s::date - interval '1 year' AND closed_on <= %(day)s
              AND (reopened_on IS NULL OR reopened_on > %(day)s)""",
        day=day,
    )
    return {cell: (n, None) for cell, n in zip(((r, c) for r in rows for c, _ in columns), found, strict=True)}


def _last_twelve(day: date) -> list[date]:
    """The day is the first of a month."""
    months = [(day - timedelta(days=1)).replace(day=1)]
    while len(months) < 12:
        months.insert(0, (months[0] - timedelta(days=1)).replace(day=1))
    return months


def attendance(day: date) -> Cells:
    months = _last_twelve(day)
    found = ask(
        """SELECT staff_type, month, sum(days_available - days_lost), sum(days_available) FROM welfare_attendance
           WHERE month BETWEEN %(first)s AND %(last)s GROUP BY 1, 2""",
        first=months[0],
        last=months[-1],
    )
    sums = {(staff_type, month): numbers for staff_type, month, *numbers in found}
    types = sorted({staff_type for staff_type, _ in sums})
    cells: Cells = {}
    for label, members in [*((STAFF_TYPES[each], [each]) for each in types), ("All", types)]:
        for month in months:
            there = [sums[each, month] for each in members if (each, month) in sums]
            n, d = summed(there) if there else (None, None)
            cells[label, f"{month:%Y-%m}"] = n, d
    return cells


def absence_reasons(day: date) -> Cells:
    months = _last_twelve(day)
    found = ask(
        """SELECT reason, month, sum(days_lost) FROM welfare_absencereason
           WHERE month BETWEEN %(first)s AND %(last)s GROUP BY 1, 2""",
        first=months[0],
        last=months[-1],
    )
    sums = {(reason, month): lost for reason, month, lost in found}
    whole = {month: sum(lost for (_, each), lost in sums.items() if each == month) for month in months}
    return {
        (reason, f"{month:%Y-%m}"): (sums.get((reason, month), 0), whole[month])
        for reason in sorted({reason for reason, _ in sums})
        for month in months
    }


def _eight_on_one_side(counts: Sequence[int]) -> list[int]:
    """Where the series steps: eight running on one side of the mean of all since the last step."""
    starts = [0]
    for end in range(8, len(counts) + 1):
        since = counts[starts[-1] : end]
        last = [each * len(since) - sum(since) for each in since[-8:]]
        if len(since) > 8 and (min(last) > 0 or max(last) < 0):
            starts.append(end - 8)
    return starts


WITH_INJURY = ["S18", "S20", "S47"]
OFFENCES = {"With injury": WITH_INJURY, "Without injury": ["No injury"]}


def _assaults_by_month(day: date) -> dict[date, dict[str, int]]:
    """Counts by offence of each month from the first on record to the last, the day being the first of a month."""
    found = ask(
        """SELECT date_trunc('month', occurred_on)::date, offence, count(*) FROM welfare_assault
           WHERE occurred_on < %(day)s GROUP BY 1, 2""",
        day=day,
    )
    months: dict[date, dict[str, int]] = {}
    month, last = (min(row[0] for row in found), max(row[0] for row in found)) if found else (day, date.min)
    while month <= last:
        months[month] = {}
        month = (month + timedelta(days=31)).replace(day=1)
    for month, offence, number in found:
        months[month][offence] = number
    return months


def assault_series(day: date) -> Cells:
    months = _assaults_by_month(day)
    cells: Cells = {}
    for name, offences in OFFENCES.items():
        counts = [sum(of_month.get(each, 0) for each in offences) for of_month in months.values()]
        starts = _eight_on_one_side(counts)
        for i, month in enumerate(months):
            start = max(each for each in starts if each <= i)
            end = min((each for each in starts if each > i), default=len(counts))
            cells[f"{month:%Y-%m}", name] = counts[i], None
            cells[f"{month:%Y-%m}", f"{name}, mean"] = sum(counts[start:end]), end - start
            for more in ("step change", "lower limit", "upper limit"):
                cells[f"{month:%Y-%m}", f"{name}, {more}"] = None, None
    return cells


def assaults(day: date) -> Cells:
    months = _assaults_by_month(day)
    counted: dict[str, tuple[int, int]] = {}
    for offences in OFFENCES.values():
        counts = [sum(of_month.get(each, 0) for each in offences) for of_month in months.values()]
        since = list(months.values())[_eight_on_one_side(counts)[-1] :]
        for offence in offences:
            counted[offence] = sum(of_month.get(offence, 0) for of_month in since), len(since)
    rates = {offence: Decimal(n) / d if d else None for offence, (n, d) in counted.items()}
    cells: Cells = {}
    for offence, (n, d) in counted.items():
        cells[offence, "Assaults"] = n, None
        cells[offence, "Per month"] = n, d
        injured = n, sum(counted[each][0] for each in WITH_INJURY)
        cells[offence, "Share of assaults with injury"] = injured if offence in WITH_INJURY else (None, None)
        cells[offence, "Share of all assaults"] = rates[offence], total(rates.values())
    return cells


POSITIVE = {
    "Charge or Summons": ["charge or summons", "charge", "charged", "summons", "summonsed"],
    "Caution - Adult": ["caution - adult", "conditional caution - adult", "caution - adult (inc conditional caution)"],
    "Community Resolution": ["community resolution"],
    "Other Outcomes": [
        "caution - youth",
        "conditional caution - youth",
        "penalty notice for disorder",
        "taken into consideration",
        "other positive outcome",
        "other outcomes",
    ],
}


def assault_outcomes(day: date) -> Cells:
    found = ask(
        """SELECT offence = 'No injury', lower(outcome), count(*) FROM welfare_assault
           WHERE occurred_on >= %(first)s AND occurred_on < %(day)s GROUP BY 1, 2""",
        first=_last_twelve(day)[0],
        day=day,
    )
    every = [each for outcomes in POSITIVE.values() for each in outcomes]
    cells: Cells = {}
    for label, outcomes in [*POSITIVE.items(), ("All positive outcomes", every)]:
        n = [sum(number for no_injury, said, number in found if said in outcomes and no_injury == k) for k in (0, 1)]
        d = [sum(number for no_injury, _, number in found if no_injury == k) for k in (0, 1)]
        cells[label, "Assaults"] = sum(n), None
        cells[label, "Share of positive outcomes"] = sum(n), sum(row[2] for row in found if row[1] in every)
        cells[label, "Share of assaults with injury"] = n[0], d[0]
        cells[label, "Share of assaults without injury"] = n[1], d[1]
    return cells


def pulse_survey(day: date) -> Cells:
    found = ask(
        """SELECT statement, min(id), sum(agree + strongly_agree), sum(disagree + strongly_disagree),
                  sum(strongly_agree + agree + neither + disagree + strongly_disagree)
           FROM welfare_pulseanswer
           WHERE survey = (SELECT survey FROM welfare_pulseanswer WHERE held_in <= %(day)s
                           ORDER BY held_in DESC, survey DESC LIMIT 1)
           GROUP BY 1 ORDER BY 2""",
        day=day,
    )
    cells: Cells = {}
    for statement, _, agreed, disagreed, answered in found:
        cells[statement, "Agree or strongly agree"] = agreed, answered
        cells[statement, "Disagree or strongly disagree"] = disagreed, answered
    return cells


def trauma_training(day: date) -> Cells:
    found = ask(
        r"""SELECT "group", min(id), sum(completed) FROM welfare_trainingcount
            WHERE course ~* '\mtrauma[- ](informed|awareness)\M' AND month <= %(day)s GROUP BY 1 ORDER BY 2""",
        day=day,
    )
    return {(group, "Trained"): (completed, None) for group, _, completed in found}


PASSPORT_STATES = {
    "draft": "Draft",
    "with manager": "With the line manager",
    "with RA officer": "With the RA officer",
    "panel": "With the panel",
    "agreed": "Agreed",
    "declined": "Declined",
    "in place": "In place",
    "review due": "Review due",
    "renewed": "Renewed",
    "withdrawn": "Withdrawn",
}
# Where a passport stood at the end of the day: where its first later change began, else where it stands.
PASSPORT_THEN = """
    coalesce((SELECT old FROM welfare_passportchange c WHERE c.record_id = p.id
                 AND at >= (%(day)s + 1)::timestamp AT TIME ZONE 'Europe/London' ORDER BY at, id LIMIT 1), p.status)
"""


def passports(day: date) -> Cells:
    counted = dict(
        ask(f"SELECT {PASSPORT_THEN}, count(*) FROM welfare_passport p WHERE started_on <= %(day)s GROUP BY 1", day=day)
    )
    found = ask(
        f"""SELECT state, count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY days) FROM (
                SELECT {PASSPORT_THEN} AS state, first_in_place_on - asked_on AS days
                FROM welfare_adjustment a JOIN welfare_passport p ON p.id = a.passport_id
                WHERE first_in_place_on > %(day)s::date - interval '1 year' AND first_in_place_on <= %(day)s
            ) came GROUP BY GROUPING SETS ((state), ())""",
        day=day,
    )
    came = {state: number for state, number, _ in found}
    cells: Cells = {}
    for state, label in [*PASSPORT_STATES.items(), (None, "All passports")]:
        cells[label, "Passports"] = counted.get(state, 0) if state else sum(counted.values()), None
        cells[label, "Median days from asked for to in place"] = None, came.get(state, 0)
    return cells
