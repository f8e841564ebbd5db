"""Setting a process up: its stages in their order, and the boards at each."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from people.promotion.grid import stage_for_team
from people.promotion.handling import hold
from people.promotion.models import PromotionProcess
from people.promotion.outcomes import process_for_team
from people.promotion.set_up_forms import BoardForm, StageForm
from people.promotion.stages import PromotionBoard, PromotionStage, StageResult
from people.requests import Request
from wmp.lib import reference
from wmp.lib.acts import perform
from wmp.lib.editing import RecordForm
from wmp.lib.editing import hold as hold_for_form
from wmp.lib.records import save_form
from wmp.lib.verbs import VerbForm
from wmp.lib.workflow import IllegalMove

APPLIED = "Somebody has applied in this process, so it stays."
STARTED = "This stage has results or boards, so it stays."


def _process_url(pk: int) -> str:
    return reverse("people:promotion-processes-detail", args=[pk])


def fill(request: Request, form: RecordForm, *, title: str, caption: Any, back: str) -> HttpResponse:
    """The page of a record's form. What the database refuses is said in the words of its constraint."""
    saved, trouble = save_form(request, form)
    if saved:
        return redirect(back)
    context = {"title": title, "caption": caption, "form": form, "cancel_url": back, "back_url": back}
    context["trouble"] = trouble
    return render(request, "form.html", context, status=409 if trouble or form.asks else 200)


def _must_be_untold(process: PromotionProcess) -> None:
    """What candidates were told stands: under which stage they read their result, and its pass mark."""
    if process.published_at:
        raise PermissionDenied


def add_stage(request: Request, pk: int) -> HttpResponse:
    process = process_for_team(request, pk)
    if request.method == "POST":
        process = hold(pk)  # so that two who add a stage at once get two numbers
    _must_be_untold(process)
    if StageResult.objects.visible_to(request.user).filter(stage__process=process).exists():
        raise PermissionDenied  # who has a result at every stage is assessed: no further stage comes after that
    stage = PromotionStage(process=process)
    numbers = PromotionStage.objects.visible_to(request.user).filter(process=process)
    stage.number = (numbers.aggregate(last=Max("number"))["last"] or 0) + 1
    form = StageForm(request.POST or None, instance=stage, user=request.user)
    return fill(request, form, title="Add a stage", caption=process, back=_process_url(pk))


def change_stage(request: Request, pk: int) -> HttpResponse:
    hold_for_form(request, PromotionStage.objects.visible_to(request.user), pk)
    stage = stage_for_team(request, pk)
    _must_be_untold(stage.process)
    form = StageForm(request.POST or None, instance=stage, user=request.user)
    return fill(request, form, title="Change the stage", caption=stage.process, back=_process_url(stage.process_id))


@require_POST
def move_stage(request: Request, pk: int) -> HttpResponseRedirect:
    """One place earlier. While the process has no results: who reached which stage follows from the order."""
    stage = stage_for_team(request, pk)
    hold(stage.process_id)
    others = PromotionStage.objects.visible_to(request.user).filter(process=stage.process_id)
    stage.refresh_from_db()
    before = others.filter(number__lt=stage.number).last()
    if before and not others.filter(results__isnull=False).exists():
        stage.number, before.number = before.number, stage.number
        others.bulk_update([stage, before], ["number"])
    return redirect(_process_url(stage.process_id))


def remove_stage(request: Request, pk: int) -> HttpResponse:
    stage = stage_for_team(request, pk)
    back = _process_url(stage.process_id)

    def do() -> str:
        hold(stage.process_id)
        if _has_begun(stage):
            raise IllegalMove(STARTED)
        stage.delete()
        return f"{stage.name} is removed."

    return perform(
        request,
        VerbForm(request.POST or None),
        do,
        title="Remove the stage",
        submit="Remove",
        danger=True,
        caption=f"{stage.process}: {stage.name}",
        back=back,
        refused=STARTED if _has_begun(stage) else "",
    )


def _has_begun(stage: PromotionStage) -> bool:
    """Any result counts, whoever may see it."""
    results, boards = stage.results.unscoped(), stage.boards.unscoped()
    return bool(results.exists() or boards.exists())


def remove_process(request: Request, pk: int) -> HttpResponse:
    """One that was set up wrongly, with its stages and boards, until somebody applies in it."""
    process = process_for_team(request, pk)

    def do() -> str:
        hold(pk)
        if _has_applications(process):
            raise IllegalMove(APPLIED)
        PromotionBoard.objects.visible_to(request.user).filter(stage__process=process).delete()
        process.delete()
        reference.forget()  # lists of applications name their process
        return f"{process} is removed."

    return perform(
        request,
        VerbForm(request.POST or None),
        do,
        title="Remove the process",
        submit="Remove",
        danger=True,
        intro="Its stages and boards go with it. What people wrote and did not send is deleted.",
        caption=process,
        back=_process_url(pk),
        after=lambda: reverse("people:promotion-processes-list"),
        refused=APPLIED if _has_applications(process) else "",
    )


def _has_applications(process: PromotionProcess) -> bool:
    """Any counts, whoever may see it."""
    return bool(process.applications.unscoped().exists())


def add_board(request: Request, pk: int) -> HttpResponse:
    stage = stage_for_team(request, pk)
    _must_be_untold(stage.process)
    form = BoardForm(request.POST or None, instance=PromotionBoard(stage=stage), user=request.user)
    back = _process_url(stage.process_id)
    return fill(request, form, title="Add a board", caption=f"{stage.process}: {stage.name}", back=back)


section_urlpatterns = [
    path("promotion-processes/<int:pk>/remove/", remove_process, name="promotion-processes-remove"),
    path("promotion-processes/<int:pk>/add-stage/", add_stage, name="promotion-stages-new"),
    path("promotion-stages/<int:pk>/change/", change_stage, name="promotion-stages-change"),
    path("promotion-stages/<int:pk>/earlier/", move_stage, name="promotion-stages-earlier"),
    path("promotion-stages/<int:pk>/remove/", remove_stage, name="promotion-stages-remove"),
    path("promotion-stages/<int:pk>/add-board/", add_board, name="promotion-boards-new"),
]
