"""My team's performance year: everybody who reports to me today, in one table, and where to do what is missing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Count, DateTimeField, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Concat, JSONObject
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse

from people.performance.agreeing import Side, obstacle
from people.performance.choices import Aspect, DecisionKind, Excused, Level, RatingStatus
from people.performance.conversing import year_end_from
from people.performance.decisions import ModerationDecision
from people.performance.eligibility import way_to_excuse
from people.performance.models import Appraisal, PerformanceYear
from people.performance.objectives import Objective, SelfAssessment
from people.performance.own_parts import YearOf, appraisals_of
from people.performance.own_year import year_of_today
from people.performance.raters import why_closed
from people.performance.ratings import Rating
from people.requests import Request
from people.roles import line_reports_of
from people.workforce.models import Person, User
from wmp.lib import clock
from wmp.lib.audit import log_all_read
from wmp.lib.keys import among
from wmp.lib.registers.asked import only
from wmp.lib.words import long_moment, short_day

HEADINGS = ("Name", "Objectives", "Last conversation", "Self-assessment", "Year-end", "Rating")
# A rating as its rater sees it stand.
RATED = {
    None: ("Not rated", "yellow"),
    RatingStatus.DRAFT: ("Draft", "yellow"),
    RatingStatus.PROVISIONAL: ("In moderation", "blue"),
    RatingStatus.MODERATED: ("Moderated", "blue"),
    RatingStatus.FINAL: ("Final", "teal"),
    RatingStatus.SHARED: ("Shared", "green"),
}


def years_of_team(reader: User) -> Sequence[PerformanceYear]:
    """Years in which somebody of today's team has an appraisal, the latest first."""
    of_team = Appraisal.objects.of_team(reader).values("year")
    return list(PerformanceYear.objects.visible_to(reader).filter(pk__in=of_team).order_by("-starts_on"))


def team_of(reader: User, year: PerformanceYear) -> Sequence[Any]:
    """The appraisals of today's team in `year`, each with how far it is."""
    individual = Q(objectives__level=Level.INDIVIDUAL)
    by_person, by_manager = Q(objectives__agreed_by_person_on=None), Q(objectives__agreed_by_manager_on=None)
    sent = SelfAssessment.objects.visible_to(reader).filter(appraisal=OuterRef("pk")).values("sent_at")
    ratings = Rating.objects.visible_to(reader).filter(appraisal=OuterRef("pk")).values("status")
    rows: Any = Appraisal.objects.of_team(reader).filter(year=year).select_related("year", "person", "rank")
    return rows.annotate(
        written=Count("objectives", individual, distinct=True),
        waits_for_person=Count("objectives", individual & by_person, distinct=True),
        waits_for_manager=Count("objectives", individual & by_manager, distinct=True),
        last_held=Max("conversations__held_on"),
        sent_at=Subquery(sent, output_field=DateTimeField()),
        rated=Subquery(ratings),
    )


def team(request: Request) -> HttpResponse:
    only(request.GET, "year")
    reader = request.user
    reports = Person.objects.visible_to(reader).filter(among("pk", line_reports_of(reader, specials=False)))
    people = list(reports)
    years = years_of_team(reader) if people else []
    asked = request.GET.get("year")
    year = next((each for each in years if str(each.pk) == asked), None) if asked else year_of_today(years)
    title = "My team’s performance year"
    if year is None and asked:
        raise Http404
    if year is None:
        text = "Nobody reports to you today." if not people else "No performance year with your team in it is open yet."
        return render(request, "people/performance/none.html", {"title": title, "text": text})
    rows = {each.person_id: each for each in team_of(reader, year)}
    context = {
        "title": title,
        "caption": f"Performance year {year}",
        "breadcrumbs": [{"text": "Home", "url": reverse("home")}, {"text": "My team"}],
        "years": [
            {"text": str(each), "url": f"{reverse('people:team')}?year={each.pk}", "current": each == year}
            for each in years
        ],
        "headings": HEADINGS,
        "rows": [_row(each, rows.get(each.pk)) for each in people],
        "progress": progress_of(rows.values()),
        "due": _due(year),
        "grid_url": "" if why_closed(year) else _grid(year),
    }
    return render(request, "people/performance/team.html", context)


