"""Forms of budgeting: a phase, what a department saves in it, posts invested in service."""

from typing import Any

from django.core.exceptions import ValidationError

from change.budgeting.models import AMOUNTS, BudgetingLine, BudgetingPhase, ServiceInvestment
from wmp.lib.form_fields import MoneyField
from wmp.lib.records import RecordForm


class PhaseForm(RecordForm):
    class Meta:
        model = BudgetingPhase
        fields = ["name", "starts_on", "ends_on", "note"]


class LineForm(RecordForm):
    """A line of a phase, which is chosen where the form was not opened from it and does not change afterwards."""

    projected = MoneyField(label="Projected", required=False)
    identified = MoneyField(label="Identified", required=False)
    removed = MoneyField(label="Removed from the base budget", required=False)
    widths = dict.fromkeys(AMOUNTS, 10)

    class Meta:
        model = BudgetingLine
        fields = ["phase", "department", *AMOUNTS]
        help_texts = {"department": "Leave it empty for what is not told apart by department."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.phase_id:
            del self.fields["phase"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        amounts = [cleaned.get(name) for name in AMOUNTS]
        if not self.errors and all(amount is None for amount in amounts):
            raise ValidationError("Give at least one amount: projected, identified or removed")
        return cleaned


class InvestmentForm(RecordForm):
    widths = {"posts": 5}

    class Meta:
        model = ServiceInvestment
        fields = ["department", "posts", "starts_on", "principle", "what"]
        labels = {"starts_on": "In post from"}
        help_texts = {"posts": "Full-time equivalents, such as 12 or 2.5."}
