"""Record pages of programmes and projects, with their verbs."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse

from change.portfolio import slippage
from change.portfolio.accounts import name_of
from change.portfolio.delivery import Milestone, MilestoneStatus, Rag
from change.portfolio.delivery_registers import RISKS
from change.portfolio.forms import CloseForm, ProgrammeForm, ProjectForm
from change.portfolio.models import STANDALONE, Programme, ProgrammeStatus, Project, ProjectStatus
from change.portfolio.overview import ago, standing_of
from change.portfolio.record_pages import ChangePage
from change.portfolio.registers import PROGRAMME_COLOURS, PROGRAMMES, PROJECTS, STATUS_COLOURS
from people.workforce.models import User
from wmp.lib import clock
from wmp.lib.records import Fact, Part
from wmp.lib.timeline import said
from wmp.lib.verbs import ReasonForm, Verb
from wmp.lib.words import counted, long_day


class ProgrammePage(ChangePage):
    register = PROGRAMMES
    colours = PROGRAMME_COLOURS
    verbs = (
        Verb(
            "close",
            "Close this programme",
            "closed",
            CloseForm,
            intro="The next benefits review leaves it out. Those there are keep it.",
            danger=True,
        ),
        Verb("reopen", "Reopen this programme", "live", ReasonForm),
    )
    form = ProgrammeForm

    def actions(self, record: Programme, user: User) -> list[Mapping[str, Any]]:
        """A live one grows; closing it is the last thing that is done with it."""
        found = super().actions(record, user)
        if record.status != ProgrammeStatus.LIVE or not PROJECTS.may_edit(user):
            return found
        return [{"text": "Add a project", "url": reverse("change:projects-add", args=[record.pk])}, *found]

    def _add_url(self, part: Part, record: Programme, reader: Any) -> str:
        """Nothing is added to a programme that is closed."""
        return "" if record.status == ProgrammeStatus.CLOSED else super()._add_url(part, record, reader)

    def facts(self, record: Programme, user: User) -> Sequence[Fact]:
        projects = Project.objects.visible_to(user).filter(programme=record)
        found = projects.aggregate(all=Count("pk"), open=Count("pk", filter=~Q(status=ProjectStatus.CLOSED)))
        words = f"{counted(found['all'], 'project')}, {found['open']} open" if found["all"] else "None yet"
        facts = [
            Fact("Purpose", record.purpose),
            Fact("Projects", words, reverse("change:programmes-projects", args=[record.pk])),
        ]
        return [*facts, Fact("Closed", said(record.closed_on))] if record.closed_on else facts


class ProjectPage(ChangePage):
    register = PROJECTS
    joins = ("programme", "manager")
    colours = STATUS_COLOURS
    verbs = (
        Verb("begin_delivery", "Begin delivery", "in delivery"),
        Verb("deliver", "Record as delivered", "delivered"),
        Verb("begin_closing", "Begin closing", "closing"),
        Verb("close", "Close", "closed", CloseForm, danger=True),
    )
    form = ProjectForm

    def urls(self) -> list[URLPattern]:
        """A project is added from the page of its programme too."""
        return [*super().urls(), path("programmes/<int:pk>/projects/new/", self.add_to, name="projects-add")]

    def add_to(self, request: HttpRequest, pk: int) -> HttpResponse:
        reader: Any = request.user
        programme = get_object_or_404(PROGRAMMES.visible_to(reader), pk=pk)
        closed = programme.status == ProgrammeStatus.CLOSED
        return self.fill_new(
            request,
            Project(programme=programme),
            caption=str(programme),
            back=reverse("change:programmes-projects", args=[programme.pk]),
            trouble=f"{programme} is closed, so no project begins in it." if closed else "",
        )

    def facts(self, record: Project, user: User) -> Sequence[Fact]:
        programme = record.programme
        facts = [
            Fact("Programme", programme, reverse("change:programmes-detail", args=[programme.pk]))
            if programme
            else Fact("Programme", STANDALONE),
            Fact("Description", record.description),
            Fact("Limb of the strategy", record.get_limb_display()),
            Fact("Sponsor portfolio", record.sponsor),
            Fact("Project manager", name_of(record.manager)),
            Fact("Started", said(record.started_on)),
        ]
        if record.closed_on or record.status == ProjectStatus.CLOSED:
            facts.append(Fact("Closed", said(record.closed_on)))
        return facts

    def fact_groups(self, record: Project, user: User) -> Sequence[Mapping[str, Any]]:
        """How it goes: what was last said, what comes next, what is in the way."""
        today = clock.today()
        stands = standing_of(record, user, today)
        rows = [_last_update(stands, today), _next_milestone(record, user, today)]
        if RISKS.open_to(user):
            url = f"{reverse('change:projects-risks', args=[record.pk])}?status=open&rating=red"
            words = counted(stands.red, "red risk") if stands.red else "None"
            rows.append(Fact("Red risks", words, url if stands.red else ""))
        rows.append(Fact("Late dependencies", f"{stands.late} not met in time" if stands.late else "None"))
        return [{"title": "How it goes", "rows": rows}]

    def _add_url(self, part: Part, record: Project, reader: Any) -> str:
        """Nothing is added to a project that is closed."""
        return "" if record.status == ProjectStatus.CLOSED else super()._add_url(part, record, reader)


def _last_update(stands: Any, today: date) -> Fact:
    if stands.told_on is None:
        return Fact("Latest status", "None yet")
    when = f"{long_day(stands.told_on)}, {ago(stands.told_on, today)}"
    return Fact("Latest status", f"{Rag(stands.rag).label} on {when}\n{stands.narrative}")


def _next_milestone(project: Project, user: User, today: date) -> Fact:
    planned = Milestone.objects.visible_to(user).filter(project=project, status=MilestoneStatus.PLANNED)
    found = planned.order_by("expected_on", "pk").first()
    if found is None:
        return Fact("Next milestone", "None planned")
    words = f"{found}: {long_day(found.expected_on)}, {slippage.of(found, today)}"
    return Fact("Next milestone", words, reverse("change:milestones-detail", args=[found.pk]))
