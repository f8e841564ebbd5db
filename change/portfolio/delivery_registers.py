"""Registers of what belongs to a project's delivery."""

from typing import Any

import django_tables2 as tables
from django.db.models import CharField, DateField, Expression, F, Field, Func, IntegerField, Q, Value
from django.db.models.functions import Concat

from change.access import ChangeRegister, OwnersRegister
from change.portfolio import slippage
from change.portfolio.delivery import (
    AMBER_FROM,
    RED_FROM,
    Dependency,
    DependencyStatus,
    Milestone,
    MilestoneStatus,
    Rag,
    Risk,
    RiskStatus,
    StatusUpdate,
    behind_baseline,
    late,
    past_forecast,
    rating_of,
)
from change.portfolio.models import Project
from wmp.lib import clock
from wmp.lib.registers.columns import Column, TagColumn, Words
from wmp.lib.registers.filters import ChoiceFilter, ConditionFilter, Filters, ReferenceFilter, TextFilter
from wmp.lib.words import counted

MILESTONE_COLOURS = {"planned": "blue", "met": "green", "dropped": "grey"}
RAG_COLOURS = {"red": "red", "amber": "orange", "green": "green"}
RISK_COLOURS = {"open": "blue", "closed": "grey"}
DEPENDENCY_COLOURS = {"open": "blue", "met": "green", "dropped": "grey"}
BY_NAME = "Search by name or project"
# So much of a narrative stands in a list; the whole of it on its page.
EXCERPT = 160


def of_project() -> Column:
    """The project, by name alone: its programme stands on its page."""
    return Column(accessor="project__name", verbose_name="Project", orderable=True)


class SlippageColumn(Column):
    """Days that the forecast, or the day it came, is later than the baseline; in words, and in a file as a number.

    A list is sorted by them, so they do not grow by waiting as the page's do. That a forecast has passed is told too.
    """

    def read(self, path: str) -> Expression:
        today = Value(clock.today(), output_field=DateField())
        past = Func(
            today, F("expected_on"), template="(%(expressions)s)", arg_joiner=" - ", output_field=IntegerField()
        )
        return Concat("status", Value(" "), path, Value(" "), past, output_field=CharField())

    def words_for(self, field: "Field[Any, Any]") -> Words:
        return _against_baseline


def _against_baseline(said: str) -> str:
    """The words of what a `SlippageColumn` reads: the status, the slippage, and the days since it was expected."""
    status, days, past = said.split()
    if status == MilestoneStatus.DROPPED:
        return "Not counted"
    if status == MilestoneStatus.MET:
        return f"Came {slippage.in_words(int(days))}"
    words = f"Expected {slippage.in_words(int(days))}"
    return f"{words}, but {counted(int(past), 'day')} past that" if int(past) > 0 else words


class MilestoneTable(tables.Table):
    name = Column(orderable=True, verbose_name="Milestone")
    project = of_project()
    baseline = Column(orderable=True)
    forecast = Column(orderable=True)
    actual = Column(orderable=True)
    slippage = SlippageColumn(verbose_name="Days late", orderable=True)
    status = TagColumn(MILESTONE_COLOURS)


class MilestoneFilters(Filters):
    # By part of a name: owners of benefits open the list too, and are offered no project that they may not see.
    project = TextFilter("project__name", "Project")
    status = ChoiceFilter(choices=MilestoneStatus.choices)
    standing = ConditionFilter(
        {
            "past": ("Past its forecast and not met", lambda: past_forecast(clock.today())),
            "late": ("Later than its baseline", lambda: behind_baseline(clock.today())),
        },
        label="How it stands",
    )


class MilestoneRegister(OwnersRegister):
    model = Milestone
    title = "Milestones"
    slug = "milestones"
    table = MilestoneTable
    filters = MilestoneFilters
    search = ("name", "project__name")
    search_label = BY_NAME
    order = "baseline"


