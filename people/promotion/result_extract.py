"""The file of results at stages of promotion processes."""

from people.promotion.models import PromotionApplication, Season
from people.promotion.moving import advance
from people.promotion.stages import StageOutcome, StageResult
from people.roles import Role
from people.workforce.extracts import PERSON, check_nobody_loads_their_own, rank_named
from wmp.lib import clock
from wmp.lib.extracts import Choice, Extract, Load, Lookup, Number, Text, WholeNumber
from wmp.lib.extracts.words import literal

_PROCESS = (
    "LEFT JOIN people_promotionprocess process ON process.from_rank_id = rank_from.id"
    " AND process.to_rank_id = rank_to.id AND process.season = s.season::smallint AND process.year = s.year"
)
_APPLICATION = (
    "LEFT JOIN people_promotionapplication application"
    " ON application.process_id = process.id AND application.candidate_id = person.id"
)
_STAGE = "LEFT JOIN people_promotionstage stage ON stage.process_id = process.id AND lower(stage.name) = lower(s.stage)"


class StageResults(Extract):
    """One row a candidate and stage. Processes, stages and applications are there already."""

    kind = "stage_results"
    title = "Results at stages of promotion processes"
    loaders = frozenset({Role.PROMOTION_TEAM.value})
    columns = (
        Text("from_rank", key=True, required=True, longest=60),
        Text("to_rank", key=True, required=True, longest=60),
        Choice("season", key=True, required=True, choices=Season.choices),
        WholeNumber("year", key=True, required=True, least=1900, most=2099),
        Text("employee_number", key=True, required=True, longest=20),
        Text("stage", key=True, required=True, longest=60),
        Choice("outcome", required=True, choices=StageOutcome.choices),
        Number("score", places=2, most=9999),
    )
    lookups = (
        PERSON,
        rank_named("from_rank", "rank_from"),
        rank_named("to_rank", "rank_to"),
        Lookup("process", "year", _PROCESS, "is no year with such a process"),
        Lookup("application", "employee_number", _APPLICATION, "did not apply in this process"),
        Lookup("stage", "stage", _STAGE, "is no stage of this process"),
    )
    identity = ("application_id", "stage_id")

    def check(self, load: Load) -> None:
        load.execute(
            "SELECT 1 FROM people_promotionprocess WHERE id IN (SELECT process_id FROM staged) ORDER BY id FOR UPDATE"
        )
        statuses = ", ".join(literal(status.value) for status in sorted(PromotionApplication.OPEN))
        joined = (
            "FROM staged s JOIN people_promotionapplication application ON application.id = s.application_id"
            " JOIN people_promotionprocess process ON process.id = s.process_id"
        )
        load.faults_from(
            f"SELECT s.line, 'year', 'is of a process whose results are published' {joined}"
            " WHERE process.published_at IS NOT NULL"
        )
        load.faults_from(
            f"SELECT s.line, 'employee_number', 'is of an application that is ' || application.status {joined}"
            f" WHERE process.published_at IS NULL AND application.status NOT IN ({statuses})"
            " AND NOT EXISTS (SELECT 1 FROM people_stageresult r WHERE r.application_id = s.application_id"
            " AND r.stage_id = s.stage_id AND r.outcome = s.outcome AND r.score IS NOT DISTINCT FROM s.score)"
        )
        load.faults_from(
            "SELECT s.line, 'score', 'is below the pass mark of ' || trim_scale(stage.pass_mark)"
            " || ', so it is no pass'"
            " FROM staged s JOIN people_promotionstage stage ON stage.id = s.stage_id"
            " WHERE s.outcome = 'passed' AND s.score < stage.pass_mark"
        )
        check_nobody_loads_their_own(load)
        if load.by is not None:
            load.faults_from(
                "SELECT s.line, 'year', 'is of a process in which you are a candidate'"
                f" {joined} JOIN people_promotionapplication mine ON mine.process_id = process.id"
                f" JOIN people_person own ON own.id = mine.candidate_id AND own.account_id = {literal(load.by.pk)}"
                " WHERE own.id <> application.candidate_id"
            )
        self._check_order(load)

    def _check_order(self, load: Load) -> None:
        """Whoever has a result at a stage passed the one before, by this file or by what is on record."""
        load.faults_from(
            "SELECT s.line, 'stage', 'comes after ' || before.name || ', which they have not passed'"
            " FROM staged s JOIN people_promotionstage stage ON stage.id = s.stage_id"
            " JOIN LATERAL (SELECT id, name FROM people_promotionstage earlier WHERE earlier.process_id = s.process_id"
            " AND earlier.number < stage.number ORDER BY number DESC LIMIT 1) before ON true"
            " LEFT JOIN staged told ON told.application_id = s.application_id AND told.stage_id = before.id"
            " LEFT JOIN people_stageresult kept"
            " ON kept.application_id = s.application_id AND kept.stage_id = before.id"
            " WHERE s.application_id IS NOT NULL AND coalesce(told.outcome, kept.outcome, '') <> 'passed'"
        )

    def write(self, load: Load) -> None:
        at, by = literal(clock.now().isoformat()), literal(load.by.pk) if load.by else "NULL"
        load.upsert(
            StageResult,
            source="FROM staged s",
            key={"application": "s.application_id", "stage": "s.stage_id"},
            values={"outcome": "s.outcome", "score": "s.score"},
            once={"by": f"{by}::bigint", "at": f"{at}::timestamptz"},
        )
        load.execute(
            f"UPDATE people_stageresult r SET by_id = {by}, at = {at} FROM differences d"
            " WHERE r.application_id = d.application_id AND r.stage_id = d.stage_id AND NOT d.is_new_record"
        )
        processes = [key for (key,) in load.rows("SELECT DISTINCT process_id FROM staged")]
        advance(processes, by=load.by, reason=load.reason)


STAGE_RESULTS = StageResults()
