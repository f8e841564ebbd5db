"""The board pages: a run as a paper would show it, one figure, the records behind a cell, and the runs themselves."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from people.requests import Request
from people.roles import Role
from wmp.board import drills, pages, tasks
from wmp.board.models import Result, ResultStatus, Run, may_read_board
from wmp.board.paper import FIGURES
from wmp.board.printing import FORMATS, in_words, shown
from wmp.board.registers import register_of
from wmp.board.runs import board_day, last_day
from wmp.board.workbook import as_workbook
from wmp.lib import outbox
from wmp.lib.access import ScopedQuerySet
from wmp.lib.figures import Figure
from wmp.lib.registers import Register
from wmp.lib.words import long_day
from wmp.lib.workbooks import CONTENT_TYPE

# What a figure can be taken away as, by the last step of the address.
DOWNLOADS: dict[str, tuple[str, Callable[[Figure, Result], str | bytes]]] = {
    "csv": ("text/csv; charset=utf-8", FORMATS["csv"]),
    "xlsx": (CONTENT_TYPE, as_workbook),
    "json": ("application/json", FORMATS["json"]),
    "text": ("text/plain; charset=utf-8", FORMATS["text"]),
}
# Those that the page offers, and what it calls them.
OFFERED = {"csv": "CSV", "xlsx": "Excel, with formulas", "json": "JSON"}
NOT_EXACT = "They are all the records it was counted among: nobody is listed by what they declared about themselves."


def board(request: Request, day: date | None = None) -> HttpResponse:
    """All figures of a run that the reader may see. Without a day, the latest run."""
    _require_reader(request)
    runs = pages.readable_runs(request.user)
    run = pages.latest_run(request.user) if day is None else get_object_or_404(runs, day=day)
    if run is None:
        return render(request, "board/none.html", {"may_compute": _may_compute(request)})
    context = {
        "run": run,
        "attempt": run.attempts.get(shown=True),
        "sections": pages.sections(request.user, run),
        "days": runs.values_list("day", flat=True)[:31],
    }
    return render(request, "board/board.html", context)


def figure(request: Request, day: date, key: str) -> HttpResponse:
    """One figure with all its columns, how each number is made, and its downloads."""
    declared, result = _readable(request, day, key)
    computed = result.status == ResultStatus.COMPUTED
    context = {
        "shown": pages.show(declared, result, whole=True),
        "parts": pages.parts_table(result.grid) if computed else None,
        "published": pages.published_table(request.user, declared, result) if computed else None,
        "breadcrumbs": pages.breadcrumbs(declared, result)[:1],
        "run": result.attempt.run,
        "attempt": result.attempt,
        "formats": OFFERED.items(),
    }
    return render(request, "board/figure.html", context)


def download(request: Request, day: date, key: str, format: str) -> HttpResponse:
    """One figure as a file."""
    declared, result = _readable(request, day, key)
    if format not in DOWNLOADS or result.status != ResultStatus.COMPUTED:
        raise Http404
    content_type, made = DOWNLOADS[format]
    name = f"{key}-{day.isoformat()}.{format}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made(declared, result), content_type=content_type, headers=headers)


def records(request: Request, day: date, key: str) -> HttpResponseBase:
    """The register of the records behind one cell, as far as the reader may see them."""
    cell = _Cell(request, day, key)
    listed = drills.LISTED_AS.get(cell.behind.model)
    further = drills.FURTHER.get(cell.behind.model)
    if further and further.open_to(request.user):
        address = reverse("board:further", args=[day.isoformat(), key, further.slug])
        link = {"text": further.title, "url": f"{address}?{cell.asked}"}
    else:
        link = {}
    return _list(
        request,
        cell,
        listed.of(cell.behind) if listed else cell.behind,
        listed.register if listed else register_of(cell.behind.model),
        title=cell.title,
        further=link,
    )


def further(request: Request, day: date, key: str, slug: str) -> HttpResponseBase:
    """Records of another register that belong to those behind one cell, as far as the reader may see them."""
    cell = _Cell(request, day, key)
    drill = drills.FURTHER.get(cell.behind.model)
    if drill is None or drill.slug != slug:
        raise Http404
    if not drill.open_to(request.user):
        raise PermissionDenied
    return _list(
        request,
        cell,
        drill.of(cell.behind),
        drill.register,
        title=f"{drill.title}: {cell.title}",
        said=drill.said,
        up={"text": cell.title},
    )


class _Cell:
    """The cell that a request names, and the records behind it. Raises Http404 where there is none to be read."""

    def __init__(self, request: Request, day: date, key: str) -> None:
        self.figure, self.result = _readable(request, day, key)
        if self.result.status != ResultStatus.COMPUTED:
            raise Http404
        grid = self.result.grid
        found = grid.find(request.GET.get("row", ""), request.GET.get("column", ""))
        if found is None:
            raise Http404
        row, column, cell = found
        self.behind, self.exact = self.figure.table(day).records(row, column, grid=grid)
        self.title = f"{in_words(row.label)}, {in_words(column.label)}: {shown(cell, column)}"
        self.asked = pages.asked_of(row, column)


def _list(
    request: Request,
    cell: _Cell,
    found: ScopedQuerySet[Any],
    register: Register,
    *,
    title: str,
    said: str = "",
    further: Mapping[str, str] | None = None,
    up: Mapping[str, str] | None = None,
) -> HttpResponseBase:
    """The list of the records found, with how many of them the reader sees. `up` is the list that led here.

    `said` names records of another kind than those counted. How many of them there are besides is not told: the number
    alone says that somebody has one.
    """
    seen = found.visible_to(request.user)
    if said:
        note = f"{said} that you may see: {seen.count():,}."
    else:
        note = f"You may see {seen.count():,} of the {found.unscoped().count():,} records behind this number."
    crumbs = pages.breadcrumbs(cell.figure, cell.result)
    if up:
        day = cell.result.attempt.run.day.isoformat()
        crumbs.append({**up, "url": f"{reverse('board:records', args=[day, cell.figure.key])}?{cell.asked}"})
    return register.respond(
        request,
        seen,
        title=title,
        note=note if cell.exact else f"{note} {NOT_EXACT}",
        kept=["row", "column"],
        breadcrumbs=crumbs,
        further=further,
    )


def runs(request: Request) -> HttpResponse:
    """The runs, latest day first, with the attempts made at each."""
    _require_reader(request)
    seen = Run.objects.visible_to(request.user).prefetch_related("attempts")
    context = {"table": pages.runs_table(seen[:100]), "may_compute": _may_compute(request), "day": board_day()}
    return render(request, "board/runs.html", context)


def run(request: Request, day: date) -> HttpResponse:
    """One run: its attempts, and how each figure went in the latest."""
    _require_reader(request)
    found = get_object_or_404(Run.objects.visible_to(request.user), day=day)
    latest = found.attempts.order_by("-number").first()
    results = Result.objects.visible_to(request.user).filter(attempt=latest).select_related("attempt")
    context = {
        "run": found,
        "results": pages.results_table(results, found),
        "attempts": pages.attempts_table(found),
        "may_compute": _may_compute(request),
        "breadcrumbs": [{"text": "Runs", "url": reverse("board:runs")}],
    }
    return render(request, "board/run.html", context)


@require_POST
def compute(request: Request, day: date) -> HttpResponse:
    """Asks for a day's figures afresh. Readers keep the ones they have until the new ones are all in."""
    if not _may_compute(request):
        raise PermissionDenied
    if day > last_day():
        raise Http404
    outbox.defer(tasks.compute_run, day.isoformat())
    messages.success(request, f"The figures of {long_day(day)} are being computed. This page shows when they are in.")
    return redirect("board:runs")


def _readable(request: Request, day: date, key: str) -> tuple[Figure, Result]:
    """A figure and its shown result of a day, if the reader may see it; else 404."""
    _require_reader(request)
    results = Result.objects.visible_to(request.user).filter(attempt__shown=True, attempt__run__day=day, key=key)
    result = results.select_related("attempt__run").first()
    if result is None or key not in FIGURES:
        raise Http404
    return FIGURES[key], result


def _require_reader(request: Request) -> None:
    if not may_read_board(request.user):
        raise PermissionDenied


def _may_compute(request: Request) -> bool:
    return request.user.has_role(Role.BOARD_SECRETARY)
