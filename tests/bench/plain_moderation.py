"""The yardstick for the pages of a panel: the same numbers by SQL written by hand, in plain tables, with the charts.

No page frame and no links, as in plainref.py; who may read the panel is asked, and each number of the page is in it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import sqrt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.template.loader import render_to_string

from people.models import Department
from tests.bench.asking import ask
from tests.bench.plainref import HEAD, names
from wmp.lib.bars import pairs

ROWS = 50
LEAST, FAR = 8, 2
PANEL = """
    SELECT p.name, y.id, y.name, p.held_on, array_agg(trim(u.first_name || ' ' || u.last_name))
    FROM people_moderationpanel p JOIN people_performanceyear y ON y.id = p.year_id
    JOIN people_panelmember m ON m.panel_id = p.id JOIN people_user u ON u.id = m.user_id
    WHERE p.id = %(panel)s GROUP BY 1, 2, 3, 4 HAVING bool_or(u.id = %(reader)s)
"""
NOT_OWN = "a.person_id NOT IN (SELECT id FROM people_person WHERE account_id = %(reader)s)"
SPREAD = """
    SELECT {group}, r.{aspect}_id, coalesce(r.final_{aspect}_id, r.moderated_{aspect}_id, r.{aspect}_id),
           count(*), count(*) FILTER (WHERE r.status IN ('moderated', 'final', 'shared'))
    FROM people_rating r JOIN people_appraisal a ON a.id = r.appraisal_id {join}
    WHERE a.year_id = %(year)s AND r.status <> 'draft' AND {not_own} GROUP BY 1, 2, 3
"""
NUMBERS = "SELECT id, number FROM people_scalevalue WHERE year_id = %(year)s"
GROUPS = {
    "department": ("a.department_id", ""),
    "gender": (
        "coalesce(e.gender, 'not stated')",
        "LEFT JOIN people_equalitymonitoring e ON e.person_id = a.person_id",
    ),
}
RATERS = f"""
    SELECT trim(u.first_name || ' ' || u.last_name), count(*), sum(w.number), sum(h.number)
    FROM people_rating r JOIN people_appraisal a ON a.id = r.appraisal_id JOIN people_user u ON u.id = r.rater_id
    JOIN people_scalevalue w ON w.id = r.what_id JOIN people_scalevalue h ON h.id = r.how_id
    WHERE a.year_id = %(year)s AND r.status <> 'draft' AND {NOT_OWN} GROUP BY r.rater_id, 1 HAVING count(*) >= {LEAST}
"""
TODAY = "t.started <= current_date AND (t.ended IS NULL OR t.ended >= current_date)"
# Nobody's own, nobody's whom the reader rated, reports to or manages: here there are none, and the page asks still.
CASES = f"""
    FROM people_rating r JOIN people_appraisal a ON a.id = r.appraisal_id JOIN people_person p ON p.id = a.person_id
    JOIN people_department d ON d.id = a.department_id LEFT JOIN people_rank k ON k.id = a.rank_id
    LEFT JOIN people_user u ON u.id = r.rater_id
    LEFT JOIN people_scalevalue w ON w.id = r.what_id LEFT JOIN people_scalevalue h ON h.id = r.how_id
    LEFT JOIN people_scalevalue mw ON mw.id = r.moderated_what_id
    LEFT JOIN people_scalevalue mh ON mh.id = r.moderated_how_id
    WHERE a.year_id = %(year)s AND r.status IN ('provisional', 'moderated') AND r.rater_id <> %(reader)s AND {NOT_OWN}
      AND a.person_id NOT IN (
          SELECT t.person_id FROM people_post t JOIN people_person l ON l.id = t.line_manager_id
          WHERE l.account_id = %(reader)s AND {TODAY}
          UNION ALL SELECT t.line_manager_id FROM people_post t JOIN people_person o ON o.id = t.person_id
          WHERE o.account_id = %(reader)s AND {TODAY}
            AND t.line_manager_id IS NOT NULL)
      AND NOT EXISTS (SELECT FROM people_ratingevent e WHERE e.pgh_obj_id = r.id AND e.rater_id = %(reader)s)
      AND EXISTS (
          SELECT FROM people_moderationpanel n
          JOIN people_moderationpanel_departments nd ON nd.moderationpanel_id = n.id
          JOIN people_panelmember nm ON nm.panel_id = n.id
          WHERE n.id = %(panel)s AND n.status = 'open' AND n.year_id = a.year_id
            AND nd.department_id = a.department_id AND nm.user_id = %(reader)s)
"""
SHOWN = """
    SELECT r.id, p.name, k.name, d.name, trim(u.first_name || ' ' || u.last_name), w.name, h.name, mw.name, mh.name,
           r.status
