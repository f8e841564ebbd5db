"""The board pages: a run as a paper would show it, one figure, the records behind a cell, and the runs themselves.

A figure's pages are of the attempt that readers see, or of the one that `attempt` in their address names: an edition
stands on the figures that it was issued with, also once the day was computed again.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from people.requests import Request
from people.roles import Role
from wmp.board import drills, pages, tasks
from wmp.board.lineage import provenance
from wmp.board.lineage.asking import readable, require_reader
from wmp.board.lineage.cells import NOW, THEN, Behind
from wmp.board.models import Result, ResultStatus, Run
from wmp.board.printing import FORMATS, as_csv
from wmp.board.registers import register_of
from wmp.board.runs import board_day, last_day
from wmp.board.trend_pages import trend_shown
from wmp.board.watching.pages import alarms_of
from wmp.board.workbook import as_workbook
from wmp.lib import outbox
from wmp.lib.access import ScopedQuerySet
from wmp.lib.audit import log_read
from wmp.lib.figures import Figure
from wmp.lib.registers import Register, asked
from wmp.lib.words import long_day
from wmp.lib.workbooks import CONTENT_TYPE

# What a figure can be taken away as, by the last step of the address.
DOWNLOADS: dict[str, tuple[str, Callable[[Figure, Result], str | bytes]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": (CONTENT_TYPE, as_workbook),
    "json": ("application/json", FORMATS["json"]),
    "text": ("text/plain; charset=utf-8", FORMATS["text"]),
}
# Those that the page offers, and what it calls them.
OFFERED = {"csv": "CSV", "xlsx": "Excel, with formulas", "json": "JSON"}
NOT_EXACT = "They are all the records it was counted among: nobody is listed by what they declared about themselves."


def board(request: Request, day: date | None = None) -> HttpResponse:
    """All figures of a run that the reader may see. Without a day, the latest run."""
    require_reader(request)
    asked.only(request.GET)
    runs = pages.readable_runs(request.user)
    run = pages.latest_run(request.user) if day is None else get_object_or_404(runs, day=day)
    if run is None:
        return render(request, "board/none.html", {"may_compute": _may_compute(request)})
    attempt = run.attempts.get(shown=True)
    context = {
        "run": run,
        "attempt": attempt,
        "alarms": alarms_of(attempt, request.user),
        "sections": pages.sections(request.user, run),
        "days": runs.values_list("day", flat=True)[:31],
    }
    return render(request, "board/board.html", context)


def figure(request: Request, day: date, key: str) -> HttpResponse:
    """One figure with all its columns, how each number is made, and its downloads."""
    asked.only(request.GET, "attempt")
    declared, result = readable(request, day, key)
    computed = result.status == ResultStatus.COMPUTED
    context = {
        "shown": pages.show(declared, result, whole=True),
        "parts": pages.parts_table(declared, result) if computed else None,
        "trend": trend_shown(declared, result) if computed else None,
        "published": pages.published_table(request.user, declared, result) if computed else None,
        "breadcrumbs": pages.breadcrumbs(declared, result)[:1],
        "run": result.attempt.run,
        "attempt": result.attempt,
        "alarms": alarms_of(result.attempt, request.user, key),
        "formats": OFFERED.items(),
        "origin": provenance.of_figure(declared, result),
    }
    return render(request, "board/figure.html", context)


def download(request: Request, day: date, key: str, format: str) -> HttpResponse:
    """One figure as a file. As through the API, the reading is noted before it is given."""
    asked.only(request.GET, "attempt")
    declared, result = readable(request, day, key)
    if format not in DOWNLOADS or result.status != ResultStatus.COMPUTED:
        raise Http404
    log_read(request.user, result, "downloaded")
    content_type, made = DOWNLOADS[format]
    name = f"{key}-{day.isoformat()}.{format}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made(declared, result), content_type=content_type, headers=headers)


def records(request: Request, day: date, key: str) -> HttpResponseBase:
    """The register of the records behind one cell, as far as the reader may see them: as known when it was computed,
    where that was kept, or as known now."""
    cell = _cell(request, day, key)
    known = _known(request, cell)
    found = cell.then if known == THEN else cell.now[0]
    listed = drills.LISTED_AS.get(found.model)
    further = drills.FURTHER.get(found.model)
    if further and further.open_to(request.user):
        address = reverse("board:further", args=[day.isoformat(), key, further.slug])
        same = {"known": known} if "known" in request.GET else {}
        link = {
            "text": further.title,
            "url": f"{address}?{pages.asked_of(cell.result, **cell.asked, **same)}",
        }
    else:
        link = {}
    return _list(
        request,
        cell,
        listed.of(found) if listed else found,
        listed.register if listed else register_of(found.model),
        title=cell.titled(known),
        note=provenance.seen(cell, known),
        further=link,
    )


def further(request: Request, day: date, key: str, slug: str) -> HttpResponseBase:
    """Records of another register that belong to those behind one cell, as far as the reader may see them.

    How many of them there are besides is not told: the number alone says that somebody has one.
    """
    cell = _cell(request, day, key)
    found = cell.then if _known(request, cell) == THEN else cell.now[0]
    drill = drills.FURTHER.get(found.model)
    if drill is None or drill.slug != slug:
        raise Http404
    if not drill.open_to(request.user):
        raise PermissionDenied
    belonging = drill.of(found)
    return _list(
        request,
        cell,
        belonging,
        drill.register,
        title=f"{drill.title}: {cell.title}",
        note=f"{drill.said} that you may see: {belonging.visible_to(request.user).count():,}.",
        up={"text": cell.title},
    )


def _cell(request: Request, day: date, key: str) -> Behind:
    return Behind.named(request, *readable(request, day, key))


def _known(request: Request, cell: Behind) -> str:
    """Whether the records are asked for as known then or now; then, where nothing is asked and it was kept."""
    asked = request.GET.get("known", THEN if cell.keys is not None else NOW)
    if asked not in (THEN, NOW):
        raise BadRequest("Records are listed as known “then” or “now”.")
    if asked == THEN and cell.keys is None:
        raise Http404
    return asked


def _list(
    request: Request,
    cell: Behind,
    found: ScopedQuerySet[Any],
    register: Register,
    *,
    note: str,
    title: str,
    further: Mapping[str, str] | None = None,
    up: Mapping[str, str] | None = None,
) -> HttpResponseBase:
    """The list of the records found, as far as the reader sees them. `up` is the list that led here."""
    crumbs = pages.breadcrumbs(cell.figure, cell.result)
    if up:
        crumbs.append({**up, "url": pages.records_url(cell.result, **cell.asked)})
    return register.respond(
        request,
        found.visible_to(request.user),
        title=title,
        note=note if cell.exact else f"{note} {NOT_EXACT}",
        kept=["row", "column", "table", "attempt", "known"],
        breadcrumbs=crumbs,
        further=further,
        above="board/behind.html",
        behind=provenance.of_cell(cell),
        parts=provenance.tabs(cell, request.GET.get("known", "")),
        label="As known then, or now",
    )


def runs(request: Request) -> HttpResponse:
    """The runs, latest day first, with the attempts made at each."""
    require_reader(request)
    asked.only(request.GET)
    seen = Run.objects.visible_to(request.user).prefetch_related("attempts")
    context = {"table": pages.runs_table(seen[:100]), "may_compute": _may_compute(request), "day": board_day()}
    return render(request, "board/runs.html", context)


def run(request: Request, day: date) -> HttpResponse:
    """One run: its attempts, and how each figure went in the latest."""
    require_reader(request)
    asked.only(request.GET)
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


def _may_compute(request: Request) -> bool:
    return request.user.has_role(Role.BOARD_SECRETARY)
