"""Issued editions for their readers: the list, the paper as a page, and its files."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.paginator import InvalidPage, Paginator
from django.db.models.functions import Length
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from people.requests import Request
from people.roles import Role
from wmp.board.models import Edition, EditionFile
from wmp.board.papers.building import FORMATS, again
from wmp.board.papers.content import Content
from wmp.board.papers.data import as_csv, as_json
from wmp.board.papers.models import Audience
from wmp.board.papers.origins import origins_of, with_results
from wmp.board.papers.printed import printed
from wmp.lib.audit import log_read
from wmp.lib.registers.asked import only

logger = logging.getLogger(__name__)

PER_PAGE = 30
# What an edition is whole in, and what a list of editions does not need.
WHOLE = ("content", "claims", "decisions", "differences")
# What one figure of an edition can be had as.
FIGURE_FORMATS = {"csv": as_csv, "json": as_json}


@dataclass(frozen=True)
class File:
    """One format of an edition: made where it has a size, failed where it has an error."""

    format: str
    size: int | None
    error: str

    @property
    def words(self) -> str:
        return FORMATS[self.format].words

    @property
    def waits(self) -> bool:
        return not self.size and not self.error


def editions(request: Request) -> HttpResponse:
    """The editions that the reader may see, newest first."""
    only(request.GET, "page")
    seen = Edition.objects.visible_to(request.user).with_later(request.user).with_facts()
    try:
        page = Paginator(seen.defer(*WHOLE), PER_PAGE).page(request.GET.get("page", 1))
    except InvalidPage:
        raise BadRequest("This list has no such page.") from None
    return render(request, "papers/editions.html", {"page": page})


def edition(request: Request, pk: int) -> HttpResponse:
    """The whole paper on a page."""
    only(request.GET)
    known = with_results(Edition.objects.visible_to(request.user).with_later(request.user), request)
    found = get_object_or_404(known.select_related("attempt__run").defer("claims", "decisions"), pk=pk)
    _log(request, found, "viewed")
    later: Mapping[str, Any] = vars(found)
    context = {
        "edition": found,
        "paper": printed(Content.from_json(found.content), origins_of(found), issued_at=found.issued_at),
        "newer": later["seen_later"],
        "newer_unseen": later["later"] and not later["seen_later"],
        "breadcrumbs": [{"text": "Board papers", "url": reverse("editions:list")}],
        **_standing(request, found),
    }
    return render(request, "papers/edition.html", context)


def files(request: Request, pk: int) -> HttpResponse:
    """Which files are built: what the page of an edition asks for again and again while they are not."""
    only(request.GET)
    seen = Edition.objects.visible_to(request.user).with_facts().defer(*WHOLE)
    found: Any = get_object_or_404(seen, pk=pk)
    context = {
        "edition": found,
        "title": found.its_title,
        "breadcrumbs": [
            {"text": "Board papers", "url": reverse("editions:list")},
            {"text": found.its_title, "url": reverse("editions:edition", args=[pk])},
        ],
        **_standing(request, found),
    }
    return render(request, "papers/files.html", context)


def download(request: Request, pk: int, format: str) -> HttpResponse:
    """A file of an edition, as it was built: what differs from that by a bit is not given out."""
    only(request.GET)
    found = _visible(request, pk)
    file = EditionFile.objects.visible_to(request.user).filter(edition=found, format=format).first()
    if file is None or file.content is None or format not in FORMATS:
        raise Http404
    content = bytes(file.content)
    if sha256(content).hexdigest() != file.digest:
        logger.error("%s is not what was built", file)
        raise Http404
    _log(request, found, "downloaded")
    return _attached(content, FORMATS[format].content_type, f"{_name(found)}.{format}")


def figure(request: Request, pk: int, key: str, format: str) -> HttpResponse:
    """One figure of an edition as data."""
    only(request.GET)
    found = _visible(request, pk)
    content = Content.from_json(found.content)
    if format not in FIGURE_FORMATS or key not in content.figures:
        raise Http404
    _log(request, found, "downloaded")
    made = FIGURE_FORMATS[format](content, key)
    return _attached(made, FORMATS[format].content_type, f"{_name(found)}-{slugify(key)}.{format}")


@require_POST
def ask_again(request: Request, pk: int, format: str) -> HttpResponse:
    """A format that failed is to be built once more."""
    only(request.GET)
    found = _visible(request, pk)
    if not _may_ask_again(request):
        raise PermissionDenied
    file = get_object_or_404(
        EditionFile.objects.visible_to(request.user).defer("content"), edition=found, format=format
    )
    if again(file):
        messages.success(request, f"{FORMATS[format].words} is being built again.")
    return redirect("editions:edition", pk)


def _visible(request: Request, pk: int) -> Edition:
    return get_object_or_404(Edition.objects.visible_to(request.user).defer("claims", "decisions"), pk=pk)


def _standing(request: Request, found: Edition) -> dict[str, Any]:
    rows = EditionFile.objects.visible_to(request.user).filter(edition=found).annotate(size=Length("content"))
    there = {format: File(format, size, error) for format, size, error in rows.values_list("format", "size", "error")}
    listed: Sequence[File] = [there.get(format, File(format, None, "")) for format in FORMATS]
    return {
        "files": listed,
        "made": sum(bool(file.size) for file in listed),
        "building": any(file.waits for file in listed),
        "may_ask_again": _may_ask_again(request),
    }


def _may_ask_again(request: Request) -> bool:
    return request.user.has_role(Role.BOARD_SECRETARY)


def _log(request: Request, found: Edition, action: str) -> None:
    """Whoever reads a restricted edition is noted. The public one is for everybody."""
    if found.audience == Audience.RESTRICTED:
        log_read(request.user, found, action)


def _name(found: Edition) -> str:
    return f"{slugify(found.content['title'])}-{found.content['meeting_on']}-{found.audience}-{found.number}"


def _attached(content: bytes, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


app_name = "editions"
urlpatterns = [
    path("", editions, name="list"),
    path("<int:pk>/", edition, name="edition"),
    path("<int:pk>/files/", files, name="files"),
    path("<int:pk>/files/<slug:format>/", download, name="download"),
    path("<int:pk>/files/<slug:format>/again/", ask_again, name="again"),
    path("<int:pk>/figures/<key:key>/<slug:format>/", figure, name="figure"),
]
