"""The board figures of occupational health as somebody would write them by hand; see figures_sql.py."""

from datetime import date, timedelta

from tests.bench.asking import Cells, ask

WORKERS = {"officer": "Police officers", "pcso": "PCSOs", "staff": "Staff"}
WORKERS |= {"special": "Specials", "": "No post that day"}


def _quarters(day: date) -> dict[date, str]:
    """The last four, as they are labelled. The day is the first of a month."""
    found: dict[date, str] = {}
    last = day - timedelta(days=1)
    while len(found) < 4:
        if last.month % 3 == 0:
            first = date(last.year, last.month - 2, 1)
            found[first] = f"{first} to {last}"
            last = first
        last = last.replace(day=1) - timedelta(days=1)
    return dict(sorted(found.items()))


def oh_referrals(day: date) -> Cells:
    quarters = _quarters(day)
    found = ask(
        """SELECT date_trunc('quarter', referred_on)::date, coalesce(p.staff_type, ''), count(*)
           FROM welfare_ohreferral r LEFT JOIN LATERAL (
               SELECT staff_type FROM people_post p
               WHERE p.person_id = r.person_id AND started <= referred_on AND (ended IS NULL OR ended >= referred_on)
               ORDER BY staff_type = 'special', staff_type LIMIT 1) p ON true
           WHERE referred_on >= %(first)s AND referred_on < %(first)s::date + interval '1 year' GROUP BY 1, 2""",
        first=min(quarters),
    )
    cells: Cells = {}
    for first, label in quarters.items():
        numbers = {worker: number for quarter, worker, number in found if quarter == first}
        cells[f"{label}, Overall workforce", "Referrals"] = sum(numbers.values()), None
        for worker, words in WORKERS.items():
            cells[f"{label}, {words}", "Referrals"] = numbers.get(worker, 0), None
    return cells


def oh_waits(day: date) -> Cells:
    quarters = _quarters(day)
    found = ask(
        """SELECT date_trunc('quarter', referred_on)::date, count(a."on"), sum(a."on" - referred_on)
           FROM welfare_ohreferral r LEFT JOIN LATERAL (
               SELECT "on" FROM welfare_ohappointment a
               WHERE a.referral_id = r.id AND "on" <= %(day)s AND outcome <> 'called off'
               ORDER BY outcome <> 'kept', "on" LIMIT 1) a ON true
           WHERE referred_on >= %(first)s AND referred_on < %(first)s::date + interval '1 year' GROUP BY 1""",
        first=min(quarters),
        day=day,
    )
    numbers = {quarter: (seen, days) for quarter, seen, days in found}
    cells: Cells = {}
    for first, label in quarters.items():
        seen, days = numbers.get(first, (0, None))
        cells[label, "Referrals with an appointment"] = seen, None
        cells[label, "Days waited"] = days, None
        cells[label, "Days"] = days, seen
    return cells


def oh_reasons(day: date) -> Cells:
    quarters = _quarters(day)
    found = ask(
        """SELECT date_trunc('quarter', referred_on)::date, count(*) FILTER (WHERE reason = 'mental health'),
                  count(*) FILTER (WHERE reason = 'physical health'), count(*)
           FROM welfare_ohreferral r LEFT JOIN welfare_ohreason w ON w.referral_id = r.id
           WHERE referred_on >= %(first)s AND referred_on < %(first)s::date + interval '1 year' GROUP BY 1""",
        first=min(quarters),
    )
    numbers = {quarter: counts for quarter, *counts in found}
    columns = ("Mental health", "Physical health", "Referrals")
    return {
        (label, column): (number, None)
        for first, label in quarters.items()
        for column, number in zip(columns, numbers.get(first, (0, 0, 0)), strict=True)
    }
