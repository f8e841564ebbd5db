"""The talent lead's pages of work: the talent map, succession, and compliance with mandatory training."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode

from people.places import COMPLIANCE, SUCCESSION, TALENT_MAP
from people.requests import Request
from people.talent import talent_map
from people.talent.compliance import Tally, kinds_of_posts, posts_missing, tallies
from people.talent.cover import COVERED, DANGERS, NO_COVER, SINGLE_POINT, Cover, Successor, covers
from people.talent.learning import Course
from people.talent.models import Readiness, Risk, TalentProfile
from people.talent.registers import MISSING, PROFILES, RISK_COLOURS, SUCCESSORS, MapFilters
from people.workforce.models import Department, User
from people.workforce.posted import holds_a_post
from wmp.lib import clock, reference
from wmp.lib.keys import key_of
from wmp.lib.places import section
from wmp.lib.registers import asked
from wmp.lib.registers.panel import Panel
from wmp.lib.words import counted, short_day, spoken_list

PANEL = Panel(MapFilters, TalentProfile.objects.none())
# So many people who may leave are named above the map.
MOST = 10
AT_RISK = {"leaving_risk": Risk.HIGH.value, "readiness": Readiness.NOW.value}
LEFT = {"text": "Left the force", "colour": "red"}
DANGER_COLOURS = {NO_COVER: "red", SINGLE_POINT: "orange", COVERED: "green"}
Menu = Sequence[Any]


def map_page(request: Request, menu: Menu) -> HttpResponse:
    """The picture and its table, of those whom the filters leave. Seven queries, however many people."""
    wish = asked.read(request.GET, filters=MapFilters.base_filters, sorts=(), kept=())
    everyone = TalentProfile.objects.visible_to(request.user)
    filterset = MapFilters(wish.filters, queryset=everyone)
    chosen = filterset.qs if filterset.is_valid() else everyone.none()
    counts = talent_map.counts_of(chosen)
    urls = {
        (performance, potential): PROFILES.url + wish.address(performance=str(performance), potential=str(potential))
        for performance, potential in counts
    }
    total = sum(counts.values())
    context = {
        "title": TALENT_MAP.title,
        "section": section(request.user, menu, TALENT_MAP.name),
        "panel": PANEL.drawn(filterset if wish.filters else None, wish),
        "form": filterset.form if not filterset.is_valid() else None,
        "count": counted(total, "person", "people"),
        "total": total,
        "drawings": talent_map.drawings(counts, urls),
        "description": ". ".join(talent_map.words_of(place, counts) for place in counts) + ".",
        "table": talent_map.table(counts, urls),
        "at_risk": _at_risk(chosen),
        "at_risk_url": PROFILES.url + wish.address(**AT_RISK),
    }
    return render(request, "people/talent/map.html", context)


def _at_risk(profiles: Any) -> list[Mapping[str, Any]]:
    """Who is ready now and likely to leave, as far as the page names them; whoever has left already is not."""
    found = profiles.filter(**AT_RISK).filter(holds_a_post("person", clock.today())).select_related("person")
    return [
        {
            "text": str(each.person),
            "url": reverse("people:talent-profiles-detail", args=[each.pk]),
            "hint": f"{each.aspiration or 'No aspiration recorded'}. Last looked at {short_day(each.reviewed_on)}.",
        }
        for each in found.order_by("reviewed_on", "person__name")[: MOST + 1]
    ]


# --- succession ---


def succession_page(request: Request, menu: Menu) -> HttpResponse:
    asked.only(request.GET)
    found = covers(request.user)
    numbers = {danger: sum(each.danger == danger for each in found) for danger in DANGERS}
    context = {
        "title": SUCCESSION.title,
        "section": section(request.user, menu, SUCCESSION.name),
        "counts": [{"text": danger, "colour": DANGER_COLOURS[danger], "count": numbers[danger]} for danger in DANGERS],
        "head": ["Critical role", "Cover", "Who could follow", "Holder", "Risk of falling vacant"],
        "rows": [_role_row(each) for each in found],
        "list_url": f"{SUCCESSORS.url}?standing=critical",
        "vacant": sum(each.is_vacant for each in found),
    }
    return render(request, "people/talent/succession.html", context)


def _role_row(cover: Cover) -> list[Any]:
    role = cover.role
    gone = role.holder is not None and not cover.holder_serves
    return [
        {
            "text": role.title,
            "url": reverse("people:critical-roles-detail", args=[role.pk]),
            "hint": role.department or "",
        },
        {"tag": {"text": cover.danger, "colour": DANGER_COLOURS[cover.danger]}},
        {"lines": _who(cover), "roomy": True},
        {"text": role.holder or "Vacant", "tag": LEFT if gone else None},
        {"tag": {"text": role.get_risk_display(), "colour": RISK_COLOURS[role.risk]}},
    ]


def _who(cover: Cover) -> list[Mapping[str, Any]]:
    """Who could follow and when, who was named and left, and whose only cover is that of other roles as well."""
    ready = [(words, cover.ready(value)) for value, words in Readiness.choices]
    lines: list[Mapping[str, Any]] = [{"label": words, "text": _names(those)} for words, those in ready if those]
    if not lines:
        lines.append({"text": "Nobody"})
    if cover.gone:
        lines.append({"tag": LEFT, "text": _names(cover.gone)})
    if cover.shared_with and cover.only_cover:
        others = spoken_list(cover.shared_with)
        lines.append({"text": f"{cover.only_cover} is the only cover of {others} as well."})
    return lines


def _names(those: Sequence[Successor]) -> str:
    return ", ".join(str(each.person) for each in those)


# --- compliance ---


def compliance_page(request: Request, menu: Menu) -> HttpResponse:
    """Mandatory training of the force: by course, and by department and course."""
    asked.only(request.GET)
    found = tallies(kinds_of_posts(request.user), request.user)
    courses, departments = reference.words(Course), reference.words(Department)
    named = sorted({course for _, course in found}, key=lambda each: courses.get(each, ""))
    places = sorted({place for place, _ in found}, key=lambda each: departments.get(each, "~"))
    by_course = {course: _sum(tally for (_, each), tally in found.items() if each == course) for course in named}
    numbers = ("Have to do it", "Done and valid", "Share", "Miss it")
    head = [{"text": "Course"}, *({"text": text, "numeric": True} for text in numbers)]
    context = {
        "title": COMPLIANCE.title,
        "section": section(request.user, menu, COMPLIANCE.name),
        "course_head": head,
        "courses": [_course_row(courses.get(each, ""), each, tally) for each, tally in by_course.items()],
        "head": [{"text": "Department"}, *head],
        "rows": [
            [
                departments.get(place, "No department"),
                *_course_row(courses.get(each, ""), each, found[place, each], place),
            ]
            for place in places
            for each in named
            if (place, each) in found
        ],
    }
    return render(request, "people/talent/compliance.html", context)


def _sum(those: Any) -> Tally:
    total = Tally()
    for each in those:
        total.needed, total.done = total.needed + each.needed, total.done + each.done
    return total


def _course_row(name: str, course: int, tally: Tally, place: int | None = None) -> list[Any]:
    numbers = [f"{tally.needed:,}", f"{tally.done:,}", _share(tally)]
    missing = {
        "text": f"{tally.missing:,}",
        "numeric": True,
        "url": _missing_url(course, place) if tally.missing else "",
    }
    return [name, *({"text": each, "numeric": True} for each in numbers), missing]


def _share(tally: Tally) -> str:
    """Whole percent, cut off: 100% is everybody."""
    return f"{100 * tally.done // tally.needed}%"


def _missing_url(course: int, place: int | None = None) -> str:
    asked_for = {"course": course, **({"in": place} if place else {})}
    return f"{reverse('people:compliance-missing')}?{urlencode(asked_for)}"


def missing_page(request: Request, menu: Menu) -> HttpResponseBase:
    """Who has to do a course, or do it again: of the force, or of one department."""
    course, place = key_of(request.GET.get("course", "")), key_of(request.GET.get("in", ""))
    name, where = reference.word(Course, course), reference.word(Department, place)
    if not name or bool(where) != bool(request.GET.get("in")):
        raise BadRequest("There is no such course, or no such department.")
    kinds = [each for each in kinds_of_posts(request.user) if place is None or each.department == place]
    return MISSING.respond(
        request,
        posts_missing(kinds, course or 0),
        title=f"Who misses {name}" + (f", {where}" if where else ""),
        note="They have to do it by their learner profile, and have not done it or not lately enough.",
        kept=("course", "in"),
        narrows=False,
        section=section(request.user, menu, COMPLIANCE.name),
        back_url=reverse("people:compliance"),
    )


def urls(menu: Menu) -> list[URLPattern]:
    """The pages of work of the section, with the menu that leads on from them."""

    def only_for(place: Any, page: Any) -> Any:
        def view(request: Request) -> HttpResponseBase:
            user: User = request.user
            if not place.open_to(user):
                raise PermissionDenied
            answer: HttpResponseBase = page(request, menu)
            return answer

        return view

    return [
        path("map/", only_for(TALENT_MAP, map_page), name=TALENT_MAP.name),
        path("succession/", only_for(SUCCESSION, succession_page), name=SUCCESSION.name),
        path("compliance/", only_for(COMPLIANCE, compliance_page), name=COMPLIANCE.name),
        path("compliance/missing/", only_for(COMPLIANCE, missing_page), name="compliance-missing"),
    ]
