"""The page of a board for the promotion team: its members and candidates, closing and reopening it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from people.promotion import boarding
from people.promotion.grid import ROWS
from people.promotion.models import is_candidate
from people.promotion.results import with_results
from people.promotion.set_up import fill
from people.promotion.set_up_forms import MEMBERS, AssignForm, BoardForm, BoardMemberForm
from people.promotion.stages import BoardCandidate, PromotionBoard
from people.requests import Request
from people.roles import Role
from wmp.lib.acts import perform
from wmp.lib.audit import ReadLog
from wmp.lib.editing import hold
from wmp.lib.keys import keys_of
from wmp.lib.registers.asked import only
from wmp.lib.verbs import VerbForm
from wmp.lib.words import counted, long_day

JOINS = ("stage__process__from_rank", "stage__process__to_rank")


def board_for_team(request: Request, pk: int) -> PromotionBoard:
    """The board, for the promotion team but for candidates of the process. Raises Http404, PermissionDenied: its
    members have a page of their own.
    """
    boards: Any = PromotionBoard.objects.visible_to(request.user).select_related(*JOINS)
    boards = boards.annotate(is_candidate=is_candidate(request.user, "stage__process"))
    found: Any = get_object_or_404(boards, pk=pk)
    if not request.user.has_role(Role.PROMOTION_TEAM) or found.is_candidate:
        raise PermissionDenied
    board: PromotionBoard = found
    return board


def _address(board: PromotionBoard, page: str = "detail") -> str:
    return reverse(f"people:promotion-boards-{page}", args=[board.pk])


def _caption(board: PromotionBoard) -> str:
    return f"{board.stage.process}: {board.stage.name}"


def board_page(request: Request, pk: int) -> HttpResponse:
    only(request.GET)
    board = board_for_team(request, pk)
    rows = _candidates(request, board)
    ReadLog.objects.create(
        reader=request.user, action="viewed", kind="people:promotion-boards-detail", record=str(pk), rows=len(rows)
    )
    process = board.stage.process
    url = reverse("people:promotion-processes-detail", args=[process.pk])
    context = {
        "title": board.name,
        "caption": _caption(board),
        "board": board,
        "held_on": long_day(board.held_on) if board.held_on else "",
        "members": list(board.members.order_by("last_name", "first_name", "pk")),
        "rows": rows,
        "ticks": board.closed_at is None,
        "breadcrumbs": [
            {"text": "Promotion processes", "url": reverse("people:promotion-processes-list")},
            {"text": str(process), "url": url},
        ],
    }
    return render(request, "people/promotion/board.html", context)


def _candidates(request: Request, board: PromotionBoard) -> list[dict[str, Any]]:
    found = BoardCandidate.objects.visible_to(request.user).exclude(application__candidate__account=request.user)
    return with_results(
        found,
        board,
        request.user,
        lambda row: reverse("people:promotion-applications-detail", args=[row.application_id]),
    )


def change_board(request: Request, pk: int) -> HttpResponse:
    hold(request, PromotionBoard.objects.visible_to(request.user), pk)
    board = board_for_team(request, pk)
    form = BoardForm(request.POST or None, instance=board, user=request.user)
    return fill(request, form, title="Change the board", caption=_caption(board), back=_address(board))


def add_member(request: Request, pk: int) -> HttpResponse:
    board = board_for_team(request, pk)
    form = BoardMemberForm(request.POST or None, user=request.user, board=board)

    def do() -> str:
        account = form.cleaned_data["who"]
        boarding.add_member(board, account, by=request.user)
        return f"{account.get_full_name() or account.get_username()} sits on {board.name}. They have been told."

    return perform(
        request,
        form,
        do,
        title="Add a member",
        submit="Add",
        caption=str(board),
        back=_address(board),
        refused=boarding.CLOSED if board.closed_at else "",
    )


@require_POST
def remove_member(request: Request, pk: int, account: int) -> HttpResponseBase:
    board = board_for_team(request, pk)
    if board.closed_at:
        raise PermissionDenied
    boarding.remove_member(board, account, by=request.user)
    return redirect(_address(board))


def pick(request: Request) -> JsonResponse:
    """Whom the words in the box may mean; nobody for whoever sets up no boards."""
    if not request.user.has_role(Role.PROMOTION_TEAM):
        raise PermissionDenied
    return MEMBERS.offered(request)


def assign(request: Request, pk: int) -> HttpResponse:
    """Candidates who reached the stage, ticked and put before the board."""
    board = board_for_team(request, pk)
    free = boarding.to_assign(board, request.user).select_related("candidate").order_by("candidate__name", "pk")
    shown = list(free[: ROWS * 2])
    keys = keys_of(request.POST.getlist("chosen"))
    form = AssignForm(request.POST or None)

    def do() -> str:
        done = boarding.assign(board, keys, form.times(len(keys)), by=request.user)
        told = "They have been told their day and time." if board.held_on else "They are told once the board has a day."
        return f"{counted(done, 'candidate')} before {board.name}. {told}"

    if request.method == "POST" and form.is_valid():
        if not keys:
            form.add_error(None, "Tick the candidates whom you mean.")
        else:
            try:
                form.times(len(keys))
            except ValidationError as error:
                form.add_error("minutes", error)
    return perform(
        request,
        form,
        do,
        title="Assign candidates",
        submit="Assign",
        caption=str(board),
        back=_address(board),
        refused=boarding.CLOSED if board.closed_at else "",
        template="people/promotion/assign.html",
        candidates=shown,
        ticked=set(keys),
    )


@require_POST
def take_off(request: Request, pk: int) -> HttpResponseBase:
    board = board_for_team(request, pk)
    if board.closed_at:
        raise PermissionDenied
    done = boarding.take_off(board, keys_of(request.POST.getlist("chosen")), by=request.user)
    messages.success(request, f"{counted(done, 'candidate')} taken off the board.")
    return redirect(_address(board))


def _closing(verb: Callable[..., None], words: str, done: str) -> Callable[..., HttpResponse]:
    def view(request: Request, pk: int) -> HttpResponse:
        board = board_for_team(request, pk)
        shut = board.closed_at is not None
        refused = ""
        if verb is boarding.close and shut:
            refused = "The board is closed already."
        if verb is boarding.reopen and not shut:
            refused = "The board is open already."

        def do() -> str:
            verb(board, by=request.user)
            return f"{board.name} {done}."

        return perform(
            request,
            VerbForm(request.POST or None),
            do,
            title=words,
            submit=words,
            intro="While it is closed its members see nothing of its candidates." if not shut else "",
            caption=str(board),
            back=_address(board),
            refused=refused,
        )

    return view


close = _closing(boarding.close, "Close the board", "is closed")
reopen = _closing(boarding.reopen, "Reopen the board", "is open again")

section_urlpatterns = [
    path("promotion-boards/pick/", pick, name="promotion-boards-pick"),
    path("promotion-boards/<int:pk>/", board_page, name="promotion-boards-detail"),
    path("promotion-boards/<int:pk>/change/", change_board, name="promotion-boards-change"),
    path("promotion-boards/<int:pk>/add-member/", add_member, name="promotion-boards-add-member"),
    path(
        "promotion-boards/<int:pk>/members/<int:account>/remove/", remove_member, name="promotion-boards-remove-member"
    ),
    path("promotion-boards/<int:pk>/assign/", assign, name="promotion-boards-assign"),
    path("promotion-boards/<int:pk>/take-off/", take_off, name="promotion-boards-take-off"),
    path("promotion-boards/<int:pk>/close/", close, name="promotion-boards-close"),
    path("promotion-boards/<int:pk>/reopen/", reopen, name="promotion-boards-reopen"),
]
