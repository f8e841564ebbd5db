"""Random people, as plain values for a recount and as records for the figure."""

from dataclasses import dataclass
from random import Random

from people.workforce.models import EqualityMonitoring, Person

STATED = ["W1", "W2", "W3", "W9", "M1", "M2", "M3", "M9", "A1", "A2", "A3", "A4", "A9", "B1", "B2", "B9", "O2", "O9"]


@dataclass(frozen=True)
class Someone:
    """`ethnicity` and `gender` are empty without a declaration."""

    number: str
    ethnicity: str
    gender: str

    @property
    def stated(self) -> bool:
        return self.ethnicity not in ("", "NS")

    @property
    def minority(self) -> bool:
        return self.stated and not self.ethnicity.startswith("W")


def people(random: Random, size: int) -> list[Someone]:
    """A third white British, the rest of all codes, not stated, or without a declaration; stored."""
    made = [
        Someone(
            f"E{i}", ethnicity, random.choice(["female", "male", "male", "other", "not stated"]) if ethnicity else ""
        )
        for i in range(size)
        for ethnicity in [random.choice([*["W1"] * 10, *STATED, *["NS"] * 5, *[""] * 5])]
    ]
    Person.objects.bulk_create(Person(employee_number=each.number) for each in made)
    EqualityMonitoring.objects.bulk_create(
        EqualityMonitoring(person_id=pk, ethnicity=each.ethnicity, gender=each.gender)
        for each, pk in zip(made, pks(made).values(), strict=True)
        if each.ethnicity
    )
    return made


def pks(made: list[Someone]) -> dict[str, int]:
    """The stored people's primary keys by employee number, in the order of `made`."""
    stored = dict(Person.objects.unscoped().values_list("employee_number", "pk"))
    return {each.number: stored[each.number] for each in made}
