"""Forms of papers: what they are about, whose figures they take, the text of a section, comments and named readers."""

from datetime import date
from typing import Any, ClassVar

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from people.workforce.accounts_found import Finder
from people.workforce.seats import MemberForm
from wmp.board.models import Attempt, Comment, Paper, Section
from wmp.board.papers import starting
from wmp.board.papers.narrative import RESTRICTED_ONLY, Figures, problems
from wmp.board.runs import last_day
from wmp.lib import clock
from wmp.lib.editing import RecordForm
from wmp.lib.forms import DateField, Form
from wmp.lib.verbs import ReasonForm, VerbForm
from wmp.lib.words import long_day, spoken_list

READERS = Finder("board.edition_readers")
# Said wherever something is typed that no rule protects.
PRINTED = "Both editions print it, so write what anybody may read"


def _attempt_of(day: date | None) -> Attempt | None:
    """The figures of a day. Raises ValidationError for a day without a run, with the days nearest to it."""
    if day is None:
        return None
    found = starting.latest_attempt(run__day=day)
    if found is None:
        days = Attempt.objects.filter(shown=True)
        before = days.filter(run__day__lt=day).order_by("-run__day").values_list("run__day", flat=True).first()
        after = days.filter(run__day__gt=day).order_by("run__day").values_list("run__day", flat=True).first()
        near = [long_day(each) for each in (before, after) if each]
        which = f" The nearest: {spoken_list(near)}." if near else ""
        raise ValidationError(f"There is no run of {long_day(day)}.{which}")
    return found


def _latest_words(latest: Attempt | None) -> str:
    return (
        f"The latest run is of {long_day(latest.run.day)}. Any other day that has a run can be taken." if latest else ""
    )


class PaperForm(RecordForm):
    """A new paper, with its run; of one that is there, its title and its meeting."""

    figures_of = DateField(label="Figures of the run of")

    class Meta:
        model = Paper
        fields = ("title", "meeting", "meeting_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = f"{PRINTED}."
        self.fields["meeting"].help_text = f"{self.fields['meeting'].help_text} {PRINTED}."
        if self.instance.pk:
            del self.fields["figures_of"]
            return
        latest = starting.latest_attempt(run__day__lte=last_day())
        self.fields["figures_of"].initial = latest.run.day if latest else None
        self.fields["figures_of"].help_text = _latest_words(latest)
        if before := starting.last_issued(self.user):
            self.initial = {**self.initial, "title": before.its_title, "meeting": before.its_meeting}

    def clean_figures_of(self) -> Attempt | None:
        return _attempt_of(self.cleaned_data["figures_of"])

    def save(self, commit: bool = True) -> Any:
        if self.instance.pk:
            return super().save()
        self.instance.attempt = self.cleaned_data["figures_of"]
        return starting.begin(self.instance, by=self.user)


class RunForm(VerbForm):
    """Whose figures the draft takes."""

    figures_of = DateField(label="Figures of the run of")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        latest = starting.latest_attempt(run__day__lte=last_day())
        self.fields["figures_of"].initial = latest.run.day if latest else None
        self.fields["figures_of"].help_text = _latest_words(latest)

    def clean_figures_of(self) -> Attempt | None:
        return _attempt_of(self.cleaned_data["figures_of"])


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
