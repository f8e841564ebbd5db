"""The demo force as extract files, in the formats that any force's files come in."""

import csv
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wmp.demo import benefits, cast, last_year, learning, portfolio, published, targets
from wmp.demo.force import Force, Person
from wmp.demo.managers import Managers
from wmp.demo.officers import Officers
from wmp.demo.probation import Recruit, recruits
from wmp.demo.promotion import Application, applications
from wmp.demo.referrals import Referrals
from wmp.demo.specials import Duty, Specials, duties
from wmp.demo.support import Support
from wmp.demo.targets import BOARD_DAY, OFFICER, PCSO, SPECIAL, STAFF
from wmp.demo.wellbeing import Wellbeing

SEED = 2022
DOMAIN = "force.example"
Row = tuple[str, ...]


@dataclass(frozen=True)
class File:
    """One file: its extract's kind, its name, and what stands in it."""

    kind: str
    name: str
    columns: Row
    rows: list[Row]
    #: When it came; None is the day of the demo force. What it moves has moved on that day.
    on: date | None = None


@dataclass(frozen=True)
class Records:
    """Everything that is made, before it is written down."""

    force: Force
    recruits: list[Recruit]
    applications: list[Application]
    duties: list[Duty]
    wellbeing: Wellbeing
    referrals: Referrals
    #: The performance year that was over when the paper was written.
    last_year: list[Row]
    completions: list[Row]


def make(seed: int = SEED) -> Records:
    """The whole demo force. The same seed gives the same records to the last letter."""
    force = Force(seed)
    new_officers = recruits(force)
    pcsos = Support(force, PCSO)
    pcsos.build()
    Officers(force, new_officers, pcsos.converts).build()
    Support(force, STAFF, new_officers).build()
    Specials(force).build()
    Managers(force).assign()
    cast.place(force, new_officers)
    _number(force)
    return Records(
        force,
        new_officers,
        applications(force),
        duties(force),
        Wellbeing(force, seed),
        Referrals(force, seed),
        last_year.rows(force, seed),
        learning.completion_rows(force, seed),
    )


def _number(force: Force) -> None:
    """Employee numbers, warrant numbers and addresses in order of joining; the cast has its own and comes first."""
    names: Counter[str] = Counter()
    warrants = 1000
    for place, person in enumerate(sorted(force.people, key=lambda person: (not person.number, person.joined))):
        person.number = person.number or str(200001 + place)
        if any(post.staff_type in (OFFICER, SPECIAL) for post in person.posts):
            warrants += 1
            person.warrant = str(warrants)
        name = f"{_plain(person.first_name)}.{_plain(person.last_name)}"
        names[name] += 1
        person.email = f"{name}{names[name] if names[name] > 1 else ''}@{DOMAIN}"


def _plain(name: str) -> str:
    """The letters a to z of a name, which is what an address can have."""
    letters = unicodedata.normalize("NFKD", name.lower().replace("ł", "l"))
    return "".join(letter for letter in letters if "a" <= letter <= "z" or letter == "-")


def files(records: Records) -> Iterator[File]:
    """In the order in which they are loaded."""
    people = sorted(records.force.people, key=lambda person: person.number)
    yield File("workforce", "workforce.csv", WORKFORCE, [row for person in people for row in _posts(person)])
    yield File("equality", "equality.csv", EQUALITY, [_declaration(person) for person in people if person.declared])
    yield File("probation", "probation.csv", PROBATION, [_probation(one) for one in records.recruits if one.route])
    yield File("promotion", "promotion.csv", PROMOTION, [_application(one) for one in records.applications])
    yield File("special_hours", "special_hours.csv", SPECIAL_HOURS, [_duty(duty) for duty in records.duties])
    yield File("performance", "performance.csv", PERFORMANCE, records.last_year)
    yield File("learner_profiles", "learner_profiles.csv", learning.LEARNER_PROFILES, learning.profile_rows())
    yield File("completions", "completions.csv", learning.COMPLETIONS, records.completions)
    yield File("oh_referrals", "oh_referrals.csv", OH_REFERRALS, records.referrals.rows)
    counts = records.wellbeing
    yield File("attendance", "attendance.csv", ATTENDANCE, counts.attendance)
    yield File("absence_reasons", "absence_reasons.csv", ABSENCE_REASONS, counts.absence)
    yield File("assaults", "assaults.csv", ASSAULTS, counts.assaults)
    yield File("pulse_survey", "pulse_survey.csv", PULSE_SURVEY, counts.survey)
    yield File("training", "training.csv", TRAINING, counts.training)
    yield from _change(records.force)
    yield File("published", "published.csv", PUBLISHED, [_published(*row) for row in published.rows()])


