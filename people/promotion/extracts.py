"""The file of promotion processes and their applications."""

from collections.abc import Iterable

from people.promotion.models import RESULTS, ApplicationStatus, PromotionApplication, PromotionProcess, Season
from people.promotion.result_extract import STAGE_RESULTS
from people.workforce.extracts import LOADERS, PERSON, check_nobody_loads_their_own, rank_named
from wmp.lib.extracts import Choice, Date, Extract, Load, Lookup, RowRule, Text, WholeNumber
from wmp.lib.extracts.moves import check_moves, note_moves
from wmp.lib.extracts.words import literal
from wmp.lib.workflow import move_all


def _one_of(statuses: Iterable[ApplicationStatus]) -> str:
    return f"s.outcome {_in(statuses)}"


def _in(statuses: Iterable[ApplicationStatus]) -> str:
    return f"IN ({', '.join(literal(status.value) for status in sorted(statuses))})"


# Of a `process`: whether its stages or days are set up here.
_RUN_HERE = (
    "(process.opens_on IS NOT NULL"
    " OR EXISTS (SELECT 1 FROM people_promotionstage stage WHERE stage.process_id = process.id))"
)


class Promotion(Extract):
    """One row an application. `outcome` is where it stands; an empty one is an application that was made."""

    kind = "promotion"
    title = "Promotion processes and applications"
    loaders = LOADERS
    columns = (
        Text("from_rank", key=True, required=True, longest=60),
        Text("to_rank", key=True, required=True, longest=60),
        Choice("season", key=True, required=True, choices=Season.choices),
        WholeNumber("year", key=True, required=True, least=1900, most=2099),
        Text("employee_number", key=True, required=True, longest=20),
        Date("applied_on"),
        Choice("outcome", choices=ApplicationStatus.choices, nil=ApplicationStatus.APPLIED.value),
        Date("decided_on"),
    )
    lookups = (
        PERSON,
        rank_named("from_rank", "rank_from"),
        rank_named("to_rank", "rank_to"),
        Lookup(
            "process",
            "year",
            "LEFT JOIN people_promotionprocess process ON process.from_rank_id = rank_from.id"
            " AND process.to_rank_id = rank_to.id AND process.season = s.season::smallint AND process.year = s.year",
        ),
        Lookup(
            "application",
            "employee_number",
            "LEFT JOIN people_promotionapplication application"
            " ON application.process_id = process.id AND application.candidate_id = person.id",
        ),
    )
    identity = ("rank_from_id", "rank_to_id", "season", "year", "employee_number")
    rules = (
        RowRule("to_rank", "s.rank_from_id = s.rank_to_id", "is the rank that the promotion is from", ["from_rank"]),
        RowRule("decided_on", "s.decided_on < s.applied_on", "is before applied_on", ["applied_on"]),
        RowRule(
            "decided_on",
            f"s.decided_on IS NULL AND {_one_of(PromotionApplication.DECIDED)}",
            "is required for this outcome",
            ["outcome"],
        ),
        RowRule(
            "decided_on",
            f"s.decided_on IS NOT NULL AND {_one_of(PromotionApplication.OPEN)}",
            "is given, but the application is still open",
            ["outcome"],
        ),
    )

    def check(self, load: Load) -> None:
        # Held to the end, so that publishing comes before or after the file and never beside it.
        load.execute(
            "SELECT 1 FROM people_promotionprocess WHERE id IN (SELECT process_id FROM staged) ORDER BY id FOR UPDATE"
        )
        check_nobody_loads_their_own(load)
        self._leave_what_runs_here(load)
        check_moves(load, PromotionApplication, record="application_id", column="outcome")
        # A result is taken back by its own verb, with a reason, and never by a file.
        results, back = _in(RESULTS), _in({ApplicationStatus.ASSESSED, ApplicationStatus.WITHDRAWN})
        load.faults_from(
            "SELECT s.line, 'outcome', 'cannot become ' || s.outcome || '; on record it is ' || t.status"
            " FROM staged s JOIN people_promotionapplication t ON t.id = s.application_id"
            f" WHERE t.status {results} AND s.outcome {back}"
        )
        self._check_told(load)

    def _leave_what_runs_here(self, load: Load) -> None:
        """A process with stages or days is run here: its outcomes are the team's to record, and not for this file.

        Where its applications stand is not told before it is published. Rows are not compared with it, so neither a
        fault nor a rehearsal's count of changes says it. An empty outcome leaves the application where it stands.
        """
        untold = "process.published_at IS NULL"
        load.faults_from(
            "SELECT s.line, 'outcome', 'is not taken from a file: the process is run here, and the promotion team'"
            " || ' records its outcomes' FROM staged s"
            f" JOIN people_promotionprocess process ON process.id = s.process_id AND {untold} AND {_RUN_HERE}"
            " LEFT JOIN people_promotionapplication t ON t.id = s.application_id"
            " WHERE s.outcome <> 'applied' AND (s.outcome, t.status) IS DISTINCT FROM ('withdrawn', 'withdrawn')"
        )
        load.faults_from(
            "SELECT s.line, 'applied_on', 'is not the day on record, and the process is run here' FROM staged s"
            f" JOIN people_promotionprocess process ON process.id = s.process_id AND {untold} AND {_RUN_HERE}"
            " JOIN people_promotionapplication t ON t.id = s.application_id"
            " WHERE s.applied_on IS DISTINCT FROM t.applied_on AND s.line NOT IN (SELECT line FROM load_faults)"
        )
        load.execute(
            "UPDATE staged s SET outcome = t.status, decided_on = t.decided_on"
            " FROM people_promotionapplication t JOIN people_promotionprocess process ON process.id = t.process_id"
            f" WHERE t.id = s.application_id AND {_RUN_HERE} AND ({untold} OR s.outcome = 'applied')"
        )

    def _check_told(self, load: Load) -> None:
        """What candidates were told stands: a file knows no letters, no pool and no last day to appeal.

        The same file once more changes nothing, so it may come again. A row with a fault already gets no second one.
        """
        load.faults_from(
            "SELECT s.line, CASE WHEN t.id IS NULL THEN 'employee_number' ELSE 'year' END,"
            " CASE WHEN t.id IS NULL THEN 'did not apply in this process, and its results are published'"
            " ELSE 'is of a process whose results are published, and this row would change the application' END"
            " FROM staged s JOIN people_promotionprocess process"
            " ON process.id = s.process_id AND process.published_at IS NOT NULL"
            " LEFT JOIN people_promotionapplication t ON t.process_id = process.id AND t.candidate_id = s.person_id"
            " WHERE (t.id IS NULL OR (t.status, t.applied_on, t.decided_on)"
            " IS DISTINCT FROM (s.outcome, s.applied_on, s.decided_on))"
            " AND s.line NOT IN (SELECT line FROM load_faults)"
        )

    def write(self, load: Load) -> None:
        load.upsert(
            PromotionProcess,
            source="FROM (SELECT DISTINCT ON (rank_from_id, rank_to_id, season, year) * FROM staged"
            " ORDER BY rank_from_id, rank_to_id, season, year, line) s",
            key={
                "from_rank": "s.rank_from_id",
                "to_rank": "s.rank_to_id",
                "season": "s.season::smallint",
                "year": "s.year",
            },
            values={},
            once={
                "least_months": "0",
                "needs_endorsement": "false",
                "appeal_days": "28",
                "pool_months": "24",
            },
            is_row=False,
        )
        # The days go with the move: an open application has no day of decision, a decided one has.
        load.table(
            "moves",
            "SELECT s.line, a.id, a.status AS old, s.outcome AS new, s.applied_on, s.decided_on"
            " FROM staged s JOIN people_promotionapplication a ON a.id = s.application_id AND a.status <> s.outcome",
        )
        move_all(PromotionApplication, "moves", by=load.by, reason=load.reason, fields=["applied_on", "decided_on"])
        note_moves(load)
        load.upsert(
            PromotionApplication,
            source="FROM staged s JOIN people_promotionprocess process ON process.from_rank_id = s.rank_from_id"
            " AND process.to_rank_id = s.rank_to_id AND process.season = s.season::smallint AND process.year = s.year",
            key={"process": "process.id", "candidate": "s.person_id"},
            values={"applied_on": "s.applied_on", "decided_on": "s.decided_on"},
            once={"status": "s.outcome", "statement": "''"},
        )


EXTRACTS: list[Extract] = [Promotion(), STAGE_RESULTS]
