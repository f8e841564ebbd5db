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
from wmp.lib.places import section
from wmp.lib.registers import asked
from wmp.lib.registers.panel import Panel
from wmp.lib.words import counted, short_day, spoken_list

PANEL = Panel(MapFilters, TalentProfile.objects.none())
# So many people who may leave are named above the map.
MOST = 10
AT_RISK = {"leaving_risk": Risk.HIGH.value, "readiness": Readiness.NOW.value}
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
        "roles": [_role_line(each) for each in found],
        "list_url": f"{SUCCESSORS.url}?standing=critical",
        "vacant": sum(each.is_vacant for each in found),
    }
    return render(request, "people/talent/succession.html", context)


def _role_line(cover: Cover) -> Mapping[str, Any]:
    role = cover.role
    return {
        "title": role.title,
        "url": reverse("people:critical-roles-detail", args=[role.pk]),
        "department": role.department or "",
        "holder": role.holder or "Vacant",
        "holder_gone": role.holder is not None and not cover.holder_serves,
        "risk": {"text": role.get_risk_display(), "colour": RISK_COLOURS[role.risk]},
        "danger": {"text": cover.danger, "colour": DANGER_COLOURS[cover.danger]},
        "cover": [(words, _names(cover.ready(value))) for value, words in Readiness.choices if cover.ready(value)],
        "gone": _names(cover.gone),
        "shared": _shared(cover),
    }


def _names(those: Sequence[Successor]) -> str:
    return ", ".join(str(each.person) for each in those)


def _shared(cover: Cover) -> str:
    if not (cover.shared_with and cover.only_cover):
        return ""
    return f"{cover.only_cover} is the only cover of {spoken_list(cover.shared_with)} as well."


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
    """Whole percent, cut off: 100 % is everybody."""
    return f"{100 * tally.done // tally.needed} %"


def _missing_url(course: int, place: int | None = None) -> str:
    asked_for = {"course": course, **({"in": place} if place else {})}
    return f"{reverse('people:compliance-missing')}?{urlencode(asked_for)}"


def missing_page(request: Request, menu: Menu) -> HttpResponseBase:
    """Who has to do a course, or do it again: of the force, or of one department."""
    course, place = _key(request, "course"), _key(request, "in", required=False)
    name = reference.word(Course, course)
    if not name:
        raise BadRequest("There is no such course.")
    kinds = [each for each in kinds_of_posts(request.user) if place is None or each.department == place]
    where = reference.word(Department, place)
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


def _key(request: Request, name: str, *, required: bool = True) -> int | None:
    """The key of a row in the address. Raises BadRequest for what is none."""
    text = request.GET.get(name, "")
    if not text and not required:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise BadRequest("That names nothing.")
    return int(text)


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
