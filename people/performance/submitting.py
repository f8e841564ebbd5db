"""Sending a team's ratings to moderation: a check page that says who is ready, who is not and why, and who was excused.
What was sent can be taken back until it is moderated."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from people.performance import grid
from people.performance.choices import RatingStatus
from people.performance.grid import STANDING
from people.performance.models import Appraisal, PerformanceYear
from people.performance.raters import due_words, why_closed
from people.performance.ratings import Rating
from people.requests import Request
from people.workforce.models import User
from wmp.lib.keys import key_of
from wmp.lib.registers.asked import only
from wmp.lib.words import counted, within
from wmp.lib.workflow import IllegalMove, StaleMove

TITLE = "Check and send to moderation"


@dataclass(frozen=True)
class Rated:
    """Somebody of the team, with what their rating says."""

    appraisal: Appraisal
    rating: Rating | None
    what: str
    how: str

    @property
    def mark(self) -> str:
        """What is sent, as the page shows it: who, and which values."""
        rating = self.rating
        return f"{self.appraisal.pk}:{rating.what_id}:{rating.how_id}" if rating else ""

    @property
    def status(self) -> str:
        return self.rating.status if self.rating else ""

    @property
    def standing(self) -> tuple[str, str]:
        return STANDING[self.status]

    @property
    def missing(self) -> str:
        """What is to be entered before it can be sent, in words; "" where nothing is."""
        lacking = [name for name, words in (("What", self.what), ("How", self.how)) if not words]
        return "Both values are missing" if len(lacking) > 1 else f"{lacking[0]} is missing" if lacking else ""


def team_of(user: User, year: PerformanceYear) -> list[Rated]:
    """Everybody of the team of today in `year`, those excused as well. Two queries, and one for the scale."""
    team: Any = Appraisal.objects.for_rater(user).of_team(user).filter(year=year)
    appraisals = list(team.select_related("person", "year", "rank"))
    ratings, scale = grid.ratings_of(appraisals, user), grid.scale_of(year, user)
    found = []
    for each in appraisals:
        rating = ratings.get(each.pk)
        if rating:
            rating.appraisal = each
        words = [grid.told(rating, aspect, scale)["words"] if rating else "" for aspect in ("what", "how")]
        found.append(Rated(each, rating, *words))
    return found


def send(team: list[Rated], seen: set[str], *, by: User) -> tuple[int, int]:
    """Sends those whose values are as they were seen, each as a whole. Returns how many went, and how many did not."""
    ready = [each for each in team if each.mark in seen]
    sent = 0
    for each in ready:
        assert each.rating is not None
        try:
            each.rating.submit(by=by)
        except (IllegalMove, StaleMove):
            continue
        sent += 1
    return sent, len(seen) - sent


@require_http_methods(["GET", "POST"])
def ratings_submit(request: Request) -> HttpResponse:
    """The check page. Sending, and taking one back, lead back to it."""
    only(request.GET, "year")
    year = _year(request)
    if year is None:
        return _nothing_to_send(request)
    team = team_of(request.user, year)
    if request.method != "POST":
        return _page(request, year, team)
    if trouble := why_closed(year):
        return _page(request, year, team, trouble)
    if "take_back" in request.POST:
        return _take_back(request, year, team)
    sent, left = send(team, set(request.POST.getlist("ready")), by=request.user)
    if sent:
        messages.success(request, f"{counted(sent, 'rating was', 'ratings were')} sent to moderation.")
    if left:
        words = "was changed since you opened the page, or has been sent already, so it was"
        many = "were changed since you opened the page, or have been sent already, so they were"
        text = f"{counted(left, 'rating')} {words if left == 1 else many} not sent. Check below."
        messages.warning(request, text)
    return redirect(_address(year))


def _take_back(request: Request, year: PerformanceYear, team: list[Rated]) -> HttpResponse:
    found = next((each for each in team if str(each.appraisal.pk) == request.POST["take_back"]), None)
    if found is None or found.rating is None:
        raise Http404
    try:
        found.rating.take_back(by=request.user)
    except (IllegalMove, StaleMove) as error:
        return _page(request, year, team_of(request.user, year), str(error))
    text = f"The rating of {found.appraisal.person} is a draft again. Nobody moderates it until you send it."
    messages.success(request, text)
    return redirect(_address(year))


def _year(request: Request) -> PerformanceYear | None:
    """The year in the address, one of the team's; else the one that is due first."""
    asked = request.GET.get("year", "")
    if not asked:
        return next(iter(grid.years_to_rate(request.user)), None)
    if key_of(asked) is None:
        raise Http404
    of_team = Appraisal.objects.of_team(request.user).values("year")
    return get_object_or_404(PerformanceYear.objects.visible_to(request.user).filter(pk__in=of_team), pk=asked)


def _address(year: PerformanceYear) -> str:
    return f"{reverse('people:ratings-submit')}?year={year.pk}"


def _breadcrumbs(year: PerformanceYear | None = None) -> list[dict[str, str]]:
    of_year = f"?year={year.pk}" if year else ""
    return [
        {"text": "Home", "url": reverse("home")},
        {"text": "My team", "url": reverse("people:team")},
        {"text": "Rate my team", "url": f"{reverse('people:ratings-grid')}{of_year}"},
        {"text": TITLE},
    ]


def _nothing_to_send(request: Request) -> HttpResponse:
    text = "There is nobody in your team to rate now."
    context = {"title": TITLE, "text": text, "breadcrumbs": _breadcrumbs()}
    return render(request, "people/performance/none.html", context, status=409 if request.method == "POST" else 200)


def _page(request: Request, year: PerformanceYear, team: list[Rated], trouble: str = "") -> HttpResponse:
    eligible = [each for each in team if not each.appraisal.excused]
    excused = [each.appraisal for each in team if each.appraisal.excused]
    closed = why_closed(year)
    drafts = [each for each in eligible if each.status in ("", RatingStatus.DRAFT)]
    context = {
        "title": TITLE,
        "caption": f"Performance year {year}",
        "breadcrumbs": _breadcrumbs(year),
        "due": due_words(year),
        "closed": closed,
        "trouble": trouble,
        "ready": [each for each in drafts if not each.missing],
        "incomplete": [each for each in drafts if each.missing],
        "sent": [each for each in eligible if each not in drafts],
        "excused": [(each.person, within(each.get_excused_display())) for each in excused],
        "provisional": RatingStatus.PROVISIONAL,
        "grid_url": f"{reverse('people:ratings-grid')}?year={year.pk}",
    }
    return render(request, "people/performance/submit_ratings.html", context, status=409 if trouble else 200)


urlpatterns: list[URLPattern] = [path("team/ratings/submit/", ratings_submit, name="ratings-submit")]
