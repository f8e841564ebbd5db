"""What the change manager is to look into in the portfolio: one line for each kind, that leads to its list."""

from datetime import date
from typing import Any

from django.db.models import Count, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from change.portfolio.delivery import Milestone, StatusUpdate, past_forecast, without_update
from change.portfolio.delivery_registers import MILESTONES
from change.portfolio.models import Project
from change.portfolio.registers import PROJECTS
from people.workforce.models import User
from wmp.lib import clock
from wmp.lib.days import months_after
from wmp.lib.waiting import Waiting
from wmp.lib.words import counted


def untold_projects(user: User) -> list[Waiting]:
    """Projects in delivery without a status update for over a month."""
    today = clock.today()
    # Not joined, since each update would count its project once more.
    last = StatusUpdate.objects.visible_to(user).filter(project=OuterRef("pk")).order_by("-on").values("on")[:1]
    projects = Project.objects.visible_to(user).filter(without_update(today))
    told = projects.annotate(told=Coalesce(Subquery(last), months_after(today, -1)))
    number, since = _counted(told, "told")
    words = f"Ask for a status update: {counted(number, 'project')} in delivery, none for over a month"
    return [Waiting(words, f"{PROJECTS.url}?update=overdue", since)] if since else []


def past_milestones(user: User) -> list[Waiting]:
    """Milestones past their forecast that are not met."""
    late = Milestone.objects.visible_to(user).filter(past_forecast(clock.today()))
    number, since = _counted(late, "expected_on")
    words = f"Forecast anew or record as met: {counted(number, 'milestone')} past the forecast"
    return [Waiting(words, f"{MILESTONES.url}?standing=past", since)] if since else []


def _counted(records: QuerySet[Any], day: str) -> tuple[int, date | None]:
    """How many there are, and the earliest `day` among them. One query."""
    found = records.aggregate(number=Count("pk"), since=Min(day))
    return found["number"], found["since"]
