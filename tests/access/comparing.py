"""Two reviews compared, FTE efficiencies and the rate card: money, so the change manager's alone."""

from change.models import BenefitsReview
from tests.access.rules import CHANGE, Rule, Rules, those
from tests.base import DAY, Cast

RULES: Rules = {
    "change:reviews-compare": [Rule(those(CHANGE))],
    "change:reviews-compare-lines": [Rule(those(CHANGE))],
}


def records(cast: Cast) -> dict[str, int]:
    """An earlier review, so that there are two."""
    BenefitsReview.objects.create(name="ABR before", as_at=DAY, first_year=2021, last_year=2025)
    return {}
