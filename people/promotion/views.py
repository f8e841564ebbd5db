"""The record page of a promotion application, with its verbs."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse

from people.promotion import feedback
from people.promotion.application_facts import groups_of
from people.promotion.forms import ApplicationForm
from people.promotion.handling import (
    APPEALS_ARE_SOMEBODY_ELSES,
    dismiss_appeal,
    may_decide_appeal,
    move_untold,
    record_appeal,
    take_back,
    uphold_appeal,
)
from people.promotion.models import RESULTS, TOLD, PromotionApplication
from people.promotion.registers import APPLICATIONS, STATUS_COLOURS
from people.roles import Role
from people.workforce.models import User
from wmp.lib.acts import perform
from wmp.lib.records import Fact, RecordPage
from wmp.lib.timeline import said
from wmp.lib.verbs import DayAndReasonForm, DayForm, ReasonForm, Verb

OPEN = PromotionApplication.OPEN
ON_APPEAL = ("uphold_appeal", "dismiss_appeal")


class ApplicationPage(RecordPage):
    register = APPLICATIONS
    joins = ("candidate", "process__from_rank", "process__to_rank")
    colours = STATUS_COLOURS
    form = ApplicationForm
    verbs = (
        Verb("shortlist", "Shortlist", "shortlisted"),
        Verb("assess", "Record as assessed", "assessed", standing=OPEN),
        Verb("succeed", "Record as successful", "successful", DayForm, standing=OPEN),
        Verb("reject", "Record as unsuccessful", "unsuccessful", DayForm, standing=OPEN),
        Verb(
            "withdraw",
            "Withdraw",
            "withdrawn",
            DayForm,
            standing=OPEN,
            intro="The candidate stays among the applicants of every figure.",
            danger=True,
        ),
        Verb(
            "take_back",
            "Take the result back",
            "assessed",
            ReasonForm,
            standing=RESULTS,
            intro="For a slip, until results are published. The application is assessed then, and open again.",
            danger=True,
        ),
        Verb("appeal", "Record an appeal", "appealed", ReasonForm),
        Verb("uphold_appeal", "Uphold the appeal", "successful", DayAndReasonForm, standing=("appealed",)),
        Verb("dismiss_appeal", "Dismiss the appeal", "unsuccessful", ReasonForm, standing=("appealed",)),
    )

    def move(self, record: PromotionApplication, verb: Verb, *, by: User, **given: Any) -> None:
        """Each by `handling`, which holds the process: what was told stays, and an appeal comes after it is told."""
        handled: Mapping[str, Callable[..., None]] = {
            "appeal": record_appeal,
            "uphold_appeal": uphold_appeal,
            "dismiss_appeal": dismiss_appeal,
            "take_back": take_back,
        }
        if verb.method in handled:
            handled[verb.method](record, by=by, **given)
        else:
            move_untold(record, verb.method, by=by, **given)

    def may_use(self, verb: Verb, record: PromotionApplication, user: User) -> bool:
        """A result that was told stays, and whoever recorded it does not decide the appeal about it."""
        if not self.may_move(record, user) or (verb.method == "take_back" and record.process.published_at is not None):
            return False
        return verb.method not in ON_APPEAL or may_decide_appeal(record, user)

    def turn(self, record: PromotionApplication, user: User) -> str:
        if record.status in OPEN:
            return "The promotion team has the next step"
        if record.status != "appealed":
            return ""
        decides = not self.may_move(record, user) or may_decide_appeal(record, user)
        return "The promotion team decides the appeal" if decides else APPEALS_ARE_SOMEBODY_ELSES

    def may_move(self, record: PromotionApplication, user: User) -> bool:
        """The promotion team's, but never one's own application."""
        return user.has_role(Role.PROMOTION_TEAM) and record.candidate.account_id != user.pk

    may_change = may_move

    def sees_reasons(self, record: PromotionApplication, user: User) -> bool:
        """A candidate sees where the application stands, not what others wrote about it."""
        return self.may_move(record, user)

    def facts(self, record: PromotionApplication, user: User) -> Sequence[Fact]:
        known = user.has_role(Role.PROMOTION_TEAM) or record.candidate.account_id == user.pk
        about = reverse("people:people-detail", args=[record.candidate.pk]) if known else ""
        facts = [
            Fact("Candidate", record.candidate, about),
            Fact("Process", record.process, reverse("people:promotion-processes-detail", args=[record.process.pk])),
            Fact("Applied", said(record.applied_on)),
            Fact("Decided", said(record.decided_on) or "Not decided"),
        ]
        return [*facts, Fact("Appeal upheld", said(record.upheld_on))] if record.upheld_on else facts

    def fact_groups(self, record: PromotionApplication, user: User) -> Sequence[Mapping[str, Any]]:
        return groups_of(record, user)

    def actions(self, record: PromotionApplication, user: User) -> list[Mapping[str, Any]]:
        found = super().actions(record, user)
        if record.process.published_at is None:
            # Nobody appeals before they are told.
            found = [each for each in found if each["url"] != self.address(record, "appeal")]
        if self.may_move(record, user) and record.process.published_at is None and record.status != "withdrawn":
            found.append({"text": "Write feedback", "url": self.address(record, "feedback"), "kind": "secondary"})
        return found


PAGE = ApplicationPage()


def write_feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """What goes into the candidate's letter."""
    application: PromotionApplication = PAGE.find(request, pk)
    user: Any = request.user
    if not PAGE.may_move(application, user):
        raise PermissionDenied
    before = feedback.feedback_of(application, user)
    form = feedback.FeedbackForm(request.POST or None, initial=feedback.initial_of(before))

    def do() -> str:
        feedback.write(application, by=user, **form.cleaned_data)
        return "The feedback is saved. It goes into the letter when results are published."

    return perform(
        request,
        form,
        do,
        title="Write feedback",
        submit="Save",
        caption=PAGE.title(application),
        intro="The candidate reads it in the letter, once results are published.",
        back=PAGE.address(application),
        refused=TOLD if application.process.published_at else "",
    )


section_urlpatterns = [
    path("promotion-applications/<int:pk>/feedback/", write_feedback, name="promotion-applications-feedback"),
]
