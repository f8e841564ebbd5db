"""The files of benefits and of their measurements."""

from typing import Any

from change.benefits import proof
from change.benefits.choices import BenefitKind, BenefitStatus
from change.benefits.measurements import Measurement
from change.benefits.models import (
    CLAIMED,
    CLAIMS,
    TARGETS,
    VERIFIED,
    Benefit,
    steps_between,
)
from change.portfolio.extracts import LOADERS, NO_SUCH_PROJECT, PROJECT_SPELLINGS
from people.workforce.models import Department
from wmp.lib import clock
from wmp.lib.extracts import Amount, Choice, Date, Extract, Load, Lookup, RowRule, Text
from wmp.lib.extracts.moves import note_moves
from wmp.lib.extracts.words import literal
from wmp.lib.workflow import IllegalMove

MOST = 99_999_999_999_999
DISBENEFIT = "disbenefit "
# A disbenefit is marked by the word, before or after its kind.
KINDS: list[tuple[str | int, str]] = [
    *BenefitKind.choices,
    *((f"{DISBENEFIT}{kind}", f"{label} disbenefit") for kind, label in BenefitKind.choices),
]

# An account by its user name, its e-mail address, or those of the person whose account it is; where one alone has it.
ACCOUNT_SPELLINGS = """(
    SELECT spelling, min(id) AS id FROM (
        SELECT lower(username) AS spelling, id FROM people_user
        UNION SELECT lower(email), id FROM people_user WHERE email <> ''
        UNION SELECT lower(employee_number), account_id FROM people_person WHERE account_id IS NOT NULL
        UNION SELECT lower(email), account_id FROM people_person WHERE account_id IS NOT NULL AND email <> ''
    ) every GROUP BY spelling HAVING count(*) = 1
)"""
BENEFIT_JOIN = "LEFT JOIN change_benefit benefit ON benefit.number = s.number"
ON_RECORD = "staged s JOIN change_benefit t ON t.id = s.benefit_id"


def account_named(column: str) -> Lookup:
    """Of whoever has no account the name alone is kept, so that is no fault."""
    return Lookup(column, column, f"LEFT JOIN {ACCOUNT_SPELLINGS} {column} ON {column}.spelling = lower(s.{column})")


def among(statuses: Any) -> str:
    """SQL for a list of statuses."""
    return "(" + ", ".join(literal(str(status)) for status in sorted(statuses)) + ")"


