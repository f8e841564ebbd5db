"""Budgeting and surveys are the change manager's."""

from change.models import BudgetingLine, BudgetingPhase, InvestmentPrinciple, ServiceInvestment, SurveyWave
from people.models import Department
from tests.access.rules import CHANGE, Rule, Rules, record, those
from tests.base import DAY, Cast

CHANGE_ONLY = Rule(those(CHANGE))
RECORDS = ("budgeting-phases", "budgeting-lines", "investments", "survey-waves")

RULES: Rules = {
    **{f"change:{name}-list": [CHANGE_ONLY] for name in RECORDS},
    **{f"change:{name}-new": [CHANGE_ONLY] for name in RECORDS},
    **{f"change:{name}-detail": [record(name, CHANGE)] for name in RECORDS},
    **{f"change:{name}-change": [record(name, CHANGE)] for name in RECORDS},
    "change:budgeting-phases-lines": [record("budgeting-phases", CHANGE)],
    "change:budgeting-lines-add": [record("budgeting-phases", CHANGE)],
    "change:budgeting-phases-amounts": [record("budgeting-phases", CHANGE)],
    "change:investment-principles": [CHANGE_ONLY],
    "change:survey-trend": [CHANGE_ONLY],
}


def records(cast: Cast) -> dict[str, int]:
    """A phase with what a department saves in it, posts invested there, and a month of surveys."""
    phase = BudgetingPhase.objects.create(name="Phase 3")
    intel = Department.objects.create(name="Force Intelligence")
    principle = InvestmentPrinciple.objects.get(number=1)
    return {
        "budgeting-phases": phase.pk,
        "budgeting-lines": BudgetingLine.objects.create(phase=phase, department=intel, projected=1).pk,
        "investments": ServiceInvestment.objects.create(
            principle=principle, department=intel, posts=2, starts_on=DAY
        ).pk,
        "survey-waves": SurveyWave.objects.create(month=DAY, sent=10, returned=1).pk,
    }
