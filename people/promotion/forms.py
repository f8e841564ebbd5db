"""Forms of promotion processes."""

from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError

from people.promotion.models import PromotionProcess
from wmp.lib import reference
from wmp.lib.records import RecordForm

LONGEST_STAGE = 60


class ProcessForm(RecordForm):
    stages = django_forms.CharField(
        widget=django_forms.Textarea, required=False, max_length=2000, help_text="One on each line, in their order."
    )
    year = django_forms.IntegerField(min_value=1990, max_value=2100)
    widths = {"year": 4}

    class Meta:
        model = PromotionProcess
        fields = ["from_rank", "to_rank", "season", "year", "stages"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["stages"] = "\n".join(self.instance.stages)

    def clean_stages(self) -> list[str]:
        stages = [line.strip() for line in self.cleaned_data["stages"].splitlines() if line.strip()]
        if any(len(stage) > LONGEST_STAGE for stage in stages):
            raise ValidationError(f"Each stage must be {LONGEST_STAGE} characters or fewer")
        return stages

    def save(self, commit: bool = True) -> Any:
        reference.forget()  # lists of applications name their process
        return super().save(commit)
