"""Attendance, absence, assaults, the pulse survey and training of the demo force: three years, as counts.

Chance of its own, so that the people stay the same whatever is counted here. The months that the paper speaks of come
out as it prints them; what it leaves open is invented around them.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise, product

from wmp.demo import targets
from wmp.demo.force import DAY, Force
from wmp.demo.targets import OFFICER, PCSO, STAFF
from wmp.lib.control_charts import step_changes
from wmp.lib.days import months_between

Row = tuple[str, ...]
# Three years before the paper: long enough for means before the step changes that it names.
MONTHS = tuple(months_between(date(2019, 4, 1), date(2022, 3, 1)))
LAST_YEAR = MONTHS[-12:]
# What somebody is expected at work in a month, and how attendance went: all types together, then each beside them.
DAYS_A_MONTH = 20
ATTENDANCE = (
    "95.8 95.9 95.9 95.7 95.8 95.6 95.4 95.2 95.0 94.9 95.1 93.6 94.0 95.6 96.2 96.3 96.1 95.9 95.4 94.9 95.1 94.6 95.3"
    " 95.8 95.9 95.7 95.4 94.8 94.7 94.5 94.2 94.0 93.6 92.71 93.52 93.97"
)
BESIDE = {OFFICER: Decimal("0.33"), STAFF: Decimal("-0.3"), PCSO: Decimal("-2.9")}
PSYCHOLOGICAL, COVID = "Psychological disorders", "COVID"
COVID_SHARES = "4.0 31.5 17.4 6.1 3.2 3.0 6.8 15.9 20.4 14.8 24.9 13.7 6.9"
COVID_LAST_YEAR = "4.1 3.6 6.2 15.7 14.1 12.3 15.2 13.9 18.8 25.5 16.4 21.3"
OTHER_REASONS = {
    "Musculoskeletal": 33,
    "Respiratory": 14,
    "Digestive": 13,
    "Headache and neurological": 9,
    "Heart and circulation": 6,
    "Miscellaneous": 25,
}
OTHER = "Miscellaneous"
# Sums of a stretch that print as the paper's means: months before a step change and since.
WITH_INJURY, WITHOUT_INJURY = "With injury", "Without injury"
STRETCHES = {WITH_INJURY: ((24, 1169), (12, 906)), WITHOUT_INJURY: ((26, 2571), (10, 1244))}
NO_INJURY = "No injury"
# Of the 906: 171 of S20 are 14.25 a month, which the paper prints as 14.2.
OFFENCES = {"S18": 71, "S20": 171, "S47": 664}
NOT_POSITIVE = {
    "Evidential difficulties: victim supports": 46,
    "Evidential difficulties: victim does not support": 22,
    "Not in the public interest": 9,
    "No suspect identified": 8,
    "": 15,
}
OTHER_POSITIVE = ("Caution - Youth", "Penalty Notice for Disorder")
SURVEY, ANSWERS = "Pulse survey October 2021", range(2012, 2060)
COURSE = "Trauma-informed policing"


def percent(part: int, whole: int, places: int = 1) -> Decimal:
    """As tables print it."""
    return (Decimal(100 * part) / whole).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


class Wellbeing:
    """The five files' rows. The same force and seed give the same rows."""

    def __init__(self, force: Force, seed: int) -> None:
        self.chance = random.Random(f"wellbeing {seed}")
        self.lost: dict[date, Decimal] = {}
        self.attendance = list(self._attendance(force))
        self.absence = list(self._absence())
        self.assaults = self._assaults()
        self.survey = list(self._survey())
        self.training = list(self._training())

    # --- attendance and absence ---

    def _attendance(self, force: Force) -> Iterator[Row]:
        printed = {row["staff_type"]: Decimal(row["attendance"]) for row in targets.table("attendance")}
        for month, attended in zip(MONTHS, map(Decimal, ATTENDANCE.split()), strict=True):
            last = (month + 31 * DAY).replace(day=1) - DAY
            available = dict.fromkeys(BESIDE, 0)
            for _, post in force.posts():
                if post.staff_type in available and post.holds_on(last):
                    available[post.staff_type] += DAYS_A_MONTH
            lost = {kind: self._lost(days, attended + BESIDE[kind]) for kind, days in available.items()}
            if month == MONTHS[-1]:
                lost[OFFICER] = _lost(available[OFFICER], printed[OFFICER])
                lost[PCSO] = _lost(available[PCSO], printed[PCSO])
                lost[STAFF] = _lost(sum(available.values()), printed["All"]) - lost[OFFICER] - lost[PCSO]
            self.lost[month] = sum(lost.values(), Decimal(0))
            for kind, days in available.items():
                yield f"{month:%Y-%m}", kind, str(days), str(lost[kind])

    def _lost(self, available: int, attended: Decimal) -> Decimal:
        return _lost(available, attended + Decimal(self.chance.randint(-9, 9)) / 100)

    def _absence(self) -> Iterator[Row]:
        printed = [*COVID_SHARES.split(), *COVID_LAST_YEAR.split()]
        covid = dict(zip(MONTHS[-len(printed) :], map(Decimal, printed), strict=True))
        for month in MONTHS:
            psychological = Decimal(self.chance.randint(233, 267)) / 10
            shares = {PSYCHOLOGICAL: psychological, COVID: covid.get(month, Decimal(0))}
            days = {reason: _part(share, self.lost[month]) for reason, share in shares.items() if share}
            rest = float(self.lost[month] - sum(days.values()))
            weights = {reason: weight * self.chance.uniform(0.8, 1.2) for reason, weight in OTHER_REASONS.items()}
            days |= {reason: int(rest * weight / sum(weights.values())) for reason, weight in weights.items()}
            days[OTHER] = 0
            yield from ((f"{month:%Y-%m}", reason, str(number)) for reason, number in days.items() if reason != OTHER)
            yield f"{month:%Y-%m}", OTHER, str(self.lost[month] - sum(days.values()))

    # --- assaults ---

    def _assaults(self) -> list[Row]:
        found: list[tuple[date, str]] = []
        series = {name: self._series(stretches) for name, stretches in STRETCHES.items()}
        for month, number in zip(MONTHS, series[WITHOUT_INJURY], strict=True):
            found += [(month, NO_INJURY)] * number
        early, late = series[WITH_INJURY][:-12], series[WITH_INJURY][-12:]
        before = self._weighted(OFFENCES, sum(early))
        since = [offence for offence, number in OFFENCES.items() for _ in range(number)]
        for months, numbers, offences in ((MONTHS[:-12], early, before), (LAST_YEAR, late, since)):
            self.chance.shuffle(offences)
            dealt = iter(offences)
            found += [(month, next(dealt)) for month, n in zip(months, numbers, strict=True) for _ in range(n)]
        days = sorted((month.replace(day=self.chance.randint(1, _length(month))), kind) for month, kind in found)
        outcomes = self._outcomes(days)
        return [
            (f"20/{place:06}/{day:%y}", day.isoformat(), kind, outcome)
            for place, ((day, kind), outcome) in enumerate(zip(days, outcomes, strict=True), start=100_001)
        ]

    def _series(self, parts: Sequence[tuple[int, int]]) -> list[int]:
        """Months of noise around each mean, such that the rule finds one step change: where a part ends."""
        starts = [parts[0][0]]
        while True:
            values = [value for months, total in parts for value in self._noise(months, total)]
            if step_changes(values) == starts:
                return values

    def _noise(self, months: int, total: int) -> list[int]:
        mean = total / months
        values = [max(round(self.chance.gauss(mean, mean**0.5)), 0) for _ in range(months)]
        while sum(values) != total:
            values[self.chance.randrange(months)] += 1 if sum(values) < total else -1
        return values

    def _weighted(self, weights: dict[str, int], number: int) -> list[str]:
        return self.chance.choices(list(weights), list(weights.values()), k=number)

    def _outcomes(self, days: Sequence[tuple[date, str]]) -> list[str]:
        """An outcome for each assault: the last year's as printed, those before rather more often positive."""
        counted = {True: 0, False: 0}
        for day, kind in days:
            counted[kind == NO_INJURY] += day >= LAST_YEAR[0]
        positive, kinds = printed_outcomes(counted[False], counted[True])
        self.chance.shuffle(kinds)
        dealt = iter(kinds)
        chosen = {
            place
            for without, number in positive.items()
            for place in self.chance.sample(
                [i for i, (day, kind) in enumerate(days) if day >= LAST_YEAR[0] and (kind == NO_INJURY) == without],
                number,
            )
        }
        return [self._outcome(day, next(dealt) if place in chosen else "") for place, (day, _) in enumerate(days)]

    def _outcome(self, day: date, positive: str) -> str:
        if day < LAST_YEAR[0] and self.chance.random() < 0.63:
            return self.chance.choice(["Charge or Summons"] * 9 + ["Caution - Adult"])
        if positive:
            return positive if positive != "Other Outcomes" else self.chance.choice(OTHER_POSITIVE)
        return "" if day > date(2022, 3, 10) else self._weighted(NOT_POSITIVE, 1)[0]

    # --- survey and training ---

    def _survey(self) -> Iterator[Row]:
        for row in targets.table("pulse_survey"):
            answered = self.chance.choice(ANSWERS)
            agree = _part(Decimal(row["agree"]), answered)
            disagree = _part(Decimal(row["disagree"] or row["disagree_aim"]), answered)
            strongly = int(agree * self.chance.uniform(0.2, 0.3)), int(disagree * self.chance.uniform(0.25, 0.35))
            numbers = strongly[0], agree - strongly[0], answered - agree - disagree, disagree - strongly[1], strongly[1]
            yield SURVEY, row["statement"], *(str(number) for number in numbers)

    def _training(self) -> Iterator[Row]:
        months = [f"{month:%Y-%m}" for month in MONTHS[-10:]]
        for row in targets.table("trauma_training"):
            cuts = sorted(self.chance.sample(range(1, int(row["trained"])), len(months) - 1))
            parts = [after - before for before, after in pairwise([0, *cuts, int(row["trained"])])]
            yield from ((COURSE, row["group"], month, str(part)) for month, part in zip(months, parts, strict=True))
        yield from (("TRiM practitioner", "Frontline operational", month, "12") for month in months[::3])


