"""The file of referrals to occupational health.

Its rows tell of people's health, and its load report is read by others than those who may know: no fault repeats what
a cell holds.
"""

from people.models import Person
from people.roles import Role
from welfare.referrals.choices import PrimaryReason
from welfare.referrals.entries import OHAppointment
from welfare.referrals.models import OWN_REFERENCE, OHReason, OHReferral
from wmp.lib import clock
from wmp.lib.extracts import Choice, Date, Extract, Load, Lookup, RowRule, Text
from wmp.lib.extracts.moves import note_moves
from wmp.lib.extracts.words import literal
from wmp.lib.workflow import move_all

REFERRALS, REASONS, APPOINTMENTS = (model._meta.db_table for model in (OHReferral, OHReason, OHAppointment))
NOT_KNOWN = "is no employee's number; load the workforce first"
OURS = "is of the form of references that are given here, and no such referral is on record"
OF_ANOTHER = "is on record as a referral of another employee"
NO_CONSENT = "is given, but on record the referral waits for the employee's consent"
SEEN_ALREADY = "is no day up to today, but on record an appointment was attended"
ANOTHER_DAY = "is another day than that of the appointment that was recorded here as attended"
HAS_ENDED = "is none of the appointments on record, and the referral has ended"
# How a referral on record comes to stand where its appointments say, by moves that there are, in this order.
STEPS = (
    """SELECT line, id, status AS old, 'booked' AS new FROM places
       WHERE status IN ('consented', 'did not attend') AND place IS NOT NULL""",
    """SELECT line, id, 'booked' AS old, 'attended' AS new FROM places
       WHERE status IN ('consented', 'booked', 'did not attend') AND place = 'attended'""",
    """SELECT line, id, status AS old, 'consented' AS new FROM places WHERE status = 'booked' AND place IS NULL""",
)