def progress_of(rows: Any) -> list[dict[str, Any]]:
    """How far the team is: of those who are eligible, how many have each."""
    counted_ones = [each for each in rows if each.excused == Excused.NO]
    done = {
        "Objectives agreed": sum(bool(each.objectives_set_on) for each in counted_ones),
        "Self-assessments sent": sum(bool(each.sent_at) for each in counted_ones),
        "Year-end conversations held": sum(bool(each.year_end_on) for each in counted_ones),
        "Ratings sent to moderation": sum(each.rated not in (None, RatingStatus.DRAFT) for each in counted_ones),
    }
    return [{"label": label, "number": f"{number} of {len(counted_ones)}"} for label, number in done.items()]


def _due(year: PerformanceYear) -> str:
    """By when, in a sentence; "" where the year has no such days."""
    days = {
        "objectives agreed by": year.objectives_due,
        "year-end conversations from": year_end_from(year),
        "provisional ratings by": year.ratings_due,
        "ratings shared on": year.release_on,
    }
    said = ", ".join(f"{words} {day:%-d %B %Y}" for words, day in days.items() if day)
    return f"{said[:1].upper()}{said[1:]}."


def _row(person: Person, appraisal: Any) -> list[dict[str, str]]:
    if appraisal is None:
        return [{"text": str(person)}, {"text": "Has no appraisal in this year"}, *[{"text": ""}] * 4]
    page = reverse("people:team-member", args=[appraisal.pk])
    excused = appraisal.get_excused_display() if appraisal.excused else ""
    name = {"text": str(person), "url": page, "hint": excused}
    cells = [_objectives(appraisal), _last(appraisal), _assessed(appraisal), _year_end(appraisal), _rating(appraisal)]
    return [name, *({**cell, "label": label} for label, cell in zip(HEADINGS[1:], cells, strict=True))]


def _objectives(each: Any) -> dict[str, str]:
    url = f"{reverse('people:team-member', args=[each.pk])}#objectives"
    if each.objectives_set_on:
        return {"text": "Agreed", "colour": "green", "url": url}
    if each.written < Objective.EACH:
        return {"text": "One written" if each.written else "None written", "colour": "yellow", "url": url}
    if each.waits_for_manager:
        return {"text": "Waits for you", "colour": "yellow", "url": url}
    return {"text": "Waits for them", "colour": "grey", "url": url}


def _last(each: Any) -> dict[str, str]:
    text = short_day(each.last_held) if each.last_held else "None yet"
    url = "" if obstacle(each) else reverse("people:conversation-new", args=[each.pk])
    return {"text": text, "url": url, "does": "log one" if url else ""}


def _assessed(each: Any) -> dict[str, str]:
    if not each.sent_at:
        return {"text": "Not sent"}
    return {"text": "Sent", "url": f"{reverse('people:team-member', args=[each.pk])}#self-assessment"}


def _year_end(each: Any) -> dict[str, str]:
    if each.year_end_on:
        page = reverse("people:team-member", args=[each.pk])
        return {"text": short_day(each.year_end_on), "url": f"{page}#conversations"}
    first = year_end_from(each.year)
    if obstacle(each) or clock.today() < first:
        return {"text": f"From {short_day(first)}" if not obstacle(each) else "Not held"}
    return {"text": "Record it", "url": reverse("people:team-year-end", args=[each.pk])}


def _rating(each: Any) -> dict[str, str]:
    if each.excused:
        return {"text": "Not rated"}
    text, colour = RATED[each.rated]
    if each.rated == RatingStatus.SHARED:
        url = f"{reverse('people:team-member', args=[each.pk])}#rating"
    else:
        url = "" if why_closed(each.year) else _grid(each.year)
    return {"text": text, "colour": colour, "url": url}


def _grid(year: PerformanceYear) -> str:
    return f"{reverse('people:ratings-grid')}?year={year.pk}"


