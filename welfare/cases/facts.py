"""What an officer wants to know before phoning: read beside the case in one query, for a case that its reader sees."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, CharField, OuterRef, QuerySet, Value, When
from django.db.models.functions import Concat, JSONObject

from people.models import Person, Post, Resignation
from people.workforce.models import StaffType, in_force_on
from welfare.cases.entries import Briefing, Signal, Task, TaskStatus
from welfare.cases.models import WelfareCase
from wmp.lib import clock

# Of what may be many, so many stand among the facts; the timeline and the lists have all.
MOST = 20
_manager = Concat("line_manager__first_name", Value(" "), "line_manager__last_name", output_field=CharField())


@dataclass(frozen=True)
class Beside:
    """Rows as plain values, latest first; tasks with the first due at the top. Days are ISO text."""

    post: dict[str, Any]
    resignation: dict[str, Any]
    signals: list[dict[str, Any]]
    earlier: list[dict[str, Any]]
    tasks: list[dict[str, Any]]
    briefing: dict[str, Any]


def beside(case: WelfareCase, user: Any) -> Beside:
    """What stands beside `case`. Earlier cases are those that `user` may see; whoever sees the case sees the rest."""
    person = OuterRef("person")
    posts = _posts(person).values(json=JSONObject(rank="rank__name", department="department__name", manager=_manager))
    resignations = Resignation.objects.unscoped().filter(person=person).order_by("-received_on")
    signals = Signal.objects.unscoped().filter(case=OuterRef("pk")).order_by("-at", "-pk")
    earlier = WelfareCase.objects.visible_to(user).filter(person=person).exclude(pk=case.pk)
    tasks = Task.objects.unscoped().filter(case=OuterRef("pk"), status=TaskStatus.OPEN).order_by("due_on", "pk")
    briefings = Briefing.objects.unscoped().filter(case=OuterRef("pk")).order_by("-at", "-pk")
    found = (
        WelfareCase.objects.unscoped()
        .filter(pk=case.pk)
        .values_list(
            ArraySubquery(posts[:1]),
            _rows(resignations[:1], "received_on", "last_day", "stated_reason", "withdrawn_on"),
            _rows(signals[:MOST], "trigger", "received_on", "told_by", "text"),
            _rows(earlier[:MOST], "pk", "reference", "status", "opened_on", "outcome", "closed_on"),
            _rows(tasks[:MOST], "pk", "what", "due_on", "turn"),
            ArraySubquery(briefings[:1].values(json=JSONObject(read_on="read_on", on="at__date", to=_name_of("to")))),
        )
    )
    post, resignation, signals_, earlier_, tasks_, briefing = found.get()
    return Beside(_first(post), _first(resignation), signals_, earlier_, tasks_, _first(briefing))


def line_manager_of(case: WelfareCase) -> Person | None:
    """Whom the officer reports to today, by the post that they hold as an officer."""
    post = _posts(case.person_id).select_related("line_manager__account").first()
    return post.line_manager if post else None


def _posts(person: Any) -> QuerySet[Post]:
    """The posts held today, as an officer first: somebody may be a special besides."""
    held = Post.objects.unscoped().filter(in_force_on(clock.today()), person=person)
    return held.order_by(Case(When(staff_type=StaffType.OFFICER, then=0), default=1), "-started")


def _rows(queryset: QuerySet[Any], *names: str) -> ArraySubquery:
    return ArraySubquery(queryset.values(json=JSONObject(**{name: name for name in names})))


def _name_of(path: str) -> Concat:
    return Concat(f"{path}__first_name", Value(" "), f"{path}__last_name", output_field=CharField())


def _first(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return rows[0] if rows else {}


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
