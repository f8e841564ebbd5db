"""When a claim has its proof: pages, files and the database say the same of every benefit."""

from datetime import date
from itertools import product

import pytest

from change.benefits import proof
from change.benefits.choices import BenefitKind, Claim
from change.benefits.due import UNPROVEN
from change.benefits.models import Benefit
from change.benefits.proof import LACKS
from tests.change.benefits.made import benefit

MEASURED = date(2022, 3, 1)


def test_a_benefit_and_the_database_agree_whatever_is_claimed(db: None) -> None:
    for kind, claim, reference, on in product(BenefitKind, Claim, ["", "BB-1"], [None, MEASURED]):
        benefit(kind=kind, claim=claim, status=claim, base_budget_reference=reference, latest_on=on)
    claimed = Benefit.objects.unscoped()
    listed = {each.pk for each in claimed.filter(UNPROVEN)}
    assert listed == {each.pk for each in claimed if each.proof_missing(each.claim, each.base_budget_reference)}
    assert len(listed) == 18 + 2  # never measured; cashable, and said to have come


@pytest.mark.parametrize(
    ("said", "lack"),
    [
        ((None, "non-financial", "", "not realised"), LACKS[0]),
        ((MEASURED, "cashable", "", "realised"), LACKS[1]),
        ((MEASURED, "cashable", "", ""), LACKS[1]),
        ((MEASURED, "cashable", "", "not realised"), None),
        ((MEASURED, "cashable", "BB-1", "partly realised"), None),
        ((MEASURED, "non-cashable", "", "realised"), None),
    ],
)
def test_what_a_claim_lacks(said: tuple[date | None, str, str, str], lack: proof.Lack | None) -> None:
    assert proof.lacking(*said) is lack
