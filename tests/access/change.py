"""Reviews are the change manager's: lists are refused to others, records do not exist for them."""

from change.models import BenefitsReview, FinancialLine, FteLine, Programme, Project
from tests.access.rules import CHANGE, Rule, Rules, record, those
from tests.base import DAY, Cast

CHANGE_ONLY = Rule(those(CHANGE))
CHANGE_RECORDS = ("benefits-reviews", "financial-lines", "fte-lines")

RULES: Rules = {
    **{f"change:{name}-list": [CHANGE_ONLY] for name in CHANGE_RECORDS},
    **{f"change:{name}-new": [CHANGE_ONLY] for name in CHANGE_RECORDS},
    **{f"change:{name}-detail": [record(name, CHANGE)] for name in CHANGE_RECORDS},
    **{f"change:{name}-change": [record(name, CHANGE)] for name in CHANGE_RECORDS},
    "change:benefits-reviews-financial-lines": [record("benefits-reviews", CHANGE)],
    "change:benefits-reviews-fte-lines": [record("benefits-reviews", CHANGE)],
    "change:benefits-reviews-freeze": [record("benefits-reviews", CHANGE)],
}


def records(cast: Cast) -> dict[str, int]:
    """A project in a review, with a line of money and one of FTE."""
    project = Project.objects.create(name="Connect", limb="improve")
    review = BenefitsReview.objects.create(name="ABR", as_at=DAY, first_year=2022, last_year=2026)
    line = FinancialLine.objects.create(review=review, project=project, kind="capital", financial_year=2022, planned=1)
    saving = FteLine.objects.create(review=review, kind="saving", project=project, portfolio="Crime", fte=-1)
    return {
        "programmes": Programme.objects.create(name="Our Data").pk,
        "projects": project.pk,
        "benefits-reviews": review.pk,
        "financial-lines": line.pk,
        "fte-lines": saving.pk,
    }
