"""Forms of benefits reviews and their lines."""

from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError

from change.reviews.amounts import AMOUNTS
from change.reviews.models import BenefitsReview, FinancialLine, FteLine, ReviewStatus
from wmp.lib import form_fields, forms, reference
from wmp.lib.records import RecordForm
from wmp.lib.words import financial_year


class ReviewForm(RecordForm):
    first_year = django_forms.IntegerField(
        min_value=1990, max_value=2100, help_text="The April in which it starts: 2022 for 2022/23."
    )
    last_year = django_forms.IntegerField(min_value=1990, max_value=2100)
    widths = {"first_year": 4, "last_year": 4}

    class Meta:
        model = BenefitsReview
        fields = ["name", "as_at", "first_year", "last_year"]

    def save(self, commit: bool = True) -> Any:
        reference.forget()  # lists of lines name their review
        return super().save(commit)


class LineForm(RecordForm):
    """A line stands in an open review: a frozen one takes no change, which the database itself makes sure of."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["review"]
        assert isinstance(field, django_forms.ModelChoiceField)
        field.queryset = BenefitsReview.objects.visible_to(self.user).filter(status=ReviewStatus.OPEN)


class FinancialLineForm(LineForm):
    financial_year = django_forms.IntegerField(
        min_value=1990, max_value=2100, help_text="The April in which it starts: 2022 for 2022/23."
    )
    planned = forms.MoneyField(required=False)
    forecast = forms.MoneyField(required=False)
    actual = forms.MoneyField(required=False)
    widths = {"financial_year": 4}

    class Meta:
        model = FinancialLine
        fields = ["review", "programme", "project", "kind", "financial_year", "planned", "forecast", "actual"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        project, programme = cleaned.get("project"), cleaned.get("programme")
        if project and programme and project.programme_id != programme.pk:
            raise ValidationError("The project does not belong to that programme.")
        if project:
            # One project has one line for a kind and year: never one under its programme and one under none.
            cleaned["programme"] = project.programme
        review, year = cleaned.get("review"), cleaned.get("financial_year")
        if review and year and not review.first_year <= year <= review.last_year:
            # No figure would count it: files with such a line are refused too.
            years = f"{financial_year(review.first_year)} to {financial_year(review.last_year)}"
            self.add_error("financial_year", f"Financial year must be one of the review’s: {years}")
        if not self.errors and all(cleaned.get(name) is None for name in AMOUNTS):
            raise ValidationError("Give at least one amount: planned, forecast or actual")
        return cleaned


class FteLineForm(LineForm):
    fte = form_fields.AmountField(label="FTE", max_digits=8)

    class Meta:
        model = FteLine
        fields = ["review", "kind", "project", "label", "portfolio", "fte"]
