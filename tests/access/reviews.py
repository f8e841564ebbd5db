"""The change manager's work on a benefits review: opening it, entering and pasting amounts, reconciling it."""

from change.models import Programme, Project
from tests.access.rules import CHANGE, Rule, Rules, record, those
from tests.base import Cast

# Pages of a review that name a second record besides.
PROJECT = PROGRAMME = 424242

RULES: Rules = {
    "change:benefits-reviews-open": [Rule(those(CHANGE))],
    **{
        f"change:benefits-reviews-{page}": [record("benefits-reviews", CHANGE)]
        for page in ("left-out", "enter", "paste", "reconcile", "workbook")
    },
    "change:benefits-reviews-project": [record("benefits-reviews", CHANGE, kwargs={"project": PROJECT})],
    "change:benefits-reviews-programme": [record("benefits-reviews", CHANGE, kwargs={"programme": PROGRAMME})],
}


def records(cast: Cast) -> dict[str, int]:
    Project.objects.create(pk=PROJECT, name="Sites", limb="improve")
    Programme.objects.create(pk=PROGRAMME, name="Estates of reviews")
    return {}
