"""Forms of candidates and of the line managers who endorse them."""

from typing import Any

from django import forms as django_forms

from people.promotion.applying import change_statement
from people.promotion.models import PromotionApplication
from people.promotion.started import StartedApplication
from wmp.lib.forms import Form, Textarea
from wmp.lib.records import RecordForm
from wmp.lib.verbs import ReasonForm, VerbForm

READY = "Why are you ready for the rank?"
HINT = (
    "Say what you have done and what came of it, in your own words. Your line manager and the people who assess you"
    " read it."
)


class StatementForm(RecordForm):
    """What is begun. It may stay empty while its candidate comes back later, and not when they go on."""

    class Meta:
        model = StartedApplication
        fields = ["statement"]
        labels = {"statement": READY}
        help_texts = {"statement": HINT}
        widgets = {"statement": Textarea(attrs={"rows": 15})}

    def __init__(self, *args: Any, later: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["statement"].required = not later


class SentStatementForm(RecordForm):
    """What was sent, while it may be changed."""

    class Meta:
        model = PromotionApplication
        fields = ["statement"]
        labels = {"statement": READY}
        help_texts = {"statement": HINT}
        widgets = {"statement": Textarea(attrs={"rows": 15})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["statement"].required = True

    def save(self, commit: bool = True) -> PromotionApplication:
        """By the verb, which asks again whether it may be changed. Raises IllegalMove."""
        application: PromotionApplication = self.record
        change_statement(application, by=self.user, statement=self.cleaned_data["statement"])
        return application


class WithdrawForm(VerbForm):
    """Why somebody withdraws is theirs to say or not."""

    reason = django_forms.CharField(
        widget=django_forms.Textarea, max_length=2000, required=False, help_text="The promotion team reads it."
    )


class AppealForm(ReasonForm):
    reason = django_forms.CharField(
        label="What was not done as the process says?",
        widget=django_forms.Textarea,
        max_length=2000,
        help_text="The promotion team decides about it, and writes to you.",
    )


class EndorseForm(Form):
    """Whether the line manager supports the application, and why. `read` is the mark of the statement they read."""

    supports = django_forms.TypedChoiceField(
        label="Do you support this application?",
        choices=[("yes", "Yes, I support it"), ("no", "No, I do not support it")],
        widget=django_forms.RadioSelect,
        coerce=lambda answer: answer == "yes",
    )
    comment = django_forms.CharField(
        label="Your comment",
        widget=django_forms.Textarea,
        max_length=4000,
        required=False,
        help_text="Needed where you do not support it. The candidate and the people who assess them read it.",
    )
    read = django_forms.CharField(widget=django_forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("supports") is False and not cleaned.get("comment", "").strip():
            self.add_error("comment", "Say why you do not support the application")
        return cleaned
