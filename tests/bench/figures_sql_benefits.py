"""The figures of benefits as somebody would write them by hand."""

from datetime import date

from tests.bench.asking import Cells, ask, total


def benefits_by_department(day: date) -> Cells:
    found = ask(
        """SELECT coalesce(d.name, 'Not recorded'), count(*) FROM change_benefit b
           LEFT JOIN people_department d ON d.id = b.department_id
           WHERE (identified_on IS NULL OR identified_on <= %(day)s) AND NOT disbenefit GROUP BY 1 ORDER BY 1""",
        day=day,
    )
    whole = sum(count for _, count in found)
    cells: Cells = {}
    for label, count in [*found, ("Total", whole)]:
        cells[label, "Share of benefits"], cells[label, "Benefits"] = (count, whole), (count, None)
    return cells


def benefit_realisation(day: date) -> Cells:
    found = ask(
        """SELECT coalesce(of_project.name, own.name, 'Standalone'),
                  sum(sign * (target - coalesce(baseline, 0))) FILTER (WHERE promised),
                  sum(sign * (last.value - coalesce(baseline, 0))) FILTER (WHERE promised),
                  count(*) FILTER (WHERE last.value IS NULL)
           FROM (SELECT *, CASE WHEN disbenefit THEN -1 ELSE 1 END AS sign,
                 kind <> 'non-financial' AND target IS NOT NULL AS promised FROM change_benefit) b
           LEFT JOIN change_project p ON p.id = b.project_id
           LEFT JOIN change_programme of_project ON of_project.id = p.programme_id
           LEFT JOIN change_programme own ON own.id = b.programme_id
           LEFT JOIN LATERAL (SELECT value FROM change_measurement m WHERE m.benefit_id = b.id
                              AND measured_on <= %(day)s ORDER BY measured_on DESC LIMIT 1) last ON true
           WHERE identified_on IS NULL OR identified_on <= %(day)s GROUP BY 1 ORDER BY 1""",
        day=day,
    )
    everything = ("Grand Total", *(total(row[place] for row in found) or 0 for place in (1, 2, 3)))
    cells: Cells = {}
    for label, target, realised, unmeasured in [*found, everything]:
        cells[label, "Target"], cells[label, "Realised to date"] = (target, None), (realised, None)
        cells[label, "Share realised"], cells[label, "Unmeasured"] = (realised, target), (unmeasured, None)
    return cells
