"""What somebody says of their own rating: a comment, or why it should be looked at again."""

from typing import Any

from django import forms as django_forms

from wmp.lib.forms import Form
from wmp.lib.marks import mark_of


class CommentForm(Form):
    """The person's own comment, with a mark of the one that stood there."""

    comment = django_forms.CharField(
        label="What do you want to say about your rating?",
        widget=django_forms.Textarea,
        max_length=4000,
        help_text="Your line manager and the performance lead can read it.",
    )
    seen = django_forms.CharField(widget=django_forms.HiddenInput, required=False)

    heading_field = "comment"

    def __init__(self, *args: Any, stands: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark = mark_of(stands)
        self.initial = {"comment": stands, "seen": mark}
        #: Was something else saved since the form was opened? The next sending replaces it.
        self.overtaken = self.is_bound and self.data.get("seen") != mark
        if self.overtaken:
            self.data = {"comment": self.data.get("comment", ""), "seen": mark}


class ReviewForm(Form):
    reason = django_forms.CharField(
        label="Why should it be looked at again?",
        widget=django_forms.Textarea,
        max_length=4000,
        help_text="What was left out, or is not right? Performance leads read it, and answer you here.",
    )

    heading_field = "reason"
