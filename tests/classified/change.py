"""Change."""

CLASSIFIED: dict[str, str] = {}
NOT_CLASSIFIED = {
    "change.Programme": "names nobody",
    "change.Project": "names nobody",
    "change.Milestone": "names nobody",
    "change.StatusUpdate": "who wrote it",
    "change.Risk": "who sees to it, by name or post: the row rule suffices",
    "change.Dependency": "names nobody",
    "change.GovernanceBody": "its chair, by name or post",
    "change.Decision": "names nobody",
    "change.Action": "the row rule suffices: the change manager, and whoever is to do it",
    "change.BenefitsReview": "names nobody",
    "change.Benefit": "its owner, by account or name",
    "change.ProfilePoint": "names nobody",
    "change.Measurement": "who entered it",
    "change.BenefitReminder": "whom, of which benefit and day",
    "change.FinancialLine": "names nobody",
    "change.FteLine": "names nobody",
    "change.Rate": "names nobody",
    "change.BudgetingPhase": "names nobody",
    "change.BudgetingLine": "names nobody",
    "change.InvestmentPrinciple": "reference data",
    "change.ServiceInvestment": "names nobody",
    "change.SurveyWave": "numbers of a month, nobody's answers",
}
# Of each record about a person: its fields, none of which is classified.
ORDINARY_FIELDS: dict[str, str] = {}
