"""One's own tokens: the list, making one, taking one back."""

from typing import Any

from django import forms as django_forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone

from people.requests import Request
from wmp.board.api import tokens
from wmp.board.api.models import Scope, Token
from wmp.lib.acts import perform
from wmp.lib.forms import Form
from wmp.lib.registers.asked import only
from wmp.lib.verbs import VerbForm
from wmp.lib.words import long_day, long_moment
from wmp.lib.workflow import IllegalMove, StaleMove

TAKEN_BACK = "It has been taken back already."


class TokenForm(Form):
    """What a token is for, and how long it stands."""

    name = django_forms.CharField(
        max_length=60, help_text="What will use it, such as Power BI on the treasurer’s desk. You see it in your list."
    )
    scope = django_forms.ChoiceField(label="What it may read", widget=django_forms.RadioSelect)
    days = django_forms.TypedChoiceField(
        label="How long it stands",
        choices=[(days, f"{days} days") for days in tokens.LIVES],
        coerce=int,
        widget=django_forms.RadioSelect,
        help_text="You are told two weeks before it ends.",
    )

    def __init__(self, *args: Any, scopes: list[Scope], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scope: Any = self.fields["scope"]
        scope.choices = [(each.value, each.label) for each in scopes]


def own(request: Request) -> HttpResponse:
    """The tokens of whoever signed in, newest first."""
    _require_use(request)
    only(request.GET)
    context = {"title": "Access tokens", "tokens": [_line(each) for each in Token.objects.visible_to(request.user)]}
    return render(request, "api/tokens.html", context)


def _line(token: Token) -> dict[str, Any]:
    if token.revoked_at:
        standing = f"Taken back {_day(token.revoked_at)}"
    else:
        standing = f"{'Ends' if token.stands else 'Ended'} {_day(token.expires_at)}"
    return {
        "name": token.name,
        "scope": token.get_scope_display(),
        "begins": token.begins,
        "made": _day(token.created_at),
        "used": long_moment(token.used_at) if token.used_at else "Never",
        "standing": standing,
        "take_back": reverse("tokens:take-back", args=[token.pk]) if token.stands else "",
    }


def _day(moment: Any) -> str:
    return long_day(timezone.localdate(moment))


def make(request: Request) -> HttpResponse:
    """A new token. The page that answers shows it, once: only its digest is kept."""
    _require_use(request)
    only(request.GET)
    form = TokenForm(request.POST or None, scopes=tokens.scopes_of(request.user))
    trouble = ""
    if request.method == "POST" and form.is_valid():
        try:
            token, secret = tokens.make(request.user, **form.cleaned_data)
        except IllegalMove as error:
            trouble = str(error)
        else:
            context = {"title": "Your new token", "secret": secret, "token": _line(token)}
            return render(request, "api/token_made.html", context)
    asked: dict[str, Any] = {
        "title": "Make a token",
        "form": form,
        "trouble": trouble,
        "cancel_url": reverse("tokens:list"),
        "back_url": reverse("tokens:list"),
        "submit": "Make token",
    }
    return render(request, "form.html", asked, status=409 if trouble else 200)


def take_back(request: Request, pk: int) -> HttpResponse:
    """It opens nothing from then on."""
    only(request.GET)
    token = get_object_or_404(Token.objects.visible_to(request.user), pk=pk)

    def do() -> str:
        if not tokens.take_back(token, by=request.user):
            raise StaleMove(TAKEN_BACK)
        return f"“{token.name}” is taken back. Whatever used it is refused."

    return perform(
        request,
        VerbForm(request.POST if request.method == "POST" else None),
        do,
        title="Take the token back?",
        back=reverse("tokens:list"),
        caption=token.name,
        intro="Whatever uses it is refused from then on. It cannot be given again; make a new one instead.",
        refused=TAKEN_BACK if token.revoked_at else "",
        submit="Take it back",
        danger=True,
    )


def _require_use(request: Request) -> None:
    """Who reads neither editions nor nightly figures has nothing that a token could open; their old ones they see."""
    if not tokens.scopes_of(request.user) and not Token.objects.visible_to(request.user).exists():
        raise PermissionDenied


app_name = "tokens"
urlpatterns = [
    path("", own, name="list"),
    path("new/", make, name="make"),
    path("<int:pk>/take-back/", take_back, name="take-back"),
]
