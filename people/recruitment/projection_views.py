"""The page of the rank projection: assumptions as a form, what would come of them as a table and a chart."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import takewhile
from typing import Any

from django import forms as django_forms
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from people.places import PROJECTION
from people.recruitment.projection import MOST_RUNS, MOST_YEARS, Assumptions, Projected, Rank, Spread, project
from people.recruitment.ranks import YEARS, Known, known_on
from people.requests import Request
from wmp.lib import clock, forms
from wmp.lib.places import section
from wmp.lib.ranges import Drawn, Ranged, draw
from wmp.lib.small_groups import LEAST, shown
from wmp.lib.words import counted

MOST_RECRUITS = 5000
USUAL_YEARS = 5
WITHHELD = {"text": "withheld", "numeric": True}


class PercentField(django_forms.DecimalField):
    suffix = "per cent"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=100, decimal_places=1, **kwargs)


class AssumptionsForm(forms.Form):
    """What a reader may assume otherwise than the last years were."""

    years = django_forms.IntegerField(label="Years ahead", min_value=1, max_value=MOST_YEARS)
    recruits = django_forms.IntegerField(label="Recruits a year", min_value=0, max_value=MOST_RECRUITS)
    minority = PercentField(label="Ethnic minority recruits")
    female = PercentField(label="Female recruits")
    seed = django_forms.IntegerField(label="Seed", min_value=0, max_value=999999)
    runs = django_forms.IntegerField(label="Runs", min_value=100, max_value=MOST_RUNS)
    widths = {"years": 3, "recruits": 5, "minority": 5, "female": 5, "seed": 10, "runs": 5}

    @property
    def assumptions(self) -> Assumptions:
        given = self.cleaned_data
        return Assumptions(
            given["years"],
            given["recruits"],
            float(given["minority"]) / 100,
            float(given["female"]) / 100,
            given["seed"],
            given["runs"],
        )


def urls(menu: Sequence[Any]) -> list[URLPattern]:
    def page(request: Request) -> HttpResponse:
        if not PROJECTION.open_to(request.user):
            raise PermissionDenied
        if set(request.GET) - set(AssumptionsForm.base_fields):
            raise BadRequest("The page knows no such parameter")
        today = clock.today()
        known = known_on(today)
        usual = _usual(known)
        # What is withheld of the last years' recruits is the reader's to assume: no page begins with a complaint.
        to_fill_in = None in usual.values() and not request.GET
        form = AssumptionsForm(initial=usual) if to_fill_in else AssumptionsForm({**usual, **request.GET.dict()})
        context: dict[str, Any] = {
            "title": PROJECTION.title,
            "section": section(request.user, menu, PROJECTION.name),
            "form": form,
            "years": YEARS,
            "rates": _rates(known.ranks),
        }
        if form.is_valid() and known.ranks:
            context |= _projection(known.ranks, form.assumptions, today)
        return render(request, "people/recruitment/projection.html", context)

    return [path("rank-projection/", page, name=PROJECTION.name)]


def _usual(known: Known) -> dict[str, Any]:
    """As the last years were; None for a share of which few recruits are one part."""
    shares = {
        name: f"{100 * part / known.joined:.1f}" if min(part, known.joined - part) >= LEAST else None
        for name, part in (("minority", known.minority), ("female", known.female))
    }
    return {"years": USUAL_YEARS, "recruits": min(known.recruits, MOST_RECRUITS), **shares, "seed": 1, "runs": 1000}


def _projection(ranks: Sequence[Rank], assumed: Assumptions, today: date) -> dict[str, Any]:
    last = project(ranks, assumed)[-1]
    told = _told(ranks, last)
    told_minority, told_female = (told & told_parts(ranks, part) for part in (minority_in, female_in))
    by_rank = [*zip(ranks, last, strict=True)][::-1]
    year = today.year + assumed.years
    return {
        "heading": f"{counted(assumed.years, 'year')} from now: {today:%B} {year}",
        "headcounts": _table("Officers", by_rank, told, lambda rank: sum(rank.cells), "headcount"),
        "minority": _table("Ethnic minority", by_rank, told_minority, minority_of, "minority"),
        "female": _table("Female", by_rank, told_female, female_of, "female"),
        "chart": _chart(by_rank, told_minority),
        "assumed": assumed,
    }


def _told(ranks: Sequence[Rank], last: Sequence[Projected]) -> set[str]:
    """The ranks that have people enough today and in the middle of the runs, so that no total gives one away."""
    now = shown({rank.name: sum(rank.cells) for rank in ranks})
    then = {rank.name: round(each.headcount.median) for rank, each in zip(ranks, last, strict=True)}
    return {name for name, count in now.items() if count is not None and then[name] >= LEAST}


def told_parts(ranks: Sequence[Rank], part: Callable[[Rank], int]) -> set[str]:
    """The ranks of which the group and the rest are both people enough, and no total gives one away: a share beside
    its headcount is a count.

    Nothing is told above a rank that is withheld, since those who rise from it would bring its share along.
    """
    groups = shown({rank.name: part(rank) for rank in ranks})
    others = shown({rank.name: sum(rank.cells) - part(rank) for rank in ranks})
    both = takewhile(lambda rank: None not in (groups[rank.name], others[rank.name]), ranks)
    return {rank.name for rank in both}


def minority_in(rank: Rank) -> int:
    return rank.cells[0] + rank.cells[1]


def female_in(rank: Rank) -> int:
    return rank.cells[0] + rank.cells[2]


def minority_of(rank: Rank) -> float:
    return _percent(minority_in(rank), rank)


def female_of(rank: Rank) -> float:
    return _percent(female_in(rank), rank)


def _percent(part: int, rank: Rank) -> float:
    return 100 * part / sum(rank.cells) if sum(rank.cells) else 0.0


def _table(title: str, ranks: Sequence[tuple[Rank, Projected]], told: set[str], now: Any, of: str) -> Mapping[str, Any]:
    """Today's number beside the median and the intervals."""
    percent = of != "headcount"

    def words(number: float) -> dict[str, Any]:
        return {"text": f"{number:.1f}%" if percent else f"{number:,.0f}", "numeric": True}

    def between(low: float, high: float) -> dict[str, Any]:
        return {"text": f"{words(low)['text']} to {words(high)['text']}", "numeric": True}

    rows = []
    for rank, each in ranks:
        spread: Spread = getattr(each, of)
        cells = [
            words(now(rank)),
            words(spread.median),
            between(spread.low80, spread.high80),
            between(spread.low95, spread.high95),
        ]
        rows.append([rank.name, *(cells if rank.name in told else [WITHHELD] * 4)])
    head = ["Rank", *({"text": text, "numeric": True} for text in ("Today", "Projected", "80%", "95%"))]
    return {"caption": title, "head": head, "rows": rows}


