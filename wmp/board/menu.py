"""What stands in the service navigation: the pages that the reader may open."""

from typing import Any

from django.http import HttpRequest


def menu(request: HttpRequest) -> dict[str, Any]:
    return {"menu": []}
