"""Forms of papers: what they are about, whose figures they take, the text of a section, comments and named readers."""

from typing import Any, ClassVar

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from people.workforce.accounts_found import Finder
from people.workforce.seats import MemberForm
from wmp.board.models import Comment, Paper, Section
from wmp.board.papers import choosing_runs, starting
from wmp.board.papers.narrative import RESTRICTED_ONLY, Figures, problems
from wmp.lib import clock
from wmp.lib.editing import RecordForm
from wmp.lib.forms import DateField, Form
from wmp.lib.verbs import ReasonForm, VerbForm

READERS = Finder("board.edition_readers")
# Said wherever something is typed that no rule protects.
PRINTED = "Both editions print it, so write what anybody may read"


class PaperForm(RecordForm):
    """A new paper, with its run; of one that is there, its title and its meeting."""

    figures_of = django_forms.ChoiceField(label="Figures of the run of")
    other_day = DateField(label="Another day", required=False)

    class Meta:
        model = Paper
        fields = ("title", "meeting", "meeting_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = f"{PRINTED}."
        self.fields["meeting"].help_text = f"{self.fields['meeting'].help_text} {PRINTED}."
        if self.instance.pk:
            del self.fields["figures_of"], self.fields["other_day"]
            return
        choosing_runs.offer(self)
        if before := starting.last_issued(self.user):
            self.initial = {**self.initial, "title": before.its_title, "meeting": before.its_meeting}

    def clean(self) -> Any:
        cleaned = super().clean()
        if not self.instance.pk:
            self.attempt = choosing_runs.chosen_of(self)
        return cleaned

    def save(self, commit: bool = True) -> Any:
        if self.instance.pk:
            return super().save()
        self.instance.attempt = self.attempt
        return starting.begin(self.instance, by=self.user)


class RunForm(VerbForm):
    """Whose figures the draft takes."""

    figures_of = django_forms.ChoiceField(label="Figures of the run of")
    other_day = DateField(label="Another day", required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        choosing_runs.offer(self)

    def clean(self) -> Any:
        cleaned = super().clean()
        self.attempt = choosing_runs.chosen_of(self)
        return cleaned


class SectionForm(RecordForm):
    """The text of a section. A code that finds nothing in the paper's figures is no text of a paper."""

    class Meta:
        model = Section
        fields = ("title", "narrative", "left_out")
        widgets: ClassVar = {"narrative": django_forms.Textarea(attrs={"rows": 24})}

    def __init__(self, *args: Any, figures: Figures, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.figures = figures
        self.fields["title"].help_text = f"{PRINTED}."
        self.fields[
            "narrative"
        ].help_text = f"{PRINTED}; only what begins with “{RESTRICTED_ONLY}” is left out of the public one."
        self.fields["narrative"].widget.attrs |= {"rows": 24, "class": "app-narrative"}

    def clean_narrative(self) -> str:
        text = str(self.cleaned_data["narrative"])
        wrong = [ValidationError(str(each)) for each in problems(text, self.figures) if each.stops]
        if wrong:
            raise ValidationError(wrong)
        return text

    def save(self, commit: bool = True) -> Any:
        """Raises IllegalMove where the paper is no draft any more. Who changes nothing has not written in it."""
        self.record.paper.held_in_draft()
        if self.has_changed():
            self.instance.edited_by, self.instance.edited_at = self.user, clock.now()
        return super().save()


class CommentForm(Form):
    text: Any = Comment._meta.get_field("text").formfield()


class CorrectForm(ReasonForm):
    """What its readers are told of a correction."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "Why it is corrected"
        self.fields["reason"].help_text = f"{PRINTED}."


class EditionReaderForm(MemberForm):
    finder = READERS
    picks_at = "papers:pick-readers"
    question = "Who may read the restricted edition?"


def section_url(section: Section, page: str = "section") -> str:
    return reverse(f"papers:{page}", args=[section.paper_id, section.key])