def _change(force: Force) -> Iterator[File]:
    """The change portfolio: reviews are frozen once their lines are there, projects closed after the earlier one."""
    yield File("projects", "projects.csv", PROJECTS, list(portfolio.projects(PROJECTS)))
    yield File("reviews", "reviews.csv", REVIEWS, list(portfolio.reviews("open")))
    lines = [*portfolio.earlier_lines(), *portfolio.lines(force)]
    yield File("financials", "financials.csv", FINANCIALS, [_line(line) for line in lines])
    yield File("fte", "fte.csv", FTE, list(portfolio.fte_lines()))
    yield File("benefits", "benefits.csv", benefits.BENEFITS, benefits.rows(force))
    yield File("measurements", "measurements.csv", benefits.MEASUREMENTS, list(benefits.measurements()))
    earlier, later = portfolio.reviews("frozen")
    yield File("reviews", "reviews-2020-frozen.csv", REVIEWS, [earlier], portfolio.EARLIER_FROZEN)
    closed = list(portfolio.projects(PROJECTS, closed_since=True))
    yield File("projects", "projects-closed.csv", PROJECTS, closed, portfolio.PROJECTS_CLOSED)
    yield File("reviews", "reviews-frozen.csv", REVIEWS, [later], portfolio.FROZEN)
    yield File("sms_survey", "sms_survey.csv", SMS_SURVEY, _as_they_stand("sms_survey", SMS_SURVEY))
    yield File("budgeting", "budgeting.csv", BUDGETING, _as_they_stand("budgeting", BUDGETING))


def _as_they_stand(name: str, columns: Row) -> list[Row]:
    """The rows of a table of targets that has the columns of its file."""
    return [tuple(row[column] for column in columns) for row in targets.table(name)]


def write(file: File, folder: Path) -> Path:
    path = folder / file.name
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(file.columns)
        writer.writerows(file.rows)
    return path


WORKFORCE: Row = (
    "employee_number",
    "warrant_number",
    "first_name",
    "last_name",
    "email",
    "staff_type",
    "post_started",
    "post_ended",
    "rank",
    "department",
    "line_manager",
    "fte",
    "leaving_reason",
)
EQUALITY: Row = ("employee_number", "gender", "ethnicity", "disability", "declared_on")
PROBATION: Row = ("employee_number", "entry_route", "intake", "started_on", "due_to_end_on", "ended_on", "outcome")
PROMOTION: Row = (
    "from_rank",
    "to_rank",
    "season",
    "year",
    "employee_number",
    "applied_on",
    "outcome",
    "decided_on",
)
PERFORMANCE: Row = (
    "performance_year",
    "employee_number",
    "objectives_set",
    "year_end_completed",
    "what",
    "how",
)
SPECIAL_HOURS: Row = ("employee_number", "month", "hours")
OH_REFERRALS: Row = ("reference", "employee_number", "referred_on", "primary_reason", "appointment_on")
ATTENDANCE: Row = ("month", "staff_type", "days_available", "days_lost")
ABSENCE_REASONS: Row = ("month", "reason", "days_lost")
ASSAULTS: Row = ("crime_number", "occurred_on", "offence", "outcome")
PULSE_SURVEY: Row = ("survey", "statement", "strongly_agree", "agree", "neither", "disagree", "strongly_disagree")
TRAINING: Row = ("course", "group", "month", "completed")
PROJECTS: Row = ("programme", "project", "limb", "status", "sponsor", "started_on", "closed_on")
REVIEWS: Row = ("review", "as_at", "first_year", "last_year", "state")
FINANCIALS: Row = ("review", "programme", "project", "kind", "financial_year", "planned", "forecast", "actual")
FTE: Row = ("review", "project", "kind", "portfolio", "fte")
SMS_SURVEY: Row = ("month", "sent", "returned", "cost")
BUDGETING: Row = ("phase", "department", "projected", "identified", "removed")
PUBLISHED: Row = ("figure", "day", "row", "column", "value", "source")


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _posts(person: Person) -> Iterator[Row]:
    for post in sorted(person.posts, key=lambda post: (post.started, post.staff_type)):
        yield (
            person.number,
            person.warrant,
            person.first_name,
            person.last_name,
            person.email,
            post.staff_type,
            _iso(post.started),
            _iso(post.ended),
            post.rank,
            post.department,
            post.manager.number if post.manager else "",
            post.fte,
            post.reason,
        )


def _declaration(person: Person) -> Row:
    """Declared on joining, or when monitoring began for those who were there before."""
    declared_on = max(person.joined, date(2012, 4, 2))
    return person.number, person.gender, person.ethnicity, person.disability, _iso(declared_on)


def _probation(recruit: Recruit) -> Row:
    if recruit.route is None or recruit.person is None:
        raise ValueError("a recruit without a probation")
    route = recruit.route.name
    intake = f"{route} {recruit.started:%Y-%m}"
    dates = _iso(recruit.started), _iso(recruit.due), _iso(recruit.ended)
    return recruit.person.number, route, intake, *dates, recruit.outcome


def _application(one: Application) -> Row:
    process = one.process
    return (
        process.from_rank,
        process.to_rank,
        process.season,
        str(process.year),
        one.person.number,
        _iso(one.applied_on),
        one.outcome,
        _iso(one.decided_on),
    )


def _duty(duty: Duty) -> Row:
    return duty.person.number, f"{duty.month:%Y-%m}", str(duty.hours)


def _line(line: portfolio.Line) -> Row:
    amounts = ("" if amount is None else str(amount) for amount in (line.planned, line.forecast, line.actual))
    return line.review, line.programme, line.project, line.kind, line.year, *amounts


def _published(figure: str, row: str, column: str, value: str) -> Row:
    return figure, BOARD_DAY.isoformat(), row, column, value, published.SOURCE