class OHReferrals(Extract):
    """One row a referral. Whether somebody came the file does not say: an appointment up to today counts as attended.

    A referral without an appointment is one to be booked: occupational health takes none without consent.
    """

    kind = "oh_referrals"
    title = "Referrals to occupational health"
    loaders = frozenset({Role.PEOPLE_DATA.value})
    columns = (
        Text("reference", key=True, required=True, longest=40, quoted=False),
        Text("employee_number", required=True, longest=20, quoted=False),
        Date("referred_on", required=True, quoted=False),
        Choice("primary_reason", required=True, choices=PrimaryReason.choices, quoted=False),
        Date("appointment_on", quoted=False),
    )
    lookups = (
        # Nothing is said to be missing here, since that would repeat the cell: see the rule below.
        Lookup(
            "person",
            "employee_number",
            f"LEFT JOIN {Person._meta.db_table} person ON person.employee_number = s.employee_number",
        ),
        Lookup("referral", "reference", f"LEFT JOIN {REFERRALS} referral ON referral.reference = s.reference"),
    )
    rules = (
        RowRule("employee_number", "s.person_id IS NULL", NOT_KNOWN),
        RowRule("reference", f"s.referral_id IS NULL AND s.reference ~ '^{OWN_REFERENCE.pattern}$'", OURS),
        RowRule("appointment_on", "s.appointment_on < s.referred_on", "is before referred_on", ["referred_on"]),
    )

    def check(self, load: Load) -> None:
        today = literal(clock.today())
        load.reasons("staged s", {"referred_on": f"CASE WHEN s.referred_on > {today} THEN 'is in the future' END"})
        recorded = (
            "a.referral_id = r.id AND a.outcome = 'kept' AND a.by_id IS NOT NULL AND a.\"on\" <> s.appointment_on"
        )
        listed = "a.referral_id = r.id AND a.outcome <> 'called off' AND a.\"on\" = s.appointment_on"
        load.reasons(
            f"staged s JOIN {REFERRALS} r ON r.id = s.referral_id",
            {
                "employee_number": f"CASE WHEN r.person_id <> s.person_id THEN {literal(OF_ANOTHER)} END",
                "appointment_on": "CASE WHEN 'appointment_on' = ANY (s.bad) THEN NULL"
                f" WHEN r.status = 'referred' AND s.appointment_on IS NOT NULL THEN {literal(NO_CONSENT)}"
                " WHEN r.status IN ('attended', 'reported')"
                f" AND (s.appointment_on IS NULL OR s.appointment_on > {today}) THEN {literal(SEEN_ALREADY)}"
                f" WHEN EXISTS (SELECT FROM {APPOINTMENTS} a WHERE {recorded}) THEN {literal(ANOTHER_DAY)}"
                " WHEN r.ended_on IS NOT NULL AND s.appointment_on IS NOT NULL"
                f" AND NOT EXISTS (SELECT FROM {APPOINTMENTS} a WHERE {listed}) THEN {literal(HAS_ENDED)} END",
            },
        )

    def write(self, load: Load) -> None:
        today = literal(clock.today())
        load.upsert(
            OHReferral,
            source="FROM staged s",
            key={"reference": "s.reference"},
            values={"person": "s.person_id", "referred_on": "s.referred_on"},
            once={
                "status": "CASE WHEN s.appointment_on IS NULL THEN 'consented'"
                f" WHEN s.appointment_on > {today} THEN 'booked' ELSE 'attended' END",
                "first_appointment": "s.appointment_on",
            },
        )
        of_file = f"FROM staged s JOIN {REFERRALS} r ON r.reference = s.reference"
        load.upsert(
            OHReason,
            source=of_file,
            key={"referral": "r.id"},
            values={"reason": "s.primary_reason"},
            once={"questions": "''"},
            is_row=False,
        )
        self._write_appointments(load, of_file, today)
        self._move(load, of_file)

    def _write_appointments(self, load: Load, of_file: str, today: str) -> None:
        """What the file says now takes the place of what is to come, and of what an earlier file said."""
        load.table(
            "told",
            "SELECT s.line, r.id AS referral_id, s.appointment_on AS day, current.id AS current_id,"
            f" CASE WHEN s.appointment_on IS NULL THEN 'called off' WHEN s.appointment_on > {today} THEN 'to come'"
            " ELSE 'kept' END AS outcome"
            f" {of_file} LEFT JOIN {APPOINTMENTS} current ON current.referral_id = r.id"
            " AND (current.outcome = 'to come' OR (current.outcome = 'kept' AND current.by_id IS NULL))"
            " WHERE r.ended_on IS NULL",
        )
        load.execute(
            f'WITH changed AS (UPDATE {APPOINTMENTS} a SET "on" = coalesce(t.day, a."on"), outcome = t.outcome'
            ' FROM told t WHERE a.id = t.current_id AND (a.outcome <> t.outcome OR a."on" <> t.day) RETURNING t.line)'
            " INSERT INTO touched SELECT line, false FROM changed"
        )
        load.table(
            "brought",
            "SELECT t.line, t.referral_id, t.day, t.outcome FROM told t"
            " WHERE t.current_id IS NULL AND t.day IS NOT NULL"
            f' AND NOT EXISTS (SELECT FROM {APPOINTMENTS} a WHERE a.referral_id = t.referral_id AND a."on" = t.day'
            " AND a.outcome <> 'called off')",
        )
        load.execute(
            f'INSERT INTO {APPOINTMENTS} (referral_id, "on", outcome)'
            " SELECT referral_id, day, outcome FROM brought ORDER BY line"
        )
        load.execute("INSERT INTO touched SELECT line, false FROM brought")

    def _move(self, load: Load, of_file: str) -> None:
        """A referral stands where its appointments say; the first of them is kept with it."""
        load.table(
            "places",
            "SELECT s.line, r.id, r.status, CASE WHEN bool_or(a.outcome = 'kept') THEN 'attended'"
            " WHEN bool_or(a.outcome = 'to come') THEN 'booked' END AS place"
            f" {of_file} LEFT JOIN {APPOINTMENTS} a ON a.referral_id = r.id GROUP BY s.line, r.id, r.status",
        )
        for step in STEPS:
            load.table("moves", step)
            move_all(OHReferral, "moves", by=load.by, reason=load.reason)
            note_moves(load)
        load.execute(
            f'UPDATE {REFERRALS} r SET first_appointment = seen.day FROM (SELECT p.id, (SELECT a."on"'
            f" FROM {APPOINTMENTS} a WHERE a.referral_id = p.id AND a.outcome <> 'called off'"
            " ORDER BY a.outcome <> 'kept', a.\"on\" LIMIT 1) AS day FROM places p) seen"
            " WHERE r.id = seen.id AND r.first_appointment IS DISTINCT FROM seen.day"
        )


EXTRACTS: list[Extract] = [OHReferrals()]
