"""The results of one stage in a grid: a row for each candidate who reached it. All changed rows are saved at once.

They are saved by a button and not as they are typed, since a result moves its application: what is typed is a draft
until then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from people.promotion.models import PromotionApplication, is_candidate
from people.promotion.results import Entry, mark, reached, record
from people.promotion.stages import PromotionStage, StageOutcome, StageResult
from people.requests import Request
from people.roles import Role
from wmp.lib.audit import ReadLog
from wmp.lib.drafting import Kept, keep_fields
from wmp.lib.keys import key_of, keys_of
from wmp.lib.marks import mark_of
from wmp.lib.registers.asked import only
from wmp.lib.words import counted, number
from wmp.lib.workflow import IllegalMove

# Each row sends its key, two fields and a mark, and a request may send a thousand.
ROWS = 200
KEPT = ("outcome", "score", "seen")
MOST = Decimal("9999.99")


@dataclass
class Row:
    """One candidate's: what stands, and what was typed where it was not saved; `seen` is the mark of what was shown."""

    application: Any
    result: StageResult | None
    outcome: str
    score: str
    seen: str
    note: str = ""
    wrong: bool = False

    def typed(self, fields: Mapping[str, str]) -> None:
        """Puts into the row what was sent or kept of it."""
        key = self.application.pk
        self.outcome, self.seen = fields.get(f"outcome-{key}", ""), fields.get(f"seen-{key}", "")
        self.score = fields.get(f"score-{key}", "").strip()

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
    missing = _asks_missing(request)
    stage = stage_for_team(request, pk)
    counts = counts_of(stage, request.user)
    rows, page = _rows(request, stage, counts, missing=missing)
    draft = keep_fields(request, _names(rows), opens=request.method == "GET")
    trouble = ""
    if request.method == "POST":
        rows, trouble = _saved(request, stage, rows)
        if not trouble:
            if draft:
                draft.ticket.discard()
            return redirect(request.get_full_path())
        if draft:
            draft.ticket.write(request.POST)
        counts = counts_of(stage, request.user)
    elif draft and not _filled(rows, draft.fields):
        draft = replace(draft, at=None)  # what was typed is saved by now
    return _drawn(request, stage, rows, page, counts=counts, draft=draft, trouble=trouble, missing=missing)


def _asks_missing(request: Request) -> bool:
    """Whether the address asks for those without a result alone. Raises BadRequest for what the page does not know."""
    only(request.GET, "page", "without")
    without = request.GET.get("without", "")
    if without not in ("", "result") or key_of(request.GET.get("page", "1")) is None:
        raise BadRequest("This page has no such part.")
    return bool(without)


def _names(rows: Sequence[Row]) -> list[str]:
    return [f"{name}-{row.application.pk}" for row in rows if row.is_open for name in KEPT]


def _filled(rows: Sequence[Row], kept: Mapping[str, list[str]]) -> int:
    """Puts what was typed and not saved into the rows; returns in how many.

    What was only shown stays as it is now: whoever typed one result has nothing to say of the others.
    """
    fields = {name: values[-1] for name, values in kept.items() if values}
    count = 0
    for row in rows:
        if row.is_open and f"seen-{row.application.pk}" in fields:
            mine = replace(row)
            mine.typed(fields)
            _, score = _judge(mine)
            typed = (mine.outcome, score) if mine.outcome or mine.score else None
            if (mark_of(*typed) if typed else "") not in (mine.seen, row.seen):
                row.typed(fields)
                row.note = "Not saved yet"
                count += 1
    return count


def _saved(request: Request, stage: PromotionStage, rows: list[Row]) -> tuple[list[Row], str]:
    """Saves what was typed. Returns the rows to show, and what to say of those not saved; "" where all were."""
    entries = _read(request, rows)
    if entries is None:
        return rows, "Nothing was saved. Mend the rows that are marked."
    try:
        saved, left = record(stage, entries, by=request.user)
    except IllegalMove as error:
        return rows, str(error)
    if not left:
        messages.success(request, f"{counted(saved, 'result')} saved.")
        return rows, ""
    rows = _after(request, stage, rows, {each.application.pk: each.why for each in left})
    stay = "1 row is left as it was" if len(left) == 1 else f"{len(left):,} rows are left as they were"
    return rows, f"{counted(saved, 'result')} saved. {stay}: see below."


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
        page = None
        shown = list(applications.filter(pk__in=keys_of(request.POST.getlist("row")[:ROWS])))
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
    return Row(application, result, result.outcome if result else "", score, mark(result))


def _read(request: Request, rows: Sequence[Row]) -> list[Entry] | None:
    """What was typed in each open row, which the rows keep; None where some of it cannot be read."""
    entries = []
    for row in rows:
        if not row.is_open:
            continue
        row.typed(request.POST)
        row.note, score = _judge(row)
        row.wrong = bool(row.note)
        entries.append(Entry(row.application.pk, row.outcome, score, row.seen))
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
    """The rows as they stand now. What was typed and left is in its boxes, unless somebody was quicker."""
    fresh, _ = _rows(request, stage, {}, missing=False)
    typed = {row.application.pk: row for row in rows}
    for row in fresh:
        if why := left.get(row.application.pk):
            mine, row.wrong = typed[row.application.pk], True
            if mine.seen == row.seen:
                row.outcome, row.score, row.note = mine.outcome, mine.score, f"Not saved: {why}"
            else:
                words = f"{mine.outcome or 'no result'} {mine.score}".strip()
                row.note = f"Not saved (you entered {words}): {why}"
    return fresh


def _drawn(
    request: Request,
    stage: PromotionStage,
    rows: Sequence[Row],
    page: Any,
    *,
    counts: dict[str, int],
    draft: Kept | None,
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
        "form": {"draft": draft},
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
