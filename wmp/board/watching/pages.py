"""What is to be looked into, for readers of the figures; and the note of a board secretary who has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Textarea
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from people.requests import Request
from people.roles import Role
from people.workforce.accounts import name_of
from wmp.board.models import Alarm, Attempt, may_read_board
from wmp.board.pages import title_of
from wmp.board.watching.nights import standing, trouble_with_the_run
from wmp.lib import clock
from wmp.lib.acts import perform
from wmp.lib.forms import ModelForm
from wmp.lib.registers.asked import only
from wmp.lib.words import long_day, long_moment
from wmp.lib.workflow import StaleMove

ALREADY = "Somebody has looked into it already."


@dataclass(frozen=True)
class ShownAlarm:
    """An alarm for a page. `url` leads to the figure, `note_url` to where its reader says what they found about it, if
    they may: on the last that is open of a figure, for all of them. `looked_into` says who has, and what they found,
    or is ""."""

    title: str
    kind: str
    words: str
    day: str
    url: str
    note_url: str
    looked_into: str


def alarms_of(attempt: Attempt, user: Any, key: str = "") -> list[ShownAlarm]:
    """What was noticed about the figures of an attempt, or about one of them, as far as `user` may read those. What
    nobody has looked into stands first. One query."""
    seen = Alarm.objects.visible_to(user).filter(result__attempt=attempt)
    return shown(seen.filter(result__key=key) if key else seen, user)


def shown(alarms: Any, user: Any) -> list[ShownAlarm]:
    """Alarms for a page; what nobody has looked into stands first."""
    found: Iterable[Alarm] = alarms.select_related("result__attempt__run", "looked_into_by")
    ordered = sorted(found, key=_place)
    last = {each.result_id: each.pk for each in ordered if not each.looked_into_at}
    notes = last.values() if user.has_role(Role.BOARD_SECRETARY) else ()
    return [_shown(each, takes_note=each.pk in notes) for each in ordered]


def _place(alarm: Alarm) -> tuple[bool, int, str, int]:
    """Open ones first; the latest run before earlier ones; those of a figure together."""
    run = alarm.result.attempt.run
    return alarm.looked_into_at is not None, -run.day.toordinal(), title_of(alarm.result.key), alarm.pk


def _shown(alarm: Alarm, *, takes_note: bool) -> ShownAlarm:
    day, key = alarm.result.attempt.run.day, alarm.result.key
    looked_into = ""
    if alarm.looked_into_at:
        when = long_moment(alarm.looked_into_at)
        looked_into = f"Looked into by {name_of(alarm.looked_into_by)} on {when}: {alarm.note}"
    return ShownAlarm(
        title=title_of(key),
        kind=alarm.get_kind_display(),
        words=alarm.words,
        day=long_day(day),
        url=reverse("board:figure", args=[day, key]),
        note_url=reverse("alarms:looked-into", args=[alarm.pk]) if takes_note else "",
        looked_into=looked_into,
    )


def alarms(request: Request) -> HttpResponse:
    """What stands to be looked into, of the latest run and the jumps of a week, and what was looked into of it."""
    if not may_read_board(request.user):
        raise PermissionDenied
    only(request.GET)
    listed: Sequence[ShownAlarm] = shown(standing(Alarm.objects.visible_to(request.user)), request.user)
    context = {
        "title": "Figures to look into",
        "trouble": trouble_with_the_run(),
        "open": [each for each in listed if not each.looked_into],
        "done": [each for each in listed if each.looked_into],
        "breadcrumbs": [{"text": "Board figures", "url": reverse("board:latest")}],
    }
    return render(request, "board/alarms.html", context)


class LookedIntoForm(ModelForm):
    class Meta:
        model = Alarm
        fields = ("note",)
        widgets = {"note": Textarea(attrs={"rows": 3})}


def looked_into(request: Request, pk: int) -> HttpResponse:
    """What a board secretary found about a figure: of all that is open of it in that run. The same trouble in the next
    run is not told again."""
    only(request.GET)
    alarm = get_object_or_404(Alarm.objects.visible_to(request.user).select_related("result__attempt__run"), pk=pk)
    if not request.user.has_role(Role.BOARD_SECRETARY):
        raise PermissionDenied
    together = Alarm.objects.visible_to(request.user).open().filter(result=alarm.result)
    form = LookedIntoForm(request.POST or None)

    def do() -> str:
        found = {"note": form.cleaned_data["note"], "looked_into_by": request.user, "looked_into_at": clock.now()}
        if alarm.looked_into_at or not together.update(**found):
            raise StaleMove(ALREADY)
        return f"Noted. Nobody is written to about this of “{title_of(alarm.result.key)}” again."

    return perform(
        request,
        form,
        do,
        title="What did you find?",
        back=reverse("board:figure", args=[alarm.result.attempt.run.day, alarm.result.key]),
        caption=title_of(alarm.result.key),
        template="board/looked_into.html",
        noticed=[str(each) for each in together.order_by("pk")],
        refused=ALREADY if alarm.looked_into_at else "",
        submit="Looked into",
    )


app_name = "alarms"
urlpatterns = [
    path("", alarms, name="list"),
    path("<int:pk>/", looked_into, name="looked-into"),
]
