"""The portfolio page: projects by programme, the timeline and its table."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from change.places import PORTFOLIO_PLACE
from change.portfolio import slippage
from change.portfolio.delivery import Milestone, Rag
from change.portfolio.delivery_registers import RAG_COLOURS, RISKS
from change.portfolio.models import Project
from change.portfolio.overview import Line, OverviewFilters, by_programme, lines_of, tallies
from change.portfolio.overview_picture import picture_of
from change.portfolio.registers import PROJECTS, STATUS_COLOURS
from people.requests import Request
from wmp.lib import clock
from wmp.lib.places import section
from wmp.lib.registers import asked
from wmp.lib.registers.panel import panel_of
from wmp.lib.words import counted, short_day

Menu = Sequence[Any]


def overview(request: Request, menu: Menu) -> HttpResponse:
    """Three queries besides those of every page, however many projects."""
    wish = asked.read(request.GET, filters=OverviewFilters.base_fields, sorts=(), kept=())
    form = OverviewFilters(wish.filters, user=request.user)
    today = clock.today()
    lines = lines_of(form.chosen(Project.objects.visible_to(request.user)), request.user, today)
    sees_risks = RISKS.open_to(request.user)
    context = {
        "title": PORTFOLIO_PLACE.title,
        "section": section(request.user, menu, PORTFOLIO_PLACE.name),
        "panel": panel_of(form, wish),
        "form": form if form.errors else None,
        "narrowed": wish.is_narrowed,
        "bare": wish.bare,
        "add_url": reverse("change:projects-new") if PROJECTS.may_edit(request.user) else "",
        "list_url": PROJECTS.url,
        "count": counted(len(lines), "project"),
        "tallies": _tallies(lines),
        "groups": [
            (name, [_project_row(line, sees_risks=sees_risks) for line in those]) for name, those in by_programme(lines)
        ],
        "sees_risks": sees_risks,
        "picture": picture_of(lines, today),
        "table": _milestone_table(lines),
    }
    return render(request, "change/portfolio/overview.html", context)


def _tallies(lines: Sequence[Line]) -> list[Mapping[str, Any]]:
    words = {**dict(Rag.choices), "": "No status yet"}
    return [
        {"text": words[rag], "colour": RAG_COLOURS.get(rag, "grey"), "count": number}
        for rag, number in tallies(lines).items()
        if number
    ]


def _project_row(line: Line, *, sees_risks: bool) -> Mapping[str, Any]:
    project, coming = line.project, line.next_milestone
    risks = f"{reverse('change:projects-risks', args=[project.pk])}?status=open&rating=red"
    return {
        "name": project.name,
        "url": reverse("change:projects-detail", args=[project.pk]),
        "limb": project.get_limb_display(),
        "status": {"text": project.get_status_display(), "colour": STATUS_COLOURS[project.status]},
        "rag": {"text": line.rag_words, "colour": RAG_COLOURS.get(line.rag, "grey")},
        "told": line.told,
        "stale": line.is_stale,
        "next": coming.name if coming else "",
        "next_url": reverse("change:milestones-detail", args=[coming.pk]) if coming else "",
        "next_on": short_day(coming.expected_on) if coming else "",
        "slippage": line.next_slippage,
        "red": line.red,
        "red_url": risks if line.red and sees_risks else "",
        "late": line.late,
    }


def _milestone_table(lines: Sequence[Line]) -> dict[str, list[Any]]:
    """What the picture shows: {head, rows}."""
    head = ["Milestone", "Project", "Baseline", "Forecast", "Actual", "Against its baseline"]
    rows = [_milestone_row(each, line) for line in lines for each in line.milestones]
    return {"head": [{"text": text} for text in head], "rows": rows}


def _milestone_row(milestone: Milestone, line: Line) -> list[Any]:
    return [
        {"text": milestone.name, "url": reverse("change:milestones-detail", args=[milestone.pk])},
        line.project.name,
        short_day(milestone.baseline),
        short_day(milestone.forecast) if milestone.forecast else "" if milestone.actual else "As the baseline",
        short_day(milestone.actual) if milestone.actual else "Not met yet",
        slippage.of(milestone, line.day),
    ]
