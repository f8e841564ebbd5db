"""The page of a panel's work: how far it is, and how the ratings are spread before and after, by whatever group."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse

from people.performance.choices import Aspect
from people.performance.distribution import (
    DECLARED,
    GROUPINGS,
    NOT_STATED,
    HasNumber,
    Spread,
    Spreads,
    counted_ratings,
    mean,
    spreads,
    whole,
)
from people.performance.moderation_acts import is_open, panels_with_departments, scale_of, with_what_is_left
from people.performance.moderation_groups import rounded, told
from people.performance.moderation_outliers import RULE, comparable, outliers_of
from people.performance.moderation_registers import LEADS, PANEL_COLOURS
from people.performance.panel_pages import members_of
from people.requests import Request
from people.workforce.models import Department, Disability, Gender, Rank
from wmp.lib import reference
from wmp.lib.bars import pairs
from wmp.lib.words import counted

TITLES = {
    "department": "Department",
    "rank": "Rank",
    "gender": "Gender",
    "ethnicity": "Ethnicity",
    "disability": "Disability",
}
NO_PLACE = {"department": "No department", "rank": "No rank"}
WORDS: Mapping[str, Mapping[str, str]] = {
    "gender": dict(Gender.choices),
    "ethnicity": {"minority": "Ethnic minority", "white": "White", NOT_STATED: "Not stated"},
    "disability": {"yes": "Disabled", "no": "Not disabled", NOT_STATED: Disability.NOT_STATED.label},
}
BLIND = " What moderation made of it shows once every rating is decided."
WITHHELD = "–"
OUTLIER_HEAD = [
    "Who or which",
    "Value",
    *({"text": text, "numeric": True} for text in ("Ratings", "Mean", "Force", "Standard errors")),
]
SMALL = (
    "By what people declared about themselves. Numbers under ten are withheld (–), and others that would tell them;"
    " what is shown is rounded to the nearest five."
)


def find_panel(request: Request, pk: int) -> Any:
    """The panel, if the reader sits on it or leads. Raises Http404."""
    return get_object_or_404(panels_with_departments(request.user), pk=pk)


def crumbs(panel: Any, user: Any, *, here: bool = False) -> list[dict[str, str]]:
    first = (
        {"text": "Moderation panels", "url": reverse("people:moderation-panels-list")}
        if user.has_role(*LEADS)
        else {"text": "My panels", "url": reverse("people:my-panels")}
    )
    return [first] if here else [first, {"text": panel.name, "url": reverse("people:moderation", args=[panel.pk])}]


def panel_page(request: Request, pk: int) -> HttpResponse:
    user = request.user
    panel: Any = get_object_or_404(with_what_is_left(panels_with_departments(user), user), pk=pk)
    by = request.GET.get("by", "department")
    if by not in GROUPINGS or set(request.GET) - {"by"}:
        raise BadRequest("There is no such grouping.")
    members, leads = members_of(panel, user), user.has_role(*LEADS)
    context = {
        "title": panel.name,
        "caption": f"Moderation, {panel.year}",
        "panel": panel,
        "status": {"text": panel.get_status_display(), "colour": PANEL_COLOURS[panel.status]},
        "members": members,
        "leads": leads,
        "decides": panel.waits and is_open(panel) and panel.sits,
        "finalises": panel.ready and leads,
        "breadcrumbs": crumbs(panel, user, here=True),
    }
    # Members of a panel that is closed keep its minutes.
    if leads or is_open(panel):
        context |= _numbers(panel, user, by)
    return render(request, "people/performance/moderation.html", context)


def _numbers(panel: Any, user: Any, by: str) -> dict[str, Any]:
    """Two queries, departments and raters; and one for the groups, where they are others than departments."""
    keys = sorted(panel.department_keys, key=lambda key: reference.word(Department, key))
    scale = scale_of(panel)
    by_department = spreads(counted_ratings(panel.year_id, user), "department", scale)
    here = {aspect: whole(of, keys) for aspect, of in by_department.items()}
    force = whole(by_department[Aspect.WHAT])
    outliers = outliers_of(panel.year_id, user, keys, by_department)
    if by == "department":
        groups: Spreads = {aspect: {key: of[key] for key in keys if key in of} for aspect, of in by_department.items()}
    else:
        groups = spreads(counted_ratings(panel.year_id, user, keys), by, scale)
    one = here[Aspect.WHAT]
    # Whoever watches one decision after the other could read a declaration from what it does to its group's numbers.
    blind = by in DECLARED and one.decided < one.ratings
    if blind:
        groups = {
            aspect: {key: Spread(each.before, each.before) for key, each in of.items()} for aspect, of in groups.items()
        }
    return {
        "total": one.ratings,
        "progress": f"{one.decided:,} of {counted(one.ratings, 'rating')} moderated",
        "left": one.ratings - one.decided,
        "departments": [reference.word(Department, key) for key in keys],
        "aspects": [_aspect(aspect, scale[aspect], here[aspect]) for aspect in Aspect],
        "breakdown": [breakdown(by, aspect, scale[aspect], groups[aspect]) for aspect in Aspect],
        "by": TITLES[by],
        "tabs": [{"text": text, "url": f"?by={key}#by", "current": key == by} for key, text in TITLES.items()],
        "note": f"{SMALL}{BLIND if blind else ''}" if by in DECLARED else "",
        "outliers": [_outlier_row(each) for each in outliers.all],
        "outlier_head": OUTLIER_HEAD,
        "rule": RULE if comparable(force, one) else "",
    }


def _aspect(aspect: Aspect, values: Sequence[HasNumber], spread: Spread) -> dict[str, Any]:
    """The chart of one aspect, and its table."""
    counts = [(spread.before.get(each.number, 0), spread.after.get(each.number, 0)) for each in values]
    title = f"“{aspect.label}” before and after moderation"
    rows = [
        [each.name, _count(before), _count(after), _numeric(f"{after - before:+,}" if after != before else "0")]
        for each, (before, after) in zip(values, counts, strict=True)
    ]
    means = [mean(spread.before), mean(spread.after)]
    rows.append(["Mean", *(_numeric(_two(each)) for each in means), _numeric(_difference(means))])
    heads = [{"text": text, "numeric": True} for text in ("Before", "After", "Change")]
    return {
        "slug": aspect.value,
        "title": aspect.label,
        "chart": pairs(title, [each.name for each in values], counts) if values else None,
        "head": ["Value", *heads],
        "rows": rows,
    }


def breakdown(by: str, aspect: Aspect, values: Sequence[HasNumber], groups: Mapping[Any, Spread]) -> dict[str, Any]:
    """A row for each group. Numbers of small groups by what people declared are withheld."""
    numbers = [each.number for each in values]
    rows = _told_rows(by, numbers, groups) if by in DECLARED else _place_rows(by, numbers, groups)
    means = [] if by in DECLARED else ["Mean before", "Mean after"]
    heads = [{"text": text, "numeric": True} for text in ("Ratings", *(each.name for each in values), *means)]
    return {"caption": f"“{aspect.label}” by {TITLES[by].lower()}", "head": [TITLES[by], *heads], "rows": rows}


def _place_rows(by: str, numbers: Sequence[int], groups: Mapping[Any, Spread]) -> list[list[Any]]:
    model: Any = Department if by == "department" else Rank
    order = {key: place for place, key in enumerate(reference.words(model))}
    return [
        [
            reference.word(model, key) or NO_PLACE[by],
            _count(spread.ratings),
            *(_pair(spread.before.get(number, 0), spread.after.get(number, 0)) for number in numbers),
            _numeric(_two(mean(spread.before))),
            _numeric(_two(mean(spread.after))),
        ]
        for key, spread in sorted(groups.items(), key=lambda each: order.get(each[0], len(order)))
    ]


def _told_rows(by: str, numbers: Sequence[int], groups: Mapping[Any, Spread]) -> list[list[Any]]:
    everybody = {key: groups.get(key, Spread()) for key in WORDS[by]}
    rows = []
    for key, cells in told(everybody, numbers).items():
        if cells is None:
            rows.append([WORDS[by][key], *[_numeric(WITHHELD)] * (1 + len(numbers))])
            continue
        shown = [_numeric(WITHHELD) if (pair := cells[number]) is None else _pair(*pair) for number in numbers]
        rows.append([WORDS[by][key], _count(rounded(everybody[key].ratings)), *shown])
    return rows


def _outlier_row(each: Any) -> list[Any]:
    far = f"{abs(each.errors):.1f} {'above' if each.errors > 0 else 'below'}"
    numbers = (f"{each.ratings:,}", f"{each.mean:.2f}", f"{each.force:.2f}", far)
    return [each.name, Aspect(each.aspect).label, *map(_numeric, numbers)]


def _pair(before: int, after: int) -> dict[str, Any]:
    return _numeric(f"{before:,}" if before == after else f"{before:,} → {after:,}")


def _count(count: int) -> dict[str, Any]:
    return _numeric(f"{count:,}")


def _numeric(text: str) -> dict[str, Any]:
    return {"text": text, "numeric": True}


def _two(number: float | None) -> str:
    return "–" if number is None else f"{number:.2f}"


def _difference(means: Sequence[float | None]) -> str:
    before, after = means
    if before is None or after is None:
        return "–"
    words = f"{after - before:+.2f}"
    return "0" if float(words) == 0 else words


urlpatterns: list[URLPattern] = [path("moderation/<int:pk>/", panel_page, name="moderation")]
