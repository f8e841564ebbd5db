"""The figures of performance as somebody would write them by hand."""

from datetime import date, timedelta

from tests.bench.asking import Cells, ask
from wmp.lib.days import midnight


def performance_year(day: date) -> Cells:
    years = ask(
        "SELECT id, name FROM people_performanceyear WHERE closed_on <= %(day)s ORDER BY starts_on DESC LIMIT 1",
        day=day,
    )
    if not years:
        rows = ("Individual objectives set", "Year-end conversations completed")
        return {(row, "No year closed yet"): (0, 0) for row in rows}
    year, name = years[0]
    ((objectives, year_end, eligible),) = ask(
        """SELECT count(*) FILTER (WHERE objectives_set_on <= %(day)s), count(*) FILTER (WHERE year_end_on <= %(day)s),
                  count(*)
           FROM people_appraisal WHERE year_id = %(year)s AND excused = ''""",
        day=day,
        year=year,
    )
    return {
        ("Individual objectives set", name): (objectives, eligible),
        ("Year-end conversations completed", name): (year_end, eligible),
    }


def rating_distribution(day: date) -> Cells:
    found = ask(
        """SELECT w.name, h.name, count(*) FROM people_rating r JOIN people_appraisal a ON a.id = r.appraisal_id
           JOIN people_scalevalue w ON w.id = final_what_id JOIN people_scalevalue h ON h.id = final_how_id
           JOIN people_performanceyear z ON z.id = a.year_id
           WHERE (r.shared_at < %(end)s OR r.status = 'final' AND r.final_on <= %(day)s AND z.closed_on <= %(day)s)
               AND a.year_id = (
               SELECT y.id FROM people_performanceyear y WHERE EXISTS (
                   SELECT FROM people_rating s JOIN people_appraisal b ON b.id = s.appraisal_id
                   WHERE b.year_id = y.id AND (s.shared_at < %(end)s
                       OR s.status = 'final' AND s.final_on <= %(day)s AND y.closed_on <= %(day)s))
               ORDER BY starts_on DESC LIMIT 1)
           GROUP BY 1, 2""",
        day=day,
        end=midnight(day + timedelta(days=1)),
    )
    counted = {(what, how): number for what, how, number in found}
    whats, hows = (sorted({key[place] for key in counted}) for place in (0, 1))
    cells: Cells = {}
    for what in whats:
        for how in hows:
            cells[what, how] = counted.get((what, how), 0), None
        cells[what, "All"] = sum(counted.get((what, how), 0) for how in hows), None
    for how in hows:
        cells["All ratings", how] = sum(counted.get((what, how), 0) for what in whats), None
    cells["All ratings", "All"] = sum(counted.values()), None
    return cells
