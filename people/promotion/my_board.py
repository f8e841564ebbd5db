"""The pages of a board's members: their candidates while the board is open, and what they enter for each."""

from decimal import Decimal
from typing import Any

from django import forms as django_forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from people.promotion import feedback
from people.promotion.around import Endorsement, adjustments_of
from people.promotion.models import boarded_by
from people.promotion.results import Entry, in_words, mark, record, with_results
from people.promotion.stages import BoardCandidate, PromotionBoard, StageOutcome, StageResult
from people.requests import Request
from wmp.lib.acts import perform
from wmp.lib.audit import log_read
from wmp.lib.registers.asked import only
from wmp.lib.words import long_day
from wmp.lib.workflow import StaleMove

JOINS = ("stage__process__from_rank", "stage__process__to_rank")
TOLD = "Results are published, so nothing can be entered any more."


class ResultForm(feedback.FeedbackForm):
    """What the board found. `seen` is the mark of the result that stood there when the page was opened."""

    outcome = django_forms.ChoiceField(choices=StageOutcome.choices, widget=django_forms.RadioSelect)
    score = django_forms.DecimalField(required=False, min_value=0, max_digits=6, decimal_places=2)
    seen = django_forms.CharField(widget=django_forms.HiddenInput, required=False)
    field_order = ["outcome", "score", "strengths", "development", "seen", "read"]
    widths = {"score": 5}


def _my_boards(user: Any) -> Any:
    return PromotionBoard.objects.visible_to(user).filter(members=user).select_related(*JOINS)


def _my_candidates(user: Any) -> Any:
    """Before an open board on which `user` sits."""
    mine = BoardCandidate.objects.visible_to(user).filter(boarded_by(user, "application__"))
    mine = mine.filter(board__closed_at=None, board__members=user)
    return mine.select_related("application__candidate", "application__process")


def my_board(request: Request, pk: int) -> HttpResponse:
    """Who comes before the board, by time. A closed board says so and names nobody."""
    only(request.GET)
    board = get_object_or_404(_my_boards(request.user), pk=pk)
    log_read(request.user, board)
    rows = with_results(
        _my_candidates(request.user),
        board,
        request.user,
        lambda row: reverse("people:my-board-candidate", args=[row.pk]),
    )
    context = {
        "title": board.name,
        "caption": f"{board.stage.process}: {board.stage.name}",
        "board": board,
        "held_on": long_day(board.held_on) if board.held_on else "",
        "rows": rows,
        "without": sum(1 for row in rows if row["result"] is None),
    }
    return render(request, "people/promotion/my_board.html", context)


def my_candidate(request: Request, pk: int) -> HttpResponse:
    """One candidate: what they wrote, what is said of them, what they need; and the board's result and feedback."""
    only(request.GET)
    found = get_object_or_404(_my_candidates(request.user).select_related("board__stage"), pk=pk)
    application, stage = found.application, found.board.stage
    log_read(request.user, application)
    result = StageResult.objects.visible_to(request.user).filter(stage=stage, application=application).first()
    written = feedback.feedback_of(application, request.user)
    form = ResultForm(request.POST or None, initial={**_standing(result), **feedback.initial_of(written)})

    def do() -> str:
        given = form.cleaned_data
        score: Decimal | None = given["score"]
        entry = Entry(application.pk, given["outcome"], score, given["seen"])
        _, left = record(stage, [entry], by=request.user)
        if left:
            raise StaleMove(left[0].why[:1].upper() + left[0].why[1:])
        words = {name: given[name] for name in ("strengths", "development", "read")}
        feedback.write(application, by=request.user, **words)
        return f"{application.candidate}: saved."

    back = reverse("people:my-board", args=[found.board_id])
    return perform(
        request,
        form,
        do,
        title=str(application.candidate),
        submit="Save the result",
        caption=f"{found.board.name}{f', {found.at:%H:%M}' if found.at else ''}",
        back=back,
        refused=TOLD if application.process.published_at else "",
        template="people/promotion/my_candidate.html",
        application=application,
        stage=stage,
        stands=in_words(result),
        endorsement=Endorsement.objects.visible_to(request.user).filter(application=application).first(),
        adjustments=adjustments_of(application, request.user),
    )


def _standing(result: StageResult | None) -> dict[str, Any]:
    """What the form says of the result when it is opened, with the mark by which a later change is seen."""
    stands = {"outcome": result.outcome, "score": result.score} if result else {}
    return {"seen": mark(result), **stands}


urlpatterns = [
    path("promotion-boards/<int:pk>/mine/", my_board, name="my-board"),
    path("promotion-candidates/<int:pk>/", my_candidate, name="my-board-candidate"),
]
