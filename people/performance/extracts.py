"""The file of performance years that were kept elsewhere: who had objectives, a year-end conversation, which rating."""

from people.performance.choices import Aspect, Excused, RatingStatus, YearStatus
from people.performance.models import Appraisal, PerformanceYear, ScaleValue
from people.performance.ratings import Rating
from people.workforce.extracts import LOADERS, PERSON, check_nobody_loads_their_own
from people.workforce.models import StaffType
from wmp.lib import clock
from wmp.lib.extracts import Choice, Extract, Load, Lookup, RowRule, Text
from wmp.lib.extracts.columns import FinancialYear
from wmp.lib.extracts.moves import note_moves
from wmp.lib.extracts.words import literal
from wmp.lib.workflow import move_all

YES_OR_NO = [("yes", "Yes"), ("no", "No")]
MOST_VALUES = 9  # so that one key enters a value
LEAST_DAYS = 90
# A file makes a scale of these, and everybody reads it, in spreadsheets as well: nothing that one would take for a
# formula, and no signs that are not seen or that turn the others round.
_UNSEEN = r"[:cntrl:]\u200b-\u200f\u202a-\u202e\u2066-\u2069"
NAME = rf"^[^=+@{_UNSEEN}-][^{_UNSEEN}]*$"
NAMED = "the name of a value: it begins with =, +, - or @, or has signs in it that are not seen"

YEAR_NAME = "(s.performance_year || '/' || lpad(mod(s.performance_year + 1, 100)::text, 2, '0'))"
LAST_DAY = "make_date(s.performance_year + 1, 3, 31)"


def _value(aspect: Aspect) -> Lookup:
    """The value of the year's scale that a column names, whatever its capitals."""
    alias = f"{aspect}_value"
    return Lookup(
        alias,
        aspect.value,
        f"LEFT JOIN people_scalevalue {alias} ON {alias}.year_id = performance_year.id"
        f" AND {alias}.aspect = {literal(aspect.value)} AND lower({alias}.name) = lower(s.{aspect})",
    )


