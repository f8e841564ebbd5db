"""A process with two stages, and candidates in it, as the tests of the promotion team's side begin with."""

from datetime import date
from decimal import Decimal

from people.models import PromotionApplication, PromotionBoard, PromotionProcess, PromotionStage, StageResult, User
from people.promotion.moving import decide
from people.promotion.results import Entry, record
from people.workforce.models import Person
from tests.base import rank
from wmp.lib import clock

APPLIED_ON = date(2022, 1, 10)


def process(year: int = 2022, **fields: object) -> PromotionProcess:
    """PC to Sergeant, Spring, with a sift (pass mark 50) and a board."""
    made = PromotionProcess.objects.create(
        from_rank=rank("PC"), to_rank=rank("Sgt"), season=1, year=year, least_months=0, **fields
    )
    PromotionStage.objects.create(process=made, number=1, name="Sift", pass_mark=50)
    PromotionStage.objects.create(process=made, number=2, name="Board")
    return made


def stage(of: PromotionProcess, name: str) -> PromotionStage:
    return PromotionStage.objects.unscoped().get(process=of, name=name)


def candidate(of: PromotionProcess, who: Person) -> PromotionApplication:
    return PromotionApplication.objects.create(process=of, candidate=who, applied_on=APPLIED_ON)


def candidates(of: PromotionProcess, count: int) -> list[PromotionApplication]:
    Person.objects.bulk_create(
        Person(employee_number=f"X{i}", first_name="Xan", last_name=f"{i}") for i in range(count)
    )
    people = Person.objects.unscoped().filter(employee_number__startswith="X").order_by("pk")
    return PromotionApplication.objects.bulk_create(
        PromotionApplication(process=of, candidate=each, applied_on=APPLIED_ON) for each in people
    )


def board(of: PromotionProcess, *members: User, name: str = "Panel 1") -> PromotionBoard:
    made = PromotionBoard.objects.create(stage=stage(of, "Board"), name=name)
    made.members.set(members)
    return made


def result(
    application: PromotionApplication,
    name: str,
    outcome: str = "passed",
    score: int | None = None,
    seen: str = "",
    *,
    by: User,
) -> None:
    entry = Entry(application.pk, outcome, None if score is None else Decimal(score), seen)
    saved, left = record(stage(application.process, name), [entry], by=by)
    assert (saved, left) == (1, [])


def decided(application: PromotionApplication, outcome: str, *, by: User) -> PromotionApplication:
    now = stored(application)
    decide(now.process, {now.pk: outcome}, {now.pk: now.status}, by=by, on=clock.today())
    return stored(application)


def stored(application: PromotionApplication) -> PromotionApplication:
    return PromotionApplication.objects.unscoped().select_related("candidate", "process").get(pk=application.pk)


def results_of(application: PromotionApplication) -> list[tuple[str, str]]:
    found = StageResult.objects.unscoped().filter(application=application).order_by("stage__number")
    return list(found.values_list("stage__name", "outcome"))
