"""How the process ends for each candidate: suggested from the results, recorded for many at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from people.promotion.models import RESULTS, PromotionApplication, PromotionProcess, is_candidate
from people.promotion.moving import decide
from people.promotion.results import in_words, is_below
from people.promotion.stages import PromotionStage, StageOutcome, StageResult
from people.requests import Request
from people.roles import Role
from wmp.lib import clock
from wmp.lib.audit import ReadLog
from wmp.lib.records import sentence_for
from wmp.lib.registers.asked import only
from wmp.lib.verbs import OnForm
from wmp.lib.words import counted
from wmp.lib.workflow import IllegalMove, StaleMove

# Each sends a field, and a request may send a thousand.
MOST = 500
SALT = "people.promotion.outcomes"
CHOICES = [("successful", "Successful"), ("unsuccessful", "Unsuccessful")]


class OutcomesForm(OnForm):
    """The day of the outcomes."""

    on = django_forms.DateField(label="Decided on")


@dataclass
class Candidate:
    """An open application with its result at each stage, and the outcome that these suggest ("" where none does)."""

    application: Any
    cells: list[dict[str, str]] = field(default_factory=list)
    suggested: str = ""
    chosen: str = ""
    #: Why what was chosen cannot be recorded.
    wrong: str = ""


def process_for_team(request: Request, pk: int) -> PromotionProcess:
    """The process, for the promotion team but for its candidates. Raises Http404, PermissionDenied."""
    processes: Any = PromotionProcess.objects.visible_to(request.user).select_related("from_rank", "to_rank")
    process: Any = get_object_or_404(processes.annotate(is_candidate=is_candidate(request.user)), pk=pk)
    if not request.user.has_role(Role.PROMOTION_TEAM) or process.is_candidate:
        raise PermissionDenied
    found: PromotionProcess = process
    return found


def suggestion(stages: Sequence[PromotionStage], results: Mapping[int, StageResult]) -> str:
    """What an application's results say: failed at one stage is unsuccessful, passed at all is successful.

    A pass from before its stage's pass mark was raised above the score is none.
    """
    for stage in stages:
        result = results.get(stage.pk)
        if result is None:
            return ""
        if result.outcome != StageOutcome.PASSED or is_below(stage, result.score):
            return "unsuccessful"
    return "successful" if stages else ""


def candidates_of(process: PromotionProcess, user: Any) -> tuple[list[PromotionStage], list[Candidate]]:
    """The stages, and the open applications by name. Three queries."""
    stages = list(PromotionStage.objects.visible_to(user).filter(process=process))
    handled = PromotionApplication.objects.visible_to(user).filter(process=process).exclude(candidate__account=user)
    handled = handled.filter(status__in=PromotionApplication.OPEN).select_related("candidate")
    applications = list(handled.order_by("candidate__name", "pk")[:MOST])
    results: dict[int, dict[int, StageResult]] = {}
    for each in StageResult.objects.visible_to(user).filter(application__in=[one.pk for one in applications]):
        results.setdefault(each.application_id, {})[each.stage_id] = each
    found = []
    for one in applications:
        own = results.get(one.pk, {})
        cells = [{"stage": stage.name, "words": in_words(own[stage.pk]) if stage.pk in own else ""} for stage in stages]
        found.append(Candidate(one, cells, suggestion(stages, own)))
    return stages, found


def outcomes(request: Request, pk: int) -> HttpResponse:
    only(request.GET)
    process = process_for_team(request, pk)
    form = OutcomesForm(request.POST or None, initial={"on": clock.today()})
    trouble = "Results are published, so nothing can be recorded here any more." if process.published_at else ""
    if request.method == "POST" and not trouble and form.is_valid():
        trouble = _recorded(request, process, form)
        if not trouble:
            return redirect(request.path)
    stages, found = candidates_of(process, request.user)
    for each in found:
        each.chosen = request.POST.get(f"to-{each.application.pk}", each.suggested)
        each.wrong = "Select an outcome from the list" if each.chosen not in ("", *RESULTS) else ""
    ReadLog.objects.create(
        reader=request.user,
        action="viewed",
        kind="people:promotion-processes-outcomes",
        record=str(pk),
        rows=len(found),
    )
    url = reverse("people:promotion-processes-detail", args=[pk])
    context = {
        "title": "Record outcomes",
        "caption": process,
        "breadcrumbs": [
            {"text": "Promotion processes", "url": reverse("people:promotion-processes-list")},
            {"text": str(process), "url": url},
        ],
        "form": form,
        "stages": stages,
        "candidates": found,
        "choices": CHOICES,
        "stood": signing.dumps({str(each.application.pk): each.application.status for each in found}, salt=SALT),
        "suggested": sum(1 for each in found if each.suggested),
        "trouble": trouble,
        "process_url": url,
        "publish_url": reverse("people:promotion-processes-publish", args=[pk]),
    }
    return render(request, "people/promotion/outcomes.html", context, status=409 if trouble else 200)


def _recorded(request: Request, process: PromotionProcess, form: OutcomesForm) -> str:
    """Records what was chosen. Returns why not; "" where it was done."""
    try:
        seen = {int(key): status for key, status in signing.loads(request.POST.get("stood", ""), salt=SALT).items()}
    except signing.BadSignature:
        return "This page was not whole. Open it again."
    chosen = {key: request.POST.get(f"to-{key}", "") for key in seen}
    wanted = {key: outcome for key, outcome in chosen.items() if outcome}
    if not wanted:
        return "No outcome is selected."
    if not set(wanted.values()) <= RESULTS:
        return "Mend the rows that are marked."
    try:
        with transaction.atomic():
            done = decide(process, wanted, seen, by=request.user, on=form.cleaned_data["on"])
    except (IllegalMove, StaleMove) as error:
        return str(error)
    except IntegrityError as error:
        return sentence_for(error, PromotionApplication())
    messages.success(request, f"{counted(done, 'outcome')} recorded. Candidates are not told until you publish.")
    return ""


section_urlpatterns = [
    path("promotion-processes/<int:pk>/outcomes/", outcomes, name="promotion-processes-outcomes"),
]