def printed_outcomes(with_injury: int, without_injury: int) -> tuple[dict[bool, int], list[str]]:
    """How many assaults end positively, with injury and without (True), and each one's outcome: as the paper prints."""
    table = targets.table("assault_outcomes")
    printed = {row["row"]: Decimal(row["value"]) for row in table if row["column"] == "Share of positive outcomes"}
    shares = {row["column"]: Decimal(row["value"]) for row in table if row["row"] == "All positive outcomes"}
    first, second = shares["Share of assaults with injury"], shares["Share of assaults without injury"]
    for a, b in product(_that_print(first, with_injury), _that_print(second, without_injury)):
        for numbers in product(*(_that_print(share, a + b) for share in printed.values())):
            if sum(numbers) == a + b:
                outcomes = [outcome for outcome, n in zip(printed, numbers, strict=True) for _ in range(n)]
                return {False: a, True: b}, outcomes
    raise ValueError(f"no outcomes of {with_injury} and {without_injury} assaults print as the paper does")


def _that_print(share: Decimal, whole: int) -> list[int]:
    """Numbers of `whole` that print as a share."""
    near = _part(share, whole)
    return [number for number in range(near - 2, near + 3) if percent(number, whole) == share]


def _part(share: Decimal, whole: Decimal | int) -> int:
    return int((share * whole / 100).quantize(Decimal(1), ROUND_HALF_UP))


def _lost(available: int, attended: Decimal) -> Decimal:
    """In half days."""
    return Decimal(_part(200 - 2 * attended, available)) / 2


def _length(month: date) -> int:
    return ((month + 31 * DAY).replace(day=1) - DAY).day
