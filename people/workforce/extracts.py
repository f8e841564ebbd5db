"""Files of the workforce: people and their posts, equality monitoring, specials' hours."""

from people.roles import Role
from people.workforce.models import (
    Department,
    Disability,
    EqualityMonitoring,
    Ethnicity,
    Gender,
    Person,
    Post,
    SpecialDuty,
    StaffType,
)
from wmp.lib import clock
from wmp.lib.extracts import Choice, Date, Extract, Load, Lookup, Month, Number, RowRule, Text
from wmp.lib.extracts.circles import circles
from wmp.lib.extracts.words import literal

LOADERS = frozenset({Role.PEOPLE_DATA.value})

PERSON = Lookup(
    "person",
    "employee_number",
    "LEFT JOIN people_person person ON person.employee_number = s.employee_number",
    "is no employee's number; load the workforce first",
)

# Ranks are named in full or as published tables print them.
RANK_SPELLINGS = (
    "(SELECT lower(name) AS spelling, id FROM people_rank UNION SELECT lower(abbreviation), id FROM people_rank)"
)


def check_nobody_loads_their_own(load: Load) -> None:
    """Rows about whoever loads the file are faults: somebody else of their team loads those, as by hand.

    The command line has no account, and is the operator's."""
    if load.by is not None:
        load.faults_from(
            "SELECT s.line, 'employee_number', 'is your own; somebody else of the team has to load rows about you'"
            " FROM staged s JOIN people_person person ON person.id = s.person_id"
            f" WHERE person.account_id = {literal(load.by.pk)}"
        )


def rank_named(column: str, lookup: str) -> Lookup:
    """The rank that a column names, staged as `lookup`."""
    return Lookup(
        lookup, column, f"LEFT JOIN {RANK_SPELLINGS} {lookup} ON {lookup}.spelling = lower(s.{column})", "is no rank"
    )


class Workforce(Extract):
    """One row a post. What a row says of the person is the same on every row of that employee number."""

    kind = "workforce"
    title = "Workforce: people and their posts"
    loaders = LOADERS
    columns = (
        Text("employee_number", key=True, required=True, longest=20),
        Text("warrant_number", longest=20),
        Text("first_name", required=True),
        Text("last_name", required=True),
        Text("email", longest=254, pattern=r"^[^@[:space:]]+@[^@[:space:]]+$", meaning="an email address"),
        Choice("staff_type", key=True, required=True, choices=StaffType.choices),
        Date("post_started", key=True, required=True),
        Date("post_ended"),
        Text("rank", longest=60),
        Text("department"),
        Text("line_manager", longest=20),
        Number("fte", places=3, most=1),
        Text("leaving_reason", longest=200),
    )
    lookups = (
        Lookup("person", "employee_number", PERSON.join),
        rank_named("rank", "rank"),
        Lookup(
            "manager", "line_manager", "LEFT JOIN people_person manager ON manager.employee_number = s.line_manager"
        ),
    )
    rules = (
        RowRule("post_ended", "s.post_ended < s.post_started", "is before post_started", ["post_started"]),
        RowRule(
            "rank",
            "s.rank IS NULL AND s.staff_type = 'officer'",
            "is required for a Police Officer",
            ["staff_type"],
        ),
        RowRule(
            "rank",
            "s.rank IS NOT NULL AND s.staff_type IN ('staff', 'pcso')",
            "is given, but police staff and PCSOs have none",
            ["staff_type"],
        ),
        RowRule(
            "rank",
            "s.staff_type = 'officer' AND EXISTS (SELECT FROM people_rank r WHERE r.id = s.rank_id AND r.special)",
            "is a rank of the special constabulary",
            ["staff_type"],
        ),
        RowRule(
            "line_manager", "s.line_manager = s.employee_number", "is the employee's own number", ["employee_number"]
        ),
    )

    def prepare(self, load: Load) -> None:
        load.table(
            "people_in_file",
            "SELECT s.employee_number, min(s.line) AS first_line, count(*) AS posts, min(s.person_id) AS person_id"
            " FROM staged s WHERE s.employee_number IS NOT NULL GROUP BY s.employee_number",
        )

    def check(self, load: Load) -> None:
        load.faults_from(UNKNOWN_MANAGERS)
        self._check_people(load)
        load.faults_from(SHARED_WARRANTS)
        load.faults_from(TAKEN_WARRANTS)
        load.faults_from(OVERLAPS)
        check_circles(load)

    def _check_people(self, load: Load) -> None:
        """The rows of one person agree about them."""
        attributes = ("warrant_number", "first_name", "last_name", "email")
        load.reasons(
            "people_in_file f JOIN staged a ON a.line = f.first_line"
            " JOIN staged s ON s.employee_number = f.employee_number AND s.line > f.first_line AND f.posts > 1",
            {
                column: f"CASE WHEN s.{column} IS DISTINCT FROM a.{column}"
                f" AND NOT (s.bad || a.bad) && ARRAY['{column}']"
                f" THEN 'differs from line ' || a.line || ', which is about the same employee' END"
                for column in attributes
            },
        )

    def write(self, load: Load) -> None:
        load.add_names(Department, "department")
        load.execute(RELEASE_WARRANTS)
        load.upsert(
            Person,
            source="FROM people_in_file f JOIN staged s ON s.line = f.first_line",
            key={"employee_number": "s.employee_number"},
            values={
                "warrant_number": "s.warrant_number",
                "first_name": "s.first_name",
                "last_name": "s.last_name",
                "email": "coalesce(s.email, '')",
            },
            is_row=False,
        )
        # Two neighbouring posts may move in one statement; they are compared when both have.
        load.execute("SET CONSTRAINTS posts_do_not_overlap DEFERRED")
        load.upsert(
            Post,
            source="FROM staged s JOIN people_person person ON person.employee_number = s.employee_number"
            " LEFT JOIN people_department department ON department.name = s.department"
            " LEFT JOIN people_person manager ON manager.employee_number = s.line_manager",
            key={"person": "person.id", "staff_type": "s.staff_type", "started": "s.post_started"},
            values={
                "ended": "s.post_ended",
                "rank": "s.rank_id",
                "department": "department.id",
                "line_manager": "manager.id",
                "fte": "s.fte",
                "leaving_reason": "coalesce(s.leaving_reason, '')",
            },
        )


