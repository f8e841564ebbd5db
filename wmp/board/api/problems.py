"""What the API answers where it has no data to give: a problem as JSON (RFC 9457), in plain words."""

import json
import logging
from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

logger = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"
# What may be asked for, and how; both stand in one line, and programs take the one that they know.
CHALLENGE = 'Basic realm="People and change records", charset="UTF-8", Bearer realm="People and change records"'
NO_TOKEN = (
    "Send a token of yours with each request, as Bearer token or as the password of Basic authentication. "
    "This request has none, or one that ended, was taken back, or whose account may not have it any more."
)
NOT_FOUND = "There is nothing at this address, or nothing that your account may read."
FAULT = "Something went wrong here. It was noted; nothing that you sent was."


class Refused(HttpError):
    """A request that cannot be answered: its status, and why in a sentence."""


def problem(status: int, detail: str) -> HttpResponse:
    document = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    response = HttpResponse(json.dumps(document) + "\n", content_type=CONTENT_TYPE, status=status)
    response["Cache-Control"] = "no-store"
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = CHALLENGE
    return response


def handle_problems(api: NinjaAPI) -> None:
    """Every refusal and every fault of the API as a problem. Nothing of the request is repeated: it may hold a token
    that somebody put in the wrong place."""
    for kind in (AuthenticationError, Http404, HttpError, ValidationError, Exception):
        api.add_exception_handler(kind, _answer)


def _answer(request: HttpRequest, error: Any) -> HttpResponse:
    match error:
        case AuthenticationError():
            return problem(401, NO_TOKEN)
        case Http404():
            return problem(404, NOT_FOUND)
        case HttpError():
            return problem(error.status_code, str(error))
        case ValidationError():
            return problem(400, _asked_wrongly(error))
    logger.error("The API failed at %s", request.path, exc_info=error)
    if transaction.get_connection().in_atomic_block:
        transaction.set_rollback(True)
    return problem(500, FAULT)


def _asked_wrongly(error: ValidationError) -> str:
    wrong: list[Any] = error.errors
    return " ".join(f"{each['loc'][-1]}: {_words(each)}." for each in wrong)


def _words(wrong: Any) -> str:
    said = str(wrong["msg"]).removeprefix("Value error, ")
    return "yes or no" if wrong["type"] == "bool_parsing" else said
