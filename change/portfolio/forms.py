"""Forms of programmes and projects."""

from typing import Any

from django import forms as django_forms
from django.db.models import Q

from change.portfolio.accounts import AccountField
from change.portfolio.models import Programme, ProgrammeStatus, Project, ProjectStatus
from wmp.lib import reference
from wmp.lib.records import RecordForm
from wmp.lib.verbs import OnForm


class CloseForm(OnForm):
    on = django_forms.DateField(label="Last day")


class NamedForm(RecordForm):
    """Of what lists and filters name from the cache."""

    def save(self, commit: bool = True) -> Any:
        reference.forget()
        return super().save(commit)


class ProgrammeForm(NamedForm):
    class Meta:
        model = Programme
        fields = ["name", "purpose"]


class ProjectForm(NamedForm):
    manager = AccountField(label="Project manager", required=False)
    widths = {"manager": 20}

    class Meta:
        model = Project
        fields = ["name", "programme", "description", "limb", "sponsor", "manager", "started_on", "closed_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.status != ProjectStatus.CLOSED:
            del self.fields["closed_on"]  # the verb asks for it
        if self.instance.programme_id and not self.instance.pk:
            del self.fields["programme"]  # it is added from its page
        else:
            self._offer_programmes()

    def _offer_programmes(self) -> None:
        programmes: Any = self.fields["programme"]
        # No project is begun in a programme that is closed; one that stands there stays.
        programmes.queryset = programmes.queryset.filter(
            Q(status=ProgrammeStatus.LIVE) | Q(pk=self.instance.programme_id)
        )
        programmes.empty_label = "None: it stands on its own"