class ExcerptColumn(Column):
    """The beginning of a long text; a file has the whole."""

    def words_for(self, field: "Field[Any, Any]") -> Words:
        return lambda text: text if len(text) <= EXCERPT else f"{text[:EXCERPT].rsplit(' ', 1)[0]} …"


class StatusUpdateTable(tables.Table):
    on = Column(verbose_name="Date", orderable=True)
    project = of_project()
    rag = TagColumn(RAG_COLOURS, verbose_name="Status", orderable=False)
    narrative = ExcerptColumn(orderable=False)


class StatusUpdateFilters(Filters):
    project = TextFilter("project__name", "Project")
    rag = ChoiceFilter(choices=Rag.choices, label="Status")


class StatusUpdateRegister(OwnersRegister):
    model = StatusUpdate
    title = "Status updates"
    slug = "status-updates"
    table = StatusUpdateTable
    filters = StatusUpdateFilters
    search = ("project__name",)
    search_label = "Search by project"
    order = "-on"


class ScoreColumn(Column):
    """The score with its rating; a file has the number."""

    def words_for(self, field: "Field[Any, Any]") -> Words:
        return lambda score: f"{score}, {rating_of(score)}"


class RiskTable(tables.Table):
    title = Column(orderable=True, verbose_name="Risk")
    project = of_project()
    score = ScoreColumn(orderable=True)
    likelihood = Column(orderable=False)
    impact = Column(orderable=False)
    owner = Column(orderable=False)
    review_on = Column(verbose_name="Look at it again on", orderable=True)
    status = TagColumn(RISK_COLOURS)


class RiskFilters(Filters):
    project = ReferenceFilter(Project)
    status = ChoiceFilter(choices=RiskStatus.choices)
    rating = ConditionFilter(
        {
            "red": (f"Red: {RED_FROM} and more", lambda: Q(score__gte=RED_FROM)),
            "amber": (
                f"Amber: {AMBER_FROM} to {RED_FROM - 1}",
                lambda: Q(score__gte=AMBER_FROM) & Q(score__lt=RED_FROM),
            ),
            "green": (f"Green: less than {AMBER_FROM}", lambda: Q(score__lt=AMBER_FROM)),
        },
        label="Score",
    )
    review = ConditionFilter(
        {"due": ("To be looked at by today", lambda: Q(review_on__lte=clock.today(), status=RiskStatus.OPEN))},
        label="Looking at it again",
    )


class RiskRegister(ChangeRegister):
    model = Risk
    title = "Risks"
    slug = "risks"
    table = RiskTable
    hidden = ("likelihood", "impact")
    filters = RiskFilters
    search = ("title", "project__name")
    search_label = "Search by risk or project"
    order = "-score"


class DependencyTable(tables.Table):
    what = Column(orderable=True)
    project = Column(accessor="project__name", verbose_name="Who waits", orderable=True)
    on_project = Column(accessor="on_project__name", verbose_name="Waits for", orderable=False)
    on_other = Column(verbose_name="Or for", orderable=False)
    needed_by = Column(orderable=True)
    status = TagColumn(DEPENDENCY_COLOURS)


class DependencyFilters(Filters):
    project = TextFilter("project__name", "Who waits")
    status = ChoiceFilter(choices=DependencyStatus.choices)
    standing = ConditionFilter(
        {"late": ("Late: needed before today and not met", lambda: late(clock.today()))}, label="How it stands"
    )


class DependencyRegister(OwnersRegister):
    model = Dependency
    title = "Dependencies"
    slug = "dependencies"
    table = DependencyTable
    filters = DependencyFilters
    search = ("what", "project__name", "on_project__name")
    search_label = "Search by what is needed, or by project"
    order = "needed_by"


MILESTONES = MilestoneRegister()
STATUS_UPDATES = StatusUpdateRegister()
RISKS = RiskRegister()
DEPENDENCIES = DependencyRegister()
REGISTERS: list[Any] = [MILESTONES, STATUS_UPDATES, RISKS, DEPENDENCIES]
