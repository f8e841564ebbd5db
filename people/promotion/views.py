"""Record pages of promotion processes and applications, with the verbs of an application."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.urls import reverse

from people.promotion.forms import ApplicationForm, ProcessForm
from people.promotion.handling import dismiss_appeal, take_back, uphold_appeal
from people.promotion.models import RESULTS, PromotionApplication, PromotionProcess
from people.promotion.registers import APPLICATIONS, PROCESSES, STATUS_COLOURS
from people.roles import Role
from people.workforce.models import User
from wmp.lib.records import Fact, RecordPage
from wmp.lib.timeline import said
from wmp.lib.verbs import DayAndReasonForm, DayForm, ReasonForm, Verb

OPEN = PromotionApplication.OPEN


class ProcessPage(RecordPage):
    register = PROCESSES
    joins = ("from_rank", "to_rank")
    logs_reads = False
    form = ProcessForm

    def facts(self, record: PromotionProcess, user: User) -> Sequence[Fact]:
        return [
            Fact("From rank", record.from_rank),
            Fact("To rank", record.to_rank),
            Fact("Season", f"{record.get_season_display()} {record.year}"),
        ]


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
        """Appeals are decided with a letter and a place in the pool; a result is taken back before it is told."""
        handled: Mapping[str, Callable[..., None]] = {
            "uphold_appeal": uphold_appeal,
            "dismiss_appeal": dismiss_appeal,
            "take_back": take_back,
        }
        if verb.method in handled:
            handled[verb.method](record, by=by, **given)
        else:
            super().move(record, verb, by=by, **given)

    def may_use(self, verb: Verb, record: PromotionApplication, user: User) -> bool:
        """A result that was told stays."""
        told = verb.method == "take_back" and record.process.published_at is not None
        return self.may_move(record, user) and not told

    def turn(self, record: PromotionApplication, user: User) -> str:
        if record.status in OPEN:
            return "The promotion team has the next step"
        return "The promotion team decides the appeal" if record.status == "appealed" else ""

    def may_move(self, record: PromotionApplication, user: User) -> bool:
        """The promotion team's, but never one's own application."""
        return user.has_role(Role.PROMOTION_TEAM) and record.candidate.account_id != user.pk

    may_change = may_move

    def sees_reasons(self, record: PromotionApplication, user: User) -> bool:
        """A candidate sees where the application stands, not what others wrote about it."""
        return self.may_move(record, user)

    def facts(self, record: PromotionApplication, user: User) -> Sequence[Fact]:
        facts = [
            Fact("Candidate", record.candidate, reverse("people:people-detail", args=[record.candidate.pk])),
            Fact("Process", record.process, reverse("people:promotion-processes-detail", args=[record.process.pk])),
            Fact("Applied", said(record.applied_on)),
            Fact("Decided", said(record.decided_on) or "Not decided"),
        ]
        return [*facts, Fact("Appeal upheld", said(record.upheld_on))] if record.upheld_on else facts
