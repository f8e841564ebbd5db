"""The home page: what waits for the person who signed in, and where they start."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from change.starts import starts_for as starts_in_change
from change.waiting import waiting_for as waiting_in_change
from people.requests import Request
from people.starts import starts_for as starts_in_people
from people.waiting import waiting_for as waiting_in_people
from people.workforce.models import User
from welfare.starts import starts_for as starts_in_welfare
from welfare.waiting import waiting_for as waiting_in_welfare
from wmp.board import pages
from wmp.board.alerts import waiting_alerts
from wmp.board.menu import entries
from wmp.board.models import Alarm, AlarmKind, ResultStatus, may_read_board
from wmp.board.papers.waiting import waiting_papers
from wmp.board.watching.nights import standing
from wmp.lib.extracts import LoadReport, LoadState
from wmp.lib.waiting import Waiting
from wmp.lib.words import counted


def home(request: Request) -> HttpResponse:
    """What waits, oldest first; then the pages this person may open."""
    waiting = [
        *waiting_alerts(request.user),
        *waiting_on_board(request.user),
        *waiting_papers(request.user),
        *waiting_loads(request.user),
        *waiting_in_people(request.user),
        *waiting_in_welfare(request.user),
        *waiting_in_change(request.user),
    ]
    waiting.sort(key=lambda each: each.since)
    return render(request, "home.html", {"waiting": waiting, "starts": starts(request.user)})


def waiting_on_board(user: User) -> list[Waiting]:
    """Figures of the latest run that failed, or whose checks did not hold, until somebody has looked into them; and
    numbers that jumped."""
    run = pages.latest_run(user) if may_read_board(user) else None
    if run is None:
        return []
    noticed: list[Alarm] = list(standing(Alarm.objects.visible_to(user)))
    still_open = {each.result_id for each in noticed if not each.looked_into_at}
    looked_into = {each.result_id for each in noticed} - still_open
    jumps = [each for each in noticed if each.kind == AlarmKind.JUMP and not each.looked_into_at]
    waiting = []
    if jumps:
        since = min(timezone.localdate(each.noticed_at) for each in jumps)
        words = f"Look into {counted(len(jumps), 'number')} that jumped"
        waiting.append(Waiting(words, reverse("alarms:list"), since))
    for key, result in pages.results_of(user, run).items():
        if result.pk in looked_into:
            continue
        url = reverse("board:figure", args=[run.day.isoformat(), key])
        if result.status == ResultStatus.FAILED:
            trouble = "it failed"
        elif result.grid.failures:
            trouble = "a check did not hold"
        else:
            continue
        since = timezone.localdate(result.attempt.started_at)
        waiting.append(Waiting(f"Look into “{pages.title_of(key)}”: {trouble}", url, since))
    return waiting


def waiting_loads(user: User) -> list[Waiting]:
    """Files that were checked and wait for a decision."""
    checked = LoadReport.objects.visible_to(user).filter(state=LoadState.CHECKED, dry_run=True).exclude(stored="")
    return [
        Waiting(
            f"Load {report.file_name}, or say that you will not",
            reverse("loads:reports-detail", args=[report.pk]),
            timezone.localdate(report.created_at),
        )
        for report in checked[:20]
    ]


def starts(user: User) -> list[dict[str, str]]:
    """The menu again, with a line on each page."""
    menu = [{"title": each.title, "url": each.url, "text": each.text} for each in entries(user) if each.text]
    return [*starts_in_people(user), *starts_in_welfare(user), *starts_in_change(user), *menu]
