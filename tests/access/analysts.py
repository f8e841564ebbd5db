"""Alarms, tokens, and the API, which asks for a token whoever has signed in."""

from typing import Any

from people.roles import Role
from tests.access.rules import BOB, EVERYBODY, SECRETARY, Rule, Rules, record, those
from tests.access.site import BOARD_READERS
from tests.base import Cast
from wmp.board.api import tokens
from wmp.board.models import Alarm, Result

# Bob was given an edition by name.
WITH_TOKENS = BOARD_READERS | those(Role.BOARD_READER, Role.AUDITOR, BOB)
HOURS = "people.specials_hours"


def api(**kwargs: Any) -> Rule:
    return Rule(frozenset(), others=401, kwargs=kwargs)


RULES: Rules = {
    "alarms:list": [Rule(BOARD_READERS)],
    "alarms:looked-into": [
        Rule(those(SECRETARY), those(Role.PEOPLE_DATA), others=404, of="alarm"),
    ],
    "tokens:list": [Rule(WITH_TOKENS)],
    "tokens:make": [Rule(WITH_TOKENS)],
    "tokens:take-back": [record("token", SECRETARY)],
    "api:api-root": [Rule(EVERYBODY)],
    "api:openapi": [],  # open to all: which addresses there are
    "api:editions": [api()],
    "api:edition": [api(id=1)],
    "api:edition-csv": [api(id=1)],
    "api:edition-figure": [api(id=1, key=HOURS)],
    "api:edition-figure-csv": [api(id=1, key=HOURS)],
    "api:figures": [api()],
    "api:figure": [api(key=HOURS)],
    "api:figure-csv": [api(key=HOURS)],
    "api:figure-days": [api(key=HOURS)],
    "api:elsewhere": [api(rest="people")],
}


def records(cast: Cast) -> dict[str, int]:
    """An alarm about a figure that the people data officer reads, and a token of the board secretary's."""
    result = Result.objects.unscoped().get(key=HOURS)
    token, _ = tokens.make(cast.of(SECRETARY), name="Power BI", scope="figures", days=30)
    return {"alarm": Alarm.objects.create(result=result, kind="failed", words="-").pk, "token": token.pk}
