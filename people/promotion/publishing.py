"""The page that publishes: how many stand where, what a letter reads like, and the one verb that tells all at once."""

from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.urls import path, reverse

from people.promotion.around import Feedback
from people.promotion.handling import publish, why_not_publish
from people.promotion.models import ApplicationStatus, PromotionApplication, PromotionProcess
from people.promotion.outcomes import process_for_team
from people.requests import Request
from wmp.lib.acts import perform
from wmp.lib.marks import mark_of
from wmp.lib.records import Fact
from wmp.lib.registers.asked import only
from wmp.lib.verbs import VerbForm
from wmp.lib.words import counted
from wmp.lib.workflow import StaleMove


def counts_of(process: PromotionProcess, user: Any) -> dict[str, int]:
    """How many applications that `user` handles stand where, by status."""
    handled = PromotionApplication.objects.visible_to(user).filter(process=process).exclude(candidate__account=user)
    rows = handled.order_by().values_list("status").annotate(Count("pk"))
    return dict(rows)


def publish_page(request: Request, pk: int) -> HttpResponse:
    only(request.GET)
    process = process_for_team(request, pk)
    counts = counts_of(process, request.user)
    still_open = sum(counts.get(status, 0) for status in PromotionApplication.OPEN)
    decided = sum(counts.get(status, 0) for status in PromotionApplication.DECIDED)
    seen = mark_of(sorted(counts.items()))
    form = VerbForm(request.POST or None, initial={"seen": seen})

    def do() -> str:
        if form.cleaned_data["seen"] != seen:
            raise StaleMove("Outcomes have changed since you opened this page. Look at the numbers again.")
        told = publish(process, by=request.user)
        return f"Results are published. {counted(told, 'candidate')} told."

    back = reverse("people:promotion-processes-detail", args=[pk])
    return perform(
        request,
        form,
        do,
        title="Publish results",
        submit=f"Publish to {counted(decided, 'candidate')}",
        caption=process,
        back=back,
        refused=why_not_publish(process, still_open=still_open, decided=decided),
        template="people/promotion/publish.html",
        facts=_facts(request, process, counts),
        outcomes_url=reverse("people:promotion-processes-outcomes", args=[pk]) if still_open else "",
    )


def _facts(request: Request, process: PromotionProcess, counts: dict[str, int]) -> list[Fact]:
    decided = PromotionApplication.objects.visible_to(request.user).filter(
        process=process, status__in=PromotionApplication.DECIDED
    )
    with_feedback = Feedback.objects.visible_to(request.user).filter(application__in=decided).count()
    labels = [(str(status.label), counts.get(status.value, 0)) for status in ApplicationStatus]
    facts = [Fact(label, f"{number:,}") for label, number in labels if number]
    return [*facts, Fact("With feedback", f"{with_feedback:,}")]


section_urlpatterns = [
    path("promotion-processes/<int:pk>/publish/", publish_page, name="promotion-processes-publish"),
]
