"""Forms of what belongs to a project's delivery."""

from datetime import date
from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError

from change.portfolio.delivery import Dependency, Milestone, Rag, Risk, StatusUpdate
from change.portfolio.models import ProjectStatus
from wmp.lib import clock
from wmp.lib.records import RecordForm
from wmp.lib.verbs import ReasonForm

HOW_LIKELY = [(1, "1: rare"), (2, "2: unlikely"), (3, "3: possible"), (4, "4: likely"), (5, "5: almost certain")]
HOW_BAD = [(1, "1: negligible"), (2, "2: minor"), (3, "3: moderate"), (4, "4: major"), (5, "5: severe")]


class OfProjectForm(RecordForm):
    """Something of a project, which is chosen where the form was not opened from it and does not change afterwards."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.project_id:
            del self.fields["project"]
        else:
            projects: Any = self.fields["project"]
            projects.queryset = projects.queryset.exclude(status=ProjectStatus.CLOSED)


class MilestoneForm(OfProjectForm):
    class Meta:
        model = Milestone
        fields = ["project", "name", "baseline", "forecast"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["baseline"]  # it changes by its verb, with the reason
        else:
            self.fields["baseline"].help_text = "The day that was first agreed."
        self.fields["forecast"].help_text = "Where it is expected on another day by now."


class ReBaselineForm(ReasonForm):
    to = django_forms.DateField(label="New baseline")
    field_order = ["seen", "to", "reason"]


class StatusUpdateForm(OfProjectForm):
    class Meta:
        model = StatusUpdate
        fields = ["project", "on", "rag", "narrative"]
        widgets = {"rag": django_forms.RadioSelect(attrs={"class": "govuk-radios--inline"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rag: Any = self.fields["rag"]
        rag.choices = Rag.choices
        rag.help_text = "Red: it cannot come right without help. Amber: it may miss what was agreed. Green: as agreed."
        self.fields["on"].label = "Date"
        self.fields["narrative"].help_text = "What was done, what comes next, and what stands in the way."

    def clean_on(self) -> date | None:
        on: date | None = self.cleaned_data["on"]
        if on and on > clock.today():
            raise ValidationError("Date must be today or in the past")
        return on

    def save(self, commit: bool = True) -> Any:
        self.instance.by = self.user
        return super().save(commit)


class RiskForm(OfProjectForm):
    likelihood = django_forms.TypedChoiceField(choices=HOW_LIKELY, coerce=int, widget=django_forms.RadioSelect)
    impact = django_forms.TypedChoiceField(choices=HOW_BAD, coerce=int, widget=django_forms.RadioSelect)

    class Meta:
        model = Risk
        fields = ["project", "title", "description", "likelihood", "impact", "response", "owner", "review_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label = "What may go wrong"


class DependencyForm(OfProjectForm):
    class Meta:
        model = Dependency
        fields = ["project", "what", "on_project", "on_other", "needed_by"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on_other"].help_text = "A supplier, another force, a national programme."
        others: Any = self.fields["on_project"]
        others.queryset = others.queryset.exclude(pk=self.instance.project_id)
