"""Forms that set a process up: its stages, the boards at them, who sits on these and who comes before them."""

from datetime import time
from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError

from people.promotion.boarding import tell_of_day, why_not_sit
from people.promotion.stages import PromotionBoard, PromotionStage
from people.workforce.accounts_found import Finder
from people.workforce.models import User
from people.workforce.seats import MemberForm
from wmp.lib.forms import Form
from wmp.lib.records import RecordForm
from wmp.lib.words import counted

MEMBERS = Finder("people.promotion.boards", oneself=True)


class StageForm(RecordForm):
    widths = {"name": 20, "pass_mark": 5}

    class Meta:
        model = PromotionStage
        fields = ["name", "starts_on", "ends_on", "pass_mark"]

    pass_mark = django_forms.DecimalField(
        required=False, min_value=0, max_digits=6, decimal_places=2, help_text="Leave it empty where nobody scores."
    )


class BoardForm(RecordForm):
    """Of a board. Its candidates hear of another day."""

    widths = {"name": 20}

    class Meta:
        model = PromotionBoard
        fields = ["name", "held_on"]

    def save(self, commit: bool = True) -> PromotionBoard:
        was = self.record.held_on
        board: PromotionBoard = super().save(commit)
        tell_of_day(board, was, by=self.user)
        return board


class BoardMemberForm(MemberForm):
    """Somebody with an account, who is no candidate of the process nor too near to one of the board's."""

    finder = MEMBERS
    picks_at = "people:promotion-boards-pick"
    question = "Who sits on the board?"

    def __init__(self, *args: Any, board: PromotionBoard, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.board = board

    def clean_who(self) -> User:
        account = super().clean_who()
        if trouble := why_not_sit(self.board, account, self.user):
            raise ValidationError(trouble.removesuffix("."))
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
