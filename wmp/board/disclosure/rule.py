"""The disclosure rule of a public edition: what a reader must not learn of one person.

Counts of people under ten are withheld, nought too, and others are rounded to five (the 10-5 rule of the Office for
National Statistics); shares are computed from rounded counts and withheld below a denominator of 22.5 (HESA's rule, for
counts that are whole numbers), as are shares of 0 % and 100 %; means of fewer than ten are withheld. Totals are rounded
on their own, from unrounded values. A sum of days is withheld as a count is where it may be of fewer than ten people.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from wmp.lib.grids import Number


@dataclass(frozen=True)
class Rule:
    """The numbers of the rule, kept with each public edition. `possible`: how many values a withheld count could have
    at least, for whoever reads everything that was published; `editions`: how many earlier ones are looked at.
    `version` is raised with every change of the rule or of its audit, in whichever file: no paper is issued as an older
    one prepared it."""

    least: int = 10
    base: int = 5
    share_of: Decimal = Decimal("22.5")
    possible: int = 4
    editions: int = 12
    version: int = 3

    def of_sums(self, each: int) -> "Rule":
        """The rule for sums to which one person adds so much at most: less than ten times that may be of fewer than ten
        people."""
        return replace(self, least=self.least * each, share_of=self.share_of * each)

    def count(self, number: Number) -> int | None:
        """A count or sum as printed, or None where it is withheld. Below nought, nothing is printed either."""
        if number is None or number < self.least:
            return None
        return int((Decimal(number) / self.base).quantize(Decimal(1), ROUND_HALF_UP)) * self.base

    def between(self, printed: int, whole: bool) -> tuple[float, float]:
        """What a number may be, at least and at most, that is printed as this. `whole`: it is a whole number."""
        half = (self.base - 1) // 2 if whole else self.base / 2
        return max(printed - half, self.least), printed + half

    def unseen(self, small: bool, whole: bool) -> tuple[float, float | None]:
        """The same for a number that is not printed, to a reader who knows whether that is because it is small."""
        if not small:
            return self.least, None
        return 0, self.least - 1 if whole else self.least

    def to_json(self) -> dict[str, Any]:
        return {name: str(value) if isinstance(value, Decimal) else value for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Rule":
        return cls(**{**stored, "share_of": Decimal(stored["share_of"])})

    def words(self) -> str:
        """For the edition's foot."""
        return (
            f"Numbers of people under {self.least} are withheld, as are days and hours that may be of fewer than "
            f"{self.least} people, and others rounded to the nearest {self.base}. "
            f"Percentages are worked out from rounded numbers, and withheld where they are of fewer than "
            f"{self.share_of} people, or are 0% or 100%. Averages of fewer than {self.least} are withheld. Totals are "
            "rounded on their own, so they may differ from the sum of their rows. Where a withheld number could be "
            "worked out from what else is published, further numbers are withheld. [c] stands for a number that is "
            "withheld, for whichever of these reasons."
        )
