"""The way back from a page about a list to the list as it stood: its filters, order and place."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

# The parameter that carries it.
BACK = "back"


def back_from(request: HttpRequest, otherwise: str) -> str:
    """The address of ours that the page was opened from; `otherwise` where none is named, or one of another site."""
    named = request.POST.get(BACK) or request.GET.get(BACK, "")
    ours = named.startswith("/") and url_has_allowed_host_and_scheme(named, allowed_hosts=None)
    return named if ours else otherwise
