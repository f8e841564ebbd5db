"""The results of one stage in a grid: a row for each candidate who reached it. All changed rows are saved at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from people.promotion.models import PromotionApplication, is_candidate
from people.promotion.results import Entry, mark_of, reached, record
from people.promotion.stages import PromotionStage, StageOutcome, StageResult
from people.requests import Request
from people.roles import Role
from wmp.lib.audit import ReadLog
from wmp.lib.words import counted, number
from wmp.lib.workflow import IllegalMove

# Each row sends two fields and a mark, and a request may send a thousand.
ROWS = 200
MOST = Decimal("9999.99")


@dataclass
class Row:
    """One candidate's: what stands, and what was typed where it was not saved."""

    application: Any
    result: StageResult | None
    outcome: str
    score: str
    note: str = ""
    wrong: bool = False

    @property
    def mark(self) -> str:
        return mark_of(self.result)

    @property
    def is_open(self) -> bool:
        return self.application.status in PromotionApplication.OPEN


def stage_for_team(request: Request, pk: int) -> PromotionStage:
    """The stage, for the promotion team but for candidates of the process. Raises Http404, PermissionDenied."""
    stages: Any = PromotionStage.objects.visible_to(request.user)
    joins = [f"process__{name}" for name in ("from_rank", "to_rank")]
    stages = stages.select_related(*joins).annotate(is_candidate=is_candidate(request.user, "process"))
    found: Any = get_object_or_404(stages, pk=pk)
    if not request.user.has_role(Role.PROMOTION_TEAM) or found.is_candidate:
        raise PermissionDenied
    stage: PromotionStage = found
    return stage


def grid(request: Request, pk: int) -> HttpResponse:
    stage = stage_for_team(request, pk)
    missing = request.GET.get("without") == "result"
    counts = counts_of(stage, request.user)
    rows, page = _rows(request, stage, counts, missing=missing)
    trouble = ""
    if request.method == "POST":
        entries = _read(request, rows)
        if entries is not None:
            try:
                saved, left = record(stage, entries, by=request.user)
            except IllegalMove as error:
                trouble = str(error)
            else:
                if not left:
                    messages.success(request, f"{counted(saved, 'result')} saved.")
                    return redirect(request.get_full_path())
                rows = _after(request, stage, rows, {each.application.pk: each.why for each in left})
                trouble = f"{counted(saved, 'result')} saved. {counted(len(left), 'row')} left as they were: see below."
        else:
            trouble = "Nothing was saved. Mend the rows that are marked."
        counts = counts_of(stage, request.user)
    return _drawn(request, stage, rows, page, counts=counts, trouble=trouble, missing=missing)


def counts_of(stage: PromotionStage, user: Any) -> dict[str, int]:
    """How many reached the stage; of those who are open, how many, and how many have no result. One query."""
    with_result = StageResult.objects.visible_to(user).filter(stage=stage).values("application")
    is_open = Q(status__in=PromotionApplication.OPEN)
    return reached(stage, user).aggregate(
        rows=Count("pk"),
        all=Count("pk", filter=is_open),
        without=Count("pk", filter=is_open & ~Q(pk__in=with_result)),
    )


def _page_of(applications: Any, counts: dict[str, int], number: str | None, *, missing: bool) -> Any:
    """One page. How many there are is counted already."""
    pages = Paginator(applications, ROWS)
    pages.count = counts["without" if missing else "rows"]
    return pages.get_page(number)


def _rows(request: Request, stage: PromotionStage, counts: dict[str, int], *, missing: bool) -> tuple[list[Row], Any]:
    """One page of candidates, by name. A posted page has the rows that it was opened with."""
    applications = reached(stage, request.user).select_related("candidate").order_by("candidate__name", "pk")
    results = StageResult.objects.visible_to(request.user).filter(stage=stage)
    if request.method == "POST":
        posted = [
            key for key in request.POST.getlist("row")[:ROWS] if key.isascii() and key.isdecimal() and len(key) < 19
        ]
        page = None
        shown = list(applications.filter(pk__in=posted))
    else:
        if missing:
            applications = applications.exclude(pk__in=results.values("application"))
            applications = applications.filter(status__in=PromotionApplication.OPEN)
        page = _page_of(applications, counts, request.GET.get("page"), missing=missing)
        shown = list(page.object_list)
    standing = {each.application_id: each for each in results.filter(application__in=[each.pk for each in shown])}
    return [_row(each, standing.get(each.pk)) for each in shown], page


