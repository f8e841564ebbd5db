"""The board pages: a run as a paper would show it, one figure, the records behind a cell, and the runs themselves."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from people.requests import Request
from people.roles import Role
from wmp.board import pages, tasks
from wmp.board.models import Result, ResultStatus, Run, may_read_board
from wmp.board.paper import FIGURES
from wmp.board.printing import FORMATS, in_words, shown
from wmp.board.registers import register_of
from wmp.board.runs import board_day, last_day
from wmp.lib import outbox
from wmp.lib.figures import Figure
from wmp.lib.words import long_day

CONTENT_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json", "text": "text/plain; charset=utf-8"}


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
        "formats": ["csv", "json"],
    }
    return render(request, "board/figure.html", context)


def download(request: Request, day: date, key: str, format: str) -> HttpResponse:
    """One figure as a file."""
    declared, result = _readable(request, day, key)
    if format not in FORMATS or result.status != ResultStatus.COMPUTED:
        raise Http404
    name = f"{key}-{day.isoformat()}.{format}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(FORMATS[format](declared, result), content_type=CONTENT_TYPES[format], headers=headers)


def records(request: Request, day: date, key: str) -> HttpResponseBase:
    """The register of the records behind one cell, as far as the reader may see them."""
    declared, result = _readable(request, day, key)
    if result.status != ResultStatus.COMPUTED:
        raise Http404
    found = result.grid.find(request.GET.get("row", ""), request.GET.get("column", ""))
    if found is None:
        raise Http404
    row, column, cell = found
    behind, exact = declared.table(day).records(row, column)
    all_records, seen = behind.unscoped().count(), behind.visible_to(request.user)
    register = register_of(behind.model)
    return register.respond(
        request,
        seen,
        title=f"{in_words(row.label)}, {in_words(column.label)}: {shown(cell, column)}",
        note=_note_on_records(seen.count(), all_records, exact=exact),
        kept=["row", "column"],
        breadcrumbs=pages.breadcrumbs(declared, result),
    )


def _note_on_records(seen: int, behind: int, *, exact: bool) -> str:
    """What the list under a cell holds, and how much of it this reader sees."""
    note = f"You may see {seen:,} of the {behind:,} records behind this number."
    if not exact:
        note += (
            " They are all the records it was counted among: nobody is listed by what they declared about themselves."
        )
    return note


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
