"""Forms of recruitment campaigns and of targets."""

from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError

from people.recruitment.models import Aim, RecruitmentCampaign, RepresentationTarget
from wmp.lib.form_fields import MoneyField
from wmp.lib.records import RecordForm

# The counts that are of the applicants, and so can only be told with their number.
OF_APPLICANTS = ("female", "minority")


class CampaignForm(RecordForm):
    """The numbers of a campaign as they are known so far."""

    cost = MoneyField(label="Cost", required=False, min_value=0, max_digits=12, decimal_places=2)
    widths = {
        "route": 20,
        "reach": 10,
        "interested": 10,
        "applicants": 10,
        "female": 10,
        "minority": 10,
        "cost": 10,
    }

    class Meta:
        model = RecruitmentCampaign
        fields = [
            "name",
            "route",
            "starts_on",
            "ends_on",
            "reach",
            "interested",
            "applicants",
            "female",
            "minority",
            "cost",
        ]
        labels = {"starts_on": "First day", "ends_on": "Last day"}
        help_texts = {
            "applicants": "All of them: who applied without saying before that they were interested counts as well."
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in OF_APPLICANTS:
            if cleaned.get(name) is not None and cleaned.get("applicants") is None and "applicants" not in self.errors:
                self.add_error("applicants", ValidationError("Enter how many applied: the counts below are of them"))
                break
        return cleaned


class TargetForm(RecordForm):
    """A target, which figures count against from the day it names."""

    # Radios need no empty choice to begin with, which the model's own field would offer.
    aim = django_forms.ChoiceField(label="Of whom", choices=Aim.choices, widget=django_forms.RadioSelect)
    percent = django_forms.DecimalField(
        label="Share aimed at, in per cent", min_value=0, max_value=100, max_digits=4, decimal_places=1
    )
    widths = {"percent": 5}

    class Meta:
        model = RepresentationTarget
        fields = ["name", "aim", "percent", "starts_on", "ends_on", "source"]
        labels = {
            "starts_on": "First day that counts",
            "ends_on": "Last day that counts",
            "source": "Where it comes from",
        }
