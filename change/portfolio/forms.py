"""Forms of programmes and projects."""

from django import forms as django_forms

from change.portfolio.models import Programme, Project
from wmp.lib.records import RecordForm
from wmp.lib.verbs import OnForm


class CloseForm(OnForm):
    on = django_forms.DateField(label="Last day")


class ProgrammeForm(RecordForm):
    class Meta:
        model = Programme
        fields = ["name"]


class ProjectForm(RecordForm):
    class Meta:
        model = Project
        fields = ["name", "programme", "limb", "sponsor", "started_on", "closed_on"]