"""
NEXT = f"SELECT r.id {CASES} AND r.status = 'provisional' ORDER BY d.name, p.name, r.id LIMIT 1"
TABLE = Engine().from_string(
    HEAD + "<caption>{{ caption }}</caption>{% for row in rows %}<tr>{% for cell in row %}"
    "<td class='govuk-table__cell govuk-table__cell--numeric'>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>"
    "{% for chart in charts %}{{ chart }}{% endfor %}</body></html>"
)
Spreads = dict[Any, dict[str, dict[int, int]]]


def panel(request: HttpRequest, pk: int) -> HttpResponse:
    """Both aspects whole and by group, and who stands far; or the list of cases, or the next one, where it is asked."""
    name, year, year_name, held_on, members = ask(PANEL, panel=pk, reader=request.user.pk)[0]
    asked = {"panel": pk, "year": year, "reader": request.user.pk}
    if "next" in request.GET:
        return HttpResponse(str(ask(NEXT, **asked)))
    numbers = dict(ask(NUMBERS, **asked))
    force = {aspect: _spread("department", aspect, numbers, asked) for aspect in ("what", "how")}
    far = list(_far(force, asked))
    if "cases" in request.GET:
        count = ask(f"SELECT count(*) {CASES}", **asked)[0][0]
        return _page(
            f"{count} of {name}, {len(far)}",
            ask(f"{SHOWN} {CASES} ORDER BY d.name, p.name, r.id LIMIT {ROWS}", **asked),
        )
    by = "gender" if "by" in request.GET else "department"
    groups = force if by == "department" else {aspect: _spread(by, aspect, numbers, asked) for aspect in force}
    departments = names(Department)
    rows: list[Any] = [[name, year_name, held_on, *members], *(_cells("All", _whole(of)) for of in force.values())]
    rows += [_cells(departments.get(key, key), counts) for of in groups.values() for key, counts in of.items()]
    return _page(name, [*rows, *far], [_chart(aspect, of) for aspect, of in force.items()])


def _page(caption: str, rows: Iterable[Any], charts: Iterable[str] = ()) -> HttpResponse:
    return HttpResponse(TABLE.render(Context({"caption": caption, "rows": rows, "charts": charts})))


def _chart(aspect: str, of: Spreads) -> str:
    """As the page draws it: a drawing is no part of what the two are compared in."""
    counts = [tuple(stage[n] for stage in _whole(of).values()) for n in range(1, 6)]
    chart = pairs(aspect, [f"Value {n}" for n in range(1, 6)], [(before, after) for before, after in counts])
    return render_to_string("components/bar-chart.html", {"chart": chart, "id": aspect})


def _spread(by: str, aspect: str, numbers: dict[int, int], asked: dict[str, Any]) -> Spreads:
    group, join = GROUPS[by]
    counts: Spreads = defaultdict(lambda: {"before": defaultdict(int), "after": defaultdict(int)})
    for key, before, after, count, _ in ask(
        SPREAD.format(group=group, join=join, aspect=aspect, not_own=NOT_OWN), **asked
    ):
        counts[key]["before"][numbers[before]] += count
        counts[key]["after"][numbers[after]] += count
    return counts


def _whole(of: Spreads) -> dict[str, dict[int, int]]:
    return {
        stage: {n: sum(each[stage][n] for each in of.values()) for n in range(1, 6)} for stage in ("before", "after")
    }


def _mean(counts: dict[int, int]) -> float:
    return sum(number * count for number, count in counts.items()) / sum(counts.values())


def _cells(name: Any, of: dict[str, dict[int, int]]) -> list[Any]:
    before, after = of["before"], of["after"]
    pairs = [f"{before[n]:,}" if before[n] == after[n] else f"{before[n]:,} → {after[n]:,}" for n in range(1, 6)]
    return [name, f"{sum(before.values()):,}", *pairs, f"{_mean(before):.2f}", f"{_mean(after):.2f}"]


def _far(force: dict[str, Spreads], asked: dict[str, Any]) -> Iterator[list[Any]]:
    """Raters and departments far from the force, with how far."""
    whole = {aspect: _whole(of)["before"] for aspect, of in force.items()}
    means = {aspect: _mean(counts) for aspect, counts in whole.items()}
    deviations = {
        aspect: sqrt(sum(count * (n - means[aspect]) ** 2 for n, count in counts.items()) / sum(counts.values()))
        for aspect, counts in whole.items()
    }
    found = [
        (name, aspect, count, given[place])
        for name, count, *given in ask(RATERS, **asked)
        for place, aspect in enumerate(whole)
    ]
    found += [
        (name, aspect, sum(of["before"].values()), sum(n * count for n, count in of["before"].items()))
        for aspect, spreads in force.items()
        for name, of in spreads.items()
    ]
    for name, aspect, count, total in found:
        errors = (total / count - means[aspect]) * sqrt(count) / deviations[aspect]
        if abs(errors) > FAR:
            yield [name, aspect, count, f"{total / count:.2f}", f"{means[aspect]:.2f}", f"{errors:+.1f}"]
