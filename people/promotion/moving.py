"""Many applications moved at once, by the rules of their verbs: along the stages by their results, and to outcomes.

The whole rule of how results move an application stands here. Passing the first stage shortlists it; a result at every
stage assesses it. Nothing moves back, and whoever did not pass a stage stays where they are until their outcome is
recorded. Results that are entered and results that come by file go through the same statement.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import connection, transaction

from people.promotion.handling import hold_untold
from people.promotion.models import RESULTS, PromotionApplication, PromotionProcess
from wmp.lib.workflow import IllegalMove, StaleMove, move_all

MOVES = "promotion_moves"
_BY_RESULTS = """
SELECT id, old, new FROM (
    SELECT id, old, CASE WHEN results = stages THEN 'assessed' WHEN first = 'passed' THEN 'shortlisted' END AS new
    FROM (
        SELECT application.id, application.status AS old, count(stage.id) AS stages, count(result.id) AS results,
            (array_agg(result.outcome ORDER BY stage.number))[1] AS first
        FROM people_promotionapplication application
        JOIN people_promotionstage stage ON stage.process_id = application.process_id
        LEFT JOIN people_stageresult result
            ON result.stage_id = stage.id AND result.application_id = application.id
        WHERE application.process_id = ANY(%s) AND application.status IN ('applied', 'shortlisted')
        GROUP BY application.id
    ) counted
) due WHERE new <> old
"""
_BY_CHOICE = """
SELECT m.id, m.old, m.new, %s::date AS decided_on FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS m(id, old, new)
"""


def advance(processes: Collection[int], *, by: Any, reason: str = "") -> int:
    """Moves the applications of these processes as far as their results take them, and returns how many moved."""
    _moves(_BY_RESULTS, [list(processes)])
    return move_all(PromotionApplication, MOVES, by=by, reason=reason)


@transaction.atomic
def decide(
    process: PromotionProcess, outcomes: Mapping[int, str], seen: Mapping[int, str], *, by: Any, on: date
) -> int:
    """Records the outcomes of applications by their keys, all of them or none, and returns how many.

    `seen` is where each stood when it was chosen. Raises IllegalMove, StaleMove.
    """
    hold_untold(process.pk)
    mine_to_decide = PromotionApplication.objects.visible_to(by).filter(process=process).exclude(candidate__account=by)
    stands = dict(mine_to_decide.filter(pk__in=outcomes).values_list("pk", "status"))
    if any(stands.get(key) != seen.get(key) for key in outcomes):
        raise StaleMove("Some of these applications have been changed by someone else since you opened this page.")
    if not set(outcomes.values()) <= RESULTS or not set(stands.values()) <= PromotionApplication.OPEN:
        raise IllegalMove("Only open applications get an outcome.")
    keys = list(outcomes)
    _moves(_BY_CHOICE, [on, keys, [stands[key] for key in keys], [outcomes[key] for key in keys]])
    return move_all(PromotionApplication, MOVES, by=by, fields=["decided_on"])


def _moves(select: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{MOVES}")
        cursor.execute(f"CREATE TEMP TABLE {MOVES} ON COMMIT DROP AS {select}", values)
