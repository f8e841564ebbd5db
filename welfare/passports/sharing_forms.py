"""Forms of section 8, and of section 4.1."""

from datetime import date
from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils import timezone

from people.models import User
from welfare.passports.choices import FOR_LINE_MANAGERS, PassportStatus, Purpose
from welfare.passports.handling import LONGEST_SHARE_MONTHS
from welfare.passports.models import REVIEW_MONTHS, Passport
from welfare.passports.recipients import RECIPIENTS
from welfare.passports.sharing import PassportVersion
from wmp.lib import clock
from wmp.lib.days import months_after
from wmp.lib.forms import FilterForm, Form, SearchInput
from wmp.lib.words import long_day, within

#: The choice of no version that was kept: the passport as it is.
NOW = "now"
VERSIONS_OFFERED = 5


class ShareForm(Form):
    """With whom, what for, which version, until when."""

    to: Any = django_forms.CharField(
        label="Who do you want to share it with?",
        max_length=300,
        help_text="Type at least three letters of their name and choose them from the list. Or give their whole email"
        " address, employee number or warrant number.",
    )
    purpose = django_forms.ChoiceField(
        label="What is it for?",
        widget=django_forms.RadioSelect,
        choices=[(each.value, each.label) for each in Purpose if each not in FOR_LINE_MANAGERS],
        help_text="They see this beside your passport.",
    )
    version = django_forms.ChoiceField(label="Which version?", widget=django_forms.RadioSelect)
    expires_on = django_forms.DateField(
        label="Until when may they see it?",
        help_text="The last day. A year from today at most, and you can take it back at any time.",
    )

    def __init__(self, *args: Any, holder: User, passport: Passport, versions: list[PassportVersion], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.holder = holder
        picker = SearchInput(
            reverse_lazy("welfare:passport-pick-recipients"), lambda value: RECIPIENTS.said_again(holder, value)
        )
        self.fields["to"].widget = picker
        offered: Any = self.fields["version"]
        offered.choices = version_choices(passport, versions)
        self.initial["version"] = offered.choices[0][0]
        self.initial["expires_on"] = months_after(clock.today(), REVIEW_MONTHS)
        self.dress()

    def clean_to(self) -> User:
        found = RECIPIENTS.chosen(self.holder, self.cleaned_data["to"])
        if found.pk == self.holder.pk:
            raise ValidationError("It is yours already. Choose somebody else")
        return found

    def clean_expires_on(self) -> date:
        until: date = self.cleaned_data["expires_on"]
        last = months_after(clock.today(), LONGEST_SHARE_MONTHS)
        if until < clock.today():
            raise ValidationError("The last day must be today or later")
        if until > last:
            raise ValidationError(f"The last day must be {long_day(last)} or earlier")
        return until


def is_unfinished(passport: Passport, versions: list[PassportVersion]) -> bool:
    """Is its holder changing what was kept before? Then the last version that was kept is what they stand by."""
    return passport.status == PassportStatus.DRAFT and bool(versions)


def version_choices(passport: Passport, versions: list[PassportVersion]) -> list[tuple[str, str]]:
    """The one that is suggested stands first. `versions` are those kept, the latest first."""
    kept = [(str(each.number), kept_in_words(each)) for each in versions[:VERSIONS_OFFERED]]
    if is_unfinished(passport, versions):
        return [*kept, (NOW, "As it is now, with the changes that I have not sent yet")]
    return [(NOW, "As it is now"), *kept]


def kept_in_words(version: PassportVersion) -> str:
    day = long_day(timezone.localdate(version.at))
    return f"Version {version.number} of {day}, kept when it was {within(version.get_why_display())}"


class CommentForm(Form):
    """Section 4.1."""

    text = django_forms.CharField(
        label="Your comments",
        max_length=8000,
        widget=django_forms.Textarea({"rows": 8}),
        help_text="What you can do, by when, and what you need for it. What you have tried already. Write nothing about"
        " health or conditions, even if you were told of them.",
    )


class CompareForm(FilterForm):
    """Which two of the versions that there are."""

    def __init__(self, *args: Any, numbers: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(number, f"Version {number}") for number in numbers]
        for name, label in (("from", "From"), ("to", "To")):
            self.fields[name] = django_forms.TypedChoiceField(label=label, choices=choices, coerce=int)
        self.dress()
