"""What an officer wants to know before phoning: read beside the case in one query, for a case that its reader sees."""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Case, QuerySet, When

from people.models import Person, Post
from people.workforce.models import StaffType, in_force_on
from welfare.cases.models import WelfareCase
from wmp.lib import clock

# Of what may be many, so many stand among the facts; the timeline and the lists have all.
MOST = 20
# Written out: putting it together from querysets took longer than all that the database does for the page.
SQL = """
    SELECT
        (SELECT json_build_object(
             'rank', r.name, 'department', d.name, 'manager', m.first_name || ' ' || m.last_name)
         FROM people_post p LEFT JOIN people_rank r ON r.id = p.rank_id
         LEFT JOIN people_department d ON d.id = p.department_id
         LEFT JOIN people_person m ON m.id = p.line_manager_id
         WHERE p.person_id = c.person_id AND p.started <= %(today)s::date
             AND (p.ended IS NULL OR p.ended >= %(today)s::date)
         ORDER BY p.staff_type <> 'officer', p.started DESC LIMIT 1)::text,
        (SELECT json_build_object('received_on', received_on, 'last_day', last_day,
             'stated_reason', stated_reason, 'withdrawn_on', withdrawn_on)
         FROM people_resignation WHERE person_id = c.person_id ORDER BY received_on DESC LIMIT 1)::text,
        (SELECT json_agg(s) FROM (
             SELECT trigger, received_on, told_by, text FROM welfare_signal
             WHERE case_id = c.id ORDER BY at DESC, id DESC LIMIT %(most)s::int) s)::text,
        (SELECT json_agg(t) FROM (
             SELECT id AS pk, what, due_on, turn FROM welfare_task
             WHERE case_id = c.id AND status = 'open' ORDER BY due_on, id LIMIT %(most)s::int) t)::text,
        (SELECT json_build_object('read_on', read_on, 'on', (at AT TIME ZONE 'Europe/London')::date)
         FROM welfare_briefing WHERE case_id = c.id ORDER BY at DESC, id DESC LIMIT 1)::text,
        EXISTS (SELECT FROM welfare_welfarecase o WHERE o.person_id = c.person_id AND o.id <> c.id)
    FROM welfare_welfarecase c WHERE c.id = %(case)s
"""


@dataclass(frozen=True)
class Beside:
    """Rows as plain values, latest first; tasks with the first due at the top. Days are ISO text."""

    post: dict[str, Any]
    resignation: dict[str, Any]
    signals: list[dict[str, Any]]
    tasks: list[dict[str, Any]]
    briefing: dict[str, Any]
    earlier: list[WelfareCase] = field(default_factory=list)


def beside(case: WelfareCase, user: Any) -> Beside:
    """What stands beside `case`. Earlier cases are those that `user` may see; whoever sees the case sees the rest."""
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"case": case.pk, "today": clock.today(), "most": MOST})
        *found, has_others = cursor.fetchone()
    post, resignation, signals, tasks, briefing = (json.loads(text) if text else None for text in found)
    earlier = _others(case, user) if has_others else []
    return Beside(post or {}, resignation or {}, signals or [], tasks or [], briefing or {}, earlier)


def _others(case: WelfareCase, user: Any) -> list[WelfareCase]:
    return list(WelfareCase.objects.visible_to(user).filter(person=case.person_id).exclude(pk=case.pk)[:MOST])


def line_manager_of(case: WelfareCase) -> Person | None:
    """Whom the officer reports to today, by the post that they hold as an officer."""
    post = _posts(case.person_id).select_related("line_manager__account").first()
    return post.line_manager if post else None


def _posts(person: Any) -> QuerySet[Post]:
    """The posts held today, as an officer first: somebody may be a special besides."""
    held = Post.objects.unscoped().filter(in_force_on(clock.today()), person=person)
    return held.order_by(Case(When(staff_type=StaffType.OFFICER, then=0), default=1), "-started")


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
