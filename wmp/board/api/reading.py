"""What a token reads: editions and nightly figures of its account, within its scope. Every query starts from
`visible_to` the account, and whatever is not public is noted in the read log before it is given."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404

from wmp.board.api.models import Scope, Token
from wmp.board.api.problems import Refused
from wmp.board.models import Edition, Result, ResultStatus
from wmp.board.paper import FIGURES
from wmp.board.papers.models import Audience
from wmp.board.runs import last_day
from wmp.lib.audit import log_all_read

#: The most days that one address gives at once: a year, and a day for leap years.
MOST_DAYS = 366
NOT_NIGHTLY = "This token is for editions only. Nightly figures need a token made for them."
NOT_RESTRICTED = "This token is for public editions only."


def editions(token: Token) -> Any:
    """The editions within the token's scope, newest first, with their facts and without their content."""
    seen = Edition.objects.visible_to(token.account)
    if token.scope == Scope.PUBLIC:
        seen = seen.public()
    return _facts(seen, token)


def edition(token: Token, pk: int) -> Any:
    """One edition without its content. Raises Http404 where its account does not see it, Refused beyond its scope."""
    found = _facts(Edition.objects.visible_to(token.account), token).filter(pk=pk).first()
    if found is None:
        raise Http404
    if token.scope == Scope.PUBLIC and found["audience"] != Audience.PUBLIC:
        raise Refused(403, NOT_RESTRICTED)
    return found


def _facts(seen: Any, token: Token) -> Any:
    own = ("pk", "number", "audience", "issued_at", "digest", "corrected")
    its = ("its_title", "its_meeting", "its_meeting_on", "its_day")
    return seen.with_later(token.account).with_facts().values(*own, *its)


def opened(token: Token, found: Any) -> Edition:
    """An edition with its content, noted as read where it is restricted."""
    whole = Edition.objects.visible_to(token.account).only("content", "digest", "audience").get(pk=found["pk"])
    if whole.audience == Audience.RESTRICTED:
        log_all_read(token.account, [whole], "downloaded", token=token.in_the_log)
    return whole


# --- nightly figures -------------------------------------------------------------------------------------------------


def require_nightly(token: Token) -> None:
    """Raises Refused where the token is not for nightly figures."""
    if token.scope != Scope.FIGURES:
        raise Refused(403, NOT_NIGHTLY)


def results(token: Token, key: str) -> Any:
    """The computed results of a figure that readers see, of days that have come. Raises Http404 where there are none,
    or none for this account."""
    require_nightly(token)
    if key not in FIGURES:
        raise Http404
    return _readable(token).filter(key=key).order_by("attempt__run__day")


def latest(token: Token) -> list[Result]:
    """Of each figure that the account reads, the result of the latest day on which it was computed."""
    require_nightly(token)
    found = _readable(token).order_by("key", "-attempt__run__day").distinct("key")
    by_key = {each.key: each for each in found.select_related("attempt__run")}
    return [by_key[key] for key in FIGURES if key in by_key]


def one(token: Token, key: str, day: date | None) -> Any:
    """The result of one day, or of the latest, without its table. Raises Http404."""
    found = results(token, key).select_related("attempt__run").defer("stored_grid")
    result = (found.filter(attempt__run__day=day) if day else found).last()
    if result is None:
        raise Http404
    return result


def between(token: Token, key: str, first: date, last: date) -> list[Result]:
    """The results from one day to another, without their tables. Raises Refused for too many days, or none."""
    if last < first:
        raise Refused(400, "to: a day that is not before from.")
    if last - first > timedelta(days=MOST_DAYS - 1):
        raise Refused(400, f"At most {MOST_DAYS} days at once: ask for a year at a time.")
    days = results(token, key).filter(attempt__run__day__range=(first, last))
    found = list(days.select_related("attempt__run").defer("stored_grid"))
    if not found and not results(token, key).exists():
        raise Http404
    return found


def tables_of(token: Token, found: list[Result]) -> list[Result]:
    """The same results with their tables, oldest first, noted as read."""
    whole = _readable(token).filter(pk__in=[each.pk for each in found]).select_related("attempt__run")
    read = list(whole.order_by("attempt__run__day"))
    log_all_read(token.account, read, "downloaded", token=token.in_the_log)
    return read


def _readable(token: Token) -> Any:
    seen = Result.objects.visible_to(token.account).in_words()
    return seen.filter(attempt__shown=True, status=ResultStatus.COMPUTED, attempt__run__day__lte=last_day())
