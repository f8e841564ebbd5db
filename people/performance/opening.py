"""A year opens for everybody in post, and keeps up with them while it runs: one statement each, however many people.

The rule of eligibility, ours: of somebody's posts the one counts that is no special's, and of several the latest. Who
was in no such post on the year's last day to start (`PerformanceYear.last_start`) started too late; who is in none any
more, while the year runs, left. Neither is counted among the eligible, unless their rating was sent to moderation
before: it goes its way, and they are counted with it. What a person decided (somebody was away for
most of the year, or seconded) stands until it is taken back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from psycopg import sql

from people.performance.choices import Excused, RatingStatus, YearStatus
from people.performance.models import Appraisal, PerformanceYear
from people.workforce.models import Post, StaffType
from wmp.lib import clock
from wmp.lib.statistics import tell_planner
from wmp.lib.words import long_day


@dataclass(frozen=True)
class Kept:
    """How many appraisals one run added, and how many it changed."""

    added: int
    changed: int


def rule_in_words(year: PerformanceYear) -> list[str]:
    """The rule as the year's page states it, a sentence each."""
    days = f"{year.least_days} days by the last day of the year"
    who = "their line manager or the performance lead"
    return [
        f"Whoever is in post and started on or before {long_day(year.last_start)} is eligible: {days}.",
        "Whoever starts later is shown as a late starter, and not counted.",
        "Specials are not appraised. Somebody with two posts has one appraisal, for the post that is not a special's.",
        "Whoever leaves while the year runs is not counted from then on, unless their rating was sent before.",
        f"Somebody who is away for most of the year, or seconded and rated elsewhere, is excused by {who}.",
        "They may take that back. Nobody is asked why somebody was away.",
    ]


@transaction.atomic
def open_year(year: PerformanceYear, *, by: Any) -> Kept:
    """Opens it, with an appraisal for everybody in post. Raises IllegalMove or StaleMove."""
    year.open(by=by)
    return keep_up(year)


def keep_up_all() -> int:
    """The daily job: every open year. Returns how many appraisals were added or changed."""
    open_ones = PerformanceYear.objects.unscoped().filter(status=YearStatus.OPEN)
    done = [keep_up(year) for year in open_ones]
    return sum(kept.added + kept.changed for kept in done)


@transaction.atomic
def keep_up(year: PerformanceYear) -> Kept:
    """New starters, leavers, late starters, changed departments and ranks. Safe to run twice, late and beside itself.

    After the year's last day it stands as it was on that day. Nothing happens to a year that is not open.
    """
    # Of two runs at once the second waits here, and finds the year as the first left it.
    held = PerformanceYear.objects.unscoped().select_for_update().get(pk=year.pk)
    if held.status != YearStatus.OPEN:
        return Kept(0, 0)
    return Kept(_run(ADD, held), _run(CHANGE, held))


def apply_rule(appraisal: Appraisal) -> None:
    """What the rule says of one person, where nobody has decided anything else."""
    _run(CHANGE, appraisal.year, only=[appraisal.pk])
    appraisal.refresh_from_db()


def counted_day(year: PerformanceYear) -> date:
    """The day whose posts count: today, and once the year is over its last day."""
    return min(clock.today(), year.ends_on)


def _run(statement: sql.Composed, year: PerformanceYear, only: Sequence[int] | None = None) -> int:
    day = counted_day(year)
    with connection.cursor() as cursor:
        given: dict[str, Any] = {
            "year": year.pk,
            "day": day,
            "last_start": min(year.last_start, day),
            "only": only and list(only),
        }
        cursor.execute(statement.as_string(None), given)
        rows = int(cursor.rowcount)
        tell_planner(cursor, Appraisal._meta.db_table, rows)
        return rows


def _composed(statement: str) -> sql.Composed:
    """Names of tables and of what is stored, filled in once. Whatever differs from run to run is a parameter."""
    return sql.SQL(statement).format(
        appraisals=sql.Identifier(Appraisal._meta.db_table),
        posts=sql.Identifier(Post._meta.db_table),
        ratings=sql.Identifier("people_rating"),  # whose module stands on this one
        draft=sql.Literal(RatingStatus.DRAFT.value),
        special=sql.Literal(StaffType.SPECIAL.value),
        late=sql.Literal(Excused.LATE_STARTER.value),
        left=sql.Literal(Excused.LEFT.value),
        decided=sql.SQL(", ").join(sql.Literal(each.value) for each in DECIDED),
        eligible=sql.Literal(Excused.NO.value),
    )


#: Reasons that somebody gave, which the rule leaves alone.
DECIDED = (Excused.LONG_ABSENCE, Excused.SECONDED)

# The post of each person that counts on the day, and whether they were in one on the last day to start.
_HELD = """
    WITH held AS (
        SELECT DISTINCT ON (person_id) person_id, staff_type, rank_id, department_id, EXISTS (
            SELECT FROM {posts} early
            WHERE early.person_id = p.person_id AND early.staff_type <> {special}
            AND early.started <= %(last_start)s AND (early.ended IS NULL OR early.ended >= %(last_start)s)
        ) AS in_time
        FROM {posts} p
        WHERE staff_type <> {special} AND started <= %(day)s AND (ended IS NULL OR ended >= %(day)s)
        ORDER BY person_id, started DESC, id DESC
    )
"""

ADD = _composed(
    _HELD
    + """
    INSERT INTO {appraisals} (year_id, person_id, staff_type, rank_id, department_id, excused)
    SELECT %(year)s, person_id, staff_type, rank_id, department_id, CASE WHEN in_time THEN {eligible} ELSE {late} END
    FROM held
    WHERE NOT EXISTS (SELECT FROM {appraisals} a WHERE a.year_id = %(year)s AND a.person_id = held.person_id)
    ON CONFLICT (year_id, person_id) DO NOTHING
"""
)

# Whoever left keeps the department and rank that they had.
CHANGE = _composed(
    _HELD
    + """
    UPDATE {appraisals} a
    SET staff_type = n.staff_type, rank_id = n.rank_id, department_id = n.department_id, excused = n.excused
    FROM (
        SELECT o.id,
            coalesce(h.staff_type, o.staff_type) AS staff_type,
            CASE WHEN h.person_id IS NULL THEN o.rank_id ELSE h.rank_id END AS rank_id,
            CASE WHEN h.person_id IS NULL THEN o.department_id ELSE h.department_id END AS department_id,
            CASE
                WHEN o.excused IN ({decided}) THEN o.excused
                WHEN EXISTS (SELECT FROM {ratings} r WHERE r.appraisal_id = o.id AND r.status <> {draft})
                    THEN {eligible}
                WHEN h.person_id IS NULL THEN {left}
                WHEN h.in_time THEN {eligible}
                ELSE {late}
            END AS excused
        FROM {appraisals} o LEFT JOIN held h ON h.person_id = o.person_id
        WHERE o.year_id = %(year)s AND (%(only)s::bigint[] IS NULL OR o.id = ANY (%(only)s::bigint[]))
    ) n
    WHERE a.id = n.id AND (a.staff_type, a.rank_id, a.department_id, a.excused)
        IS DISTINCT FROM (n.staff_type, n.rank_id, n.department_id, n.excused)
"""
)
