"""Finding somebody to share a passport with, among all who have an account (people.workforce.accounts_found).

Whoever has a passport may look, and nobody else.
"""

from django.http import JsonResponse

from people.requests import Request
from people.workforce.accounts_found import Finder
from welfare.passports.models import Passport

RECIPIENTS = Finder("welfare.passports.recipients")


def pick_recipients(request: Request) -> JsonResponse:
    """A list of {value, text} for the box: empty for whoever has no passport to share."""
    if not Passport.objects.own(request.user).live().exists():
        return JsonResponse([], safe=False)
    return RECIPIENTS.offered(request)