class Performance(Extract):
    """One row a person and year. A year that is not known is made by its first row, and is over."""

    kind = "performance"
    title = "Performance years: objectives, year-end conversations and ratings"
    loaders = LOADERS
    columns = (
        FinancialYear("performance_year", key=True, required=True),
        Text("employee_number", key=True, required=True, longest=20),
        Choice("objectives_set", choices=YES_OR_NO, nil="no"),
        Choice("year_end_completed", choices=YES_OR_NO, nil="no"),
        Text("what", longest=60, pattern=NAME, meaning=NAMED),
        Text("how", longest=60, pattern=NAME, meaning=NAMED),
    )
    lookups = (
        PERSON,
        Lookup(
            "performance_year",
            "performance_year",
            f"LEFT JOIN people_performanceyear performance_year ON performance_year.name = {YEAR_NAME}",
        ),
        Lookup(
            "appraisal",
            "employee_number",
            "LEFT JOIN people_appraisal appraisal"
            " ON appraisal.year_id = performance_year.id AND appraisal.person_id = person.id",
        ),
        Lookup("rating", "what", "LEFT JOIN people_rating rating ON rating.appraisal_id = appraisal.id"),
        _value(Aspect.WHAT),
        _value(Aspect.HOW),
    )
    rules = (
        RowRule("how", "s.what IS NOT NULL AND s.how IS NULL", "is required where what is given", ["what"]),
        RowRule("what", "s.how IS NOT NULL AND s.what IS NULL", "is required where how is given", ["how"]),
        RowRule(
            "what",
            "s.what IS NULL AND s.rating_id IS NOT NULL",
            "is empty, but a rating of theirs is on record",
            ["how", "employee_number", "performance_year"],
        ),
    )

    def check(self, load: Load) -> None:
        check_nobody_loads_their_own(load)
        load.faults_from(NOT_OVER.format(today=literal(clock.today())))
        load.faults_from(UNDER_WAY)
        load.faults_from(NOT_CLOSED)
        load.faults_from(RATED_HERE)
        for aspect in Aspect:
            load.faults_from(UNKNOWN_VALUE.format(aspect=aspect.value))
            load.faults_from(TOO_MANY.format(aspect=aspect.value, most=MOST_VALUES))

    def write(self, load: Load) -> None:
        self._write_years(load)
        self._write_appraisals(load)
        self._move_ratings(load)
        self._write_ratings(load)

    def _write_years(self, load: Load) -> None:
        load.upsert(
            PerformanceYear,
            source="FROM (SELECT DISTINCT ON (performance_year) * FROM staged ORDER BY performance_year, line) s",
            key={"name": YEAR_NAME},
            values={},
            once={
                "starts_on": "make_date(s.performance_year, 4, 1)",
                "ends_on": LAST_DAY,
                "least_days": str(LEAST_DAYS),
                "status": literal(YearStatus.CLOSED.value),
                "closed_on": LAST_DAY,
            },
            is_row=False,
        )
        for aspect in Aspect:
            load.upsert(
                ScaleValue,
                source=NEW_VALUES.format(aspect=aspect.value),
                key={"year": "s.year_id", "aspect": literal(aspect.value), "number": "s.number"},
                values={},
                once={"name": "s.name", "wording": "''"},
                is_row=False,
            )

    def _write_appraisals(self, load: Load) -> None:
        day = f"least({LAST_DAY}, {literal(clock.today())})"
        load.upsert(
            Appraisal,
            source=f"FROM staged s {YEAR_OF_ROW} LEFT JOIN people_appraisal t ON t.id = s.appraisal_id {POST_THEN}",
            key={"year": "y.id", "person": "s.person_id"},
            # A day that is on record is the better one. In a year that runs here "no" takes nothing away: what two
            # people agreed here stands, whatever another system knows of it.
            values={
                field: f"CASE WHEN s.{column} = 'yes' THEN coalesce(t.{field}, {day})"
                f" WHEN y.status <> {literal(YearStatus.CLOSED.value)} THEN t.{field} END"
                for field, column in (("objectives_set_on", "objectives_set"), ("year_end_on", "year_end_completed"))
            },
            once={
                "staff_type": "coalesce(post.staff_type, '')",
                "rank": "post.rank_id",
                "department": "post.department_id",
                "excused": literal(Excused.NO.value),
            },
        )

    def _move_ratings(self, load: Load) -> None:
        """A rating that a file made and another corrects: final as before, with both values and the file in history."""
        load.table(
            "moves",
            "SELECT s.line, r.id, r.status AS old, r.status AS new, w.id AS what_id, h.id AS how_id,"
            f" w.id AS final_what_id, h.id AS final_how_id FROM staged s {YEAR_OF_ROW} {VALUES_OF_ROW}"
            " JOIN people_rating r ON r.id = s.rating_id WHERE (r.final_what_id, r.final_how_id) <> (w.id, h.id)",
        )
        fields = ["what_id", "how_id", "final_what_id", "final_how_id"]
        move_all(Rating, "moves", by=load.by, reason=load.reason, fields=fields)
        note_moves(load)

    def _write_ratings(self, load: Load) -> None:
        load.upsert(
            Rating,
            source=f"FROM staged s {YEAR_OF_ROW} {VALUES_OF_ROW}"
            " JOIN people_appraisal a ON a.year_id = y.id AND a.person_id = s.person_id",
            key={"appraisal": "a.id"},
            values={},
            once={
                "what": "w.id",
                "how": "h.id",
                "final_what": "w.id",
                "final_how": "h.id",
                "final_on": LAST_DAY,
                "status": literal(RatingStatus.FINAL.value),
                "evidence": "''",
                "comment": "''",
            },
        )


