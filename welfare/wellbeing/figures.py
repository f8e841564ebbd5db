"""Board figures of wellbeing: attendance, absence, assaults, the pulse survey and training."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.db.models import F, Q
from django.db.models.functions import Lower, TruncMonth

from welfare.wellbeing.models import (
    READERS,
    WITH_INJURY,
    AbsenceReason,
    Assault,
    Attendance,
    CountsQuerySet,
    Offence,
    PulseAnswer,
    TrainingCount,
)
from wmp.lib.charts import ControlChart
from wmp.lib.control_charts import control_columns, step_changes
from wmp.lib.days import last_complete_months, months_between
from wmp.lib.figures import (
    LATEST,
    Across,
    Along,
    Among,
    Bars,
    By,
    Count,
    Headline,
    Kind,
    Measure,
    Months,
    Rate,
    Share,
    ShareOfColumn,
    Sum,
    Table,
    Total,
    figure,
    totals_equal_parts,
)
from wmp.lib.grids import Cell, Grid, Row, added
from wmp.lib.rows import Answer, Line, Rows, by_month

MONTHS_SHOWN = 12
# Days come by month without a word of how many people they are of: nobody has more of them than a month has.
MOST_DAYS = 31


def _by_month(day: date, measure: Measure) -> Across:
    """A column for each of the last twelve complete months."""
    months = [first for first, _ in last_complete_months(day, MONTHS_SHOWN)]
    return Across("month", measure, expected={month: f"{month:%Y-%m}" for month in months})


def _in_those_months(day: date) -> Q:
    months = last_complete_months(day, MONTHS_SHOWN)
    return Q(month__range=(months[0][0], months[-1][0]))


# --- attendance ------------------------------------------------------------------------------------------------------


@figure(
    "Attendance",
    key="welfare.attendance",
    readers=READERS,
    headlines=[Headline("All", LATEST, better="higher")],
)
def attendance(day: date) -> Table:
    """Days worked as a percentage of the days available, in each of the last twelve complete months: the days available
    less those lost to sickness. All is the sum of the staff types, not the mean of their percentages."""
    worked = Rate(
        "Attendance", part=F("days_available") - F("days_lost"), whole="days_available", decimals=2, each=MOST_DAYS
    )
    return Table(
        Attendance.objects.filter(_in_those_months(day)),
        rows=[By("staff_type", order=["staff_type"]), Total("All")],
        columns=[_by_month(day, worked)],
        checks=[totals_equal_parts, days_add_up, months_are_whole],
    )


def days_add_up(grid: Grid) -> list[str]:
    """All is the sum of the rows, in the days worked and in those available."""
    *types, everybody = grid.cells
    return [
        f"{column.label}: the days of all are not the sum of the staff types'"
        for k, column in enumerate(grid.columns)
        if (added(row[k].n for row in types), added(row[k].d for row in types)) != (everybody[k].n, everybody[k].d)
    ]


def months_are_whole(grid: Grid) -> list[str]:
    """Where a month has some staff types and lacks others, its total is of other people than the months beside it."""
    return [
        f"{row.label}, {column.label}: no days, though other staff types have theirs"
        for row, column, cell in grid
        if cell.d is None and not row.total and grid.cell("All", column.label).d is not None
    ]


@figure(
    "Reasons for absence",
    key="welfare.absence_reasons",
    readers=READERS,
    headlines=[Headline("Psychological disorders", LATEST, better="lower")],
)
def absence_reasons(day: date) -> Table:
    """Days lost for each reason as a percentage of all days lost in the month, for each of the last twelve complete
    months."""
    return Table(
        AbsenceReason.objects.filter(_in_those_months(day)),
        rows=[By("reason", came=True)],
        columns=[_by_month(day, ShareOfColumn("Share of absence", of="days_lost", each=MOST_DAYS))],
        checks=[reasons_make_the_month],
    )


def reasons_make_the_month(grid: Grid) -> list[str]:
    """The days lost for all reasons are all the days lost."""
    return [
        f"{column.label}: the days lost for the reasons do not add up to those of the month"
        for k, column in enumerate(grid.columns)
        if grid.rows and added(row[k].n for row in grid.cells) != grid.cells[0][k].d
    ]


# --- pulse survey and training ---------------------------------------------------------------------------------------


@figure(
    "Pulse survey",
    key="welfare.pulse_survey",
    readers=READERS,
    headlines=[Headline("My mental wellbeing is good", "Agree or strongly agree", better="higher")],
)
def pulse_survey(day: date) -> Table:
    """Of those who answered each statement of the latest survey up to the day, the percentage that agreed or strongly
    agreed, and that disagreed or strongly disagreed; the others neither agreed nor disagreed. The month of a survey is
    the one in its name; one that names none stands in only where there is no other."""
    until = PulseAnswer.objects.filter(Q(held_in__lte=day) | Q(held_in=None))
    until = until.order_by(F("held_in").desc(nulls_last=True), "-survey")
    agreed, disagreed = F("agree") + F("strongly_agree"), F("disagree") + F("strongly_disagree")
    answered = agreed + disagreed + F("neither")
    return Table(
        PulseAnswer.objects.filter(survey=until.values("survey")[:1]),
        rows=[By("statement", order=["pk"], under="survey")],
        columns=[
            Rate("Agree or strongly agree", part=agreed, whole=answered, decimals=0),
            Rate("Disagree or strongly disagree", part=disagreed, whole=answered, decimals=0),
        ],
        checks=[nobody_answers_twice],
    )


def nobody_answers_twice(grid: Grid) -> list[str]:
    return [
        f"{row.label}: more answers than people"
        for row, cells in zip(grid.rows, grid.cells, strict=True)
        if (added(cell.n for cell in cells) or 0) > (cells[0].d or 0)
    ]


@figure("Trauma-informed training", key="welfare.trauma_training", readers=READERS)
def trauma_training(day: date) -> Table:
    """How many of each group completed a course whose name says trauma-informed, or trauma awareness, in all months up
    to the day's. Somebody who completed two courses counts twice."""
    return Table(
        TrainingCount.objects.filter(course__iregex=r"\mtrauma[- ](informed|awareness)\M", month__lte=day),
        rows=[By("group", order=["pk"])],
        columns=[Sum("Trained", of="completed")],
    )


