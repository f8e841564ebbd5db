"""The two figures of benefits, recounted in plain Python over random benefits and their measurements."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random

import pytest

from change.benefits.measurements import Measurement
from change.models import Benefit, Programme, Project
from people.workforce.models import Department
from tests.bench.figures_sql import BY_HAND
from tests.recounts import Recount, assert_records_behind, assert_recounted, count, grid_of, near, share, total

pytestmark = pytest.mark.django_db

DAYS = [date(2022, 4, 1), date(2021, 9, 30)]
DEPARTMENTS = ["", "Contact", "Forensics", "Intelligence"]


@dataclass(frozen=True)
class Plan:
    """`home` is the programme, "" where there is none; pounds go by `kind`."""

    home: str
    department: str
    kind: str
    disbenefit: bool
    identified: date | None
    baseline: Decimal | None
    target: Decimal | None
    measured: dict[date, Decimal] = field(default_factory=dict)

    def is_there(self, day: date) -> bool:
        return self.identified is None or self.identified <= day

    def latest(self, day: date) -> Decimal | None:
        days = [on for on in self.measured if on <= day]
        return self.measured[max(days)] if days else None

    def pounds(self, value: Decimal | None) -> Decimal | None:
        if value is None or self.target is None or self.kind == "non-financial":
            return None
        change = value - (self.baseline or Decimal(0))
        return -change if self.disbenefit else change


def amount(random: Random) -> Decimal:
    return Decimal(random.randint(1, 999_999_99)).scaleb(-2)


def plan(random: Random) -> Plan:
    return Plan(
        home=random.choice(["", "Estates", "Our Data"]),
        department=random.choice(DEPARTMENTS),
        kind=random.choice(["cashable", "non-cashable", "non-financial"]),
        disbenefit=random.random() < 0.2,
        identified=random.choice([None, near(random, DAYS)]),
        baseline=random.choice([None, Decimal(0), amount(random)]),
        target=random.choice([None, amount(random)]),
        measured={near(random, DAYS): amount(random) for _ in range(random.randint(0, 4))},
    )


def benefits(random: Random, size: int) -> list[Plan]:
    """Stored: some of a project, some of a programme as a whole, some of neither."""
    plans = [plan(random) for _ in range(size)]
    programmes = {name: Programme.objects.create(name=name) for name in ("Estates", "Our Data")}
    projects = {
        name: Project.objects.create(name="One", programme=programmes.get(name), limb="act")
        for name in ("", *programmes)
    }
    departments = {name: Department.objects.create(name=name) for name in DEPARTMENTS if name}
    stored = []
    for number, each in enumerate(plans):
        whole = number % 3 == 0
        stored.append(
            Benefit(
                number=f"B{number}",
                description="-",
                project=None if whole else projects[each.home],
                programme=programmes.get(each.home) if whole else None,
                department=departments.get(each.department),
                kind=each.kind,
                disbenefit=each.disbenefit,
                identified_on=each.identified,
                baseline=each.baseline,
                target=each.target,
            )
        )
    Benefit.objects.bulk_create(stored)
    Measurement.objects.bulk_create(
        Measurement(benefit=benefit, measured_on=on, value=value)
        for benefit, each in zip(stored, plans, strict=True)
        for on, value in each.measured.items()
    )
    return plans


def by_department(plans: list[Plan], day: date) -> Recount:
    there = [each for each in plans if each.is_there(day) and not each.disbenefit]
    names = sorted({each.department or "Not recorded" for each in there})
    expected: Recount = {}
    for name in [*names, "Total"]:
        own = sum(name in ("Total", each.department or "Not recorded") for each in there)
        expected[name, "Share of benefits"], expected[name, "Benefits"] = share(own, len(there)), count(own)
    return expected


def realisation(plans: list[Plan], day: date) -> Recount:
    there = [each for each in plans if each.is_there(day)]
    names = sorted({each.home or "Standalone" for each in there})
    expected: Recount = {}
    for name in [*names, "Grand Total"]:
        own = [each for each in there if name in ("Grand Total", each.home or "Standalone")]
        nothing = Decimal(0) if name == "Grand Total" else None
        promised, brought = [each.pounds(each.target) for each in own], [each.pounds(each.latest(day)) for each in own]
        expected[name, "Target"], expected[name, "Realised to date"] = (
            total(promised, empty=nothing),
            total(brought, empty=nothing),
        )
        n, d = total(brought)[0], total(promised)[0]
        expected[name, "Share realised"] = n, d, Decimal(100) * Decimal(n) / Decimal(d) if n is not None and d else None
        expected[name, "Unmeasured"] = count(sum(each.latest(day) is None for each in own))
    return expected


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_as_recounted(seed: int) -> None:
    counted_again(benefits(Random(seed), 150))


def counted_again(plans: list[Plan]) -> None:
    for day in DAYS:
        assert_recounted("change.benefits_by_department", day, by_department(plans, day))
        found = grid_of("change.benefit_realisation", day)
        cells = {(row.label, column.label): (cell.n, cell.d, cell.value) for row, column, cell in found}
        assert cells == realisation(plans, day)
        # Random amounts run against each other now and then, and nothing else may be wrong.
        assert all("runs against" in failure for failure in found.failures)


@pytest.mark.parametrize("key", ["change.benefits_by_department", "change.benefit_realisation"])
def test_an_empty_register_prints_its_total(key: str) -> None:
    grid = grid_of(key, DAYS[0])
    assert [row.label for row in grid.rows] == ["Total" if "department" in key else "Grand Total"]
    assert list(grid.failures) == []


def test_the_records_behind_each_cell_are_those_it_was_made_of() -> None:
    benefits(Random(1), 100)
    assert_records_behind("change.benefits_by_department", DAYS[0])
    assert_records_behind("change.benefit_realisation", DAYS[0], most=0)


@pytest.mark.parametrize("key", ["change.benefits_by_department", "change.benefit_realisation"])
def test_as_somebody_would_ask_by_hand(key: str) -> None:
    benefits(Random(4), 120)
    for day in DAYS:
        assert {(row.label, column.label): (cell.n, cell.d) for row, column, cell in grid_of(key, day)} == BY_HAND[key](
            day
        )


def test_more_may_come_than_was_promised_and_less_than_nothing_is_told() -> None:
    made = Benefit.objects.create(
        number="B1", description="-", kind="cashable", target=Decimal(100), identified_on=None
    )
    Measurement.objects.create(benefit=made, measured_on=DAYS[1], value=Decimal(130))
    grid = grid_of("change.benefit_realisation", DAYS[0])
    assert (grid.cell("Standalone", "Share realised").value, list(grid.failures)) == (130, [])
    Measurement.objects.create(benefit=made, measured_on=DAYS[0], value=Decimal(-5))
    assert list(grid_of("change.benefit_realisation", DAYS[0]).failures) == [
        f"{label}: -5.00 realised runs against a target of 100.00" for label in ("Standalone", "Grand Total")
    ]