YEAR_OF_ROW = f"JOIN people_performanceyear y ON y.name = {YEAR_NAME}"
VALUES_OF_ROW = (
    "JOIN people_scalevalue w ON w.year_id = y.id AND w.aspect = 'what' AND lower(w.name) = lower(s.what)"
    " JOIN people_scalevalue h ON h.year_id = y.id AND h.aspect = 'how' AND lower(h.name) = lower(s.how)"
)
# The post that they were in on the last day of the year, else their last one in it; of a special only where there is
# no other.
POST_THEN = f"""
    LEFT JOIN LATERAL (
        SELECT p.staff_type, p.rank_id, p.department_id FROM people_post p
        WHERE p.person_id = s.person_id AND p.started <= {LAST_DAY}
        AND (p.ended IS NULL OR p.ended >= make_date(s.performance_year, 4, 1))
        ORDER BY p.staff_type = {literal(StaffType.SPECIAL.value)}, coalesce(p.ended, 'infinity') DESC, p.id DESC
        LIMIT 1
    ) post ON true
"""

# A year that is still to be lived is set up here, with its days and its scale.
NOT_OVER = f"""
    SELECT s.line, 'performance_year', {YEAR_NAME} || ' is not over yet, and is not set up here'
    FROM staged s WHERE s.performance_year_id IS NULL AND {LAST_DAY} >= {{today}}
"""

# Beyond draft, and given by somebody here: what a file brought has no rater.
UNDER_WAY = f"""
    SELECT s.line, 'performance_year', 'ratings of ' || {YEAR_NAME} || ' are given here, so no file changes that year'
    FROM staged s WHERE s.performance_year_id IN (
        SELECT a.year_id FROM people_rating r JOIN people_appraisal a ON a.id = r.appraisal_id
        WHERE r.status <> 'draft' AND r.rater_id IS NOT NULL
    )
"""

# A final rating in a year that runs here would have passed by its line manager and by moderation.
NOT_CLOSED = f"""
    SELECT s.line, 'what', 'is a rating of ' || {YEAR_NAME} || ', which is not closed here: line managers give them'
    FROM staged s JOIN people_performanceyear y ON y.id = s.performance_year_id
    WHERE s.what IS NOT NULL AND y.status <> {literal(YearStatus.CLOSED.value)}
"""

RATED_HERE = """
    SELECT s.line, 'what', 'their line manager has begun to rate them here'
    FROM staged s JOIN people_rating r ON r.id = s.rating_id
    WHERE s.what IS NOT NULL AND r.status = 'draft'
"""

UNKNOWN_VALUE = f"""
    SELECT s.line, '{{aspect}}', '"' || s.{{aspect}} || '" is not on the scale of ' || {YEAR_NAME}
    FROM staged s
    WHERE s.{{aspect}} IS NOT NULL AND s.{{aspect}}_value_id IS NULL AND EXISTS (
        SELECT FROM people_scalevalue v WHERE v.year_id = s.performance_year_id AND v.aspect = '{{aspect}}'
    )
"""

# The values of a year whose scale is not known, in the order in which the file names them.
_NAMED = """
    SELECT s.performance_year, lower(s.{aspect}) AS spelling, min(s.line) AS line,
        (array_agg(s.{aspect} ORDER BY s.line))[1] AS name,
        row_number() OVER (PARTITION BY s.performance_year ORDER BY min(s.line)) AS number
    FROM staged s
    WHERE s.{aspect} IS NOT NULL AND s.performance_year IS NOT NULL AND NOT EXISTS (
        SELECT FROM people_scalevalue v WHERE v.year_id = s.performance_year_id AND v.aspect = '{aspect}'
    )
    GROUP BY s.performance_year, lower(s.{aspect})
"""

TOO_MANY = f"""
    SELECT n.line, '{{aspect}}', '"' || n.name || '" would be the ' || n.number || 'th value of the scale; {{most}} fit'
    FROM ({_NAMED}) n WHERE n.number > {{most}}
"""

NEW_VALUES = f"""
    FROM (
        SELECT n.line, n.number, n.name, y.id AS year_id FROM ({_NAMED}) n
        JOIN people_performanceyear y ON y.name = {YEAR_NAME.replace("s.", "n.")}
    ) s
"""

EXTRACTS: list[Extract] = [Performance()]
