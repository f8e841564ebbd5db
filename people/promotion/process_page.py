"""The page of a promotion process: what is set up, how far each stage is, and where to go on."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.http import HttpRequest

from people.promotion.forms import ProcessForm
from people.promotion.models import PromotionApplication, PromotionProcess
from people.promotion.publishing import counts_of
from people.promotion.registers import PROCESSES
from people.promotion.stages import BoardCandidate, PromotionBoard, PromotionStage, StageOutcome, StageResult
from people.workforce.models import User
from wmp.lib.records import Fact, RecordPage
from wmp.lib.timeline import said
from wmp.lib.words import counted, long_day, long_moment


class ProcessPage(RecordPage):
    register = PROCESSES
    template = "people/promotion/process.html"
    joins = ("from_rank", "to_rank")
    logs_reads = False
    form = ProcessForm

    def may_change(self, record: Any, user: User) -> bool:
        """The promotion team's, but for candidates of the process."""
        return super().may_change(record, user) and not record.is_candidate

    def standing(self, record: PromotionProcess) -> Mapping[str, str] | None:
        if record.published_at:
            return {"text": "Results published", "colour": "green"}
        return None

    def actions(self, record: PromotionProcess, user: User) -> list[Mapping[str, Any]]:
        found = super().actions(record, user)
        if not self.may_change(record, user):
            return found
        if record.published_at is None:
            found.insert(0, {"text": "Publish results", "url": self.address(record, "publish"), "kind": "secondary"})
            found.insert(0, {"text": "Record outcomes", "url": self.address(record, "outcomes"), "kind": ""})
        return found

    def facts(self, record: PromotionProcess, user: User) -> Sequence[Fact]:
        window = f"{said(record.opens_on)} to {said(record.closes_on)}" if record.opens_on else "Not set"
        return [
            Fact("From rank", record.from_rank),
            Fact("To rank", record.to_rank),
            Fact("Season", f"{record.get_season_display()} {record.year}"),
            Fact("Applications", window),
            Fact("Who can apply", _eligible(record)),
            Fact("Results", _results(record)),
            Fact("Appeals", f"Within {counted(record.appeal_days, 'day')} of the results"),
            Fact("Promotion pool", f"For {counted(record.pool_months, 'month')}"),
        ]

    def context(self, request: HttpRequest, record: PromotionProcess) -> Mapping[str, Any]:
        user: Any = request.user
        is_team = self.may_change(record, user)
        stages = stages_of(record, user) if is_team else PromotionStage.objects.visible_to(user).filter(process=record)
        return {"is_team": is_team, **progress_of(record, user, list(stages), is_team=is_team)}


def _eligible(record: PromotionProcess) -> str:
    months = f"{counted(record.least_months, 'month')} in the rank" if record.least_months else "Everybody in the rank"
    return f"{months}; the line manager endorses" if record.needs_endorsement else months


def _results(record: PromotionProcess) -> str:
    if record.published_at:
        return f"Published on {long_moment(record.published_at)}"
    return f"Told on {said(record.results_on)}" if record.results_on else "No day set"


def stages_of(process: PromotionProcess, user: Any) -> Any:
    """The stages with how many results they have, how many passed, and their boards. One query."""
    results = StageResult.objects.visible_to(user).filter(stage=OuterRef("pk"))
    return (
        PromotionStage.objects.visible_to(user)
        .filter(process=process)
        .annotate(
            with_result=_counted(results, "stage"),
            passed=_counted(results.filter(outcome=StageOutcome.PASSED), "stage"),
            sitting=ArraySubquery(_boards(user)),
        )
    )


def _counted(rows: QuerySet[Any], by: str) -> Coalesce:
    counts = rows.order_by().values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counts), 0, output_field=IntegerField())


def _boards(user: Any) -> QuerySet[Any]:
    candidates = BoardCandidate.objects.visible_to(user).filter(board=OuterRef("pk"))
    boards = PromotionBoard.objects.visible_to(user).filter(stage=OuterRef("pk"))
    boards = boards.annotate(heard=_counted(candidates, "board"))
    return boards.values(json=JSONObject(pk="pk", name="name", held_on="held_on", closed_at="closed_at", heard="heard"))


def progress_of(process: PromotionProcess, user: Any, stages: list[Any], *, is_team: bool) -> Mapping[str, Any]:
    """For the team: how many reached each stage, and how many of them have no result."""
    if not is_team:
        return {"stages": stages}
    counts = counts_of(process, user)
    open_ones = sum(counts.get(status, 0) for status in PromotionApplication.OPEN)
    reached = sum(counts.values()) - counts.get("withdrawn", 0)
    for stage in stages:
        stage.reached = max(reached, stage.with_result)
        stage.without = stage.reached - stage.with_result if open_ones else 0
        reached = stage.passed
        for board in stage.sitting:
            board["day"] = long_day(date.fromisoformat(board["held_on"])) if board["held_on"] else ""
    begun = any(stage.with_result for stage in stages)
    decided = sum(counts.get(status, 0) for status in PromotionApplication.DECIDED)
    return {
        "stages": stages,
        "begun": begun,
        "applications": sum(counts.values()),
        "open_ones": open_ones,
        "decided": decided,
    }