UNKNOWN_MANAGERS = """
    SELECT s.line, 'line_manager', '"' || s.line_manager || '" is no employee''s number, here or on record'
    FROM staged s LEFT JOIN people_in_file f ON f.employee_number = s.line_manager
    WHERE s.line_manager IS NOT NULL AND s.manager_id IS NULL AND f.employee_number IS NULL
"""

SHARED_WARRANTS = """
    SELECT s.line, 'warrant_number', 'is also on line ' || w.first || ', which is about another employee'
    FROM staged s
    JOIN (
        SELECT s.warrant_number, min(s.line) AS first FROM people_in_file f JOIN staged s ON s.line = f.first_line
        WHERE s.warrant_number IS NOT NULL GROUP BY s.warrant_number HAVING count(*) > 1
    ) w ON w.warrant_number = s.warrant_number
    JOIN staged a ON a.line = w.first AND a.employee_number <> s.employee_number
"""

# Somebody who is in the file may give their number up in it; somebody who is not keeps theirs.
TAKEN_WARRANTS = """
    SELECT s.line, 'warrant_number', 'belongs to employee ' || p.employee_number || ' already'
    FROM staged s
    JOIN people_person p ON p.warrant_number = s.warrant_number AND p.employee_number <> s.employee_number
    WHERE NOT EXISTS (SELECT FROM people_in_file f WHERE f.employee_number = p.employee_number)
"""

# A number that passes from one person to another is taken from the first before the second gets it.
RELEASE_WARRANTS = """
    UPDATE people_person p SET warrant_number = NULL
    FROM people_in_file f JOIN staged s ON s.line = f.first_line
    WHERE p.id = f.person_id AND p.warrant_number IS DISTINCT FROM s.warrant_number
    AND EXISTS (SELECT FROM staged o WHERE o.warrant_number = p.warrant_number)
"""

# Posts of the file and those on record that it does not replace, in order: each must begin after the latest end of
# those before it. Whoever has a single post in all is left out. `latest` is (end, line, start) of that earlier post.
OVERLAPS = """
    WITH spells AS (
        SELECT s.employee_number, s.staff_type, s.line, s.post_started AS started, s.post_ended AS ended
        FROM staged s JOIN people_in_file f ON f.employee_number = s.employee_number
        WHERE (f.posts > 1 OR f.person_id IS NOT NULL) AND s.staff_type IS NOT NULL AND s.post_started IS NOT NULL
        AND NOT s.bad && ARRAY['post_ended'] AND (s.post_ended IS NULL OR s.post_ended >= s.post_started)
        UNION ALL
        SELECT f.employee_number, p.staff_type, NULL, p.started, p.ended
        FROM people_in_file f JOIN people_post p ON p.person_id = f.person_id
        WHERE NOT EXISTS (
            SELECT FROM staged s
            WHERE s.person_id = p.person_id AND s.staff_type = p.staff_type AND s.post_started = p.started
        )
    ),
    ordered AS (
        SELECT line, started, max(ARRAY[coalesce(ended::text, '9999-12-31'), coalesce(line::text, ''), started::text])
            OVER (
                PARTITION BY employee_number, staff_type ORDER BY started, line
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ) AS latest
        FROM spells
    )
    SELECT coalesce(line, latest[2]::int), 'post_started',
        'overlaps the post of the same staff type that started on ' || CASE
            WHEN line IS NULL THEN started || ', on record'
            WHEN latest[2] = '' THEN latest[3] || ', on record'
            ELSE latest[3] || ', on line ' || latest[2] END
    FROM ordered
    WHERE latest[1] >= started::text AND latest[3] <> started::text AND (line IS NOT NULL OR latest[2] <> '')
"""

