"""What waits for the promotion team and for members of boards, as lines of their home page."""

from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from people.promotion.handling import decided_first
from people.promotion.models import PromotionApplication, PromotionProcess, boarded_by
from people.promotion.stages import BoardCandidate, PromotionBoard, PromotionStage, StageResult
from people.roles import Role
from people.workforce.models import User
from wmp.lib import clock
from wmp.lib.waiting import Waiting
from wmp.lib.words import counted


def team_waits(user: User) -> list[Waiting]:
    """Processes with candidates who have no outcome yet, those that can be published, and appeals."""
    if not user.has_role(Role.PROMOTION_TEAM):
        return []
    handled = PromotionApplication.objects.visible_to(user).exclude(candidate__account=user)
    open_ones = Count("pk", filter=Q(status__in=PromotionApplication.OPEN))
    since = Min("applied_on", filter=Q(status__in=PromotionApplication.OPEN))
    rows = handled.order_by().values("process").annotate(open=open_ones, since=since)
    counts = {row["process"]: row for row in rows.filter(open__gt=0) if row["since"]}
    processes = PromotionProcess.objects.visible_to(user).filter(pk__in=counts).select_related("from_rank", "to_rank")
    # While applications are taken there is nothing to enter, unless a stage has begun.
    today = clock.today()
    begun = PromotionStage.objects.visible_to(user).filter(process=OuterRef("pk"), starts_on__lte=today)
    processes = processes.filter(Q(closes_on=None) | Q(closes_on__lt=today) | Exists(begun))
    lines = [
        Waiting(
            f"Enter results for {process}: {counts[process.pk]['open']} without one",
            reverse("people:promotion-processes-detail", args=[process.pk]),
            counts[process.pk]["since"],
            process.results_on,
        )
        for process in processes
    ]
    return [*lines, *_appeals(user)]


def _appeals(user: User) -> list[Waiting]:
    handled = PromotionApplication.objects.visible_to(user).exclude(candidate__account=user)
    appealed: Any = handled.filter(~decided_first(user), status="appealed").annotate(
        since=Min("changes__at", filter=Q(changes__new="appealed"))
    )
    joins = ("candidate", "process__from_rank", "process__to_rank")
    return [
        Waiting(
            f"Decide the appeal of {each.candidate}, {each.process}",
            reverse("people:promotion-applications-detail", args=[each.pk]),
            timezone.localdate(each.since) if each.since else clock.today(),
        )
        for each in appealed.select_related(*joins).order_by("since", "pk")
    ]


def board_waits(user: User) -> list[Waiting]:
    """For members of open boards: candidates without a result."""
    mine = BoardCandidate.objects.visible_to(user).filter(boarded_by(user, "application__"))
    mine = mine.filter(board__closed_at=None, board__members=user)
    results = StageResult.objects.visible_to(user).filter(application=OuterRef("application"), stage=OuterRef("stage"))
    counts = dict(mine.exclude(Exists(results)).order_by().values_list("board").annotate(Count("pk")))
    boards = PromotionBoard.objects.visible_to(user).filter(pk__in=counts).select_related("stage")
    return [
        Waiting(
            f"Enter results of {board.name}, {board.stage}: {counted(counts[board.pk], 'candidate')} without one",
            reverse("people:my-board", args=[board.pk]),
            board.held_on or clock.today(),
        )
        for board in boards
    ]
