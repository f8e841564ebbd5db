"""The RA officers' desk: whose turn it is with each passport and adjustment, and for how long."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from people.requests import Request
from welfare.places import RA_DESK, section


def urls(menu: Sequence[Any]) -> list[URLPattern]:
    def desk(request: Request) -> HttpResponse:
        if not RA_DESK.open_to(request.user):
            raise PermissionDenied
        context = {"title": "Desk", "section": section(request.user, menu, RA_DESK.name)}
        return render(request, "welfare/ra/desk.html", context)

    return [path("desk/", desk, name=RA_DESK.name)]
