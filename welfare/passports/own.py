"""My passport: the pages of its holder."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from people.requests import Request


def passport(request: Request) -> HttpResponse:
    return render(request, "welfare/passport/passport.html", {"title": "My passport"})


urlpatterns = [path("passport/", passport, name="passport")]
