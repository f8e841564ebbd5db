"""What is done besides moving a record by its page's verbs: asked on a page, then done, or refused in a sentence."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wmp.lib import drafting
from wmp.lib.registers.asked import only
from wmp.lib.workflow import IllegalMove, StaleMove

#: Of a page that is opened and cannot do anything now: nothing was tried yet, and no button could do it.
NOTHING_TRIED = {"stopped": True, "trouble_heading": "This cannot be done now"}


def perform(
    request: HttpRequest, form: Any, do: Callable[[], str], *, title: str, back: str, **words: Any
) -> HttpResponse:
    """Asks, then does. What is refused is said in a sentence, with 409 and with what was typed.

    `do` returns what to say after it. Of `words`, `refused` says why nothing can be done here now; `after` is where to
    go then, if not back; `template` one that draws the form in its own way; `asks` names what its address may ask; the
    others are those of the template. Raises BadRequest for an address that asks anything else.
    """
    only(request.GET, *words.pop("asks", ()))
    trouble, after = words.pop("refused", ""), words.pop("after", lambda: back)
    template = words.pop("template", "records/verb.html")
    if drafting.has_long_text(form) and not trouble:
        drafting.keep(request, form)
    if request.method == "POST" and not trouble and form.is_valid():
        try:
            with transaction.atomic():
                done = do()
                drafting.forget(form)
        except (IllegalMove, StaleMove) as error:
            trouble = str(error)
        else:
            messages.success(request, done)
            return redirect(after())
    context = {"title": title, "form": form, "cancel_url": back, "back_url": back, "trouble": trouble, **words}
    if trouble and request.method != "POST":
        context |= NOTHING_TRIED
    return render(request, template, context, status=409 if trouble else 200)
