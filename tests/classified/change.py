"""Change."""

CLASSIFIED: dict[str, str] = {}
NOT_CLASSIFIED = {
    "change.Programme": "names nobody",
    "change.Project": "names nobody",
    "change.BenefitsReview": "names nobody",
    "change.Benefit": "its owner, by account or name",
    "change.ProfilePoint": "names nobody",
    "change.Measurement": "who entered it",
    "change.BenefitReminder": "whom, of which benefit and day",
    "change.FinancialLine": "names nobody",
    "change.FteLine": "names nobody",
}
# Of each record about a person: its fields, none of which is classified.
ORDINARY_FIELDS: dict[str, str] = {}
