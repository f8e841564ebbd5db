"""Which figure, and which result of it, an address asks for."""

from datetime import date

from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import OuterRef, Subquery
from django.http import Http404

from people.requests import Request
from wmp.board.definitions import as_counted
from wmp.board.models import Definition, Result, keys_read_by, may_read_board, may_read_everything
from wmp.board.paper import FIGURES
from wmp.lib.figures import Figure
from wmp.lib.keys import key_of


def require_reader(request: Request) -> None:
    """Raises PermissionDenied for whoever reads no figure at all."""
    if not may_read_board(request.user):
        raise PermissionDenied


def declared(request: Request, key: str) -> Figure:
    """A figure that the reader may read. Raises Http404 for any other."""
    require_reader(request)
    if key not in FIGURES or not (may_read_everything(request.user) or key in keys_read_by(request.user)):
        raise Http404
    return FIGURES[key]


def readable(request: Request, day: date, key: str) -> tuple[Figure, Result]:
    """A figure, in the words of that time, and its result of a day, if the reader may see it; else 404. Of the attempt
    that is shown, or of the one whose number the address names. `in_use_since` is when its definition was first used.
    """
    require_reader(request)
    results = Result.objects.visible_to(request.user).in_words().filter(attempt__run__day=day, key=key)
    if "attempt" in request.GET:
        number = key_of(request.GET["attempt"])
        if number is None or number > 10**6:
            raise BadRequest("An attempt is known by its number.")
        results = results.filter(attempt__number=number, attempt__finished_at__isnull=False)
    else:
        results = results.filter(attempt__shown=True)
    stated = Definition.objects.visible_to(request.user).filter(key=OuterRef("key"), version=OuterRef("version"))
    since = Subquery(stated.order_by().values("first_used_at")[:1])
    result = results.annotate(in_use_since=since).select_related("attempt__run").first()
    if result is None or key not in FIGURES:
        raise Http404
    return as_counted(result), result
