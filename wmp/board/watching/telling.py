"""The morning mail: to each board secretary one a day, where there is something to look into. Titles, and no numbers.

The database decides that there is one for each person and day, so that the job may run twice, late, or beside itself.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from people.roles import Role, holders_of
from wmp.board.models import Alarm, MorningMail
from wmp.board.pages import title_of
from wmp.board.watching.nights import standing, trouble_with_the_run
from wmp.lib.alerts import alert
from wmp.lib.locks import hold_for_transaction
from wmp.lib.words import counted

# What an alert holds, with room for the line that says how many more there are.
ROOM = 900


@transaction.atomic
def tell(at: datetime | None = None) -> int:
    """Writes to every board secretary who was not written to today; returns how many. Never before the set time: a
    message that comes after midnight would ask about a run that is not due yet. Of two jobs the second waits here."""
    now = timezone.localtime(at)
    if now.time() < settings.ALARM_MAIL_AT:
        return 0
    hold_for_transaction("alarms", "morning mail")
    told = MorningMail.objects.unscoped().filter(day=now.date()).values("to")
    whom: list[Any] = list(holders_of(Role.BOARD_SECRETARY).exclude(pk__in=told))
    trouble, figures = trouble_with_the_run(), _figures()
    if not whom or not (trouble or figures):
        return 0
    MorningMail.objects.bulk_create(MorningMail(day=now.date(), to=each) for each in whom)
    subject = trouble.rstrip(".") if trouble else f"{counted(len(figures), 'board figure')} to look into"
    path = reverse("alarms:list") if figures else reverse("board:runs")
    alert(whom, subject=subject, text=_text(trouble, figures), path=path)
    return len(whom)


def _figures() -> dict[str, str]:
    """The figures that nobody has looked into, with where they are read: titles by address."""
    alarms = standing(Alarm.objects.unscoped().open()).select_related("result__attempt__run")
    found = {
        reverse("board:figure", args=[each.result.attempt.run.day, each.result.key]): title_of(each.result.key)
        for each in alarms
    }
    return dict(sorted(found.items(), key=lambda item: item[1]))


def _text(trouble: str, figures: dict[str, str]) -> str:
    lines = [trouble] if trouble else []
    if figures:
        lines.append("Please look into these figures:")
    left = len(figures)
    for address, title in figures.items():
        line = f"{title}: {settings.SITE_URL}{address}"
        if sum(map(len, lines)) + len(lines) + len(line) > ROOM:
            lines.append(f"And {counted(left, 'more figure')}.")
            break
        lines.append(line)
        left -= 1
    return "\n".join(lines)
