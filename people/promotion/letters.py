"""The words of the letters that tell candidates an outcome. Plain text, made in code from names and days alone.

Nothing that somebody typed is ever a template: feedback is put in as it stands.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from people.promotion.models import PromotionProcess
from wmp.lib.words import long_day

SUCCESSFUL = "I am pleased to tell you that your application was successful."
UNSUCCESSFUL = "I am sorry to tell you that your application was not successful this time."
UPHELD = "Your appeal has been upheld. The outcome of your application is now that you were successful."
DISMISSED = "Your appeal has been considered and dismissed. The outcome of your application stays as it was."


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str


def appeal_until(process: PromotionProcess) -> date | None:
    """The last day on which candidates may appeal; None until results are published."""
    if process.published_at is None:
        return None
    return timezone.localdate(process.published_at) + timedelta(days=process.appeal_days)


def outcome_letter(application: Any, *, feedback: Any, pool_until: date | None) -> Letter:
    """The first letter: how the process ended for its candidate."""
    process = application.process
    parts = [SUCCESSFUL if application.status == "successful" else UNSUCCESSFUL]
    if pool_until:
        parts.append(_pool(process, pool_until))
    if feedback and feedback.strengths:
        parts.append(f"What went well:\n{feedback.strengths}")
    if feedback and feedback.development:
        parts.append(f"What to work on:\n{feedback.development}")
    until = appeal_until(process)
    if application.status == "appealed":
        parts.append("Your appeal is being considered. We will write to you again when it is decided.")
    elif application.status == "unsuccessful" and until:
        parts.append(
            f"If you think that the process was not followed, you can appeal on your page of this application until"
            f" the end of {long_day(until)}."
        )
    return _letter(application, f"The outcome of {process}", parts)


def appeal_letter(application: Any, *, upheld: bool, pool_until: date | None) -> Letter:
    """What came of the candidate's appeal."""
    parts = [UPHELD if upheld else DISMISSED]
    if pool_until:
        parts.append(_pool(application.process, pool_until))
    return _letter(application, f"Your appeal about {application.process}", parts)


def _pool(process: PromotionProcess, until: date) -> str:
    rank = process.to_rank.name
    return f"You have a place in the promotion pool for {rank} until {long_day(until)}, and wait there for a post."


def _letter(application: Any, subject: str, parts: list[str]) -> Letter:
    greeting = f"Dear {application.candidate},"
    return Letter(subject, "\n\n".join([greeting, *parts, "The promotion team"]))
