"""Learning of the demo force, as files: what roles need to have learnt, and who completed which course.

Chance of its own, so that the people stay the same. Courses are of the kind that any force has; who fell behind with
them is invented.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from wmp.demo.cast import MANAGER
from wmp.demo.force import Force, Person, Post, worked
from wmp.demo.targets import BOARD_DAY, CONSTABLE, OFFICER, PCSO, SERGEANT, STAFF

Row = tuple[str, ...]


@dataclass(frozen=True)
class Course:
    """One course of a profile. `months` 0: for good. `kept_up`: the share of those who need it who are up to date."""

    name: str
    mandatory: bool
    months: int
    kept_up: float


@dataclass(frozen=True)
class Profile:
    name: str
    staff_type: str
    rank: str
    department: str
    courses: tuple[Course, ...]

    def fits(self, post: Post) -> bool:
        parts = ((self.staff_type, post.staff_type), (self.rank, post.rank), (self.department, post.department))
        return all(wanted in ("", held) for wanted, held in parts)


SAFETY = Course("Personal safety training", True, 12, 0.9)
FIRST_AID = Course("First aid at work", True, 36, 0.88)
DRIVING = Course("Standard response driving", True, 60, 0.84)
TASER = Course("Conducted energy device", False, 12, 0.3)
PROFILES = (
    Profile("Response officer", OFFICER, CONSTABLE, "Response", (SAFETY, DRIVING, TASER)),
    Profile(
        "Response sergeant",
        OFFICER,
        SERGEANT,
        "Response",
        (
            SAFETY,
            Course("Supervising critical incidents", True, 24, 0.77),
            Course("First line leadership", True, 0, 0.86),
            Course("Coaching for supervisors", False, 0, 0.25),
        ),
    ),
    Profile(
        "Neighbourhood officer",
        OFFICER,
        CONSTABLE,
        "NPU",
        (
            SAFETY,
            FIRST_AID,
            Course("Problem solving in neighbourhoods", True, 0, 0.83),
        ),
    ),
    Profile(
        "PCSO",
        PCSO,
        "",
        "",
        (
            Course("Personal safety training for PCSOs", True, 12, 0.93),
            FIRST_AID,
            Course("Community engagement", False, 0, 0.45),
        ),
    ),
    Profile(
        "Detective constable",
        OFFICER,
        CONSTABLE,
        "FCID",
        (
            Course("Initial crime investigators", True, 0, 0.95),
            Course("Disclosure", True, 24, 0.79),
            SAFETY,
            Course("Advanced witness interviewing", False, 0, 0.35),
        ),
    ),
    Profile(
        "Detective sergeant",
        OFFICER,
        SERGEANT,
        "FCID",
        (
            Course("Disclosure", True, 24, 0.82),
            Course("First line leadership", True, 0, 0.84),
            SAFETY,
        ),
    ),
    Profile(
        "Public protection detective",
        OFFICER,
        CONSTABLE,
        "PPU",
        (
            Course("Child abuse investigation", True, 0, 0.86),
            Course("Disclosure", True, 24, 0.74),
            Course("Trauma-informed interviewing", False, 0, 0.4),
        ),
    ),
    Profile(
        "Call handler",
        STAFF,
        "",
        "Force Contact",
        (
            Course("Call handling and grading", True, 24, 0.94),
            Course("Risk and vulnerability on calls", True, 12, 0.81),
            Course("Display screen equipment", False, 24, 0.6),
        ),
    ),
    Profile(
        "Custody sergeant",
        OFFICER,
        SERGEANT,
        "Custody",
        (
            Course("Custody officer", True, 0, 0.98),
            Course("Custody refresher", True, 12, 0.85),
            FIRST_AID,
        ),
    ),
    Profile(
        "Detention officer",
        STAFF,
        "",
        "Custody",
        (
            Course("Detention and escort", True, 24, 0.9),
            FIRST_AID,
        ),
    ),
)
LEARNER_PROFILES: Row = ("profile", "staff_type", "rank", "department", "course", "requirement", "valid_months")
COMPLETIONS: Row = ("employee_number", "course", "completed_on")


def profile_rows() -> list[Row]:
    return [
        (
            profile.name,
            profile.staff_type,
            profile.rank,
            profile.department,
            course.name,
            "Mandatory" if course.mandatory else "Recommended",
            str(course.months or ""),
        )
        for profile in PROFILES
        for course in profile.courses
    ]


def completion_rows(force: Force, seed: int) -> list[Row]:
    """About 20,000, by employee number: the same force and seed give the same rows."""
    chance = random.Random(f"learning {seed}")
    found: set[Row] = set()
    for person in sorted(force.people, key=lambda each: each.number):
        for course in _needed(person):
            for day in _done(chance, course, person.joined):
                found.add((person.number, course.name, day.isoformat()))
    told = {row[0] for row in _told(force)}
    return sorted(row for row in found if row[1] != SAFETY.name or row[0] not in told) + _told(force)


def _team(force: Force) -> list[str]:
    """The numbers of those who report to the line manager of the cast."""
    return sorted(
        person.number
        for person in force.people
        if person.latest.ended is None and person.latest.manager and person.latest.manager.number == MANAGER.number
    )


def _told(force: Force) -> list[Row]:
    """So that a line manager finds something: of one of the team the training runs out soon, of one it has run out."""
    days = (BOARD_DAY - timedelta(days=338), BOARD_DAY - timedelta(days=391))
    return [(number, SAFETY.name, worked(day).isoformat()) for number, day in zip(_team(force), days, strict=False)]


def _needed(person: Person) -> list[Course]:
    posts = [post for post in person.posts if post.holds_on(BOARD_DAY)]
    fitting = (profile for profile in PROFILES for post in posts if profile.fits(post))
    return list({course.name: course for profile in fitting for course in profile.courses}.values())


def _done(chance: random.Random, course: Course, joined: date) -> Iterator[date]:
    """The days on which somebody did a course: the last, and for what runs out perhaps the time before."""
    months = course.months or 96
    up_to_date = chance.random() < course.kept_up
    if not up_to_date and chance.random() < (0.6 if course.mandatory else 1):
        return
    # Last times are spread over the time for which a course counts; of those who are behind, over the time before.
    longest = months * 30
    ago = chance.randint(4, longest - 3) if up_to_date else longest + chance.randint(5, 200)
    last = worked(BOARD_DAY - timedelta(days=ago))
    if last < joined:
        last = worked(min(joined + timedelta(days=chance.randint(20, 120)), BOARD_DAY))
        if last < joined:
            return
    yield last
    before = worked(last - timedelta(days=longest + chance.randint(-40, 40)))
    if course.months and before >= joined and chance.random() < 0.25:
        yield before
