"""Numbers that are printed with what they add up to."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal


def rounded_together(numbers: Sequence[Decimal], whole: Decimal, decimals: int) -> list[Decimal]:
    """Numbers rounded so that they add up to their `whole`, rounded half-up: the largest remainders are rounded up, the
    others down. A number that needs no rounding stays as it is."""
    unit = Decimal(1).scaleb(-decimals)
    down = [number.quantize(unit, ROUND_FLOOR) for number in numbers]
    lacking = int((whole.quantize(unit, ROUND_HALF_UP) - sum(down)) / unit)
    up = sorted(range(len(numbers)), key=lambda i: down[i] - numbers[i])[:lacking]
    return [each + unit if i in up else each for i, each in enumerate(down)]