def _chart(ranks: Sequence[tuple[Rank, Projected]], told: set[str]) -> Drawn | None:
    lines = []
    for rank, each in ranks:
        if rank.name not in told:
            lines.append(Ranged(rank.name, f"{rank.name}: withheld."))
            continue
        spread, now = each.minority, minority_of(rank)
        said = f"{rank.name}: {now:.1f}% today, projected {spread.median:.1f}%."
        intervals = (spread.low80, spread.high80), (spread.low95, spread.high95)
        lines.append(Ranged(rank.name, said, spread.median, *intervals, before=now))
    return draw("Projected ethnic minority share by rank", lines)


def _rates(ranks: Sequence[Rank]) -> Mapping[str, Any]:
    """The rates assumed; of ranks that are withheld as well, since they are of very few people."""
    told = {name for name, count in shown({rank.name: sum(rank.cells) for rank in ranks}).items() if count is not None}
    rows = [
        [
            rank.name,
            *(
                [{"text": f"{100 * rate:.1f}%", "numeric": True} for rate in (rank.leaving, rank.promotion)]
                if rank.name in told
                else [WITHHELD] * 2
            ),
        ]
        for rank in reversed(ranks)
    ]
    head = ["Rank", {"text": "Leave in a year", "numeric": True}, {"text": "Of the others, promoted", "numeric": True}]
    return {"caption": "Rates assumed", "head": head, "rows": rows}