class Benefits(Extract):
    """One row a benefit. One that is new stands where the file says; one on record moves by its verbs."""

    kind = "benefits"
    title = "Benefits"
    loaders = LOADERS
    columns = (
        Text("number", key=True, required=True, longest=20),
        Text("project", longest=243),
        Text("description", required=True, longest=400),
        Choice("kind", required=True, choices=KINDS),
        Text("measure", longest=200),
        Text("unit", longest=40),
        Amount("baseline", pounds=False, least=-MOST, most=MOST),
        Date("baseline_on"),
        Amount("target", pounds=False, least=-MOST, most=MOST),
        Date("target_on"),
        Text("owner", longest=120),
        Text("bau_owner", longest=120),
        Text("department"),
        Choice("status", choices=BenefitStatus.choices, nil=BenefitStatus.IDENTIFIED.value),
    )
    lookups = (
        Lookup("benefit", "number", BENEFIT_JOIN),
        Lookup("project", "project", f"LEFT JOIN {PROJECT_SPELLINGS} project ON project.spelling = s.project"),
        account_named("owner"),
        account_named("bau_owner"),
    )
    derived = {
        "disbenefit": f"starts_with(s.kind, '{DISBENEFIT}')",
        "bare_kind": f"replace(s.kind, '{DISBENEFIT}', '')",
    }
    rules = (
        RowRule("project", "s.project IS NOT NULL AND s.project_id IS NULL", reason_sql=NO_SUCH_PROJECT),
        RowRule("target_on", "s.target_on < s.baseline_on", "is before baseline_on", ["baseline_on"]),
    )

    def check(self, load: Load) -> None:
        legal = ", ".join(f"({literal(old)}, {literal(new)})" for old, new in _ways())
        load.faults_from(
            "SELECT s.line, 'status', 'cannot become ' || s.status || '; on record it is ' || t.status"
            f" FROM {ON_RECORD} WHERE t.status <> s.status AND (t.status, s.status) NOT IN (VALUES {legal})"
        )
        load.reasons(ON_RECORD, _what_stands())
        load.reasons(ON_RECORD, _what_a_profile_lacks())
        load.reasons(ON_RECORD, {"status": _what_a_move_lacks(load.by)})
        _check_proof(load)
        load.faults_from(
            f"SELECT s.line, of.owner, 'verified it; somebody else owns it' FROM {ON_RECORD}"
            " CROSS JOIN LATERAL (VALUES ('owner', s.owner_id), ('bau_owner', s.bau_owner_id)) of(owner, account)"
            " WHERE t.verified_by_id = of.account"
        )

    def write(self, load: Load) -> None:
        load.add_names(Department, "department")
        load.table(
            "moves",
            f"SELECT s.line, t.id, s.status AS new FROM {ON_RECORD} WHERE t.status <> s.status",
        )
        self._re_baseline(load)
        self._upsert(load)
        note_moves(load)
        for line, pk, status in load.rows("SELECT line, id, new FROM moves ORDER BY line"):
            benefit = Benefit.objects.unscoped().get(pk=pk)
            try:
                benefit.report_status(status, by=load.by, reason=load.reason)
            except IllegalMove as error:
                load.refuse(line, "status", str(error))

    def _re_baseline(self, load: Load) -> None:
        """Of benefits that are held to a baseline and a target, by their verb."""
        amounts = ", ".join(f"s.{column}" for column in TARGETS)
        load.table(
            "re_baselined",
            f"SELECT s.line, t.id, {amounts} FROM {ON_RECORD} WHERE t.status IN ('approved', 'delivering')"
            f" AND {_differ(*TARGETS)}",
        )
        load.execute("INSERT INTO touched SELECT line, false FROM re_baselined")
        for pk, *values in load.rows(f"SELECT id, {', '.join(TARGETS)} FROM re_baselined ORDER BY line"):
            given = dict(zip(TARGETS, values, strict=True))
            Benefit.objects.unscoped().get(pk=pk).re_baseline(by=load.by, reason=load.reason, **given)

    def _upsert(self, load: Load) -> None:
        claimed = f"CASE WHEN s.status IN {among(CLAIMS)} THEN s.status ELSE '' END"
        load.upsert(
            Benefit,
            source="FROM staged s LEFT JOIN change_benefit known ON known.id = s.benefit_id"
            " LEFT JOIN people_department department ON department.name = s.department",
            key={"number": "s.number"},
            values={
                "project": "s.project_id",
                "description": "s.description",
                "kind": "s.bare_kind",
                "disbenefit": "s.disbenefit",
                "measure": "coalesce(s.measure, '')",
                "unit": "coalesce(s.unit, '')",
                **{column: f"s.{column}" for column in TARGETS},
                **_whose("owner"),
                **_whose("bau_owner"),
                "department": "department.id",
            },
            once={
                "status": "s.status",
                "claim": claimed,
                "measured_every": "3",
                "performance_measure": "''",
                "base_budget_reference": "''",
                "recorded_on": f"{literal(clock.today().isoformat())}::date",
            },
        )


def _ways() -> list[tuple[str, str]]:
    """From which status to which one a file may move a benefit."""
    found = []
    for old in BenefitStatus.values:
        for new in BenefitStatus.values:
            try:
                if old != new and steps_between(old, new):
                    found.append((old, new))
            except IllegalMove:
                continue
    return found


