"""The yardstick for the pages of a panel: the same numbers by SQL written by hand, in plain tables, no charts."""

from collections import defaultdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine

from people.models import Department
from tests.bench.asking import ask
from tests.bench.plainref import HEAD, names

ROWS = 50
SPREAD = """
    SELECT {group}, r.{aspect}_id, coalesce(r.final_{aspect}_id, r.moderated_{aspect}_id, r.{aspect}_id),
           count(*), count(*) FILTER (WHERE r.status IN ('moderated', 'final', 'shared'))
    FROM people_rating r JOIN people_appraisal a ON a.id = r.appraisal_id
    LEFT JOIN people_equalitymonitoring e ON e.person_id = a.person_id
    WHERE a.year_id = %(year)s AND r.status <> 'draft' GROUP BY 1, 2, 3
"""
GROUPS = {"department": "a.department_id", "gender": "coalesce(e.gender, 'not stated')"}
RATERS = """
    SELECT r.rater_id, u.first_name, u.last_name, u.username, count(*), sum(w.number), sum(h.number)
    FROM people_rating r JOIN people_appraisal a ON a.id = r.appraisal_id JOIN people_user u ON u.id = r.rater_id
    JOIN people_scalevalue w ON w.id = r.what_id JOIN people_scalevalue h ON h.id = r.how_id
    WHERE a.year_id = %(year)s AND r.status <> 'draft' GROUP BY 1, 2, 3, 4 HAVING count(*) >= 8
"""
# Nobody's own, nobody's whom the reader rated, reports to or manages: here there are none, and the page asks still.
CASES = """
    FROM people_rating r JOIN people_appraisal a ON a.id = r.appraisal_id JOIN people_person p ON p.id = a.person_id
    JOIN people_department d ON d.id = a.department_id LEFT JOIN people_user u ON u.id = r.rater_id
    LEFT JOIN people_scalevalue w ON w.id = r.what_id LEFT JOIN people_scalevalue h ON h.id = r.how_id
    LEFT JOIN people_scalevalue mw ON mw.id = r.moderated_what_id
    LEFT JOIN people_scalevalue mh ON mh.id = r.moderated_how_id
    WHERE a.year_id = %(year)s AND r.status IN ('provisional', 'moderated') AND r.rater_id <> %(reader)s
      AND a.person_id NOT IN (SELECT id FROM people_person WHERE account_id = %(reader)s)
      AND NOT EXISTS (SELECT FROM people_ratingevent e WHERE e.pgh_obj_id = r.id AND e.rater_id = %(reader)s)
"""
SHOWN = """SELECT r.id, p.name, d.name, u.first_name, u.last_name, w.name, h.name, mw.name, mh.name, r.status"""
TABLE = Engine().from_string(
    HEAD
    + "<caption>{{ caption }}</caption>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}"
    "</tr>{% endfor %}</table></body></html>"
)


def panel(request: HttpRequest, year: int) -> HttpResponse:
    """Both aspects by department, raters with their means; by gender or as a list of cases where that is asked for."""
    by_department = [_spread(year, "department", aspect) for aspect in ("what", "how")]
    raters = ask(RATERS, year=year)
    if "cases" in request.GET:
        return _cases(request, year)
    groups = by_department if "by" not in request.GET else [_spread(year, "gender", each) for each in ("what", "how")]
    departments = names(Department)
    rows: list[Any] = [[departments.get(key, key), *cells] for of in groups for key, cells in of.items()]
    rows += [[last, count, f"{what / count:.2f}"] for _, _, last, _, count, what, _ in raters if what / count > 4]
    return HttpResponse(TABLE.render(Context({"caption": request.user, "rows": rows})))


def _spread(year: int, by: str, aspect: str) -> dict[Any, list[str]]:
    counts: dict[Any, dict[Any, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for group, before, after, count, _ in ask(SPREAD.format(group=GROUPS[by], aspect=aspect), year=year):
        counts[group][before][0] += count
        counts[group][after][1] += count
    return {key: [f"{before} → {after}" for before, after in of.values()] for key, of in counts.items()}


def _cases(request: HttpRequest, year: int) -> HttpResponse:
    asked = {"year": year, "reader": request.user.pk}
    count = ask(f"SELECT count(*) {CASES}", **asked)[0][0]
    rows = ask(f"{SHOWN} {CASES} ORDER BY d.name, p.name, r.id LIMIT {ROWS}", **asked)
    return HttpResponse(TABLE.render(Context({"caption": count, "rows": rows})))
