"""The form of somebody who is about to join, without a sign-in: by a link that they were mailed.

Opening the link uses nothing up, since programs that scan mail open it too. It leaves what it proves in the session and
leads on to an address without it, so that it stands in no Referer. What opens the form is the query of the address,
which our web log leaves out.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from welfare.joining import links
from welfare.joining.links import Key, Standing
from welfare.joining.public_forms import AnswerForm
from wmp.lib.words import counted
from wmp.lib.workflow import IllegalMove, StaleMove

SESSION = "joining-form"
DONE = "joining-form-done"
# From one address within as many seconds. Only links that are none of ours are counted, so nobody is kept from theirs.
MOST_GUESSES, WINDOW = 20, 600

View = Callable[..., HttpResponseBase]

WORDS = {
    Standing.USED: (
        "This form has been answered",
        "The link works once, and it has been used. If it was not you who answered, or you want to add something, ring",
    ),
    Standing.REPLACED: (
        "There is a newer link",
        "We have sent you another link since, and this one does not work any more. Open the newest mail. Or ring",
    ),
    Standing.EXPIRED: ("This link is too old", "It can be used no more. If you would still like support, ring"),
    Standing.CLOSED: ("This form is closed", "It can be used no more. If you would still like support, ring"),
}
NO_LINK = (
    "Open the link in your mail",
    "The page opens only by the link that we sent you. Perhaps part of it is missing: open it from the mail. Or ring",
)


def unseen(view: View) -> View:
    """Found by no search engine."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return wrapped


@login_not_required
@require_safe
@unseen
def open_form(request: HttpRequest) -> HttpResponse:
    """By the link. Leads on whatever it is: the page without the link says what it is good for."""
    key = links.read(request.GET.get(links.PARAMETER, ""))
    if key is None:
        request.session.pop(SESSION, None)
        if _guesses_too_often(request):
            return _too_often(request)
    else:
        request.session[SESSION] = [key.referral, key.nonce]
        request.session.pop(DONE, None)
    response = redirect("welfare:dyslexia-form")
    # The next page has a rule of its own: without any Referer a browser would send its form from "null".
    response["Referrer-Policy"] = "no-referrer"
    return response


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@unseen
def form(request: HttpRequest) -> HttpResponse:
    """What this is, the choice, and a few questions; what came of it afterwards."""
    if DONE in request.session and SESSION not in request.session:
        return _page(request, "welfare/joining/done.html", title="Thank you", wants=request.session[DONE])
    if SESSION not in request.session:
        return _sorry(request, *NO_LINK, status=404)
    key = Key(*request.session[SESSION])
    asked = AnswerForm(request.POST or None)
    standing = links.standing_of(key)
    if standing != Standing.GOOD:
        return _sorry(request, *WORDS[standing], status=410, form=asked if asked.is_bound else None)
    if request.method == "POST" and asked.is_valid():
        try:
            links.answer(key, wants=asked.wants, told=asked.told)
        except (IllegalMove, StaleMove):  # in this moment: the page says what it is now
            return _sorry(request, *WORDS[_moved(key)], status=410, form=asked)
        del request.session[SESSION]
        request.session[DONE] = asked.wants
        return redirect("welfare:dyslexia-form")
    return _page(request, "welfare/joining/form.html", title="Before you join", form=asked)


def _moved(key: Key) -> Standing:
    standing = links.standing_of(key)
    return Standing.USED if standing == Standing.GOOD else standing


def _page(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Without the menu of whoever may be signed in: the form is not theirs as an officer."""
    words = {"menu": [], "phone": settings.RA_OFFICERS_PHONE, **context}
    return render(request, template, words, status=status)


def _sorry(request: HttpRequest, title: str, text: str, *, status: int, form: Any = None) -> HttpResponse:
    return _page(request, "welfare/joining/sorry.html", status=status, title=title, text=text, typed=_typed(form))


def _typed(form: AnswerForm | None) -> list[tuple[str, str]]:
    """What somebody wrote whose link went in the meantime, so that they can keep it."""
    if form is None:
        return []
    return [(str(form[name].label), form.data.get(name, "")) for name in form.QUESTIONS if form.data.get(name)]


# --- politeness to those who guess ---


def _guesses_too_often(request: HttpRequest) -> bool:
    """Counts in this process's memory: enough to keep a program from asking without end."""
    name = f"joining-guesses:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(name, 0, WINDOW)
    try:
        return bool(cache.incr(name) > MOST_GUESSES)
    except ValueError:  # its time ran out between the two
        return False


def _too_often(request: HttpRequest) -> HttpResponse:
    text = f"Too many links that are none were opened from here. Wait {counted(WINDOW // 60, 'minute')}. Or ring"
    response = _sorry(request, "Try again later", text, status=429)
    response["Retry-After"] = str(WINDOW)
    return response


urlpatterns = [
    path("before-you-join/", form, name="dyslexia-form"),
    path("before-you-join/open/", open_form, name="dyslexia-form-open"),
]
