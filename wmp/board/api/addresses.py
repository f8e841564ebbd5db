"""The addresses of the API. It reads and never writes, asks for a token each time, and knows no cookie."""

import inspect
from collections.abc import Callable
from datetime import date
from functools import wraps
from hashlib import sha256
from typing import Annotated, Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.cache import get_conditional_response, patch_vary_headers
from ninja import NinjaAPI, Query
from ninja.params.models import Param
from ninja.security.http import HttpAuthBase
from pydantic import BeforeValidator

from people.requests import Request
from wmp.board.api import documents, reading, schemas, tokens
from wmp.board.api.models import Token
from wmp.board.api.problems import Refused, handle_problems
from wmp.board.papers.content import Content
from wmp.board.papers.data import chosen, figure_document
from wmp.board.papers.issuing import figure_content
from wmp.lib.days import day_of

# Goes into the ETag: a change of how the same table is written makes another answer of it.
FORM = "3"


class Asking(Request):
    """A request with a token, whose account it speaks for."""

    auth: Token


class Sent(HttpAuthBase):
    """A token in the Authorization header, by one of the two ways in which a program can send it."""

    openapi_scheme: str

    def __call__(self, request: HttpRequest) -> Token | None:
        header = request.headers.get("Authorization", "")
        if header.partition(" ")[0].lower() != self.openapi_scheme:
            return None
        token = tokens.token_of(header)
        if token:
            request.user = token.account  # whoever asks, for the read log and the history; no session is opened
            tokens.used(token)
        return token


class Bearer(Sent):
    openapi_scheme = "bearer"
    openapi_description = "The token itself."


class Basic(Sent):
    openapi_scheme = "basic"
    openapi_description = "Any user name, and the token as password: for Excel, Power BI and Qlik."


def _known_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """Refuses a parameter that an address does not have, or has once: a misspelt `form` would give another day."""
    given = inspect.signature(view).parameters
    known = [each.default.alias or name for name, each in given.items() if isinstance(each.default, Param)]
    said = f"This address knows {', '.join(known)} and nothing else." if known else "This address has no parameters."

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        for name, values in request.GET.lists():
            if name not in known:
                raise Refused(400, said)
            if len(values) > 1:
                raise Refused(400, f"{name}: once, please.")
        return view(request, *args, **kwargs)

    return wrapped


def _day(text: Any) -> date:
    try:
        day = day_of(text)
    except (TypeError, ValueError):
        day = None
    if day is None or day.isoformat() != text:  # ISO has other ways to write one, which charts and files have not
        raise ValueError("a day such as 2022-04-01")
    return day


Day = Annotated[date, BeforeValidator(_day)]
BOM: Any = Query(False, description="1 puts a byte order mark first, which older Excels need to read UTF-8.")
DAY: Any = Query(None, description="A day such as 2022-04-01; the latest one without it.")
FROM: Any = Query(None, alias="from", description="With to: every day from one to the other, at most 366.")
TO: Any = Query(None, alias="to", description="With from.")
REFUSALS = dict.fromkeys((400, 401, 403, 404), schemas.Problem)
TEXT = {"content": {"text/csv": {"schema": {"type": "string"}}}, "description": "CSV, UTF-8, a line for each cell."}
IN_CSV: dict[str, Any] = {"openapi_extra": {"responses": {200: TEXT}}, "response": REFUSALS}

api = NinjaAPI(
    title="Board figures",
    version="1",
    description="Issued editions of the board paper, and nightly figures, as far as the token’s account may read them.",
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
    auth=[Bearer(), Basic()],
)
api.add_decorator(_known_only, mode="operation")
handle_problems(api)


# --- editions --------------------------------------------------------------------------------------------------------


@api.get("/editions", response={200: schemas.Editions, **REFUSALS}, url_name="editions")
def editions(request: Asking) -> HttpResponse:
    """Editions that you may read, newest first."""
    found = [documents.edition_facts(each) for each in reading.editions(request.auth)]
    body = documents.as_json({"editions": found})
    return _answer(request, [sha256(body).hexdigest()], lambda: body)


@api.get("/editions/{int:id}.csv", url_name="edition-csv", **IN_CSV)
def edition_csv(request: Asking, id: int, bom: bool = BOM) -> HttpResponse:
    """All tables of an edition."""
    found = reading.edition(request.auth, id)

    def make() -> bytes:
        return documents.as_csv(chosen(_content(request, found), ""), bom=bom)

    return _answer(request, [found["digest"], str(bom)], make, documents.CSV)


@api.get("/editions/{int:id}", response={200: schemas.EditionDocument, **REFUSALS}, url_name="edition")
def edition(request: Asking, id: int) -> HttpResponse:
    """One edition: what it is of, its sections and its figures."""
    found = reading.edition(request.auth, id)

    def make() -> bytes:
        return documents.as_json(documents.edition_document(found, _content(request, found)))

    return _answer(request, [found["digest"], str(found["corrected"])], make)


