"""Random projects with their status changes, as plain values for a recount and as records for the figure."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from change.portfolio.models import Programme, Project, ProjectChange
from tests.recounts import near

STATUSES = {
    "mobilising": "Mobilising",
    "in delivery": "In delivery",
    "delivered": "Delivered",
    "closing": "Closing",
    "closed": "Closed",
}
LIMBS = {
    "connect": "Connect with People",
    "act": "Act with Precision",
    "nurture": "Nurture and Support",
    "collaborate": "Collaboration in Partnership",
    "improve": "Improve through Innovation",
}
LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Plan:
    """A project: `stages` are the statuses it went through, `moves` the moments between them."""

    name: str
    programme: str
    limb: str
    started: date | None
    stages: list[str]
    moves: list[datetime]

    def status_on(self, day: date) -> str:
        """How many moves were made by the end of that day in London tells the stage."""
        midnight = datetime.combine(day + timedelta(days=1), time(), LONDON)
        return self.stages[sum(move < midnight for move in self.moves)]


def moment(random: Random, days: list[date]) -> datetime:
    """Around midnight in London, of a day around `days`, as often as at noon."""
    hour, minute = random.choice([(0, 0), (0, 30), (12, 0), (23, 30), (23, 59)])
    return datetime.combine(near(random, days), time(hour, minute), LONDON)


def plan(random: Random, number: int, days: list[date]) -> Plan:
    reached = sorted(random.sample(list(STATUSES), random.randint(1, 4)), key=list(STATUSES).index)
    return Plan(
        name=f"Project {number:03}",
        programme=random.choice(["", "Estates", "Our Data", "New Ways"]),
        limb=random.choice(list(LIMBS)[:4]),
        started=random.choice([None, near(random, days)]),
        stages=reached,
        moves=sorted({moment(random, days) for _ in reached[1:]}),
    )


def projects(random: Random, size: int, days: list[date]) -> dict[str, Plan]:
    """Stored, by name."""
    made = [plan(random, number, days) for number in range(size)]
    # Two moves in one moment fell together: such a project went through fewer stages.
    made = [Plan(**{**vars(each), "stages": each.stages[: len(each.moves) + 1]}) for each in made]
    programmes = {
        name: Programme.objects.create(name=name) for name in sorted({each.programme for each in made} - {""})
    }
    stored = Project.objects.bulk_create(
        Project(
            name=each.name,
            programme=programmes.get(each.programme),
            limb=each.limb,
            started_on=each.started,
            status=each.stages[-1],
        )
        for each in made
    )
    changes = [
        ProjectChange(record=project, old=old, new=new, at=at)
        for each, project in zip(made, stored, strict=True)
        for old, new, at in zip(each.stages, each.stages[1:], each.moves, strict=False)
    ]
    random.shuffle(changes)
    ProjectChange.objects.bulk_create(changes)
    return {each.name: each for each in made}
