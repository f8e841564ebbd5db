"""The form of one month's surveys."""

from datetime import date

from django.core.exceptions import ValidationError

from change.surveys.models import SurveyWave
from wmp.lib import clock
from wmp.lib.form_fields import CountField, MoneyField, MonthField
from wmp.lib.records import RecordForm


class WaveForm(RecordForm):
    month = MonthField(label="Month", help_text="Such as March 2022.")
    sent = CountField(label="Sent")
    returned = CountField(label="Returned")
    cost = MoneyField(label="Cost", required=False, min_value=0, max_digits=10)
    widths = {"month": 10, "sent": 10, "returned": 10, "cost": 10}

    class Meta:
        model = SurveyWave
        fields = ["month", "sent", "returned", "cost"]

    def clean_month(self) -> date:
        month: date = self.cleaned_data["month"]
        if month > clock.today():
            raise ValidationError("Month must be one that has begun")
        return month
