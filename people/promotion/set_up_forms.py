"""Forms that set a process up: its stages, the boards at them, who sits on these and who comes before them."""

from datetime import time
from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from people.promotion.models import PromotionApplication
from people.promotion.stages import PromotionBoard, PromotionStage
from people.workforce.accounts_found import Finder
from wmp.lib.forms import Form, SearchInput
from wmp.lib.records import RecordForm
from wmp.lib.words import counted

MEMBERS = Finder("people.promotion.boards")


class StageForm(RecordForm):
    widths = {"name": 20, "pass_mark": 5}

    class Meta:
        model = PromotionStage
        fields = ["name", "starts_on", "ends_on", "pass_mark"]

    pass_mark = django_forms.DecimalField(
        required=False, min_value=0, max_digits=6, decimal_places=2, help_text="Leave it empty where nobody scores."
    )


class BoardForm(RecordForm):
    widths = {"name": 20}

    class Meta:
        model = PromotionBoard
        fields = ["name", "held_on"]


class MemberForm(Form):
    """Somebody with an account, who is no candidate of the process."""

    who: Any = django_forms.CharField(
        label="Who sits on the board?",
        max_length=300,
        help_text="Type at least three letters of their name and choose them from the list. Or give their whole email"
        " address, employee number or warrant number.",
    )

    def __init__(self, *args: Any, user: Any, board: PromotionBoard, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.board = board
        self.fields["who"].widget = SearchInput(
            reverse_lazy("people:promotion-boards-pick"), lambda value: MEMBERS.said_again(user, value)
        )
        self.dress()

    def clean_who(self) -> Any:
        typed = self.cleaned_data["who"]
        me = getattr(self.user, "email", "")
        account = self.user if me and typed.strip().lower() == me.lower() else MEMBERS.chosen(self.user, typed)
        applied = PromotionApplication.objects.visible_to(self.user).filter(process=self.board.stage.process_id)
        if applied.filter(candidate__account=account).exists():
            raise ValidationError("They are a candidate in this process, so they cannot sit on its boards")
        return account


class AssignForm(Form):
    """Candidates before a board, ticked, and when the first of them is heard."""

    first_at = django_forms.TimeField(
        label="First heard at", required=False, help_text="For example 09:00. Leave it empty to set no times."
    )
    minutes = django_forms.IntegerField(
        label="Minutes for each", required=False, min_value=5, max_value=480, initial=45, help_text="From 5 to 480."
    )
    widths = {"first_at": 5, "minutes": 3}

    def times(self, count: int) -> list[time | None]:
        """When each of `count` candidates is heard. Raises ValidationError where the day is too short."""
        first, minutes = self.cleaned_data["first_at"], self.cleaned_data["minutes"]
        if first is None:
            return [None] * count
        starts = [first.hour * 60 + first.minute + place * (minutes or 0) for place in range(count)]
        if starts and starts[-1] >= 24 * 60:
            raise ValidationError(f"The day is too short for {counted(count, 'candidate')} of {minutes} minutes.")
        return [time(start // 60, start % 60) for start in starts]
