"""What each figure counts: for whoever reads it, and for auditors, who read no number of it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from people.requests import Request
from people.workforce.models import User
from wmp.board.lineage import telling
from wmp.board.lineage.states import definitions
from wmp.board.models import Edition, keys_read_by, may_read_board, may_read_every_definition
from wmp.board.pages import Table, headings
from wmp.board.paper import FIGURES, SECTIONS
from wmp.board.papers.models import Audience
from wmp.lib.figures import Figure
from wmp.lib.registers import asked
from wmp.lib.words import long_day

#: More editions than a figure has in ten years.
MOST_EDITIONS = 100


def every(request: Request) -> HttpResponse:
    """The figures in the order of the paper, each leading to its definition."""
    asked.only(request.GET)
    keys = _keys(request.user)
    sections = [(each.title, [figure for figure in each.figures if figure.key in keys]) for each in SECTIONS]
    found = [(title, figures) for title, figures in sections if figures]
    return render(request, "board/every_definition.html", {"sections": found})


def versions(request: Request, key: str) -> HttpResponse:
    """The versions of a figure's definition: its words, since when, what each changed, and the editions that print the
    figure by them."""
    asked.only(request.GET)
    if key not in _keys(request.user):
        raise Http404
    figure = FIGURES[key]
    context = {
        "figure": figure,
        "title": f"Definitions: {figure.title}",
        "breadcrumbs": [{"text": "Definitions", "url": reverse("board:every-definition")}],
        "versions": telling.versions(list(definitions(request.user, figure).values())),
        "editions": editions_table(request.user, figure),
    }
    return render(request, "board/definitions.html", context)


def _keys(user: User) -> Sequence[str]:
    """The figures whose definitions the account may read. Raises PermissionDenied where there are none."""
    if may_read_every_definition(user):
        return list(FIGURES)
    if not may_read_board(user):
        raise PermissionDenied
    return keys_read_by(user)


def editions_table(user: User, figure: Figure) -> Table | None:
    """By which definition, of which day and from which run each edition prints the figure. One query, of no number."""
    of_figure = KeyTransform(figure.key, KeyTransform("figures", "content"))
    said = {f"its_{name}": KeyTextTransform(name, of_figure) for name in ("version", "run", "attempt")}
    of_day = KeyTextTransform("day", of_figure)
    opens = Exists(Edition.objects.visible_to(user).filter(pk=OuterRef("pk")))
    known = Edition.objects.known_to(user).filter(content__figures__has_key=figure.key)
    found = known.with_facts().annotate(**said, of_day=of_day, opens=opens).order_by("-issued_at", "-pk")
    names = ("pk", "number", "audience", "issued_at", "of_day", "opens", "its_title", "its_meeting_on", *said)
    rows = [_row(each) for each in found.values(*names)[:MOST_EDITIONS]]
    head = headings("Edition", "Issued", "Figures as at", "Run", "Version")
    return Table("Editions that print it", head, rows) if rows else None


def _row(found: Any) -> list[Any]:
    audience = Audience(found["audience"]).label.lower()
    return [
        {
            "text": f"{found['its_title']}, {long_day(found['its_meeting_on'])}, {audience} edition {found['number']}",
            "url": reverse("editions:edition", args=[found["pk"]]) if found["opens"] else "",
        },
        long_day(timezone.localdate(found["issued_at"])),
        long_day(date.fromisoformat(found["of_day"])),
        f"{long_day(date.fromisoformat(found['its_run']))}, attempt {found['its_attempt']}",
        found["its_version"] or "None kept",
    ]