# Who reports to whom today, once the file is in. People are their keys, or the line that brings them, negative.
REPORTS_TO = """
    SELECT coalesce(f.person_id, -f.first_line) AS person, coalesce(s.manager_id, -m.first_line) AS manager, s.line
    FROM staged s
    JOIN people_in_file f ON f.employee_number = s.employee_number
    LEFT JOIN people_in_file m ON m.employee_number = s.line_manager AND s.manager_id IS NULL
    WHERE s.line_manager IS NOT NULL AND s.post_started <= {today} AND coalesce(s.post_ended, {today}) >= {today}
    AND NOT s.bad && ARRAY['post_ended'] AND s.line_manager <> s.employee_number
    UNION ALL
    SELECT p.person_id, p.line_manager_id, NULL
    FROM people_post p
    WHERE p.line_manager_id IS NOT NULL AND p.started <= {today} AND coalesce(p.ended, {today}) >= {today}
    AND NOT EXISTS (
        SELECT FROM staged s
        WHERE s.person_id = p.person_id AND s.staff_type = p.staff_type AND s.post_started = p.started
    )
"""

# Only managers who have a manager themselves can stand in a circle: one person in ten or fewer.
STEPS = """
    SELECT DISTINCT person, manager FROM reports_to
    WHERE person IN (SELECT manager FROM reports_to) AND manager IN (SELECT person FROM reports_to)
"""

IN_CIRCLES = """
    WITH members AS (
        SELECT c.circle, c.person, coalesce(p.employee_number, s.employee_number) AS employee_number
        FROM circle_members c
        LEFT JOIN people_person p ON p.id = c.person
        LEFT JOIN staged s ON s.line = -c.person
    ),
    spoken AS (
        SELECT circle, count(*) AS size, string_agg(employee_number, ', ') FILTER (WHERE place <= 5) AS shown
        FROM (SELECT *, row_number() OVER (PARTITION BY circle ORDER BY employee_number) AS place FROM members) m
        GROUP BY circle
    )
    SELECT r.line, 'line_manager', 'closes a circle of ' || size || ' line managers: ' || shown
        || CASE WHEN size > 5 THEN ' and others' ELSE '' END
    FROM reports_to r
    JOIN circle_members a ON a.person = r.person
    JOIN circle_members b ON b.person = r.manager AND b.circle = a.circle
    JOIN spoken ON spoken.circle = a.circle
    WHERE r.line IS NOT NULL
"""


def check_circles(load: Load) -> None:
    """Nobody manages, through others, those who manage them: posts in force today, after the load."""
    load.table("reports_to", REPORTS_TO.format(today=literal(clock.today())))
    found = circles(load.rows(STEPS))
    if not found:
        return
    load.table("circle_members", "SELECT NULL::int AS circle, NULL::bigint AS person LIMIT 0")
    with load.cursor.copy("COPY circle_members (circle, person) FROM STDIN") as copy:
        for circle, members in enumerate(found):
            for person in members:
                copy.write_row((circle, person))
    load.faults_from(IN_CIRCLES)


class Equality(Extract):
    """What people declared. An empty cell counts as not stated."""

    kind = "equality"
    title = "Equality monitoring"
    loaders = LOADERS
    columns = (
        Text("employee_number", key=True, required=True, longest=20),
        Choice("gender", choices=Gender.choices, nil=Gender.NOT_STATED.value),
        Choice("ethnicity", choices=Ethnicity.choices, nil=Ethnicity.NOT_STATED.value),
        Choice("disability", choices=Disability.choices, nil=Disability.NOT_STATED.value),
        Date("declared_on"),
    )
    lookups = (PERSON,)

    def write(self, load: Load) -> None:
        declared = ("gender", "ethnicity", "disability", "declared_on")
        load.upsert(
            EqualityMonitoring,
            source="FROM staged s",
            key={"person": "s.person_id"},
            values={column: f"s.{column}" for column in declared},
        )


class SpecialHours(Extract):
    """The hours that a special gave in a month."""

    kind = "special_hours"
    title = "Specials' hours by month"
    loaders = LOADERS
    columns = (
        Text("employee_number", key=True, required=True, longest=20),
        Month("month", key=True, required=True),
        # A month has at most 31 days of 24 hours.
        Number("hours", required=True, places=2, most=744),
    )
    lookups = (PERSON,)

    def write(self, load: Load) -> None:
        load.upsert(
            SpecialDuty,
            source="FROM staged s",
            key={"person": "s.person_id", "month": "s.month"},
            values={"hours": "s.hours"},
        )


WORKFORCE, EQUALITY, SPECIAL_HOURS = Workforce(), Equality(), SpecialHours()
