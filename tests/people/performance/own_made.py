"""A year of Bob's, as he and Alice make it. The year is 2021/22 and the day is in it, unless said otherwise."""

import re
from contextlib import AbstractContextManager
from datetime import date, datetime, time
from typing import Any

from django.test import Client
from django.utils import timezone

from people.performance import agreeing
from people.performance.models import Appraisal
from people.performance.objectives import Objective
from people.performance.ratings import Rating
from people.workforce.models import User
from tests.base import Cast
from tests.people.performance.rated import bobs, on_scale
from wmp.lib import clock

MID_YEAR = date(2021, 9, 6)
NEAR_THE_END = date(2022, 3, 7)
# The request's own transaction stands within the test's: two statements that are none outside.
SAVEPOINT = 2
MARK = re.compile(r'name="opened_with"[^>]*value="([^"]+)"')


def on(day: date = MID_YEAR, hour: int = 9) -> AbstractContextManager[None]:
    return clock.at(timezone.make_aware(datetime.combine(day, time(hour))))


def a_year(cast: Cast, **fields: Any) -> Appraisal:
    """Of Bob, in an open year. They have names."""
    for account, first, last in ((cast.alice, "Alice", "Archer"), (cast.bob, "Bob", "Baker")):
        account.first_name, account.last_name = first, last
        account.save()
    return bobs(cast, **fields)


def objective_of(appraisal: Appraisal, number: int = 1) -> Objective:
    return Objective._base_manager.select_related("appraisal__person").get(appraisal=appraisal, number=number)


def agreed(cast: Cast, appraisal: Appraisal) -> Appraisal:
    """Both objectives, by Bob, and agreed by Alice in the middle of the year."""
    with on():
        for number in (1, 2):
            found = agreeing.propose(appraisal, number, by=cast.bob, text=f"Objective number {number}")
            agreeing.agree(found, by=cast.alice, seen=agreeing.mark(found))
    return stored(appraisal)


def stored(appraisal: Appraisal) -> Appraisal:
    return Appraisal._base_manager.select_related("person", "year").get(pk=appraisal.pk)


def rated(appraisal: Appraisal, by: User, status: str = "shared") -> Rating:
    """A rating with a value of its own at each stage: it is 2, 3 and 4 for what; 1, 2 and 3 for how."""
    provisional, moderated, final = (
        {"what": on_scale(appraisal.year, "what", number), "how": on_scale(appraisal.year, "how", number - 1)}
        for number in (2, 3, 4)
    )
    fields: dict[str, Any] = {**provisional}
    if status in ("moderated", "final", "shared"):
        fields |= {f"moderated_{aspect}": value for aspect, value in moderated.items()}
    if status in ("final", "shared"):
        fields |= {f"final_{aspect}": value for aspect, value in final.items()} | {"final_on": date(2022, 3, 30)}
    if status == "shared":
        fields["shared_at"] = timezone.now()
    return Rating.objects.create(appraisal=appraisal, rater=by, status=status, evidence="Evidence of hers", **fields)


def page(client: Client, reader: User, address: str, day: date = MID_YEAR) -> str:
    """The words of a page, with one space between them."""
    client.force_login(reader)
    with on(day):
        return words(client.get(address))


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def send(client: Client, by: User, address: str, day: Any = MID_YEAR, **fields: Any) -> Any:
    """As a browser that has the page open: with the mark of what stood there."""
    client.force_login(by)
    with on(day):
        found = MARK.search(client.get(address).content.decode())
        return client.post(
            address, {"csrfmiddlewaretoken": "-", **({"opened_with": found[1]} if found else {}), **fields}
        )


def day_parts(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}
