"""Forms of promotion processes and applications."""

from datetime import date
from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError

from people.promotion.eligibility import takes_applications
from people.promotion.models import PromotionApplication, PromotionProcess
from people.workforce.models import Person
from wmp.lib import clock, reference
from wmp.lib.records import RecordForm


class ProcessForm(RecordForm):
    year = django_forms.IntegerField(min_value=1990, max_value=2100)
    widths = {"year": 4, "least_months": 3, "appeal_days": 3, "pool_months": 3}

    class Meta:
        model = PromotionProcess
        fields = [
            "from_rank",
            "to_rank",
            "season",
            "year",
            "opens_on",
            "closes_on",
            "least_months",
            "needs_endorsement",
            "results_on",
            "appeal_days",
            "pool_months",
        ]

    def clean(self) -> dict[str, Any]:
        """Ranks and days that no process has. What the database refuses, its constraints say."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        below, above = cleaned.get("from_rank"), cleaned.get("to_rank")
        if below and above and below.special != above.special:
            self.add_error(
                "to_rank", "A promotion is from an officer’s rank to another, or from a special’s to another"
            )
        elif below and above and above.position > below.position:
            self.add_error("to_rank", f"{above} is below {below}: a promotion is to a higher rank")
        closed = cleaned.get("closes_on")
        today = clock.today()
        if takes_applications(self.instance) and "closes_on" not in self.errors and (not closed or closed < today):
            # Whoever meant to apply until that day, and whoever is asked to endorse, were told another one.
            self.add_error("closes_on", "Applications are being taken: they can be closed today or later, not before")
        return cleaned

    def save(self, commit: bool = True) -> Any:
        reference.forget()  # lists of applications name their process
        return super().save(commit)


class ApplicationForm(RecordForm):
    """Enters an application, or mends the day of one. Whose it is and in which process does not change afterwards."""

    employee_number = django_forms.CharField(label="Candidate's employee number", max_length=20)
    widths = {"employee_number": 10}

    class Meta:
        model = PromotionApplication
        fields = ["process", "employee_number", "applied_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["process"], self.fields["employee_number"]

    def clean_employee_number(self) -> str:
        number: str = self.cleaned_data["employee_number"].strip()
        # Candidates are people whom the promotion team could not see before they applied.
        candidate = Person.objects.unscoped().filter(employee_number=number).first()
        if candidate is None:
            raise ValidationError("Nobody has this employee number")
        if candidate.account_id == self.user.pk:
            raise ValidationError("Somebody else has to enter your own application")
        self.instance.candidate = candidate
        return number

    def clean_applied_on(self) -> date | None:
        applied_on: date | None = self.cleaned_data["applied_on"]
        if applied_on and applied_on > clock.today():
            raise ValidationError("Applied on must be today or in the past")
        return applied_on

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        process, named = cleaned.get("process"), cleaned.get("employee_number")
        if process and process.published_at:
            # A result recorded now would be told at once, without a letter and without a place in the pool.
            raise ValidationError("The results of this process are published, so nobody is entered in it any more.")
        if process and named:
            made = PromotionApplication.objects.visible_to(self.user)
            if made.filter(process=process, candidate=self.instance.candidate).exists():
                raise ValidationError("This person has already applied in this process.")
        return cleaned
