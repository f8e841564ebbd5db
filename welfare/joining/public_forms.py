"""The form that somebody answers before they join: one choice, and questions that all may stay empty."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms as django_forms

from welfare.joining.dyslexia import DyslexiaAnswers
from wmp.lib.forms import Form

YES, NO = "yes", "no"
LABELS = {
    "reading": "Is anything hard about reading?",
    "writing": "Is anything hard about writing or spelling?",
    "remembering": "Is anything hard about remembering what you hear or learn?",
    "organising": "Is anything hard about organising yourself, or about time?",
    "earlier": "Has anybody assessed you before?",
    "helped": "What has helped you so far?",
    "reach": "How do you like to be reached?",
}
HINTS = {
    "reading": "For example long texts, small print, reading aloud or against the clock.",
    "remembering": "For example names, numbers, or several instructions at once.",
    "earlier": "At school or since: when, and what was recommended. You need not send a report.",
    "helped": "For example more time, coloured paper, a reading pen, software, a quiet room.",
    "reach": "A phone number and a good time, or another e-mail address.",
}


class AnswerForm(Form):
    """`wants` tells the choice, `told` the answers that go with it."""

    QUESTIONS: ClassVar = tuple(LABELS)

    choice = django_forms.ChoiceField(
        label="Would you like to be assessed?",
        choices=[(YES, "I would like to be assessed"), (NO, "No, thank you")],
        widget=django_forms.RadioSelect,
        error_messages={"required": "Choose whether you would like to be assessed"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in LABELS.items():
            # The column counts what it holds; "how to reach you" is a line and no more.
            field: Any = DyslexiaAnswers._meta.get_field(name)
            widget = django_forms.TextInput() if name == "reach" else django_forms.Textarea(attrs={"rows": 3})
            self.fields[name] = django_forms.CharField(
                label=label,
                help_text=HINTS.get(name, ""),
                max_length=field.max_length,
                required=False,
                widget=widget,
                error_messages={"max_length": f"{label} Use %(limit_value)d characters or fewer"},
            )
        self.dress()

    @property
    def wants(self) -> bool:
        return bool(self.cleaned_data["choice"] == YES)

    @property
    def told(self) -> Mapping[str, str]:
        """Nothing of whoever says no: it would be kept for nothing."""
        return {name: self.cleaned_data[name] for name in self.QUESTIONS} if self.wants else {}

    @property
    def questions(self) -> list[Any]:
        return [self[name] for name in self.QUESTIONS]
