"""Ratings of a year, 13,000 of them: a moderation panel's pages and a team's grid, beside the same done plainly."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

from django.db import connection

from people.models import Department
from people.performance.models import PerformanceYear, ScaleValue
from people.performance.panels import ModerationPanel
from people.performance.seating import seat
from people.roles import Role
from tests.bench import grid, people_made
from tests.bench.asking import ask
from tests.bench.rows import Row, timed
from tests.bench.visits import Reader, side_by_side

RATINGS = 13_000
VALUES = 5
TEAM = 8
REPEATS = 21
MOST_QUERIES = 8
APPRAISALS = """
    INSERT INTO people_appraisal (year_id, person_id, staff_type, excused, department_id, rank_id)
    SELECT %(year)s, person_id, staff_type, '', department_id, rank_id FROM people_post
"""
DECLARED = """
    INSERT INTO people_equalitymonitoring (person_id, gender, ethnicity, disability)
    SELECT id, (ARRAY['female', 'male', 'male', 'other', 'not stated'])[1 + id * 7919 % 1009 % 5], 'NS', 'not stated'
    FROM people_person
"""
# Rated by so many line managers as there are teams of eight; half of it is moderated, a tenth of that changed.
GIVEN = """
    INSERT INTO people_rating (appraisal_id, rater_id, what_id, how_id, evidence, comment, status,
                               moderator_id, moderated_what_id, moderated_how_id)
    SELECT id, (%(raters)s::bigint[])[1 + id / %(team)s %% cardinality(%(raters)s::bigint[])],
           (%(what)s::bigint[])[1 + id * 7919 %% %(values)s], (%(how)s::bigint[])[1 + id * 104729 %% %(values)s],
           '', '', CASE id %% 2 WHEN 0 THEN 'moderated' ELSE 'provisional' END,
           CASE id %% 2 WHEN 0 THEN %(moderator)s END,
           CASE id %% 2 WHEN 0 THEN
               (%(what)s::bigint[])[1 + (id * 7919 + CASE id %% 20 WHEN 0 THEN 1 ELSE 0 END) %% %(values)s] END,
           CASE id %% 2 WHEN 0 THEN (%(how)s::bigint[])[1 + id * 104729 %% %(values)s] END
    FROM people_appraisal WHERE year_id = %(year)s
"""


def run(size: int, say: Callable[[str], None]) -> Iterator[Row]:
    """At 13,000 ratings, whatever `size` is: a force has no more."""
    say(f"moderation: making {RATINGS:,} ratings")
    member = Reader(Role.RA_OFFICER)
    panel = make(member)
    page, plain = f"/people/performance/moderation/{panel.pk}/", f"/plainref/panel/{panel.pk}/"
    pages = [
        ("panel", page, plain),
        ("panel by gender", f"{page}?by=gender", f"{plain}?by=gender"),
        ("cases", f"{page}cases/", f"{plain}?cases=1"),
    ]
    for name, address, plainly in pages:
        ours, reference = side_by_side([partial(member.visit, address), partial(member.visit, plainly)], REPEATS)
        yield timed(f"moderation, {RATINGS:,}: {name}", ours, reference, "<= 1.5")
        yield _queries(address, member.queries(address))
    following, plainly = f"{page}next/", f"{plain}?next=1"
    jobs = [partial(member.visit, following, expects="302"), partial(member.visit, plainly)]
    ours, reference = side_by_side(jobs, REPEATS)
    yield timed(f"moderation, {RATINGS:,}: the next case", ours, reference, "<= 1.5")
    yield _queries(following, member.queries(following, expects="302"))
    yield from grid.rows(panel.year)


def _queries(address: str, count: int) -> Row:
    return Row(f"queries: {address}", str(count), str(MOST_QUERIES), count / MOST_QUERIES, "<= 1")


def make(member: Reader) -> ModerationPanel:
    """A year, everybody's rating in it, and a panel of all departments on which the member sits."""
    people_made.make(RATINGS)
    lead = Reader(Role.PERFORMANCE_LEAD)
    year = PerformanceYear.objects.create(
        name="2021/22", starts_on=date(2021, 4, 1), ends_on=date(2022, 3, 31), status="open"
    )
    scale: dict[str, list[Any]] = {
        aspect: [
            ScaleValue.objects.create(year=year, aspect=aspect, number=number, name=f"Value {number}").pk
            for number in range(1, VALUES + 1)
        ]
        for aspect in ("what", "how")
    }
    raters = _raters(RATINGS // TEAM)
    with connection.cursor() as cursor:
        cursor.execute(DECLARED)
        cursor.execute(APPRAISALS, {"year": year.pk})
        values: dict[str, Any] = {
            **scale,
            "year": year.pk,
            "raters": raters,
            "team": TEAM,
            "values": VALUES,
            "moderator": lead.user.pk,
        }
        cursor.execute(GIVEN, values)
        cursor.execute("VACUUM ANALYZE people_appraisal")
        cursor.execute("VACUUM ANALYZE people_rating")
    panel = ModerationPanel.objects.create(year=year, name="All", held_on=date(2022, 4, 5))
    panel.departments.set(Department.objects.all())
    seat(panel, member.user, by=lead.user)
    return panel


def _raters(count: int) -> list[Any]:
    rows = ask(
        "INSERT INTO people_user (password, is_superuser, username, first_name, last_name, email, is_staff, is_active,"
        " date_joined) SELECT '', false, 'rater' || n, 'Rater', n::text, '', false, true, now()"
        " FROM generate_series(1, %(count)s) n RETURNING id",
        count=count,
    )
    return [key for (key,) in rows]
