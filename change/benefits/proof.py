"""What a claim rests on: the one place that knows when a benefit is claimed without proof.

Nothing is claimed that was never measured (IPA 2017). A cashable benefit came, whole or in part, once it left the base
budget, and a cashable disbenefit once it was added there. Verbs and pages ask of one benefit, registers and overviews
ask the database, files ask of each row.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from change.benefits.choices import BenefitKind, Claim

#: The columns that tell, in this order.
ASKED = ("latest_on", "kind", "base_budget_reference", "claim")


@dataclass(frozen=True)
class Lack:
    """What is wanting where a benefit's columns say `where` and do not say `unless`; in words of pages and of files."""

    text: str
    of_file: str
    where: Mapping[str, Any]
    unless: Mapping[str, Any] = field(default_factory=dict)

    @property
    def condition(self) -> Q:
        return Q(**self.where) & ~Q(**self.unless) if self.unless else Q(**self.where)

    def fits(self, said: Mapping[str, Any]) -> bool:
        excused = bool(self.unless) and self.unless.items() <= said.items()
        return self.where.items() <= said.items() and not excused


LACKS = (
    Lack(
        "Nothing can be claimed before it was measured: enter a measurement first.",
        "it was never measured; load its measurements first",
        {"latest_on": None},
    ),
    Lack(
        "A cashable benefit is realised once it has left the base budget: give its reference.",
        "it is cashable and has no base-budget reference on record",
        {"kind": BenefitKind.CASHABLE.value, "base_budget_reference": ""},
        unless={"claim": Claim.NOT.value},
    ),
)
#: The same, asked of the database: benefits whose claim has no proof, whether or not anything is claimed yet.
LACKING = reduce(or_, [lack.condition for lack in LACKS])


def lacking(latest_on: Any, kind: str, base_budget_reference: str, claim: str) -> Lack | None:
    """The first thing that such a claim lacks."""
    said = dict(zip(ASKED, (latest_on, kind, base_budget_reference, claim), strict=True))
    return next((lack for lack in LACKS if lack.fits(said)), None)