def team_member(request: Request, pk: int) -> HttpResponse:
    """One year of somebody who reports to the reader today; 404 for everybody else, their manager's manager too."""
    only(request.GET)
    of_team = appraisals_of(request.user).filter(among("person", line_reports_of(request.user, specials=False)))
    of_team = of_team.annotate(rating_read=rating_read_by(request.user), decided=decided_about(request.user))
    found = get_object_or_404(of_team, pk=pk)
    found.rated = found.rating_read and found.rating_read["status"]
    is_shared = found.rated == RatingStatus.SHARED
    rating = [Rating(pk=found.rating_read["key"], appraisal=found)] if is_shared else []
    log_all_read(request.user, [found, *rating])
    read = YearOf(found, Side.MANAGER, request.user).context()
    if found.rated in (None, RatingStatus.DRAFT) and (excuse := way_to_excuse(found)):
        read["other_actions"] = [*read["other_actions"], excuse]
    context = {
        "title": str(found.person),
        "breadcrumbs": [
            {"text": "Home", "url": reverse("home")},
            {"text": "My team", "url": f"{reverse('people:team')}?year={found.year_id}"},
            {"text": str(found.person)},
        ],
        **read,
        "rating": _shared(found.rating_read, request.user) if is_shared else _rating(found),
    }
    context["rating"]["rows"] = [*context["rating"].get("rows", []), *_decided(found.decided)]
    return render(request, "people/performance/my_year.html", context)


def rating_read_by(reader: User) -> Subquery:
    """Of each appraisal of a list: its rating in plain words, as far as `reader` may see it; None where there is none.

    Read with the appraisal, so that the page of a year takes one query less.
    """
    words = {
        name: Concat(Cast(f"{name}__number", CharField()), Value(", "), f"{name}__name", output_field=CharField())
        for name in ("what", "how", "final_what", "final_how")
    }
    said = JSONObject(key="pk", status="status", rater="rater", shared="shared_at", comment="comment", **words)
    seen = Rating.objects.visible_to(reader).filter(appraisal=OuterRef("pk")).order_by()
    return Subquery(seen.annotate(said=said).values("said"))


def decided_about(reader: User) -> ArraySubquery:
    """Of each appraisal of a list: what was decided about the rating that `reader` gave, once it is final; never by
    whom. Read with the appraisal as well.
    """
    mine = ModerationDecision.objects.visible_to(reader).filter(rating__rater=reader, rating__final_on__isnull=False)
    of_it = mine.filter(rating__appraisal=OuterRef("pk")).exclude(kind=DecisionKind.VOIDED).order_by("at", "pk")
    names = {
        aspect: Concat(Cast(f"{aspect}__number", CharField()), Value(", "), f"{aspect}__name") for aspect in Aspect
    }
    said = JSONObject(kind="kind", reason="reason", at="at", **names)
    return ArraySubquery(of_it.values(said=said))


def _decided(decisions: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """The panel's last decision, and later changes. Why a final rating was changed is between the performance lead and
    the person, who may have asked for a review.
    """
    late = [each for each in decisions if each["kind"] == DecisionKind.LATE]
    panel = [each for each in decisions if each["kind"] != DecisionKind.LATE][-1:]
    rows = [{"label": "What the panel decided", "value": _decision(each)} for each in panel]
    for each in late:
        day = long_moment(datetime.fromisoformat(each["at"]))
        rows.append({"label": "Changed since", "value": f"{_values(each)}\nBy the performance lead, on {day}."})
    return rows


def _values(decision: Mapping[str, str]) -> str:
    return f"What: {decision['what']}. How: {decision['how']}."


def _decision(decision: Mapping[str, str]) -> str:
    if decision["kind"] == DecisionKind.CONFIRMED:
        return "Your values were confirmed."
    return f"{_values(decision)}\nWhy: {decision['reason']}"


def _shared(rating: Mapping[str, Any], reader: User) -> dict[str, Any]:
    """What a shared rating is, beside what the reader sent where that was another value, and what its person says."""

    def final(aspect: str) -> str:
        sent = rating[aspect] if rating["rater"] == reader.pk else ""
        became: str = rating[f"final_{aspect}"]
        return f"{became}\nYou sent {sent}." if sent and sent != became else became

    rows = [
        {"label": "What they achieved", "value": final("what")},
        {"label": "How they went about it", "value": final("how")},
        {"label": "Their comment", "value": rating["comment"] or "None yet"},
    ]
    return {"text": f"Shared with them on {long_moment(datetime.fromisoformat(rating['shared']))}.", "rows": rows}


urlpatterns: list[URLPattern] = [
    path("team/", team, name="team"),
    path("team/<int:pk>/", team_member, name="team-member"),
]
