"""What every answer of the site has in common: how it is asked for, who may keep it, what is said in a breakdown."""

import sys
from collections.abc import Callable
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

METHODS = ("GET", "HEAD", "OPTIONS", "POST")
KEPT_BY_NOBODY = "private, no-store"
BACK_IN = 30  # seconds


class EveryAnswerMiddleware:
    """Pages know four methods. What an answer says is on paper at most: no browser or proxy keeps it, so that nobody
    finds a record behind the back button of a desk that several people share. An answer that says otherwise is let.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)
        response.headers.setdefault("Cache-Control", KEPT_BY_NOBODY)
        return response


@requires_csrf_token
def broken_down(request: HttpRequest) -> HttpResponse:
    """handler500. A database that is away for a moment is no fault of a page: it is said to come back, and when."""
    if not isinstance(sys.exception(), OperationalError | InterfaceError):
        return HttpResponse(render_to_string("500.html"), status=HTTPStatus.INTERNAL_SERVER_ERROR)
    away = render_to_string("503.html")
    return HttpResponse(away, status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": str(BACK_IN)})