def _whose(column: str) -> dict[str, str]:
    """An account where the file names one. One that was chosen here stays while the file names nobody, or whom it
    named before: another name is another owner."""
    stays = f"s.{column} IS NULL OR s.{column} = known.{column}_name"
    return {
        column: f"CASE WHEN s.{column}_id IS NOT NULL THEN s.{column}_id WHEN {stays} THEN known.{column}_id END",
        f"{column}_name": f"CASE WHEN s.{column}_id IS NULL THEN coalesce(s.{column}, '') ELSE '' END",
    }


def _differ(*columns: str) -> str:
    ours = ", ".join(f"s.{column}" for column in columns)
    theirs = ", ".join(f"t.{column}" for column in columns)
    return f"ROW({ours}) IS DISTINCT FROM ROW({theirs})"


def _what_stands() -> dict[str, str]:
    """Once a benefit is claimed its nature, baseline and target stand; from approval on it has a target."""
    reasons = {
        "kind": f"CASE WHEN t.status IN {among(CLAIMED)} AND ROW(s.bare_kind, s.disbenefit) IS DISTINCT FROM"
        " ROW(t.kind, t.disbenefit) THEN 'differs from the record; it is ' || t.status || ', and its kind stands' END"
    }
    for column in ("measure", "unit"):
        reasons[column] = (
            f"CASE WHEN t.status IN {among(CLAIMED)} AND coalesce(s.{column}, '') <> t.{column}"
            f" THEN 'differs from the record; it is ' || t.status || ', and its {column} stands' END"
        )
    for column in TARGETS:
        reasons[column] = (
            f"CASE WHEN s.{column} IS DISTINCT FROM t.{column} THEN CASE"
            f" WHEN t.status IN {among(CLAIMED)} THEN 'differs from the record; it is ' || t.status ||"
            " ', and its baseline and target stand'"
            f" WHEN t.status IN ('approved', 'delivering') AND s.{column} IS NULL"
            " THEN 'is required: a benefit is held to it from approval on' END END"
        )
    return reasons


def _what_a_profile_lacks() -> dict[str, str]:
    """What has to be known of a benefit that leaves the status identified."""
    leaves = "t.status = 'identified' AND s.status <> 'identified'"
    words = "'is required for a benefit that becomes ' || s.status"
    reasons = {
        column: f"CASE WHEN {leaves} AND s.{column} IS NULL THEN {words} END"
        for column in ("measure", "unit", *TARGETS)
    }
    nobody = "s.owner IS NULL AND t.owner_id IS NULL"
    return reasons | {"owner": f"CASE WHEN {leaves} AND {nobody} THEN {words} END"}


def _what_a_move_lacks(by: Any) -> str:
    """Why a benefit on record cannot be verified or handed over as the file says.

    The verbs refuse all of it (`verify`, `hand_over`), but one row after another, once the check is over. Here every
    row's fault is told at once, before anything is written.
    """
    usual = "t.status <> s.status AND s.status = 'business as usual'"
    own = literal(by.pk) if by is not None else "NULL"
    return (
        f"CASE WHEN t.status <> s.status AND s.status = 'verified'"
        f" AND {own} IN (t.owner_id, s.owner_id, t.bau_owner_id, s.bau_owner_id, t.claimed_by_id)"
        " THEN 'cannot become verified by you: somebody other than its owners and whoever claimed it verifies it'"
        f" WHEN {usual} AND t.performance_measure = ''"
        " THEN 'cannot become business as usual: it has no performance measure on record'"
        f" WHEN {usual} AND t.bau_owner_id IS NULL AND s.bau_owner IS NULL"
        " THEN 'cannot become business as usual: nobody owns it there' END"
    )


