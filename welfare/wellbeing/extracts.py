"""Files of wellbeing in counts: attendance, absence by reason, assaults, pulse surveys, training."""

from django.db import models

from people.roles import Role
from people.workforce.models import StaffType
from welfare.wellbeing.models import AbsenceReason, Assault, Attendance, Offence, PulseAnswer, TrainingCount
from wmp.lib import clock
from wmp.lib.extracts import Choice, Date, Extract, Load, Month, Number, RowRule, Text, WholeNumber
from wmp.lib.extracts.spelling import one_spelling
from wmp.lib.extracts.words import literal

LOADERS = frozenset({Role.PEOPLE_DATA.value, Role.WELFARE_LEAD.value})
# What a column of ten digits, two of them decimal places, holds.
MOST_DAYS = 99_999_999


class Counts(Extract):
    """A file whose columns are fields of its model, by the same names. Nothing in it has happened yet to come."""

    loaders = LOADERS
    model: type[models.Model]
    #: The column that says when it was.
    dated: str = "month"
    #: Fields that no column holds: SQL over the staged row.
    further: dict[str, str] = {}

    def check(self, load: Load) -> None:
        if self.dated:
            today = literal(clock.today())
            load.reasons("staged s", {self.dated: f"CASE WHEN s.{self.dated} > {today} THEN 'is in the future' END"})

    def write(self, load: Load) -> None:
        columns = {column.name: f's."{column.name}"' for column in self.columns}
        key = {name: columns.pop(name) for name in self.key}
        load.upsert(self.model, source="FROM staged s", key=key, values={**columns, **self.further})


class AttendanceExtract(Counts):
    """One row a month and staff type."""

    kind = "attendance"
    title = "Attendance: days available and lost, by month"
    model = Attendance
    columns = (
        Month("month", key=True, required=True),
        Choice("staff_type", key=True, required=True, choices=StaffType.choices),
        Number("days_available", required=True, places=2, most=MOST_DAYS),
        Number("days_lost", required=True, places=2, most=MOST_DAYS),
    )
    rules = (RowRule("days_lost", "s.days_lost > s.days_available", "is more than days_available", ["days_available"]),)


class AbsenceReasons(Counts):
    """One row a month and reason."""

    kind = "absence_reasons"
    title = "Absence reasons: days lost, by month"
    model = AbsenceReason
    columns = (
        Month("month", key=True, required=True),
        Text("reason", key=True, required=True),
        Number("days_lost", required=True, places=2, most=MOST_DAYS),
    )

    derived = {"unspelt": 'lower(s."reason")'}
    identity = ("month", "unspelt")

    def prepare(self, load: Load) -> None:
        one_spelling(load, self.model, "reason")


class Assaults(Counts):
    """One row an assault, by its crime number. The victim is not in it."""

    kind = "assaults"
    title = "Assaults on officers and staff"
    model = Assault
    dated = "occurred_on"
    columns = (
        Text("crime_number", key=True, required=True, longest=40),
        Date("occurred_on", required=True),
        Choice("offence", required=True, choices=Offence.choices),
        Text("outcome", nil=""),
    )


# 2021-10 or October 2021, standing on their own in the survey's name. \m and \M are where a word begins and ends.
AS_NUMBERS = r"\m((?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2]))\M"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
IN_WORDS = rf"(?i)\m((?:{MONTHS}) +(?:19|20)[0-9]{{2}})\M"
HELD_IN = (
    f"coalesce(to_date(substring(s.survey FROM {literal(AS_NUMBERS)}), 'YYYY-MM'),"
    f" to_date(substring(s.survey FROM {literal(IN_WORDS)}), 'Month YYYY'))"
)


class PulseSurvey(Counts):
    """One row a statement of a survey, with how many answered in which way."""

    kind = "pulse_survey"
    title = "Pulse survey: answers by statement"
    model = PulseAnswer
    dated = ""
    columns = (
        Text("survey", key=True, required=True),
        Text("statement", key=True, required=True, longest=300),
        WholeNumber("strongly_agree", required=True),
        WholeNumber("agree", required=True),
        WholeNumber("neither", required=True),
        WholeNumber("disagree", required=True),
        WholeNumber("strongly_disagree", required=True),
    )
    further = {"held_in": HELD_IN}

    def check(self, load: Load) -> None:
        today = literal(clock.today())
        load.reasons("staged s", {"survey": f"CASE WHEN {HELD_IN} > {today} THEN 'is in the future' END"})

    def write(self, load: Load) -> None:
        super().write(load)
        # A survey's name is its owner's to choose, so it comes in; but nobody should look for it in the figure.
        load.cursor.execute(f"SELECT DISTINCT s.survey FROM staged s WHERE {HELD_IN} IS NULL ORDER BY 1 LIMIT 10")
        load.notes += [
            f"“{survey}” names no month, such as October 2021: the figure shows it only while no other survey does."
            for (survey,) in load.cursor.fetchall()
        ]


class Training(Counts):
    """One row a course, group and month."""

    kind = "training"
    title = "Wellbeing training completed, by month"
    model = TrainingCount
    columns = (
        Text("course", key=True, required=True, longest=200),
        Text("group", key=True, required=True),
        Month("month", key=True, required=True),
        WholeNumber("completed", required=True),
    )

    derived = {"unspelt": 'lower(s."group")'}
    identity = ("course", "unspelt", "month")

    def prepare(self, load: Load) -> None:
        one_spelling(load, self.model, "group")


EXTRACTS: list[Extract] = [AttendanceExtract(), AbsenceReasons(), Assaults(), PulseSurvey(), Training()]
