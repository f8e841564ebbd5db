"""Results of one stage: who reached it, and what several people enter at once without overwriting each other."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Exists, Q, Subquery

from people.promotion.handling import hold_untold
from people.promotion.models import ApplicationStatus, PromotionApplication
from people.promotion.moving import advance
from people.promotion.stages import BoardCandidate, PromotionBoard, PromotionStage, StageOutcome, StageResult
from wmp.lib import clock
from wmp.lib.marks import mark_of
from wmp.lib.words import number, within


@dataclass(frozen=True)
class Entry:
    """What somebody entered for one application. `seen` is the `mark` of the result that they saw."""

    application: int
    outcome: str
    score: Decimal | None
    seen: str

    @property
    def mark(self) -> str:
        return mark_of(self.outcome, self.score) if self.outcome else ""


@dataclass(frozen=True)
class Left:
    """An entry that was not saved, and why."""

    application: PromotionApplication
    why: str


def is_below(stage: PromotionStage, score: Decimal | None) -> bool:
    """A score below the pass mark of its stage is no pass."""
    return stage.pass_mark is not None and score is not None and score < stage.pass_mark


def mark(result: StageResult | None) -> str:
    """Of a result that a page shows; "" where there is none."""
    return mark_of(result.outcome, result.score) if result else ""


def in_words(result: StageResult | None) -> str:
    if result is None:
        return "no result"
    score = "" if result.score is None else f", {number(result.score)}"
    return f"{within(result.get_outcome_display())}{score}"


def reached(stage: PromotionStage, user: Any) -> Any:
    """The applications that `user` handles and that come to this stage: all, or those who passed the one before.

    Whoever withdrew is among them only with a result.
    """
    handled = PromotionApplication.objects.visible_to(user).filter(process=stage.process_id)
    handled = handled.exclude(candidate__account=user)
    results = StageResult.objects.visible_to(user)
    here = Q(pk__in=results.filter(stage=stage).values("application"))
    before = _stage_before(stage)
    passed = results.filter(stage=Subquery(before.values("pk")), outcome=StageOutcome.PASSED).values("application")
    arrived = handled.filter(~Exists(before) | Q(pk__in=passed) | here)
    return arrived.filter(~Q(status=ApplicationStatus.WITHDRAWN) | here)


def with_results(
    candidates: Any, board: PromotionBoard, user: Any, url_of: Callable[[BoardCandidate], str]
) -> list[dict[str, Any]]:
    """Those of `candidates` who come before a board, by time, each with its result there and its address."""
    results = StageResult.objects.visible_to(user).filter(stage=board.stage_id, application__boarded__board=board)
    standing = {each.application_id: each for each in results}
    found = candidates.filter(board=board).select_related("application__candidate")
    return [
        {"candidate": each, "result": standing.get(each.application_id), "url": url_of(each)}
        for each in found.order_by("at", "application__candidate__name", "pk")
    ]


def _stage_before(stage: PromotionStage) -> Any:
    """The one before it in the process. Who reads a stage's results may know the order of the stages."""
    earlier = PromotionStage.objects.unscoped().filter(process=stage.process_id, number__lt=stage.number)
    return earlier.order_by("-number")[:1]


@transaction.atomic
def record(stage: PromotionStage, entries: Collection[Entry], *, by: Any) -> tuple[int, list[Left]]:
    """Saves what differs from what stands, and returns how many were saved and which were left, with why.

    An entry is left where somebody else saved another result since it was seen. A fixed number of queries. Raises
    IllegalMove once results are published.
    """
    hold_untold(stage.process_id)
    keys = [entry.application for entry in entries]
    found = reached(stage, by).filter(pk__in=keys).select_related("candidate")
    applications = {each.pk: each for each in found}
    results = StageResult.objects.visible_to(by).filter(stage=stage, application__in=keys)
    standing = {each.application_id: each for each in results.select_related("by")}
    left: list[Left] = []
    new: list[StageResult] = []
    changed: list[StageResult] = []
    gone: list[int] = []
    for entry in entries:
        application, result = applications.get(entry.application), standing.get(entry.application)
        if application is None or mark(result) == entry.mark:
            continue
        if why := _refused(stage, application, result, entry):
            left.append(Left(application, why))
        elif not entry.outcome:
            gone.append(entry.application)
        else:
            saved = result or StageResult(application=application, stage=stage)
            saved.outcome, saved.score, saved.by, saved.at = entry.outcome, entry.score, by, clock.now()
            (changed if result else new).append(saved)
    StageResult.objects.bulk_create(new)
    StageResult.objects.visible_to(by).bulk_update(changed, ["outcome", "score", "by", "at"])
    if gone:
        results.filter(application__in=gone).delete()
    advance([stage.process_id], by=by)
    return len(new) + len(changed) + len(gone), left


def _refused(stage: PromotionStage, application: PromotionApplication, result: StageResult | None, entry: Entry) -> str:
    if application.status not in PromotionApplication.OPEN:
        return f"the application is {within(application.get_status_display())}."
    if entry.outcome == StageOutcome.PASSED and entry.score is not None and is_below(stage, entry.score):
        return f"{number(entry.score)} is below the pass mark, so it is not passed."
    if mark(result) != entry.seen:
        who = f" by {result.by.get_full_name() or result.by.get_username()}" if result and result.by else ""
        return f"meanwhile {in_words(result)} was saved{who}. Look at it before you enter yours again."
    return ""
