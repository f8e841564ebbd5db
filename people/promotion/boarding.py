"""What is done with a board: its members, its candidates, closing and reopening. By the promotion team.

Raises IllegalMove or StaleMove with a sentence.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, time
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse

from people.promotion.handling import hold_untold
from people.promotion.models import ApplicationStatus, PromotionApplication, near, own_processes
from people.promotion.results import reached
from people.promotion.stages import BoardCandidate, PromotionBoard
from wmp.lib import clock
from wmp.lib.alerts import alert, alert_each
from wmp.lib.workflow import IllegalMove, StaleMove

CLOSED = "The board is closed. Reopen it first."
RIVAL = "They are a candidate in this process, so they cannot sit on its boards."


def _hold_open(board: PromotionBoard, by: Any) -> PromotionBoard:
    """The board as it stands now, held. Raises IllegalMove where it is closed."""
    held = (
        PromotionBoard.objects.visible_to(by).select_related("stage").select_for_update(of=("self",)).get(pk=board.pk)
    )
    if held.closed_at:
        raise IllegalMove(CLOSED)
    return held


def why_not_sit(board: PromotionBoard, account: Any, by: Any) -> str:
    """Why an account cannot sit on a board, in a sentence for the team; "" where it can."""
    if own_processes(account).filter(process=board.stage.process_id).exists():
        return RIVAL
    before = BoardCandidate.objects.visible_to(by).filter(board=board).values("application")
    return too_near([account], PromotionApplication.objects.visible_to(by).filter(pk__in=before))


def too_near(accounts: Iterable[Any], applications: Any) -> str:
    """Which of the accounts cannot hear which of the applications, in a sentence for the team; "" where all can."""
    for account in accounts:
        found = applications.filter(near(account)).select_related("candidate").order_by("candidate__name", "pk")
        if names := ", ".join(str(each.candidate) for each in found):
            who = account.get_full_name() or account.get_username()
            return f"{who} is or was the line manager of {names}, or was asked to endorse them, so cannot hear them."
    return ""


@transaction.atomic
def add_member(board: PromotionBoard, account: Any, *, by: Any) -> None:
    """Who is told where their candidates are. Somebody who is a member already stays one."""
    held = _hold_open(board, by)
    if trouble := why_not_sit(held, account, by):
        raise IllegalMove(trouble)
    if held.members.filter(pk=account.pk).exists():
        return
    held.members.add(account)
    alert(
        [account],
        subject=f"You sit on promotion board {held.pk}",
        text="The candidates of the board, with what they wrote, are on its page until the board is closed.",
        path=reverse("people:my-board", args=[held.pk]),
    )


@transaction.atomic
def remove_member(board: PromotionBoard, account_id: int, *, by: Any) -> None:
    """From now on they see none of its candidates."""
    _hold_open(board, by).members.remove(account_id)


def to_assign(board: PromotionBoard, by: Any) -> Any:
    """Open applications that reached the stage and are before none of its boards."""
    taken = BoardCandidate.objects.visible_to(by).filter(stage=board.stage_id).values("application")
    found = reached(board.stage, by).filter(status__in=PromotionApplication.OPEN)
    return found.exclude(pk__in=taken)


@transaction.atomic
def assign(board: PromotionBoard, applications: Sequence[int], times: Sequence[time | None], *, by: Any) -> int:
    """Puts these before the board, in order, all or none; returns how many."""
    held = _hold_open(board, by)
    wanted = to_assign(held, by).filter(pk__in=applications)
    free = set(wanted.values_list("pk", flat=True))
    if free != set(applications):
        raise StaleMove("Some of these candidates are before a board by now, or not at this stage any more.")
    if trouble := too_near(held.members.all(), wanted):
        raise IllegalMove(trouble)
    rows = [
        BoardCandidate(board=held, stage_id=held.stage_id, application_id=key, at=at)
        for key, at in zip(applications, times, strict=True)
    ]
    try:
        with transaction.atomic():
            BoardCandidate.objects.bulk_create(rows)
            if held.held_on:
                _tell(rows, "is set", by)
    except IntegrityError as error:
        raise StaleMove("Some of these candidates are before another board by now.") from error
    return len(rows)


@transaction.atomic
def take_off(board: PromotionBoard, candidates: Collection[int], *, by: Any) -> int:
    """Takes candidates off the board again, by the keys of their rows. Their results stay."""
    held = _hold_open(board, by)
    rows = BoardCandidate.objects.visible_to(by).filter(board=held, pk__in=candidates)
    if held.held_on:
        _tell(rows, "does not stand any more", by)
    done, _ = rows.delete()
    return done


def tell_of_day(board: PromotionBoard, was: date | None, *, by: Any) -> None:
    """Alerts the candidates of a board whose day is another now."""
    if board.held_on != was:
        words = "has changed" if was else "is set"
        _tell(BoardCandidate.objects.visible_to(by).filter(board=board), words, by)


def _tell(rows: Iterable[BoardCandidate], what: str, by: Any) -> None:
    """Alerts whoever comes before a board that its day or time is set, say, but for whoever withdrew or was told."""
    applications = PromotionApplication.objects.visible_to(by).filter(pk__in=[row.application_id for row in rows])
    waiting = applications.exclude(status=ApplicationStatus.WITHDRAWN).filter(process__published_at=None)
    alert_each(
        (
            each.candidate.account,
            f"Your board, promotion application {each.pk}",
            f"The day or time of your board {what}. Open your application to read it.",
            reverse("people:my-application", args=[each.pk]),
        )
        for each in waiting.filter(candidate__account__isnull=False).select_related("candidate__account")
    )


@transaction.atomic
def close(board: PromotionBoard, *, by: Any) -> None:
    """From now on its members see nothing of its candidates."""
    boards = PromotionBoard.objects.visible_to(by)
    if not boards.filter(pk=board.pk, closed_at=None).update(closed_at=clock.now()):
        raise StaleMove("The board is closed already.")


@transaction.atomic
def reopen(board: PromotionBoard, *, by: Any) -> None:
    """Until results are published."""
    hold_untold(board.stage.process_id)
    boards = PromotionBoard.objects.visible_to(by)
    if not boards.filter(pk=board.pk, closed_at__isnull=False).update(closed_at=None):
        raise StaleMove("The board is open already.")
