"""Who made a change: the context of a request or load, handed to the triggers that keep the change history.

pghistory's own middleware puts its settings in front of each statement, as one text of two statements. The server
takes one statement at a time where it binds the values itself, and that is what keeps plans (settings.DATABASES). Here
they are a statement of their own, sent before each write.
"""

import json
import uuid
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponseBase

WRITES = ("insert", "update", "delete", "merge", "with")
SET = "SELECT set_config('pghistory.context_id', %s, true), set_config('pghistory.context_metadata', %s, true)"


def set_context(cursor: Any, key: str, about: dict[str, Any]) -> None:
    """Tells the triggers what is behind the changes from here to the end of the transaction.

    `cursor` is the driver's own, or its connection: Django's would be wrapped in the context of the request.
    """
    cursor.execute(SET, [key, json.dumps(about)])


class HistoryContextMiddleware:
    """Every change that a request makes is kept with its user and its address. After the authentication middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with connection.execute_wrapper(HistoryContext(request)):
            return self.get_response(request)


class HistoryContext:
    """Wraps the statements of one request. All its changes share one context row."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.key = str(uuid.uuid4())

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        # The settings last as long as the transaction; without one there is nothing to tell a trigger.
        if context["connection"].in_atomic_block and str(sql).lstrip()[:6].lower().startswith(WRITES):
            about = {"user": self.request.user.pk, "url": self.request.path}
            set_context(context["connection"].connection, self.key, about)
        return execute(sql, params, many, context)