def _row(application: Any, result: StageResult | None) -> Row:
    score = "" if result is None or result.score is None else number(result.score).replace(",", "")
    return Row(application, result, result.outcome if result else "", score)


def _read(request: Request, rows: Sequence[Row]) -> list[Entry] | None:
    """What was typed in each open row, which the rows keep; None where some of it cannot be read."""
    entries = []
    for row in rows:
        if not row.is_open:
            continue
        key = row.application.pk
        row.outcome = request.POST.get(f"outcome-{key}", "")
        row.score = request.POST.get(f"score-{key}", "").strip()
        row.note, score = _judge(row)
        row.wrong = bool(row.note)
        entries.append(Entry(key, row.outcome, score, request.POST.get(f"seen-{key}", "")))
    return None if any(row.wrong for row in rows) else entries


def _judge(row: Row) -> tuple[str, Decimal | None]:
    """Why a row cannot be saved, and its score."""
    if row.outcome and row.outcome not in StageOutcome.values:
        return "Select an outcome from the list", None
    if not row.score:
        return "", None
    try:
        score = Decimal(row.score)
    except InvalidOperation:
        return "The score must be a number", None
    if not score.is_finite() or not 0 <= score <= MOST or score != round(score, 2):
        return "The score must be from 0 to 9999.99, with two decimal places at most", None
    return ("", score) if row.outcome else ("Select an outcome with the score", None)


def _after(request: Request, stage: PromotionStage, rows: Sequence[Row], left: dict[int, str]) -> list[Row]:
    """The rows as they stand now; beside those that were left, what was typed."""
    fresh, _ = _rows(request, stage, {}, missing=False)
    typed = {row.application.pk: row for row in rows}
    for row in fresh:
        if why := left.get(row.application.pk):
            mine = typed[row.application.pk]
            words = f"{mine.outcome or 'no result'} {mine.score}".strip()
            row.note, row.wrong = f"Not saved (you entered {words}): {why}", True
    return fresh


def _drawn(
    request: Request,
    stage: PromotionStage,
    rows: Sequence[Row],
    page: Any,
    *,
    counts: dict[str, int],
    trouble: str,
    missing: bool,
) -> HttpResponse:
    ReadLog.objects.create(
        reader=request.user,
        action="viewed",
        kind="people:promotion-stage-results",
        record=str(stage.pk),
        rows=len(rows),
    )
    process_url = reverse("people:promotion-processes-detail", args=[stage.process_id])
    context = {
        "title": f"Results: {stage.name}",
        "caption": stage.process,
        "stage": stage,
        "rows": rows,
        "page": page,
        "choices": StageOutcome.choices,
        "trouble": trouble,
        "missing": missing,
        "counts": counts,
        "told": stage.process.published_at is not None,
        "breadcrumbs": _crumbs(stage),
        "here": request.path,
        "outcomes_url": reverse("people:promotion-processes-outcomes", args=[stage.process_id]),
        "process_url": process_url,
    }
    return render(request, "people/promotion/grid.html", context, status=409 if trouble else 200)


def _crumbs(stage: PromotionStage) -> list[dict[str, str]]:
    return [
        {"text": "Promotion processes", "url": reverse("people:promotion-processes-list")},
        {"text": str(stage.process), "url": reverse("people:promotion-processes-detail", args=[stage.process_id])},
    ]


section_urlpatterns = [path("promotion-stages/<int:pk>/results/", grid, name="promotion-stage-results")]
