"""The figures of surveys and budgeting as somebody would write them by hand."""

from datetime import date

from tests.bench.asking import Cells, ask, total

AMOUNTS = ["Projected", "Identified", "Removed from base budget"]


def sms_survey(day: date) -> Cells:
    ((months, sent, returned, cost, costed),) = ask(
        """SELECT count(*), sum(sent), sum(returned), sum(cost), sum(returned) FILTER (WHERE cost IS NOT NULL)
           FROM change_surveywave WHERE month <= %(day)s""",
        day=day,
    )
    cells = [("Sent", sent, months), ("Returned", returned, months), ("Return rate", returned, sent)]
    return {("Average month", column): (n, d) for column, n, d in [*cells, ("Cost per response", cost, costed)]}


def budgeting(day: date) -> Cells:
    found = ask(
        """SELECT p.name, sum(projected), sum(identified), sum(removed)
           FROM change_budgetingline l JOIN change_budgetingphase p ON p.id = l.phase_id GROUP BY 1 ORDER BY 1"""
    )
    everything = ("Grand Total", *(total(row[place] for row in found) or 0 for place in (1, 2, 3)))
    return {
        (row[0], column): (number, None)
        for row in [*found, everything]
        for column, number in zip(AMOUNTS, row[1:], strict=True)
    }
