"""The form that adds somebody with an account to a panel or a board: found by name or number among the whole force."""

from typing import Any, ClassVar

from django import forms as django_forms
from django.urls import reverse_lazy

from people.workforce.accounts_found import Finder
from people.workforce.models import User
from wmp.lib.forms import Form, SearchInput

NOBODY = "Nobody with an account found"


class MemberForm(Form):
    """Subclasses say for what they look, at which address, and what they are called."""

    finder: ClassVar[Finder]
    #: The name of the address that answers while one types.
    picks_at: ClassVar[str]
    question: ClassVar[str]

    who: Any = django_forms.CharField(
        max_length=300,
        help_text="Type at least three letters of their name and choose them from the list. Or give their whole email"
        " address, employee number or warrant number.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["who"].label = self.question
        self.fields["who"].widget = SearchInput(
            reverse_lazy(self.picks_at), lambda value: self.finder.said_again(user, value), nothing=NOBODY
        )
        self.dress()

    def clean_who(self) -> User:
        return self.finder.chosen(self.user, self.cleaned_data["who"])
