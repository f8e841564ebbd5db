"""Where drafts are kept and thrown away, and what happens to a form whose session ran out before it was sent."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.views.csrf import csrf_failure
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from wmp.lib.drafts import Ticket

#: The field of a page that carries its token.
FIELD = "draft_token"
#: Under another name where it is not to bring fields along.
FIELD_TO_DISCARD = "draft_to_discard"
SIGNED_OUT = "You were signed out. What you typed is kept: sign in and it is there again."


def _ticket(request: HttpRequest, field: str = FIELD) -> Ticket | None:
    """The ticket that a form carries; None for one that is missing, too old or not ours."""
    try:
        return Ticket.read(request.POST.get(field, ""))
    except BadSignature:
        return None


@csrf_exempt  # The token says whose draft it is, and nothing else is asked: no cookie gives a request its authority.
@login_not_required
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keeps what is being typed. 400 for a token that is not ours or too old, and for too much to keep."""
    ticket = _ticket(request)
    return HttpResponse(status=204) if ticket and ticket.write(request.POST) else HttpResponseBadRequest()


@require_POST
def start_afresh(request: HttpRequest) -> HttpResponse:
    """Throws one's own draft away and goes back to its page."""
    ticket = _ticket(request, FIELD_TO_DISCARD)
    if ticket is None:
        return HttpResponseBadRequest()
    if ticket.owner != request.user.pk:
        raise Http404
    ticket.discard()
    return redirect(ticket.page)


class KeepTypedMiddleware:
    """A form sent after its session ran out is kept as a draft, and leads by the sign-in page back to itself.

    After the authentication middleware, before the one that requires a sign-in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if request.method != "POST" or request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        ticket = _ticket(request)
        return _to_sign_in(request, ticket) if ticket and ticket.write(request.POST) else None


def page_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Of a form sent from a page that was opened before signing in again: its session's token has changed since.

    Nothing is saved on the word of such a page, but what was typed is kept for whoever it was given to.
    """
    ticket = _ticket(request) if request.method == "POST" else None
    if ticket and ticket.write(request.POST):
        if ticket.owner == request.user.pk:
            messages.warning(request, "The page was opened before you signed in again. Check it and save it now.")
            return redirect(ticket.page)
        if not request.user.is_authenticated:
            return _to_sign_in(request, ticket)
    return csrf_failure(request, reason=reason)


def _to_sign_in(request: HttpRequest, ticket: Ticket) -> HttpResponse:
    messages.warning(request, SIGNED_OUT)
    return redirect_to_login(ticket.page)  # an address of ours: it is signed


app_name = "drafts"
urlpatterns = [
    path("", save, name="save"),
    path("start-afresh/", start_afresh, name="start-afresh"),
]
