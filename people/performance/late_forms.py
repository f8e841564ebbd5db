"""Forms that change final values: a late change, and the answer to a review."""

from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError

from people.performance.models import ScaleValue
from people.performance.ratings import Rating
from people.workforce.models import User
from wmp.lib.forms import Form
from wmp.lib.verbs import VerbForm


class ValuesForm(Form):
    """Both values of a year's scale, as they are final."""

    what = django_forms.ModelChoiceField(ScaleValue.objects.none(), widget=django_forms.RadioSelect, empty_label=None)
    how = django_forms.ModelChoiceField(ScaleValue.objects.none(), widget=django_forms.RadioSelect, empty_label=None)

    def __init__(self, *args: Any, rating: Rating, user: User, **kwargs: Any) -> None:
        final = {"what": rating.final_what_id, "how": rating.final_how_id}
        kwargs["initial"] = {**final, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.final = final
        scale = ScaleValue.objects.visible_to(user).filter(year=rating.appraisal.year_id)
        for aspect in final:
            field: Any = self.fields[aspect]
            field.queryset = scale.filter(aspect=aspect).order_by("number")
        self.dress()

    @property
    def changes(self) -> bool:
        """Are the values others than those that are final?"""
        given = self.cleaned_data
        return any(given.get(aspect) and given[aspect].pk != key for aspect, key in self.final.items())


class LateForm(ValuesForm, VerbForm):
    reason = django_forms.CharField(
        label="Why it is changed now", widget=django_forms.Textarea, max_length=4000, help_text="It stays on record."
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.changes:
            raise ValidationError("These are the final values already. Choose others")
        return cleaned


class AnswerForm(ValuesForm, VerbForm):
    upheld = django_forms.ChoiceField(
        label="What do you decide?",
        choices=[("yes", "Uphold it: the values change"), ("no", "The rating stands")],
        widget=django_forms.RadioSelect,
    )
    answer = django_forms.CharField(
        label="Your answer", widget=django_forms.Textarea, max_length=4000, help_text="The person reads it as it is."
    )
    field_order = ["upheld", "what", "how", "answer"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("upheld") == "yes" and not self.errors and not self.changes:
            self.add_error("what", "Where a review is upheld, one of the values changes")
        if cleaned.get("upheld") == "no" and not self.errors and self.changes:
            self.add_error("upheld", "Where the rating stands, leave both values as they are")
        return cleaned