def _check_proof(load: Load) -> None:
    """What is claimed or verified by the file has its proof on record."""
    claim = f"CASE WHEN s.status IN {among(CLAIMS)} THEN s.status ELSE t.claim END"
    moved = load.rows(
        f"SELECT s.line, s.status, t.latest_on, s.bare_kind, t.base_budget_reference, {claim} FROM {ON_RECORD}"
        f" WHERE t.status <> s.status AND s.status IN {among(CLAIMS | {'verified'})} ORDER BY s.line"
    )
    for line, status, *said in moved:
        if lack := proof.lacking(*said):
            load.fault(line, "status", f"cannot become {status}: {lack.of_file}")


class Measurements(Extract):
    """One row what a benefit measured on a day. Another value for a day corrects it, with the load as its reason."""

    kind = "measurements"
    title = "Measurements of benefits"
    loaders = LOADERS
    columns = (
        Text("number", key=True, required=True, longest=20),
        Date("measured_on", key=True, required=True),
        Amount("value", required=True, pounds=False, least=-MOST, most=MOST),
        Text("evidence", longest=4000),
    )
    lookups = (Lookup("benefit", "number", BENEFIT_JOIN, "is no benefit; load the benefits first"),)

    def check(self, load: Load) -> None:
        load.faults_from(
            "SELECT s.line, 'measured_on', 'is still to come' FROM staged s"
            f" WHERE s.measured_on > {literal(clock.today().isoformat())}::date"
        )
        load.faults_from(
            "SELECT s.line, 'measured_on', 'is before the benefit was verified: what was measured up to then stands'"
            " FROM staged s JOIN change_benefit t ON t.id = s.benefit_id AND s.measured_on < t.verified_on"
            " LEFT JOIN change_measurement m ON m.benefit_id = t.id AND m.measured_on = s.measured_on"
            f" WHERE m.id IS NULL AND t.status IN {among(VERIFIED)}"
        )
        load.faults_from(
            "SELECT s.line, 'measured_on', 'is before its baseline, which is of ' || t.baseline_on FROM staged s"
            " JOIN change_benefit t ON t.id = s.benefit_id AND s.measured_on < t.baseline_on"
            " LEFT JOIN change_measurement m ON m.benefit_id = t.id AND m.measured_on = s.measured_on"
            " WHERE m.id IS NULL"
        )
        load.faults_from(
            "SELECT s.line, CASE WHEN s.value <> m.value THEN 'value' ELSE 'evidence' END,"
            " 'differs from the record; the benefit is verified, and what was measured up to then stands'"
            " FROM staged s JOIN change_benefit t ON t.id = s.benefit_id"
            " JOIN change_measurement m ON m.benefit_id = t.id AND m.measured_on = s.measured_on"
            f" WHERE t.status IN {among(VERIFIED)} AND {DIFFERS} AND s.bad = '{{}}'"
            " AND m.measured_on <= coalesce(t.verified_on, t.recorded_on)"
        )

    def write(self, load: Load) -> None:
        by = "NULL::bigint" if load.by is None else f"{literal(load.by.pk)}::bigint"
        corrected = (
            f"CASE WHEN m.id IS NULL THEN '' WHEN {DIFFERS} THEN {literal(load.reason)} ELSE m.corrected_because END"
        )
        load.upsert(
            Measurement,
            source="FROM staged s LEFT JOIN change_measurement m"
            " ON m.benefit_id = s.benefit_id AND m.measured_on = s.measured_on",
            key={"benefit": "s.benefit_id", "measured_on": "s.measured_on"},
            values={
                "value": "s.value",
                "evidence": "coalesce(s.evidence, '')",
                "corrected_because": corrected,
                "corrected_by": f"CASE WHEN m.id IS NOT NULL AND {DIFFERS} THEN {by} ELSE m.corrected_by_id END",
            },
            once={"by": by, "at": f"{literal(clock.now().isoformat())}::timestamptz"},
        )


DIFFERS = "ROW(s.value, coalesce(s.evidence, '')) IS DISTINCT FROM ROW(m.value, m.evidence)"

EXTRACTS: list[Extract] = [Benefits(), Measurements()]
