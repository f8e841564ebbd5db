"""Two reviews compared, FTE efficiencies and the rate card: money, so the change manager's alone."""

from change.models import BenefitsReview, Rate
from tests.access.rules import CHANGE, Rule, Rules, record, those
from tests.base import DAY, Cast

RULES: Rules = {
    "change:reviews-compare": [Rule(those(CHANGE))],
    "change:reviews-compare-lines": [Rule(those(CHANGE))],
    "change:reviews-compare-fte-lines": [Rule(those(CHANGE))],
    "change:reviews-compare-workbook": [Rule(those(CHANGE))],
    "change:benefits-reviews-fte-efficiencies": [record("benefits-reviews", CHANGE)],
    "change:rates-list": [Rule(those(CHANGE))],
    "change:rates-new": [Rule(those(CHANGE))],
    "change:rates-detail": [record("rates", CHANGE)],
    "change:rates-change": [record("rates", CHANGE)],
}


def records(cast: Cast) -> dict[str, int]:
    """An earlier review, so that there are two; a rate."""
    BenefitsReview.objects.create(name="ABR before", as_at=DAY, first_year=2021, last_year=2025)
    return {"rates": Rate.objects.create(category="Constable", starts_on=DAY, pounds=1, source="Finance").pk}
