"""My team's ratings in a grid, saved as typed: the page, the address that each change goes to, and the same in one form
for browsers without scripts."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_POST

from people.performance import grid
from people.performance.choices import Aspect, RatingStatus
from people.performance.grid import EVIDENCE, BadValue, Change, Scale
from people.performance.models import Appraisal, PerformanceYear
from people.performance.raters import due_words, why_closed
from people.performance.ratings import NotTheRater, OwnRating, Rating
from people.requests import Request
from people.workforce.models import User
from wmp.lib.keys import key_of
from wmp.lib.registers.asked import only
from wmp.lib.words import counted

ON_A_PAGE = 50
FIELDS = (*Aspect.values, EVIDENCE)
TITLE = "Rate my team"
SELECTED = format_html(" {}", "selected")


@dataclass
class Cell:
    """One box of the grid. `typed` is shown in it, `saved` is what stands; `problem` says why they differ."""

    aspect: str
    pk: int
    whose: str
    #: What a select holds, by what stands in it.
    options: Callable[[str], str]
    saved: str = ""
    typed: str = ""
    problem: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.aspect}-{self.pk}"

    @property
    def options_drawn(self) -> str:
        return self.options(self.typed)

    @property
    def label(self) -> str:
        return f"{self.aspect.capitalize()}: {self.whose}"


@dataclass
class Row:
    """One person: who they are, where their rating stands, and its boxes."""

    pk: int
    name: str
    rank: str
    standing: str
    colour: str
    is_open: bool
    takes_evidence: bool
    is_moderated: bool
    rated_by: str
    cells: list[Cell]
    evidence: Cell


def page_for(request: Request, *, outcomes: Mapping[str, Any] | None = None) -> HttpResponse:
    """The grid. `outcomes` tells, by the name of a box, what was typed into it and why it was not saved."""
    reader, years = request.user, grid.years_to_rate(request.user)
    year = _asked_for(request, years)
    if year is None or why_closed(year):
        return _nothing_to_rate(request, year)
    scale, progress = grid.scale_of(year, reader), grid.progress_of(year, reader)
    team: Any = Appraisal.objects.of_team(reader).eligible().filter(year=year)
    paginator = Paginator(range(progress.eligible), ON_A_PAGE)  # counted already
    shown = paginator.get_page(request.GET.get("page"))
    first = (shown.number - 1) * ON_A_PAGE
    appraisals = list(team.select_related("person", "rank")[first : first + ON_A_PAGE])
    ratings = grid.ratings_of(appraisals, reader)
    choices = _choices(scale)
    rows = [_row(each, ratings.get(each.pk), scale, choices, outcomes or {}, reader) for each in appraisals]
    here = sum(all(cell.saved for cell in row.cells) for row in rows)
    address = f"{reverse('people:ratings-grid')}?year={year.pk}"
    context = {
        "title": TITLE,
        "caption": f"Performance year {year}",
        "breadcrumbs": _breadcrumbs(),
        "years": [
            {"text": str(each), "url": f"{reverse('people:ratings-grid')}?year={each.pk}", "current": each == year}
            for each in years
        ],
        "due": due_words(year),
        "rows": rows,
        "scale": [(Aspect(aspect), list(values.values())) for aspect, values in scale.items()],
        "progress": progress,
        "elsewhere": progress.complete - here,
        "problems": sum(bool(cell.problem) for row in rows for cell in (*row.cells, row.evidence)),
        "page_address": f"{address}&page={shown.number}",
        "previous_url": f"{address}&page={shown.number - 1}" if shown.has_previous() else "",
        "next_url": f"{address}&page={shown.number + 1}" if shown.has_next() else "",
        "pages": paginator.num_pages,
        "page_number": shown.number,
        "submit_url": f"{reverse('people:ratings-submit')}?year={year.pk}",
    }
    return render(request, "people/performance/grid.html", context, status=409 if context["problems"] else 200)


def _no_options(stands: str) -> str:
    """Of the box for evidence, which is no select."""
    return ""


def _choices(scale: grid.Scale) -> dict[str, Callable[[str], str]]:
    """What a select holds, by aspect: drawn once for each value that may stand, and not in each of a hundred boxes."""

    def options(aspect: str) -> Callable[[str], str]:
        offered = [(str(number), f"{number} {value.name}") for number, value in scale[aspect].items()]

        def drawn(stands: str) -> str:
            marked = ((number, SELECTED if number == stands else "", words) for number, words in offered)
            return format_html_join("", '<option value="{}"{}>{}</option>', marked)

        return cache(drawn)

    return {aspect: options(aspect) for aspect in scale}


def _asked_for(request: Request, years: list[PerformanceYear]) -> PerformanceYear | None:
    """The year in the address, else the one that is due first. 404 for one without anybody of the team."""
    asked = request.GET.get("year", "")
    if not asked:
        return years[0] if years else None
    found = next((each for each in years if str(each.pk) == asked), None)
    if found is None and key_of(asked) is not None:
        of_team = Appraisal.objects.of_team(request.user).values("year")
        found = PerformanceYear.objects.visible_to(request.user).filter(pk=asked, pk__in=of_team).first()
    if found is None:
        raise Http404
    return found


def _nothing_to_rate(request: Request, year: PerformanceYear | None) -> HttpResponse:
    """Why: of the year asked for, or of the team's latest. Something typed is not lost without a word."""
    of_team = Appraisal.objects.of_team(request.user).values("year")
    year = year or PerformanceYear.objects.visible_to(request.user).filter(pk__in=of_team).first()
    text = why_closed(year) if year else "Nobody who reports to you today is in a performance year."
    context = {"title": TITLE, "text": text, "breadcrumbs": _breadcrumbs()}
    return render(request, "people/performance/none.html", context, status=409 if request.method == "POST" else 200)


