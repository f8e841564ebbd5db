"""Files of learning: what roles need, and who completed which course."""

from people.talent.learning import Completion, Course, LearnerProfile, Requirement
from people.workforce.extracts import LOADERS, PERSON, check_nobody_loads_their_own, rank_named
from people.workforce.models import StaffType
from wmp.lib import clock
from wmp.lib.extracts import Choice, Date, Extract, Load, Lookup, RowRule, Text, WholeNumber
from wmp.lib.extracts.spelling import one_spelling
from wmp.lib.extracts.words import literal

LONGEST_COURSE = 150


class LearnerProfiles(Extract):
    """One row a profile and course. What a row says of whose profile it is stands on every row of that profile."""

    kind = "learner_profiles"
    title = "Learner profiles: the training that roles need"
    loaders = LOADERS
    columns = (
        Text("profile", key=True, required=True),
        Choice("staff_type", choices=StaffType.choices, nil=""),
        Text("rank", longest=60),
        Text("department"),
        Text("course", key=True, required=True, longest=LONGEST_COURSE),
        Choice("requirement", required=True, choices=[("mandatory", "Mandatory"), ("recommended", "Recommended")]),
        WholeNumber("valid_months", least=1, most=120),
    )
    lookups = (
        rank_named("rank", "rank"),
        Lookup(
            "department",
            "department",
            "LEFT JOIN people_department department ON lower(department.name) = lower(s.department)",
            "is no department; load the workforce first",
        ),
    )
    derived = {"any_profile": "lower(s.profile)", "any_course": "lower(s.course)"}
    identity = ("any_profile", "any_course")
    rules = (
        RowRule(
            "rank",
            "s.rank IS NOT NULL AND s.staff_type IN ('staff', 'pcso')",
            "is given, but police staff and PCSOs have none",
            ["staff_type"],
        ),
    )

    def prepare(self, load: Load) -> None:
        one_spelling(load, LearnerProfile, "profile", "name")
        one_spelling(load, Course, "course", "name")
        load.table(
            "profiles_in_file",
            "SELECT profile, min(line) AS first_line FROM staged s WHERE profile IS NOT NULL GROUP BY 1",
        )

    def check(self, load: Load) -> None:
        """The rows of one profile agree about whose it is."""
        load.reasons(
            "profiles_in_file f JOIN staged a ON a.line = f.first_line"
            " JOIN staged s ON s.profile = f.profile AND s.line > f.first_line",
            {
                column: f"CASE WHEN s.{staged} IS DISTINCT FROM a.{staged}"
                f" AND NOT (s.bad || a.bad) && ARRAY['{column}']"
                " THEN 'differs from line ' || a.line || ', which is about the same profile' END"
                for column, staged in (
                    ("staff_type", "staff_type"),
                    ("rank", "rank_id"),
                    ("department", "department_id"),
                )
            },
        )

    def write(self, load: Load) -> None:
        load.add_names(Course, "course")
        load.upsert(
            LearnerProfile,
            source="FROM profiles_in_file f JOIN staged s ON s.line = f.first_line",
            key={"name": "s.profile"},
            values={
                "staff_type": "s.staff_type",
                "rank": "s.rank_id",
                "department": "s.department_id",
            },
            is_row=False,
        )
        load.upsert(
            Requirement,
            source="FROM staged s JOIN people_learnerprofile profile ON profile.name = s.profile"
            " JOIN people_course course ON course.name = s.course",
            key={"profile": "profile.id", "course": "course.id"},
            values={"mandatory": "s.requirement = 'mandatory'", "valid_months": "s.valid_months"},
        )


class Completions(Extract):
    """One row each time that somebody completed a course."""

    kind = "completions"
    title = "Completions of training"
    loaders = LOADERS
    columns = (
        Text("employee_number", key=True, required=True, longest=20),
        Text("course", key=True, required=True, longest=LONGEST_COURSE),
        Date("completed_on", key=True, required=True),
    )
    lookups = (PERSON,)
    derived = {"any_course": "lower(s.course)"}
    identity = ("employee_number", "any_course", "completed_on")

    def prepare(self, load: Load) -> None:
        one_spelling(load, Course, "course", "name")

    def check(self, load: Load) -> None:
        check_nobody_loads_their_own(load)
        today = literal(clock.today())
        load.reasons("staged s", {"completed_on": f"CASE WHEN s.completed_on > {today} THEN 'is in the future' END"})

    def write(self, load: Load) -> None:
        load.add_names(Course, "course")
        load.upsert(
            Completion,
            source="FROM staged s JOIN people_course course ON course.name = s.course",
            key={"person": "s.person_id", "course": "course.id", "completed_on": "s.completed_on"},
            values={},
        )


EXTRACTS: list[Extract] = [LearnerProfiles(), Completions()]
