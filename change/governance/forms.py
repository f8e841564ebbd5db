"""Forms of governance bodies, their decisions and the actions that follow."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from change.governance.models import Action, Decision, GovernanceBody
from change.portfolio.accounts import AccountField
from change.portfolio.models import ProjectStatus
from wmp.lib import clock, reference
from wmp.lib.records import RecordForm


class BodyForm(RecordForm):
    class Meta:
        model = GovernanceBody
        fields = ["name", "purpose", "chair", "meets"]

    def save(self, commit: bool = True) -> Any:
        reference.forget()  # lists name their body
        return super().save(commit)


class OfBodyForm(RecordForm):
    """Something of a body, which is chosen where the form was not opened from it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.body_id:
            del self.fields["body"]


class DecisionForm(OfBodyForm):
    class Meta:
        model = Decision
        fields = ["body", "taken_on", "what", "why", "programme", "project"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].help_text = "Where it is about one."

    def clean_taken_on(self) -> date | None:
        on: date | None = self.cleaned_data["taken_on"]
        if on and on > clock.today():
            raise ValidationError("Taken must be today or in the past")
        return on

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        project, programme = cleaned.get("project"), cleaned.get("programme")
        if project and programme and project.programme_id != programme.pk:
            raise ValidationError("The project does not belong to that programme.")
        return cleaned


class ActionForm(OfBodyForm):
    owner = AccountField(label="Who is to do it")
    widths = {"owner": 20}

    class Meta:
        model = Action
        fields = ["body", "decision", "project", "what", "owner", "due"]
        labels = {"due": "The day it is due"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        decisions: Any = self.fields["decision"]
        if self.instance.body_id:
            decisions.queryset = decisions.queryset.filter(body=self.instance.body_id)
        projects: Any = self.fields["project"]
        if not self.instance.pk:
            projects.queryset = projects.queryset.exclude(status=ProjectStatus.CLOSED)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        decision, body = cleaned.get("decision"), cleaned.get("body") or self.instance.body_id
        if decision and body and decision.body_id != getattr(body, "pk", body):
            raise ValidationError("The decision is not of that body.")
        return cleaned
