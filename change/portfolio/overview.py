"""The portfolio at a glance: each project with where it stands, what was last said of it, and what comes next.

Three queries, however many projects there are: the projects with what is counted about each, their milestones, and the
programmes to choose from.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django import forms as django_forms
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from change.portfolio import slippage
from change.portfolio.delivery import (
    Dependency,
    Milestone,
    MilestoneStatus,
    Rag,
    Risk,
    StatusUpdate,
    is_without_update,
    late,
)
from change.portfolio.models import STANDALONE, Limb, Programme, Project, ProjectStatus
from people.workforce.models import User
from wmp.lib.forms import FilterForm
from wmp.lib.words import counted

STANDS_ALONE = "standalone"


class OverviewFilters(FilterForm):
    """What the page can be narrowed by. Only programmes that the reader sees are offered."""

    programme = django_forms.ChoiceField(required=False)
    limb = django_forms.ChoiceField(required=False, choices=[("", "Any"), *Limb.choices])
    status = django_forms.ChoiceField(required=False, choices=[("", "All but closed"), *ProjectStatus.choices])

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Programme.objects.visible_to(user).values_list("pk", "name")
        programme: Any = self.fields["programme"]
        programme.choices = [
            ("", "Any"),
            *((str(pk), name) for pk, name in seen.order_by("name")),
            (STANDS_ALONE, STANDALONE),
        ]

    def chosen(self, projects: QuerySet[Project]) -> QuerySet[Project]:
        """The projects that fit. Closed ones only where they are asked for. None while a choice is wrong."""
        if not self.is_valid():
            return projects.none()
        given = self.cleaned_data
        if given["programme"] == STANDS_ALONE:
            projects = projects.filter(programme=None)
        elif given["programme"]:
            projects = projects.filter(programme=given["programme"])
        if given["limb"]:
            projects = projects.filter(limb=given["limb"])
        if given["status"]:
            return projects.filter(status=given["status"])
        return projects.exclude(status=ProjectStatus.CLOSED)


@dataclass(frozen=True)
class Line:
    """One project. `red` and `late` count its red risks and late dependencies, as far as the reader sees them."""

    project: Project
    milestones: Sequence[Milestone]
    rag: str
    told_on: date | None
    red: int
    late: int
    day: date

    @property
    def programme(self) -> str:
        return self.project.programme.name if self.project.programme else STANDALONE

    @property
    def next_milestone(self) -> Milestone | None:
        """The planned one that is expected first, past or to come."""
        planned = [each for each in self.milestones if each.status == MilestoneStatus.PLANNED]
        return min(planned, key=lambda each: (each.expected_on, each.pk), default=None)

    @property
    def next_slippage(self) -> str:
        return slippage.of(self.next_milestone, self.day) if self.next_milestone else ""

    @property
    def rag_words(self) -> str:
        return Rag(self.rag).label if self.rag else "None yet"

    @property
    def told(self) -> str:
        """How long ago the status was told."""
        return ago(self.told_on, self.day) if self.told_on else ""

    @property
    def is_stale(self) -> bool:
        """In delivery, and nothing was said for over a month."""
        return is_without_update(self.project, self.told_on, self.day)


def ago(day: date, today: date) -> str:
    """`today`, `12 days ago`."""
    days = (today - day).days
    return f"{counted(days, 'day')} ago" if days else "today"


def lines_of(projects: QuerySet[Project], user: User, day: date) -> list[Line]:
    """The lines of some projects, stand-alone ones last, each programme's in the order of their names. Two queries."""
    found = list(with_standing(projects, user, day).select_related("programme"))
    milestones: dict[int, list[Milestone]] = {project.pk: [] for project in found}
    drawn = Milestone.objects.visible_to(user).filter(project__in=list(milestones))
    for each in drawn.exclude(status=MilestoneStatus.DROPPED).order_by("baseline", "pk"):
        milestones[each.project_id].append(each)
    lines = [_line(project, milestones[project.pk], day) for project in found]
    return sorted(lines, key=lambda line: (line.project.programme is None, line.programme, line.project.name))


def with_standing(projects: QuerySet[Project], user: User, day: date) -> QuerySet[Any]:
    """Each with its latest status (`rag`, `told_on`) and with how many red risks and late dependencies it has."""
    here = OuterRef("pk")
    return projects.annotate(
        rag=Subquery(_last_update(user).values("rag")[:1]),
        told_on=Subquery(_last_update(user).values("on")[:1]),
        red=_number(Risk.objects.visible_to(user).red().filter(project=here)),
        late=_number(Dependency.objects.visible_to(user).filter(late(day), project=here)),
    )


def standing_of(project: Project, user: User, day: date) -> Any:
    """The same for one project, with the `narrative` of its latest status. One query."""
    found = with_standing(Project.objects.visible_to(user).filter(pk=project.pk), user, day)
    return found.annotate(narrative=Subquery(_last_update(user).values("narrative")[:1])).get()


def _last_update(user: User) -> QuerySet[StatusUpdate]:
    return StatusUpdate.objects.visible_to(user).filter(project=OuterRef("pk")).order_by("-on", "-pk")


def _number(records: QuerySet[Any]) -> Coalesce:
    counts = records.order_by().values("project").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)


def _line(project: Any, milestones: Sequence[Milestone], day: date) -> Line:
    return Line(project, milestones, project.rag or "", project.told_on, project.red, project.late, day)


def by_programme(lines: Iterable[Line]) -> list[tuple[str, list[Line]]]:
    """The lines below the names of their programmes."""
    return [(name, list(those)) for name, those in groupby(lines, key=lambda line: line.programme)]


def tallies(lines: Sequence[Line]) -> Mapping[str, int]:
    """How many projects stand at each RAG status, and how many without one (`""`)."""
    return {rag: sum(line.rag == rag for line in lines) for rag in [*Rag.values, ""]}
