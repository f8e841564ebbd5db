"""The drawing of what a benefit is expected to come to: the words on its axes."""

from datetime import date
from decimal import Decimal

import pytest

from change.benefits import trajectory
from change.benefits.choices import BenefitKind
from change.benefits.models import Benefit


@pytest.mark.parametrize(
    ("kind", "baseline", "target", "lowest", "highest"),
    [
        (BenefitKind.CASHABLE, 10_000, 12_000, ["£10k", "£10.5k"], "£12k"),
        (BenefitKind.CASHABLE, -1_200_000, 0, ["-£1.5m", "-£1m"], "£0"),
        (BenefitKind.NON_FINANCIAL, 10_000, 12_000, ["10k", "10.5k"], "12k"),
    ],
)
def test_values_on_the_axis_have_no_needless_noughts(
    kind: BenefitKind, baseline: int, target: int, lowest: list[str], highest: str
) -> None:
    benefit = Benefit(kind=kind, baseline=Decimal(baseline), target=Decimal(target))
    benefit.baseline_on, benefit.target_on = date(2022, 4, 1), date(2023, 4, 1)
    drawn = trajectory.draw(benefit, [], [])
    assert drawn
    for drawing in drawn.drawings:
        words = [each.words for each in drawing.rules]
        assert words[:2] == lowest and words[-1] == highest