# --- assaults --------------------------------------------------------------------------------------------------------

# The two series of crime statistics, and their offences, gravest first.
SERIES = {"With injury": tuple(WITH_INJURY), "Without injury": (Offence.NO_INJURY,)}


def _of_series(name: str) -> Q:
    return Q(offence__in=[offence.value for offence in SERIES[name]])


def _assaults(day: date) -> CountsQuerySet:
    """Those of the months that were over at the end of the day, each with its month."""
    ((_, last),) = last_complete_months(day, 1)
    return Assault.objects.filter(occurred_on__lte=last).annotate(month=TruncMonth("occurred_on"))


class SinceStepChange(Rows):
    """One row for each offence, of the months since the last step change of its series. `counted` counts assaults."""

    fields = frozenset({"offence", "month"})

    def __init__(self, counted: Count) -> None:
        self.counted = counted

    def lines(self, answer: Answer) -> Iterator[Line]:
        months = by_month(answer.groups, "month")
        for name, offences in SERIES.items():
            of_series = [[group for group in those if group["offence"] in offences] for those in months.values()]
            counts = [int(answer.number(self.counted, those) or 0) for those in of_series]
            since = [*months][[0, *step_changes(counts)][-1] :]
            for offence in offences:
                groups = [group for group in answer.groups if group["offence"] == offence and group["month"] in since]
                yield Line(self._row(name, offence, since), groups)

    def _row(self, name: str, offence: Offence, since: Sequence[date]) -> Row:
        if not since:
            return Row(str(offence.label), under=name, where=[{"pk__in": []}])
        until = since[-1] + timedelta(days=31)
        where = {"offence": offence.value, "occurred_on__gte": since[0], "occurred_on__lt": until.replace(day=1)}
        return Row(str(offence.label), under=f"{name}, since {since[0]:%B %Y}", where=[where])


def _months_of(row: Row) -> int:
    """How many months a row of `SinceStepChange` is of."""
    (where,) = row.where
    if "offence" not in where:
        return 0
    return len([*months_between(where["occurred_on__gte"], where["occurred_on__lt"] - timedelta(days=1))])


def _per_month(grid: Grid) -> list[Cell]:
    return [Cell.ratio(cells[0].n, _months_of(row)) for row, cells in zip(grid.rows, grid.cells, strict=True)]


def _share_with_injury(grid: Grid) -> list[Cell]:
    injured = [row.label in WITH_INJURY for row in grid.rows]
    whole = added(cells[0].n for cells, counts in zip(grid.cells, injured, strict=True) if counts)
    return [
        Cell.ratio(cells[0].n, whole, times=100) if counts else Cell()
        for cells, counts in zip(grid.cells, injured, strict=True)
    ]


def _share_of_all(grid: Grid) -> list[Cell]:
    """Of assaults a month, since the two series are of different months: numerator and denominator are those."""
    rates = [cell.value for cell in _per_month(grid)]
    return [Cell.ratio(rate, added(rates), times=100) for rate in rates]