@api.get("/editions/{int:id}/figures/{key}.csv", url_name="edition-figure-csv", **IN_CSV)
def edition_figure_csv(request: Asking, id: int, key: str, bom: bool = BOM) -> HttpResponse:
    """One figure of an edition, with its five-year trend where it has one."""
    found = reading.edition(request.auth, id)

    def make() -> bytes:
        return documents.as_csv([_figure(_content(request, found), key)], bom=bom)

    return _answer(request, [found["digest"], key, str(bom)], make, documents.CSV)


@api.get(
    "/editions/{int:id}/figures/{key}",
    response={200: schemas.FigureOfEdition, **REFUSALS},
    url_name="edition-figure",
)
def edition_figure(request: Asking, id: int, key: str) -> HttpResponse:
    """One figure of an edition: its words, its table and where that is from."""
    found = reading.edition(request.auth, id)

    def make() -> bytes:
        figure = figure_document(_figure(_content(request, found), key))
        return documents.as_json({**figure, "edition": documents.edition_facts(found)})

    return _answer(request, [found["digest"], key, str(found["corrected"])], make)


def _content(request: Asking, found: Any) -> Content:
    return Content.from_json(reading.opened(request.auth, found).content)


def _figure(content: Content, key: str) -> Any:
    if key not in content.figures:
        raise Http404
    return content.figures[key]


# --- nightly figures -------------------------------------------------------------------------------------------------


@api.get("/figures", response={200: schemas.Figures, **REFUSALS}, url_name="figures")
def figures(request: Asking) -> HttpResponse:
    """The nightly figures that you may read: keys, titles, definitions, columns and their units."""
    found = [documents.catalogued(each) for each in reading.latest(request.auth)]
    body = documents.as_json({"figures": found})
    return _answer(request, [sha256(body).hexdigest()], lambda: body)


@api.get("/figures/{key}.csv", url_name="figure-csv", **IN_CSV)
def figure_csv(
    request: Asking,
    key: str,
    day: Day | None = DAY,
    first: Day | None = FROM,
    last: Day | None = TO,
    bom: bool = BOM,
) -> HttpResponse:
    """A nightly figure of one day, or of all days from one to another: at most 366."""
    if (first is None) != (last is None) or (first and day):
        raise Refused(400, "Either day, or both from and to.")
    token = request.auth
    found = reading.between(token, key, first, last) if first and last else [reading.one(token, key, day)]

    def make() -> bytes:
        return documents.as_csv(map(figure_content, reading.tables_of(token, found)), bom=bom)

    return _answer(request, [key, str(bom), *(str(each.pk) for each in found)], make, documents.CSV)


@api.get("/figures/{key}", response={200: schemas.NightlyFigure, **REFUSALS}, url_name="figure")
def figure(request: Asking, key: str, day: Day | None = DAY) -> HttpResponse:
    """A nightly figure of one day."""
    found = reading.one(request.auth, key, day)

    def make() -> bytes:
        return documents.as_json(documents.nightly_document(reading.tables_of(request.auth, [found])[0]))

    # Better words of the same revision are another answer, of the same table.
    return _answer(request, [str(found.pk), found.words or ""], make)


@api.get("/figures/{key}/days", response={200: schemas.Days, **REFUSALS}, url_name="figure-days")
def figure_days(request: Asking, key: str) -> HttpResponse:
    """The days on which a nightly figure was computed, oldest first."""
    found = list(reading.results(request.auth, key).select_related("attempt__run").defer("stored_grid"))
    if not found:
        raise Http404
    body = documents.as_json({"figure": key, "days": [documents.day_facts(each) for each in found]})
    return _answer(request, [str(each.pk) for each in found], lambda: body)


@api.get("/{path:rest}", include_in_schema=False, url_name="elsewhere")
def elsewhere(request: Asking, rest: str) -> HttpResponse:
    """Any other address: an answer that a program understands."""
    raise Http404


def _answer(
    request: HttpRequest, of: list[str], make: Callable[[], bytes], content_type: str = documents.JSON
) -> HttpResponse:
    """The answer, or 304 where the program has it already: then nothing is made. `of` says what it is an answer of."""
    etag = f'"{sha256("|".join([FORM, request.path, *of]).encode()).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(make(), content_type=content_type)
    response["ETag"] = etag
    # For whoever sent the token alone, and to be asked for each time: rights end.
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Authorization"])
    return response


def patterns() -> list[URLPattern]:
    """The addresses without ninja's own root. A token stands in for signing in."""
    found = [each for each in api.urls[0] if isinstance(each, URLPattern) and each.name != "api-root"]
    for each in found:
        login_not_required(each.callback)
    return found