def _breadcrumbs() -> list[dict[str, str]]:
    return [
        {"text": "Home", "url": reverse("home")},
        {"text": "My team", "url": reverse("people:team")},
        {"text": TITLE},
    ]


def _row(
    appraisal: Any,
    rating: Rating | None,
    scale: Scale,
    choices: Mapping[str, Callable[[str], str]],
    outcomes: Mapping[str, Any],
    reader: User,
) -> Row:
    standing, colour = grid.STANDING[rating.status if rating else ""]
    name = str(appraisal.person)
    boxes = [Cell(each, appraisal.pk, name, choices.get(each, _no_options)) for each in FIELDS]
    for cell in boxes:
        cell.saved = cell.typed = str(grid.told(rating, cell.aspect, scale)["value"]) if rating else ""
        if cell.name in outcomes:
            cell.typed, cell.problem = outcomes[cell.name]
    former = rating.rater if rating and rating.rater_id != reader.pk else None
    return Row(
        pk=appraisal.pk,
        name=name,
        rank=appraisal.rank.abbreviation if appraisal.rank else "",
        standing=standing,
        colour=colour,
        is_open=not rating or rating.status in Rating.ENTERED,
        takes_evidence=not rating or rating.status in Rating.EVIDENCED,
        is_moderated=bool(rating and rating.status == RatingStatus.MODERATED),
        rated_by=(former.get_full_name() or former.get_username()) if former else "",
        cells=boxes[:-1],
        evidence=boxes[-1],
    )


# --- saving ---


def ratings_grid(request: Request) -> HttpResponse:
    """The page; and, of a browser without scripts, all of its boxes at once: those that were changed are saved."""
    only(request.GET, "year", "page")
    if request.method != "POST":
        return page_for(request)
    year = _asked_for(request, grid.years_to_rate(request.user))
    if year is None or why_closed(year):
        return _nothing_to_rate(request, year)
    scale, saved, outcomes = grid.scale_of(year, request.user), 0, {}
    for name, change in _changes(request, year):
        outcome = _saved_apart(change, scale, request.user)
        saved += outcome["status"] == "saved"
        if outcome["status"] != "saved":
            outcomes[name] = (change.typed, outcome)
    if outcomes:
        return page_for(request, outcomes=outcomes)
    messages.success(request, f"{counted(saved, 'change was', 'changes were')} saved.")
    return redirect(request.get_full_path())


def _changes(request: Request, year: PerformanceYear) -> Iterator[tuple[str, Change]]:
    """What differs from what the page showed, of the team of now."""
    keys = [key for key in map(key_of, request.POST.getlist("row")) if key is not None]
    team: Any = Appraisal.objects.for_rater(request.user).of_team(request.user).filter(year=year, pk__in=keys)
    for appraisal in team.select_related("year", "person"):
        voids = request.POST.get(f"voids-{appraisal.pk}") == "yes"
        for each in FIELDS:
            name = f"{each}-{appraisal.pk}"
            typed, seen = request.POST.get(name), request.POST.get(f"seen-{name}", "")
            if typed is not None and grid.plain_text(typed) != grid.plain_text(seen):
                yield name, Change(appraisal, each, typed, seen, voids)


def _saved_apart(change: Change, scale: Scale, by: User) -> Mapping[str, Any]:
    try:
        return grid.save_apart(change, scale, by=by)
    except (BadValue, OwnRating, NotTheRater) as error:
        return {"status": "refused", "message": str(error)}


@require_POST
def ratings_grid_save(request: Request) -> HttpResponse:
    """One change, answered in JSON: 200 saved, 409 not saved and why, 400 for what no box sends.

    404 for somebody whom the reader does not see, 403 for somebody who does not report to them today.
    """
    sent = request.POST
    key, name = key_of(sent.get("appraisal", "")), sent.get("aspect", "")
    if key is None or name not in FIELDS or "value" not in sent:
        return JsonResponse({"status": "invalid", "message": "This page sent nothing that can be saved."}, status=400)
    seen_by_reader = Appraisal.objects.for_rater(request.user).select_related("year", "person")
    appraisal = get_object_or_404(seen_by_reader, pk=key)
    scale = {} if name == EVIDENCE else grid.scale_of(appraisal.year, request.user)
    change = Change(appraisal, name, sent["value"], sent.get("seen", ""), sent.get("voids") == "yes")
    try:
        outcome = grid.save(change, scale, by=request.user)
    except (OwnRating, NotTheRater) as error:
        raise PermissionDenied from error
    except BadValue as error:
        return JsonResponse({"status": "invalid", "message": str(error)}, status=400)
    return JsonResponse(outcome, status=200 if outcome["status"] == "saved" else 409)


urlpatterns: list[URLPattern] = [
    path("team/ratings/", ratings_grid, name="ratings-grid"),
    path("team/ratings/save/", ratings_grid_save, name="ratings-grid-save"),
]
