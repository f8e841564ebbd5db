"""A form that is sent twice is done once: a double click, or a press again while nothing seems to happen.

The page of a form carries a mark of its own ({% sent_once %}). Whoever sends the same words with the same mark again is
led to where the first led, and finds what the first made. The database decides, so it holds for forms that are sent at
once to several workers. Other words under the same mark are another form: somebody went back, and adds one more.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import models, transaction
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac

from wmp.lib.access import Reader, ScopedModel, ScopedQuerySet
from wmp.lib.locks import hold_for_transaction

FIELD = "sent_once"
KEPT_FOR = timedelta(days=7)
SENT_AGAIN = "This was sent more than once. It is kept once."


class SentFormQuerySet(ScopedQuerySet["SentForm"]):
    def grants(self, user: Reader) -> Iterable[models.Q]:
        yield models.Q(owner=user)


class SentForm(ScopedModel):
    """A form that was sent and done, and the page to which that led. Of what was sent only a digest is kept."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    leads_to = models.TextField()
    sent_at = models.DateTimeField(default=timezone.now)

    objects = SentFormQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "digest"], name="sent_form_key")]
        indexes = [models.Index(fields=["sent_at"], name="sent_form_sent")]

    def __str__(self) -> str:
        return self.leads_to

    def account_concerned(self) -> Any:
        return self.owner_id


class SentOnceMiddleware:
    """Answers a form that was done before with the page that the first led to. The last of the middleware.

    The lock lasts until what the view wrote is committed, so a second one waits and then sees it. A form that was sent
    back to be mended leads nowhere and is not kept. Three statements more for a form with a mark, none for others.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method == "POST" and FIELD in request.POST and request.user.is_authenticated:
            with transaction.atomic():
                return self._once(request)
        return self.get_response(request)

    def _once(self, request: HttpRequest) -> HttpResponseBase:
        owner: Any = request.user
        digest = _digest(request)
        hold_for_transaction("sent form", digest)
        done = SentForm.objects.visible_to(owner).filter(digest=digest).first()
        if done:
            messages.info(request, SENT_AGAIN)
            return HttpResponseRedirect(done.leads_to)
        response = self.get_response(request)
        if isinstance(response, HttpResponseRedirect):
            SentForm.objects.create(owner=owner, digest=digest, leads_to=response.url)
        return response


def new_mark() -> str:
    """Of one page that was drawn."""
    return get_random_string(22)


def _digest(request: HttpRequest) -> str:
    """Of where it was sent and all that was sent, the page's mark and the contents of files among it."""
    digest = salted_hmac(__name__, request.get_full_path() + "\n" + request.POST.urlencode(), algorithm="sha256")
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            digest.update(f"\n{name}\n{file.name}\n".encode())
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
    return digest.hexdigest()


def sweep() -> int:
    """Forgets forms that nobody sends again. Returns how many."""
    return SentForm.objects.unscoped().filter(sent_at__lt=timezone.now() - KEPT_FOR).delete()[0]
