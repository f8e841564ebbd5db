"""A project closes on a day that has come: until then it is still open."""

from datetime import timedelta

import pytest
from django.utils import timezone

from change.portfolio.forms import CloseForm

TODAY = timezone.localdate()


@pytest.mark.parametrize(("days", "problem"), [(-1, None), (0, None), (1, "Last day must be today or in the past")])
def test_the_last_day_is_today_or_past(days: int, problem: str | None) -> None:
    on = TODAY + timedelta(days=days)
    form = CloseForm({"seen": "delivered", "on_day": on.day, "on_month": on.month, "on_year": on.year})
    assert [each.message for each in form.problems] == ([problem] if problem else [])
