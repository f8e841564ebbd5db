"""Record pages of milestones, status updates, risks and dependencies."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.urls import URLPattern, reverse

from change.portfolio import delivery_forms as forms
from change.portfolio import slippage
from change.portfolio.accounts import name_of
from change.portfolio.delivery import (
    Dependency,
    DependencyStatus,
    Milestone,
    MilestoneStatus,
    Risk,
    RiskStatus,
    StatusUpdate,
)
from change.portfolio.delivery_registers import (
    DEPENDENCIES,
    DEPENDENCY_COLOURS,
    MILESTONE_COLOURS,
    MILESTONES,
    RAG_COLOURS,
    RISK_COLOURS,
    RISKS,
    STATUS_UPDATES,
)
from change.portfolio.models import ProjectStatus
from change.portfolio.record_pages import BelowProjectPage
from people.workforce.models import User
from wmp.lib import clock
from wmp.lib.records import Fact
from wmp.lib.timeline import Event, said
from wmp.lib.verbs import OnForm, ReasonForm, Verb
from wmp.lib.words import counted, long_day, within


class MilestonePage(BelowProjectPage):
    register = MILESTONES
    colours = MILESTONE_COLOURS
    form = forms.MilestoneForm
    part = "milestones"
    verbs = (
        Verb("meet", "Record as met", "met", OnForm),
        Verb(
            "re_baseline",
            "Re-baseline",
            "planned",
            forms.ReBaselineForm,
            standing={"planned"},
            intro="Slippage is counted from the new baseline on. The old one stays in the history, with the reason.",
            done="has a new baseline",
        ),
        Verb("drop", "Drop", "dropped", ReasonForm, danger=True),
        Verb("reopen", "Plan it again", "planned", ReasonForm, standing={"met", "dropped"}),
    )

    def obstacle(self, record: Milestone) -> str:
        if record.status == MilestoneStatus.PLANNED:
            return ""
        return f"It is {within(record.get_status_display())}. Plan it again to change it."

    def mark(self, record: Milestone, user: User) -> str:
        """A re-baselined one stays planned: the baseline tells that the page is stale."""
        return f"{record.status} {record.baseline}"

    def turn(self, record: Milestone, user: User) -> str:
        today = clock.today()
        # Nobody waits for what a closed project had planned.
        if record.is_past(today) and record.project.status != ProjectStatus.CLOSED:
            days = counted((today - record.expected_on).days, "day")
            return f"It was expected on {long_day(record.expected_on)}, {days} ago"
        return ""

    def facts(self, record: Milestone, user: User) -> Sequence[Fact]:
        return [
            self.project_fact(record),
            Fact("Baseline", said(record.baseline)),
            Fact("Forecast", said(record.forecast) or "As the baseline"),
            Fact("Actual", said(record.actual) or "Not met yet"),
            Fact("Slippage", slippage.of(record, clock.today()) or "Not counted: it was dropped"),
        ]

    def events(self, record: Milestone, user: User) -> Sequence[Event]:
        again = "Planned to planned"
        return [
            replace(each, title="Re-baselined") if each.title == again else each
            for each in super().events(record, user)
        ]


class StatusUpdatePage(BelowProjectPage):
    """None is edited: a later one stands in its place."""

    register = STATUS_UPDATES
    joins = ("project__programme", "by")
    form = forms.StatusUpdateForm
    part = "status-updates"

    def urls(self) -> list[URLPattern]:
        return [url for url in super().urls() if url.name != "status-updates-change"]

    def may_change(self, record: StatusUpdate, user: User) -> bool:
        return False

    def title(self, record: StatusUpdate) -> str:
        return f"Status on {long_day(record.on)}"

    def standing(self, record: StatusUpdate) -> Mapping[str, str]:
        return {"text": record.get_rag_display(), "colour": RAG_COLOURS[record.rag]}

    def facts(self, record: StatusUpdate, user: User) -> Sequence[Fact]:
        return [
            self.project_fact(record),
            Fact("Status", record.get_rag_display()),
            Fact("Narrative", record.narrative),
            Fact("Written by", name_of(record.by)),
        ]

    def events(self, record: StatusUpdate, user: User) -> Sequence[Event]:
        return []


class RiskPage(BelowProjectPage):
    register = RISKS
    colours = RISK_COLOURS
    form = forms.RiskForm
    part = "risks"
    verbs = (
        Verb("close", "Close this risk", "closed", ReasonForm),
        Verb("reopen", "Open it again", "open", ReasonForm),
    )

    def obstacle(self, record: Risk) -> str:
        return "" if record.status == RiskStatus.OPEN else "It is closed. Open it again to change it."

    def turn(self, record: Risk, user: User) -> str:
        return f"{record.rating.capitalize()}: {record.score} of 25"

    def facts(self, record: Risk, user: User) -> Sequence[Fact]:
        return [
            self.project_fact(record),
            Fact("Score", f"{record.likelihood} likelihood × {record.impact} impact = {record.score}"),
            Fact("Description", record.description),
            Fact("What is done about it", record.response),
            Fact("Who sees to it", record.owner),
            Fact("Look at it again on", said(record.review_on)),
        ]


class DependencyPage(BelowProjectPage):
    register = DEPENDENCIES
    joins = ("project__programme", "on_project__programme")
    colours = DEPENDENCY_COLOURS
    form = forms.DependencyForm
    part = "dependencies"
    verbs = (
        Verb("meet", "Record as met", "met"),
        Verb("drop", "No longer needed", "dropped", ReasonForm),
        Verb("reopen", "Open it again", "open", ReasonForm),
    )

    def obstacle(self, record: Dependency) -> str:
        if record.status == DependencyStatus.OPEN:
            return ""
        return f"It is {within(record.get_status_display())}. Open it again to change it."

    def turn(self, record: Dependency, user: User) -> str:
        return f"Needed by {said(record.needed_by)}: late" if record.is_late(clock.today()) else ""

    def facts(self, record: Dependency, user: User) -> Sequence[Fact]:
        other: Any = record.on_project
        # The name is told; the page is for those who may see that project too.
        sees = other and DEPENDENCIES.may_edit(user)
        return [
            Fact("Who waits", record.project, reverse("change:projects-detail", args=[record.project_id])),
            Fact(
                "Waits for",
                other or record.on_other,
                reverse("change:projects-detail", args=[other.pk]) if sees else "",
            ),
            Fact("Needed by", said(record.needed_by)),
        ]


PAGES = [MilestonePage(), StatusUpdatePage(), RiskPage(), DependencyPage()]
