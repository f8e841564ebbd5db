"""Pages that set two states of a figure side by side, say why a cell moved, and list the records that moved it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms as django_forms
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from people.requests import Request
from wmp.board import drills
from wmp.board.lineage import telling
from wmp.board.lineage.asking import declared
from wmp.board.lineage.cells import records_of
from wmp.board.lineage.choosing import Choice, choices_of, suggested
from wmp.board.lineage.links import definitions_url, moved_url, why_url
from wmp.board.lineage.moving import Difference, Pair, difference, differences, sources, splits
from wmp.board.lineage.states import NOW, State, known
from wmp.board.registers import register_of
from wmp.lib.figures import Figure
from wmp.lib.forms import FilterForm
from wmp.lib.moved import Way
from wmp.lib.registers import asked
from wmp.lib.snapshots import hold_still
from wmp.lib.words import counted

WAYS = {way.name.lower(): way for way in Way}


class PairForm(FilterForm):
    """The two states, any two: which of them came first does not matter."""

    def __init__(self, before: Sequence[Choice], after: Sequence[Choice], chosen: tuple[str, str]) -> None:
        super().__init__(initial=dict(zip(("from", "to"), chosen, strict=True)))
        self.fields["from"] = django_forms.ChoiceField(label="From", choices=before)
        self.fields["to"] = django_forms.ChoiceField(label="To", choices=after)


def moved(request: Request, key: str) -> HttpResponse:
    """A figure's cells in two states: before, after, and by how much they differ."""
    hold_still()
    asked.only(request.GET, "from", "to")
    figure = declared(request, key)
    choices = choices_of(request.user, figure)
    before, after = suggested(choices, *(request.GET.get(name, "") for name in ("from", "to")))
    context: dict[str, Any] = {
        "figure": figure,
        "title": f"Why it moved: {figure.title}",
        "breadcrumbs": crumbs(figure, after),
        "only_one": before is None,
    }
    if before and after:
        pair = _pair(request, figure, before, after)
        found = differences(pair)
        changed = [each for each in found if each.differs or each.other_records]
        states = [before.name, after.name]
        context |= {
            "title": telling.title(figure, before, after),
            "states": (before, after),
            "is_now": telling.is_then_and_now(before, after),
            "form": PairForm(*choices.for_form(before, after), (before.name, after.name)),
            "shortcuts": choices.shortcuts(figure, before, after),
            "changed": telling.cells_table("Numbers that differ", figure, states, changed),
            "same": telling.cells_table(
                "Numbers that are the same", figure, states, [e for e in found if e not in changed]
            ),
            "counts": telling.counts(found, changed),
            "definition": telling.definition_changed(pair),
            "definitions_url": definitions_url(key),
            "untraced": [each.state.words for each in pair if each.trace is None],
        }
    return render(request, "board/moved.html", context)


def why(request: Request, key: str) -> HttpResponse:
    """One cell in two states: its parts, each split into what records did, adding up to the difference."""
    hold_still()
    asked.only(request.GET, "from", "to", "row", "column")
    figure, pair, cell = _cell(request, key)
    listed = _listed(pair, cell)
    states = [each.state.name for each in pair]
    found = splits(pair, cell)
    context = {
        "figure": figure,
        "title": telling.cell_title(cell),
        "states": [each.state for each in pair],
        "breadcrumbs": [*crumbs(figure, pair[1].state), {"text": "Why it moved", "url": moved_url(key, states)}],
        "summary": telling.summary(cell, found),
        "splits": [telling.split(figure, states, cell, each, listed=listed) for each in found],
        "moved": any(each.moved.moves for each in found),
        "effects": any(each.effects for each in found),
        "meanings": telling.MEANINGS.items(),
        "unexplained": telling.unexplained(pair, cell, found),
        "sources": [(label, why_url(key, states, cell.row.label, label)) for label in sources(pair, cell)],
        "unlisted": "" if listed else telling.unlisted(pair),
        "records_url": telling.wider_url(pair, cell),
        "definition": telling.definition_changed(pair),
        "definitions_url": definitions_url(key),
    }
    return render(request, "board/why.html", context)


def moves(request: Request, key: str) -> HttpResponseBase:
    """The register of the records that moved a part of a cell, as far as the reader may see them."""
    hold_still()
    figure, pair, cell = _cell(request, key)
    part, way = request.GET.get("part", ""), request.GET.get("way", "")
    if way and way not in WAYS:
        raise BadRequest(f"Records move in no way called {way[:40]!r}.")
    split = next((each for each in splits(pair, cell) if each.part == part), None)
    keys = split.moved.keys(*([WAYS[way]] if way else Way)) if split and _listed(pair, cell) else []
    if split is None or not keys:
        raise Http404
    found = records_of(split.moved.model, keys)
    there = drills.LISTED_AS.get(found.model)
    seen = found.visible_to(request.user)
    states = [each.state.name for each in pair]
    register = there.register if there else register_of(found.model)
    return register.respond(
        request,
        (there.of(found) if there else found).visible_to(request.user),
        title=telling.moves_title(cell, split, WAYS.get(way)),
        note=f"You may see {seen.count():,} of the {counted(len(keys), 'record')} behind this change.",
        kept=["from", "to", "row", "column", "part", "way"],
        breadcrumbs=[
            *crumbs(figure, pair[1].state),
            {"text": "Why it moved", "url": moved_url(key, states)},
            {"text": telling.cell_title(cell), "url": why_url(key, states, *cell.place)},
        ],
    )


def crumbs(figure: Figure, state: State) -> list[Mapping[str, str]]:
    """The way from the board page to a figure in some state."""
    day = state.day.isoformat()
    attempt = f"?attempt={state.which}" if state.which.isdecimal() else ""
    return [
        {"text": "Board figures", "url": reverse("board:board", args=[day])},
        {"text": figure.title, "url": f"{reverse('board:figure', args=[day, figure.key])}{attempt}"},
    ]


def _pair(request: Request, figure: Figure, before: State, after: State) -> Pair:
    if NOW in (before.which, after.which) and before == after:
        raise Http404
    first, last = known(request.user, figure, before, after)
    return first, last


def _cell(request: Request, key: str) -> tuple[Figure, Pair, Difference]:
    """The figure, its two states and the cell that an address names. Raises Http404 where neither state has it."""
    figure = declared(request, key)
    before, after = (State.asked(request.GET.get(name, "")) for name in ("from", "to"))
    pair = _pair(request, figure, before, after)
    place = (request.GET.get("row", ""), request.GET.get("column", ""))
    was, now = ({place: there} if (there := each.grid.find(*place)) else {} for each in pair)
    if not was and not now:
        raise Http404
    return figure, pair, difference(place, was, now)


def _listed(pair: Pair, cell: Difference) -> bool:
    """May the records that moved be listed? Not where either state counts what people declared: the list would tell who
    declared what."""
    return all(known.listed(cell.row, cell.column, part) for known in pair for part in cell.parts)
