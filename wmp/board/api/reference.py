"""The description of the API: as OpenAPI for programs, and as a page for people."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path, reverse

from people.requests import Request
from wmp.board.api.addresses import api, patterns


@login_not_required  # what addresses there are is no secret, and tools that read it send no token
def openapi(request: Request) -> JsonResponse:
    """The API as OpenAPI 3.1."""
    described = api.get_openapi_schema()
    described["servers"] = [{"url": settings.SITE_URL}]
    return JsonResponse(described)


def page(request: Request) -> HttpResponse:
    """The same for people: how to send a token, and what each address gives."""
    described = api.get_openapi_schema()
    context = {
        "title": "Data for analysts",
        "site": settings.SITE_URL,
        "openapi": reverse("api:openapi"),
        "addresses": [_described(address, methods["get"]) for address, methods in sorted(described["paths"].items())],
    }
    return render(request, "api/reference.html", context)


def _described(address: str, operation: Any) -> dict[str, Any]:
    return {
        "address": address,
        "text": operation["description"],
        "parameters": [
            {"name": each["name"], "text": each["schema"].get("description", "")}
            for each in operation["parameters"]
            if each["in"] == "query"
        ],
    }


app_name = "api"
urlpatterns = [
    path("", page, name="api-root"),
    path("openapi.json", openapi, name="openapi"),
    *patterns(),
]