@figure(
    "Assaults on officers and staff by offence",
    key="welfare.assaults",
    readers=READERS,
    chart=Bars(("Per month",)),
)
def assaults(day: date) -> Table:
    """Assaults a month by offence, over the complete months since the last step change of the series that the offence
    belongs to, with injury (S18, S20 and S47) or without; where there was none, since records began. Beside it each
    offence's share of the assaults with injury, and its share of all assaults a month. Months end with the latest that
    has a record; the rule of step changes stands with assaults by month."""
    counted = Count("Assaults")
    return Table(
        _assaults(day),
        rows=[SinceStepChange(counted)],
        columns=[
            counted,
            Along("Per month", _per_month, of=counted.label, kind=Kind.PER_PERIOD),
            Along(
                "Share of assaults with injury",
                _share_with_injury,
                unit="percent",
                of=counted.label,
                kind=Kind.SHARE,
            ),
            Along("Share of all assaults", _share_of_all, unit="percent", kind=Kind.RELATIVE),
        ],
    )


@figure(
    "Assaults on officers and staff by month",
    key="welfare.assault_series",
    readers=READERS,
    chart=ControlChart("Assaults on officers and staff a month, with their means and limits", tuple(SERIES)),
    headlines=[*(Headline(LATEST, series, better="lower") for series in SERIES)],
)
def assault_series(day: date) -> Table:
    """Assaults with injury (S18, S20, S47) and without in every complete month on record, the mean since the last step
    change, and by how much the mean changed with one. A step change is eight months running above, or eight below, the
    running mean, which is the mean of all months since the last step change up to and with the month in question; it
    is dated to the first of the eight. Limits are 2.66 mean moving ranges from the mean (XmR chart)."""
    return Table(
        _assaults(day),
        rows=[Months("month")],
        columns=[
            *(Count(name, only=_of_series(name)) for name in SERIES),
            *(column for name in SERIES for column in control_columns(name)),
        ],
    )


# What counts as a positive outcome, in the words of crime records, whatever their capitals.
POSITIVE_OUTCOMES = {
    "Charge or Summons": ["charge or summons", "charge", "charged", "summons", "summonsed"],
    "Caution - Adult": ["caution - adult", "conditional caution - adult", "caution - adult (inc conditional caution)"],
    "Community Resolution": ["community resolution"],
    "Other Outcomes": [
        "caution - youth",
        "conditional caution - youth",
        "penalty notice for disorder",
        "taken into consideration",
        "other positive outcome",
        "other outcomes",
    ],
}
ALL_POSITIVE = "All positive outcomes"


def _share_of_positive(grid: Grid) -> list[Cell]:
    whole = grid.cells[-1][0].n
    return [Cell.ratio(cells[0].n, whole, times=100) for cells in grid.cells]


@figure(
    "Outcomes of assaults on officers and staff",
    key="welfare.assault_outcomes",
    readers=READERS,
    headlines=[Headline(ALL_POSITIVE, "Share of assaults with injury", better="higher")],
)
def assault_outcomes(day: date) -> Table:
    """Positive outcomes of the assaults of the last twelve complete months, by the month of the assault: their number,
    as a percentage of all assaults with injury, and without, that were recorded, and of all positive outcomes. An
    assault that has no outcome yet counts as not positive."""
    every = [words for many in POSITIVE_OUTCOMES.values() for words in many]
    first = last_complete_months(day, MONTHS_SHOWN)[0][0]
    return Table(
        _assaults(day).filter(occurred_on__gte=first).annotate(said=Lower("outcome")),
        rows=[
            *(Among(label, "said", words) for label, words in POSITIVE_OUTCOMES.items()),
            Among(ALL_POSITIVE, "said", every, total=True),
        ],
        columns=[
            Count("Assaults"),
            *(ShareOfColumn(f"Share of assaults {name.lower()}", only=_of_series(name)) for name in SERIES),
            Along("Share of positive outcomes", _share_of_positive, unit="percent", of="Assaults", kind=Kind.SHARE),
        ],
        coverage=[Share("Assaults with an outcome", part=~Q(outcome=""))],
        checks=[outcomes_add_up],
    )


def outcomes_add_up(grid: Grid) -> list[str]:
    """All positive outcomes are the sum of the outcomes, in every column."""
    *outcomes, positive = grid.cells
    return [
        f"{column.label}: {ALL_POSITIVE.lower()} are not the sum of the rows"
        for k, column in enumerate(grid.columns)
        if added(row[k].n for row in outcomes) != positive[k].n
    ]
