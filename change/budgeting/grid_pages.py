"""The page on which the savings of a phase are entered, all departments in one table."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from change.budgeting import grid
from change.budgeting.models import AMOUNTS, BudgetingPhase
from change.budgeting.registers import PHASES
from people.requests import Request
from wmp.lib import amount_cells
from wmp.lib.registers import asked


def amounts_page(request: Request, pk: int) -> HttpResponse:
    """The table, each change as it is typed, and all of it in one form."""
    asked.only(request.GET)
    phase = get_object_or_404(PHASES.visible_to(request.user), pk=pk)
    if not PHASES.may_edit(request.user):
        raise PermissionDenied
    rows = grid.departments()
    page = partial(_page, request, phase, rows)
    if request.method != "POST":
        return page()
    typed = amount_cells.typed_in(request.POST, AMOUNTS, partial(grid.place_of, rows=rows))
    return amount_cells.answer(request, len(typed), partial(grid.save, phase, typed, by=request.user), page)


def _page(
    request: HttpRequest,
    phase: BudgetingPhase,
    rows: grid.Departments,
    *,
    outcome: amount_cells.Outcome | None = None,
    trouble: str = "",
) -> HttpResponse:
    """With what was typed and why it was not saved."""
    lines = grid.lines_of(phase, request.user)
    back = reverse("change:budgeting-phases-detail", args=[phase.pk])
    context = {
        "title": "Savings by department",
        "caption": phase,
        "headings": grid.HEADINGS.values(),
        "rows": grid.rows_of(rows, lines, request.POST, outcome),
        "totals": grid.totals_of(lines),
        "problems": outcome.problems if outcome else 0,
        "trouble": trouble,
        "address": request.path,
        "back": back,
        "breadcrumbs": [{"text": PHASES.title, "url": PHASES.url}, {"text": str(phase), "url": back}],
    }
    return render(request, "change/phase_amounts.html", context, status=409 if outcome or trouble else 200)
