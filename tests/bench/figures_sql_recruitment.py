"""The figures of recruitment as somebody would write them by hand."""

from datetime import date
from typing import Any

from tests.bench.asking import Cells, ask

MINORITY = ["M1", "M2", "M3", "M9", "A1", "A2", "A3", "A4", "A9", "B1", "B2", "B9", "O2", "O9"]
FIRST_POST = """
    FROM people_post p LEFT JOIN people_equalitymonitoring e ON e.person_id = p.person_id
    WHERE p.staff_type = %(type)s AND p.started BETWEEN %(first)s AND %(day)s AND NOT EXISTS (
        SELECT FROM people_post q
        WHERE q.person_id = p.person_id AND q.staff_type = %(type)s AND q.started < p.started)
"""


def _targets(aim: str, day: date) -> list[Any]:
    return ask(
        """SELECT starts_on FROM people_representationtarget WHERE aim = %(aim)s AND starts_on <= %(day)s
           AND (ends_on IS NULL OR ends_on >= %(day)s) ORDER BY starts_on, id LIMIT 1""",
        aim=aim,
        day=day,
    )


def female_recruits(day: date) -> Cells:
    cells: Cells = {}
    for (first,) in _targets("female", day):
        ((new, women),) = ask(
            f"SELECT count(*), count(*) FILTER (WHERE gender = 'female') {FIRST_POST}",
            type="officer",
            first=first,
            day=day,
        )
        row = "Since the target began"
        cells[row, "New officers"] = new, None
        cells[row, "Female"] = women, None
        cells[row, "Share"] = women, new
        cells[row, "Target"] = None, None
    return cells


def uplift_recruits(day: date) -> Cells:
    cells: Cells = {}
    for (first,) in _targets("minority", day):
        ((new, minority),) = ask(
            f"SELECT count(*), count(*) FILTER (WHERE ethnicity = ANY(%(minority)s)) {FIRST_POST}",
            type="officer",
            first=first,
            day=day,
            minority=MINORITY,
        )
        row = "Since the Uplift start"
        cells[row, "New officers"] = new, None
        cells[row, "Under-represented"] = minority, None
        cells[row, "Share"] = minority, new
        cells[row, "Target"] = None, None
    return cells


def specials_recruitment(day: date) -> Cells:
    """The day is none of a leap year's last of February."""
    ((joined, women, minority),) = ask(
        f"""SELECT count(*), count(*) FILTER (WHERE gender = 'female'),
                   count(*) FILTER (WHERE ethnicity = ANY(%(minority)s)) {FIRST_POST} AND p.started > %(first)s""",
        type="special",
        first=day.replace(year=day.year - 1),
        day=day,
        minority=MINORITY,
    )
    ((now,),) = ask(
        "SELECT count(*) FROM people_post WHERE staff_type = 'special' AND started <= %(day)s"
        " AND (ended IS NULL OR ended >= %(day)s)",
        day=day,
    )
    row = "Last 12 months"
    return {
        (row, "Joined"): (joined, None),
        (row, "Female"): (women, joined),
        (row, "Ethnic minority"): (minority, joined),
        (row, "Specials now"): (now, None),
    }
